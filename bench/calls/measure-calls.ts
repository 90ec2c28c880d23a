/** Service calls and requests of a sheet's runs: ours, and a script that takes cell by cell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import { deriveUnitKey } from '../../lambdas/http/unit-key.ts';
import type { ExecutionLog } from '../../local/google/apps-script/execution.ts';
import type { ScriptFetch } from '../../local/google/apps-script/fetch-transport.ts';
import type { NewBinding } from '../../local/google/apps-script/script-host.ts';
import { readProgramme } from '../../local/system.ts';
import { countReceipts } from '../../local/workbench/api/count-receipts.ts';
import type { Figures } from '../figures.ts';
import { bundleScript } from '../peers/bundle-peer.ts';
import { generateRows } from '../valid-rows/generate-rows.ts';
import type { ValidRow } from '../valid-rows/valid-row.ts';
import { createMemoryAnswers, MASTER_SECRET } from './answer-in-memory.ts';
import type { Desk } from './sheet-desk.ts';
import { startDesk } from './sheet-desk.ts';

export const ROW_COUNTS = [100, 1_000, 10_000] as const;
/** A run over 10,000 rows takes seconds. */
export const QUICK_ROW_COUNTS = [100, 1_000] as const;
const UNIT = 'BT028';
/** The same rows into every tab, from beyond those that stand in any. */
const SMALL_PASTE = { rows: 20, columns: 8, from: 20_000 };
const LARGE_PASTE = { rows: 1_000, columns: TYPED_COLUMNS.length, from: 21_000 };
const ACTIVATION = {
  endpoint: 'http://127.0.0.1:9',
  programme: 'ben-tre',
  unit: UNIT,
  keyVersion: 1,
  key: deriveUnitKey(MASTER_SECRET, UNIT, 1),
};
/** Clock runs until every row that stands there is saved. */
const MAX_RUNS = 10;
const MINUTE_MS = 60_000;
/** What a run may take at Google; the naive script is counted to its end all the same. */
const GOOGLE_MS = 6 * MINUTE_MS;
const NO_LIMIT_MS = 1_000 * MINUTE_MS;
const DIST_DIR = join(import.meta.dirname, '../../dist/appsscript');

type Action = 'idle' | 'edit' | 'paste20' | 'paste1000';
/** Pastes go below what stands there, the largest last. */
const ACTIONS: readonly Action[] = ['idle', 'edit', 'paste20', 'paste1000'];

/** Counts are the same each time and on every machine. */
export async function measureCalls(rowCounts: readonly number[] = ROW_COUNTS): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const count of rowCounts) {
    Object.assign(figures, await measureOurs(count), await measureNaive(count));
  }
  // The one of the text: in the fullest tab.
  figures['calls.paste1000'] = figures[`calls.paste1000.${rowCounts.at(-1)}`] ?? Number.NaN;
  return figures;
}

async function measureOurs(count: number): Promise<Figures> {
  const programme = readProgramme('ben-tre');
  const desk = await startDesk({
    bundle: readBundle(),
    activation: ACTIVATION,
    answers: (now) => createMemoryAnswers(programme, now),
  });
  try {
    await desk.act(toPaste(desk, { count, place: 0, columns: TYPED_COLUMNS.length }));
    await settleRows(desk, count);
    return await measureActions('calls', desk, count);
  } finally {
    await desk.stop();
  }
}

async function measureNaive(count: number): Promise<Figures> {
  const desk = await startDesk({
    bundle: bundleScript('bench/calls/naive/main.ts'),
    activation: ACTIVATION,
    answers: () => ACCEPT_ALL,
    executionMs: NO_LIMIT_MS,
  });
  try {
    desk.fill(toPaste(desk, { count, place: 0, columns: TYPED_COLUMNS.length }));
    desk.fill(toSentPaste(desk, count));
    return await measureActions('naive', desk, count);
  } finally {
    await desk.stop();
  }
}

const ACCEPT_ALL: ScriptFetch = async () => ({
  kind: 'response',
  status: 200,
  headers: {},
  body: Buffer.from('{}'),
});

