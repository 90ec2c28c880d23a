// Writes dist/sheets-schema.json: what Google's discovery document says requests and answers of the
// Sheets API look like, as a JSON schema made from the typings generated from it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFileAtomically } from './build-step.ts';

/** Inputs and output for the build, relative to the root. */
export const sheetsSchemaInputs = [
  'node_modules/@maxim_mazurok/gapi.client.sheets-v4/index.d.ts',
  'scripts/sheets-schema.ts',
];
export const sheetsSchemaOutput = 'dist/sheets-schema.json';

/** What is sent or answered; all they refer to comes along. */
const ROOT_TYPES = [
  'BatchUpdateSpreadsheetRequest',
  'BatchUpdateSpreadsheetResponse',
  'BatchUpdateValuesRequest',
  'BatchUpdateValuesResponse',
  'BatchGetValuesResponse',
  'UpdateValuesResponse',
  'ValueRange',
  'Spreadsheet',
];

export type SheetsSchema = {
  /** Hash of the inputs it was made from. */
  readonly $comment: string;
  readonly definitions: { readonly [typeName: string]: unknown };
};

/** Does nothing when the file was made from the same typings. @returns the file's path */
export async function writeSheetsSchema(rootDir: string): Promise<string> {
  const file = join(rootDir, sheetsSchemaOutput);
  const inputsHash = hashInputs(rootDir);
  if (existsSync(file)) {
    const present: Partial<SheetsSchema> = JSON.parse(readFileSync(file, 'utf8'));
    if (present.$comment === inputsHash) return file;
  }
  const schema: SheetsSchema = { $comment: inputsHash, definitions: await generate(rootDir) };
  writeFileAtomically(file, JSON.stringify(schema));
  return file;
}

async function generate(rootDir: string): Promise<SheetsSchema['definitions']> {
  // It brings a TypeScript compiler of its own along: loaded only when there is work for it.
  const { createGenerator } = await import('ts-json-schema-generator');
  const generator = createGenerator({
    path: join(rootDir, sheetsSchemaInputs[0] ?? ''),
    type: '*',
    skipTypeCheck: true,
    additionalProperties: false,
    jsDoc: 'none',
  });
  const definitions: Record<string, unknown> = {};
  for (const name of ROOT_TYPES) {
    Object.assign(definitions, generator.createSchema(`gapi.client.sheets.${name}`).definitions);
  }
  return definitions;
}

function hashInputs(rootDir: string): string {
  const hash = createHash('sha256');
  for (const input of sheetsSchemaInputs) hash.update(readFileSync(join(rootDir, input)));
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeSheetsSchema(resolve(import.meta.dirname, '..'));
}
