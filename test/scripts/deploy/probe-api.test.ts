/** The probe against the functions as they are deployed: it tells sound from not, and writes nothing. */
import { join, resolve } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LocalCloud } from '../../../local/aws/local-cloud.ts';
import { startLocalCloud } from '../../../local/aws/local-cloud.ts';
import { build } from '../../../scripts/build.ts';
import { probeApi } from '../../../scripts/deploy/probe-api.ts';

const NOW = Date.parse('2026-11-23T08:00:00+07:00');
let cloud: LocalCloud;

beforeAll(async () => {
  await build({ print: () => undefined });
  cloud = await startLocalCloud({
    assemblyDir: join(resolve(import.meta.dirname, '../../..'), 'cdk.out/prod'),
    stage: 'prod',
    programme: 'ben-tre',
    dataDir: undefined,
    seed: 1,
    now: () => NOW,
    virtualClock: true,
    live: false,
    functionEnvironment: { GOOGLE_API_ROOT_URL: 'http://127.0.0.1:9/' },
  });
});
afterAll(() => cloud.stop());

function probe(changes: Partial<Parameters<typeof probeApi>[0]> = {}) {
  const { httpUrl: apiUrl, masterSecret } = cloud;
  return probeApi({ apiUrl, masterSecret, unit: 'BT001', keyVersion: 1, now: NOW, ...changes });
}

async function readTable(): Promise<unknown> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({
    endpoint: cloud.tableEndpoint,
    region: 'ap-southeast-1',
    credentials,
  });
  const { Items } = await client.send(new ScanCommand({ TableName: cloud.tableName }));
  client.destroy();
  return Items;
}

it('finds a sound API sound, and writes nothing', async () => {
  expect(await probe()).toEqual({ kind: 'sound' });
  expect(await readTable()).toEqual([]);
});

it.each([
  ['another secret', { masterSecret: 'x'.repeat(64) }, 'a signed request was answered «401'],
  ['a wrong time', { now: NOW - 3_600_000 }, 'a signed request was answered «401 clock'],
  ['nobody there', { apiUrl: 'http://127.0.0.1:9' }, 'an unsigned request'],
])('says of %s what was answered', async (_name, changes, reason) => {
  expect(await probe(changes)).toMatchObject({
    kind: 'unsound',
    reason: expect.stringContaining(reason),
  });
});
