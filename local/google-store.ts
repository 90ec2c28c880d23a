/** Keeps what Google would keep: a file a spreadsheet, and one for scripts, triggers and properties. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LocalFault } from './aws/local-fault.ts';
import type { ScriptHostJson } from './google/apps-script/script-host.ts';
import type { WorkbookJson } from './google/workbook/workbook-json.ts';
import type { RegistryJson, SpreadsheetRegistry } from './spreadsheet-registry.ts';

export type KeptGoogle = {
  readonly seed: number;
  readonly registry: RegistryJson;
  readonly host: ScriptHostJson;
};

export type GoogleStore = {
  /** @throws LocalFault 'local.data_folder_unusable' where a file is damaged */
  read(): KeptGoogle | undefined;
  /** Writes the spreadsheets that changed; each file whole or not at all. */
  write(kept: {
    readonly seed: number;
    readonly registry: SpreadsheetRegistry;
    readonly host: ScriptHostJson;
  }): void;
};

/** Only as much as tells our own whole file from another or a damaged one. */
const Index = z.object({
  version: z.literal(1),
  seed: z.int(),
  spreadsheets: z.array(z.object({ key: z.string(), spreadsheetId: z.string() })),
  host: z.looseObject({ version: z.literal(1), bindings: z.array(z.unknown()) }),
});
const Spreadsheet = z.looseObject({
  version: z.literal(1),
  spreadsheetId: z.string(),
  sheets: z.array(z.looseObject({ sheetId: z.int(), rows: z.array(z.unknown()) })),
});

const INDEX_FILE = 'google.json';
const SPREADSHEETS_DIR = 'spreadsheets';

export function createGoogleStore(dataDir: string | undefined): GoogleStore {
  if (dataDir === undefined) return { read: () => undefined, write: () => undefined };
  const indexPath = join(dataDir, INDEX_FILE);
  const toPath = (id: string) => join(dataDir, SPREADSHEETS_DIR, `${id}.json`);
  const written = new Map<string, number>();
  return {
    read() {
      const text = readIfThere(indexPath);
      if (text === undefined) return undefined;
      const index = parseFile(Index, indexPath, text);
      const registry = index.spreadsheets.map(({ key, spreadsheetId }) => {
        const path = toPath(spreadsheetId);
        const workbook = parseFile(Spreadsheet, path, readIfThere(path) ?? '');
        return { key, workbook: workbook as unknown as WorkbookJson };
      });
      return { seed: index.seed, registry, host: index.host as unknown as ScriptHostJson };
    },
    write({ seed, registry, host }) {
      mkdirSync(join(dataDir, SPREADSHEETS_DIR), { recursive: true });
      for (const { spreadsheetId, workbook } of registry.list()) {
        if (written.get(spreadsheetId) === workbook.revision) continue;
        const { revision } = workbook;
        writeWhole(toPath(spreadsheetId), workbook.toJson());
        written.set(spreadsheetId, revision);
      }
      const spreadsheets = registry
        .list()
        .map(({ key, spreadsheetId }) => ({ key, spreadsheetId }));
      // Last, so that it never names a spreadsheet whose file is not there.
      writeWhole(indexPath, { version: 1, seed, spreadsheets, host });
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parseFile<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  text: string,
): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? 'not as this program writes it' : String(error);
    throw new LocalFault('local.data_folder_unusable', { path, reason }, { cause: error });
  }
}

/** The old file stands until the new one is complete. */
function writeWhole(path: string, content: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(content));
  renameSync(`${path}.new`, path);
}
