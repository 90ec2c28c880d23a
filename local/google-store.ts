/** Keeps what Google would keep: a file a spreadsheet, and one for scripts, triggers and properties. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LocalFault } from './aws/local-fault.ts';
import type { ScriptHostJson } from './google/apps-script/script-host.ts';
import type { WorkbookJson } from './google/workbook/workbook-json.ts';
import { readKeptFile } from './kept-file.ts';
import { makeFolder } from './make-folder.ts';
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

const VERSION = 1;
/** Only as much as tells our own whole file from another or a damaged one. */
const Index = z.object({
  version: z.literal(VERSION),
  seed: z.int(),
  spreadsheets: z.array(z.object({ key: z.string(), spreadsheetId: z.string() })),
  host: z.looseObject({ version: z.literal(1), bindings: z.array(z.unknown()) }),
});
const Spreadsheet = z.looseObject({
  version: z.literal(VERSION),
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
      const index = readKeptFile({ path: indexPath, version: VERSION, parse: Index.parse });
      if (index === undefined) return undefined;
      const registry = index.spreadsheets.map(({ key, spreadsheetId }) => {
        const path = toPath(spreadsheetId);
        const workbook = readKeptFile({ path, version: VERSION, parse: Spreadsheet.parse });
        if (workbook === undefined) {
          throw new LocalFault('local.data_folder_unusable', { path, reason: 'it is missing' });
        }
        return { key, workbook: workbook as unknown as WorkbookJson };
      });
      return { seed: index.seed, registry, host: index.host as unknown as ScriptHostJson };
    },
    write({ seed, registry, host }) {
      makeFolder(join(dataDir, SPREADSHEETS_DIR));
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
      writeWhole(indexPath, { version: VERSION, seed, spreadsheets, host });
    },
  };
}

/** The old file stands until the new one is complete. */
function writeWhole(path: string, content: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(content));
  renameSync(`${path}.new`, path);
}
