/** The master secret: read once, by one call, and never remembered when it failed. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  createFormerSecret,
  createMasterSecret,
  SECRET_LIFETIME_MS,
} from '../../../lambdas/adapters/secret/master-secret.ts';
import type { FaultyProxy, Spoiling } from '../../support/faulty-proxy.ts';
import { startFaultyProxy, vendorError } from '../../support/faulty-proxy.ts';

const SECRET = 's'.repeat(32);

let proxy: FaultyProxy;
let client: SecretsManagerClient;

beforeAll(async () => {
  // Every call is answered by the proxy itself: there is nothing behind it.
  proxy = await startFaultyProxy('http://127.0.0.1:9');
  client = new SecretsManagerClient({
    endpoint: proxy.endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await proxy.stop();
});
beforeEach(() => {
  proxy.calls.length = 0;
});

function secret(SecretString: string | undefined): Spoiling {
  return { kind: 'answer', status: 200, body: { Name: 'master', SecretString } };
}

it('is read by one call however many ask', async () => {
  proxy.spoil('GetSecretValue', secret(SECRET));
  const read = createMasterSecret(client, 'the-secret');
  expect(await Promise.all([read(), read()])).toEqual([SECRET, SECRET]);
  expect(await read()).toBe(SECRET);
  expect(proxy.calls).toEqual([{ operation: 'GetSecretValue', body: { SecretId: 'the-secret' } }]);
});

it('is read anew after a while, so that a warm function learns of another one', async () => {
  proxy.spoil('GetSecretValue', secret(SECRET), secret(SECRET.toUpperCase()));
  let now = 1_000;
  const read = createMasterSecret(client, 'the-secret', () => now);
  expect(await read()).toBe(SECRET);
  now += SECRET_LIFETIME_MS - 1;
  expect(await read()).toBe(SECRET);
  now += 1;
  expect(await read()).toBe(SECRET.toUpperCase());
});

it('has a former one, or none', async () => {
  proxy.spoil('GetSecretValue', secret(SECRET), vendorError(400, 'ResourceNotFoundException'));
  const read = createFormerSecret(client, 'the-secret');
  expect(await read()).toBe(SECRET);
  expect(await read()).toBeUndefined();
  const body = { SecretId: 'the-secret', VersionStage: 'AWSPREVIOUS' };
  expect(proxy.calls.map((call) => call.body)).toEqual([body, body]);
});

it('is asked for again after a failure', async () => {
  proxy.spoil('GetSecretValue', vendorError(400, 'ResourceNotFoundException'), secret(SECRET));
  const read = createMasterSecret(client, 'the-secret');
  await expect(read()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect(await read()).toBe(SECRET);
});

it.each([
  ['missing', undefined],
  ['a letter too short', SECRET.slice(1)],
])('that is %s is a fault of the configuration', async (_, value) => {
  proxy.spoil('GetSecretValue', secret(value));
  await expect(createMasterSecret(client, 'the-secret')()).rejects.toMatchObject({
    code: 'config.invalid',
    details: { name: 'MASTER_SECRET_ID' },
  });
});
