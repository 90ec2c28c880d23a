// The values of the generated secrets: derived from a seed, and kept once they exist.
import { createHmac } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { readKeptFile } from '../kept-file.ts';
import type { LocalSecret } from './cloud-model.ts';

const Kept = z.record(z.string(), z.string());

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * @param file kept across restarts; undefined derives the values anew
 * @returns values by ARN
 * @throws LocalFault 'local.data_folder_unusable' where the file is damaged
 */
export function readSecrets(
  secrets: readonly LocalSecret[],
  seed: string,
  file: string | undefined,
): ReadonlyMap<string, string> {
  const kept = file === undefined ? {} : readKept(file);
  const values = new Map(
    secrets.map((secret) => [secret.ref, kept[secret.ref] ?? generate(secret, seed)]),
  );
  if (file !== undefined) {
    const temporary = `${file}.tmp`;
    writeFileSync(temporary, JSON.stringify({ ...kept, ...Object.fromEntries(values) }), {
      mode: 0o600,
    });
    renameSync(temporary, file);
  }
  return values;
}

function readKept(path: string): Readonly<Record<string, string>> {
  const parse = (value: unknown) => z.parse(Kept, value);
  return readKeptFile({ path, version: 1, parse }) ?? {};
}

function generate({ ref, properties }: LocalSecret, seed: string): string {
  const { PasswordLength = 32, ExcludeCharacters = '' } = properties.GenerateSecretString;
  const allowed = [...alphabet].filter((character) => !ExcludeCharacters.includes(character));
  let value = '';
  for (let block = 0; value.length < PasswordLength; block += 1) {
    const bytes = createHmac('sha256', seed).update(`${ref}\0${block}`).digest();
    for (const byte of bytes) {
      // Bytes past the last whole multiple would make some characters likelier than others.
      if (byte < 256 - (256 % allowed.length)) value += allowed[byte % allowed.length];
    }
  }
  return value.slice(0, PasswordLength);
}
