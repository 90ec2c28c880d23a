/** The spreadsheets of one local system: by the key people know them by, and by Google's id. */
import { UserHistory } from './google/people/user-history.ts';
import { Workbook } from './google/workbook/workbook.ts';
import type { WorkbookJson } from './google/workbook/workbook-json.ts';
import { createRandom } from './random.ts';
import { touchesTypedCells } from './touches-typed-cells.ts';

/** A unit code, `committee`, or the alias of a copied file. */
export type SpreadsheetKey = string;

export type LocalSpreadsheet = {
  readonly key: SpreadsheetKey;
  readonly spreadsheetId: string;
  readonly workbook: Workbook;
  /** What its users can take back. */
  readonly history: UserHistory;
  /** The account that opens, types and activates. */
  readonly user: string;
};

export type SpreadsheetRegistry = {
  list(): readonly LocalSpreadsheet[];
  find(key: SpreadsheetKey): LocalSpreadsheet | undefined;
  findById(spreadsheetId: string): LocalSpreadsheet | undefined;
  create(key: SpreadsheetKey, title: string): LocalSpreadsheet;
  add(key: SpreadsheetKey, workbook: Workbook): LocalSpreadsheet;
  newSpreadsheetId(key: SpreadsheetKey): string;
  toJson(): RegistryJson;
};

export type RegistryJson = readonly { readonly key: string; readonly workbook: WorkbookJson }[];

const ID_LENGTH = 44;
const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function createSpreadsheetRegistry(
  seed: number,
  saved: RegistryJson = [],
): SpreadsheetRegistry {
  const byKey = new Map<SpreadsheetKey, LocalSpreadsheet>();
  const byId = new Map<string, LocalSpreadsheet>();

  function add(key: SpreadsheetKey, workbook: Workbook): LocalSpreadsheet {
    const spreadsheet: LocalSpreadsheet = {
      key,
      spreadsheetId: workbook.spreadsheetId,
      workbook,
      history: new UserHistory(workbook, touchesTypedCells),
      user: toUser(key),
    };
    byKey.set(key, spreadsheet);
    byId.set(workbook.spreadsheetId, spreadsheet);
    return spreadsheet;
  }

  const newSpreadsheetId = (key: SpreadsheetKey) => toSpreadsheetId(seed, key);
  for (const { key, workbook } of saved) add(key, Workbook.fromJson(workbook));
  return {
    list: () => [...byKey.values()],
    find: (key) => byKey.get(key),
    findById: (spreadsheetId) => byId.get(spreadsheetId),
    create: (key, title) => add(key, new Workbook({ spreadsheetId: newSpreadsheetId(key), title })),
    add,
    newSpreadsheetId,
    toJson: () =>
      [...byKey.values()].map(({ key, workbook }) => ({ key, workbook: workbook.toJson() })),
  };
}

/** Looks like Google's ids and is the same for the same seed and key. */
function toSpreadsheetId(seed: number, key: string): string {
  const hash = [...key].reduce(
    (sum, letter) => Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0),
    seed,
  );
  const random = createRandom(hash);
  const letters = Array.from({ length: ID_LENGTH - 1 }, () => ID_LETTERS.charAt(random.below(62)));
  return `1${letters.join('')}`;
}

/** Reserved names only: nobody's address. */
function toUser(key: SpreadsheetKey): string {
  return `${key.toLowerCase().replace(/[^a-z0-9]/g, '-')}@donvi.example`;
}
