/** The master secret from Secrets Manager, read once for as long as the function stays warm. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { Fault } from '../../../core/fault.ts';

/** Shorter than this it could be guessed. */
const MIN_LENGTH = 32;

/** Requests that come together share one call; a failed one is not remembered. */
export function createMasterSecret(
  client: SecretsManagerClient,
  secretId: string,
): () => Promise<string> {
  let reading: Promise<string> | undefined;
  return () => {
    reading ??= readSecret(client, secretId).catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
}

async function readSecret(client: SecretsManagerClient, secretId: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (SecretString === undefined || SecretString.length < MIN_LENGTH) {
    throw new Fault('config.invalid', { name: 'MASTER_SECRET_ID', reason: 'too short a secret' });
  }
  return SecretString;
}