async function measureActions(
  prefix: 'calls' | 'naive',
  desk: Desk,
  count: number,
): Promise<Figures> {
  const figures: Record<string, number> = {};
  let filled = count;
  for (const action of ACTIONS) {
    const { logs, added } = await perform(desk, action, filled);
    filled += added;
    const failed = logs.find(({ outcome }) => outcome !== 'completed');
    if (failed !== undefined || logs.length === 0) {
      throw new Error(`${prefix} ${action} over ${count} rows: ${failed?.outcome ?? 'no run'}`);
    }
    Object.assign(figures, toFigures(`${prefix}.${action}.${count}`, logs));
    if (prefix === 'calls') await settleRows(desk, filled);
  }
  return figures;
}

/** Everything the action started, a change trigger's run included. */
function toFigures(key: string, logs: readonly ExecutionLog[]): Figures {
  const fetches = logs.reduce((sum, { calls }) => sum + calls.fetch, 0);
  const services = logs.reduce((sum, { calls }) => sum + calls.sheet, 0);
  const longestMs = Math.max(...logs.map(({ durationMs }) => durationMs));
  return {
    [key]: services + fetches,
    [`${key}.fetches`]: fetches,
    // By estimates of what a call takes at Google; above 1 the run would be cut off.
    [`${key}.ofSixMinutes`]: Math.round((longestMs / GOOGLE_MS) * 1_000) / 1_000,
  };
}

type Performed = { readonly logs: readonly ExecutionLog[]; readonly added: number };

async function perform(desk: Desk, action: Action, filled: number): Promise<Performed> {
  if (action === 'idle') return { logs: await desk.nextClockRun(), added: 0 };
  if (action === 'edit') {
    const { sheet, table } = desk.entryTab();
    const row = table.headerRowNumber + Math.floor(filled / 2);
    const column = table.places.note ?? 0;
    const value = 'Đã xem lại số liệu';
    const type = { kind: 'type', sheetId: sheet.sheetId, row, column, value } as const;
    return { logs: await desk.act(type), added: 0 };
  }
  const { rows, columns, from } = action === 'paste20' ? SMALL_PASTE : LARGE_PASTE;
  const paste = toPaste(desk, { count: rows, place: filled, columns, from });
  return { logs: await desk.act(paste), added: rows };
}

type Block = {
  readonly count: number;
  /** Rows below the header, from 0. */
  readonly place: number;
  readonly columns: number;
  /** Of all rows there are, the first to paste. */
  readonly from?: number;
};

function toPaste(desk: Desk, { count, place, columns, from = 0 }: Block) {
  const { sheet, table } = desk.entryTab();
  const rows = listAllRows().slice(from, from + count);
  return {
    kind: 'paste',
    sheetId: sheet.sheetId,
    row: table.headerRowNumber + place,
    column: table.places.title ?? 0,
    values: rows.map((row) => toTexts(row, columns)),
    skipHiddenColumns: true,
  } as const;
}

let allRows: readonly ValidRow[] | undefined;

/** No two of them are like each other. */
function listAllRows(): readonly ValidRow[] {
  allRows ??= generateRows({ seed: 1, count: LARGE_PASTE.from + LARGE_PASTE.rows, unit: UNIT });
  return allRows;
}

function toTexts({ cells }: ValidRow, columns: number): readonly string[] {
  return TYPED_COLUMNS.slice(0, columns).map((column) => String(cells[column]));
}

/** As the naive script leaves rows it has sent. */
function toSentPaste(desk: Desk, count: number) {
  const { sheet, table } = desk.entryTab();
  const values = Array.from({ length: count }, () => ['Đã gửi']);
  const at = { row: table.headerRowNumber, column: table.places.receipt ?? 0 };
  return { kind: 'paste', sheetId: sheet.sheetId, ...at, values } as const;
}

/** @throws Error where rows that should be saved are not */
async function settleRows(desk: Desk, count: number): Promise<void> {
  for (let runs = 0; runs < MAX_RUNS; runs += 1) {
    const { saved, waiting, none } = countReceipts(desk.entryTab().table.rows);
    if (waiting + none === 0) {
      if (saved === count) return;
      throw new Error(`${saved} of ${count} rows are saved`);
    }
    await desk.nextClockRun();
  }
  throw new Error(`rows still wait after ${MAX_RUNS} clock runs`);
}

function readBundle(): NewBinding {
  return {
    code: readFileSync(join(DIST_DIR, 'Code.js'), 'utf8'),
    manifest: JSON.parse(readFileSync(join(DIST_DIR, 'appsscript.json'), 'utf8')),
  };
}
