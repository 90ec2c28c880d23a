/** The command: each code is of its unit's newest key where a table is given. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACTIVATION_PREFIX, Activation } from '../../../core/messages/activation.ts';
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import { createDynamoSyncStore } from '../../../lambdas/adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../../../lambdas/adapters/table/retry.ts';
import type { KeyPolicy } from '../../../lambdas/http/key-policy.ts';
import { deriveUnitKey } from '../../../lambdas/http/unit-key.ts';
import { type LocalTable, startLocalTable } from '../../support/local-table.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../../..');
const ENDPOINT = 'https://a1b2c3.execute-api.ap-southeast-1.amazonaws.com';
const SECRET = 'Ab3'.repeat(21).concat('z');

let table: LocalTable;
beforeAll(async () => {
  table = await startLocalTable();
  const { client, tableName } = table;
  const access = { client, tableName, waiting: REAL_WAITING };
  const store = createDynamoSyncStore({ ...access, programme: 'ben-tre' });
  const policies: readonly (readonly [string, KeyPolicy])[] = [
    ['BT001', { current: 3, revoked: [1, 2] }],
    ['BT002', { current: 2, revoked: [1, 2] }],
    [COMMITTEE_UNIT, { current: 4, revoked: [] }],
  ];
  for (const [unit, next] of policies) {
    await store.replaceKeyPolicy(unit, { before: undefined, next });
  }
});
afterAll(() => table.stop());

async function run(...args: readonly string[]) {
  const main = join(ROOT_DIR, 'local/activation-codes/main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    cwd: ROOT_DIR,
    env: { ...process.env, DYNAMODB_ENDPOINT: table.endpoint },
  });
  child.stdin.on('error', () => undefined).end(`${SECRET}\n`);
  const exit = once(child, 'exit');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code]: unknown[] = await exit;
  return { code, output, errors };
}

function readActivations(output: string): ReadonlyMap<string, Activation> {
  const rows: readonly Record<string, string>[] = parse(output, { columns: true });
  return new Map(
    rows.map(({ unit_code: unit = '', activation_code: code = '' }) => {
      const json = Buffer.from(code.slice(ACTIVATION_PREFIX.length), 'base64url').toString();
      return [unit, v.parse(Activation, JSON.parse(json))];
    }),
  );
}

it('makes each of the newest key in the table, and none of a revoked one', async () => {
  const ran = await run('ben-tre', ENDPOINT, '--table', table.tableName);
  expect(ran.code).toBe(0);
  const activations = readActivations(ran.output);
  const versionOf = (unit: string) => activations.get(unit)?.keyVersion;
  expect([COMMITTEE_UNIT, 'BT001', 'BT002', 'BT003'].map(versionOf)).toEqual([4, 3, undefined, 1]);
  expect(activations.get('BT001')?.key).toBe(deriveUnitKey(SECRET, 'BT001', 3));
  expect(ran.errors).toContain('BT002 gets no code');
  expect(ran.errors).not.toContain(SECRET);
});

it('makes none where the table cannot be asked', async () => {
  const ran = await run('ben-tre', ENDPOINT, '--table', 'no-such-table');
  expect(ran).toMatchObject({ code: 1, output: '' });
});

it.each([
  [['ben-tre']],
  [['ben-tre', ENDPOINT, '--table', 'x', '--key-version', '2']],
  [['ben-tre', ENDPOINT, '--table', '']],
  [['ben-tre', ENDPOINT, '--key-version', '0']],
])('%j is called wrongly, and says when to give a table', async (args) => {
  const ran = await run(...args);
  expect(ran).toMatchObject({ code: 2, output: '' });
  expect(ran.errors).toContain('once any unit was rotated or revoked');
});
