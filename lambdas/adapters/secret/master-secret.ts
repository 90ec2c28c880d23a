/** The master secret from Secrets Manager, read anew now and then: somebody may have put another. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetSecretValueCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { Fault } from '../../../core/fault.ts';

/** Shorter than this it could be guessed. */
const MIN_LENGTH = 32;

/** A warm function goes on with the secret of before for no longer than this. */
export const SECRET_LIFETIME_MS = 5 * 60_000;

/** Requests that come together share one call; a failed one is not remembered. */
export function createMasterSecret(
  client: SecretsManagerClient,
  secretId: string,
  now: () => number = Date.now,
): () => Promise<string> {
  let reading: { readonly secret: Promise<string>; readonly atMs: number } | undefined;
  return () => {
    const atMs = now();
    if (reading !== undefined && Math.abs(atMs - reading.atMs) < SECRET_LIFETIME_MS) {
      return reading.secret;
    }
    const secret = readSecret(client, secretId).catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    reading = { secret, atMs };
    return secret;
  };
}

/** @returns reads the one before the current, for links that outlive it; undefined where none was */
export function createFormerSecret(
  client: SecretsManagerClient,
  secretId: string,
): () => Promise<string | undefined> {
  return async () => {
    const command = new GetSecretValueCommand({ SecretId: secretId, VersionStage: 'AWSPREVIOUS' });
    try {
      return (await client.send(command)).SecretString;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };
}

async function readSecret(client: SecretsManagerClient, secretId: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (SecretString === undefined || SecretString.length < MIN_LENGTH) {
    throw new Fault('config.invalid', { name: 'MASTER_SECRET_ID', reason: 'too short a secret' });
  }
  return SecretString;
}
