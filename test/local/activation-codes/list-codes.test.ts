/** Codes an operator sends out: each is taken by the sheet, and its key is the one the server has. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { ACTIVATION_PREFIX, Activation } from '../../../core/messages/activation.ts';
import { deriveUnitKey } from '../../../lambdas/http/unit-key.ts';
import { type CodeRequest, listCodes } from '../../../local/activation-codes/list-codes.ts';
import { readProgramme } from '../../../local/system.ts';
import { build } from '../../../scripts/build.ts';

const SECRET = 'Ab3'.repeat(21).concat('z');
let request: CodeRequest;
beforeAll(async () => {
  await build({ print: () => undefined });
  request = {
    programme: readProgramme('ben-tre'),
    endpoint: 'https://a1b2c3.execute-api.ap-southeast-1.amazonaws.com/',
    masterSecret: SECRET,
    keyVersionOf: () => 2,
  };
});

it('are one a unit, and one for the committee', () => {
  const list = listCodes(request);
  const csv = list.kind === 'codes' ? list.lines.join('\n') : '';
  const rows: readonly Record<string, string>[] = parse(csv, { columns: true });
  const units = readFileSync(join(import.meta.dirname, '../../../programmes/ben-tre/units.csv'));
  const known: readonly Record<string, string>[] = parse(units, { columns: true, bom: true });
  expect(rows.map((row) => row.name)).toEqual(['', ...known.map((unit) => unit.name)]);
  for (const { unit_code: unit = '', activation_code: code = '' } of rows) {
    expect(code.startsWith(ACTIVATION_PREFIX)).toBe(true);
    const json = Buffer.from(code.slice(ACTIVATION_PREFIX.length), 'base64url').toString('utf8');
    expect(v.parse(Activation, JSON.parse(json))).toEqual({
      endpoint: 'https://a1b2c3.execute-api.ap-southeast-1.amazonaws.com',
      programme: 'ben-tre',
      unit,
      keyVersion: 2,
      key: deriveUnitKey(SECRET, unit, 2),
    });
  }
});

it.each([
  'http://a1b2c3.execute-api.ap-southeast-1.amazonaws.com',
  'a1b2c3.execute-api.ap-southeast-1.amazonaws.com',
  'https://a1b2c3.execute-api.ap-southeast-1.amazonaws.com/v1/sync',
  '',
])('are not made for the address «%s»', (endpoint) => {
  expect(listCodes({ ...request, endpoint })).toMatchObject({ kind: 'refused' });
});

it.each([
  '',
  'None',
  'arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:MasterSecret-AbCdEf',
  SECRET.slice(1),
])('are not made from «%s» for a master secret', (masterSecret) => {
  expect(listCodes({ ...request, masterSecret })).toMatchObject({ kind: 'refused' });
});
