/** What a deployment left on this machine, read by later commands. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDeployedPlaces, toOutputsPath, toRegion } from '../../scripts/deployed-places.ts';

const NAME = { programme: 'ben-tre', stage: 'prod' };
const ARN = 'arn:aws:secretsmanager:ap-southeast-1:210987654321:secret:MasterSecret-AbCdEf';
const OUTPUTS = {
  'so-sang-kien-prod-stateful': { TableName: 'table', MasterSecretArn: ARN, Other: 'x' },
  'so-sang-kien-prod-ben-tre-service': { ApiUrl: 'https://api.example/' },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'deployed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('are those of the programme and stage, and the region is that of the deployment', () => {
  writeFileSync(toOutputsPath(folder, NAME), JSON.stringify(OUTPUTS));
  const places = readDeployedPlaces(folder, NAME);
  expect(places).toEqual({
    apiUrl: 'https://api.example',
    tableName: 'table',
    masterSecretArn: ARN,
  });
  expect(places && toRegion(places)).toBe('ap-southeast-1');
  expect(readDeployedPlaces(folder, { ...NAME, stage: 'dev' })).toBeUndefined();
});

it.each([
  ['no JSON', '{'],
  ['no outputs', '[1]'],
  [
    'outputs of another programme',
    JSON.stringify({ ...OUTPUTS, [Object.keys(OUTPUTS)[1] ?? '']: {} }),
  ],
])('%s is told with the file and what to do', (_, text) => {
  const path = toOutputsPath(folder, NAME);
  writeFileSync(path, text);
  const reason = expect.stringContaining('deploy again, or give --table');
  expect(() => readDeployedPlaces(folder, NAME)).toThrow(
    expect.objectContaining({ code: 'config.invalid', details: { name: path, reason } }),
  );
});
