// Loads a sample province as its staff would: opens each unit's spreadsheet and pastes its rows.
import { TYPED_COLUMNS, type TypedColumn } from '../../core/columns.ts';
import { findUnit, type Programme } from '../../core/programme.ts';
import type { SheetRow } from '../../core/sync/entry-table.ts';
import { MENU } from '../../core/wording/sheet.ts';
import type { Sheet } from '../google/workbook/sheet.ts';
import type { LocalSystem } from '../system.ts';
import { countReceipts } from '../workbench/api/count-receipts.ts';
import { findEntryTab, type ReadableTable } from '../workbench/api/entry-tab.ts';
import type { ReceiptCounts } from '../workbench/api/page-api.ts';
import { findMissingRows } from './missing-rows.ts';
import { readSampleRows } from './read-sample.ts';

export type SampleSystem = Pick<LocalSystem, 'open' | 'act' | 'menu' | 'registry'> & {
  readonly programme: Programme;
};

export type LoadedUnit = {
  readonly unit: string;
  readonly name: string;
  readonly pastedRowCount: number;
  readonly receipts: ReceiptCounts;
};

export type SampleLoad = {
  readonly system: SampleSystem;
  readonly csvText: string;
  /** Units an earlier start finished; what their people did since is theirs. */
  readonly doneUnits: ReadonlySet<string>;
  /** Called once, when there is something left to load. */
  onBegin(unitCount: number): void;
  /** Called when everything of the unit is on its sheet and was sent. */
  onUnit(loaded: LoadedUnit): void;
  shouldStop(): boolean;
};

/** One «Đồng bộ ngay» mends a lost reply; more than a few mean that the server is down. */
const MAX_SYNCS = 3;

/**
 * A load that was interrupted goes on where it stopped: only rows not on the sheet are pasted.
 *
 * @throws SampleError when the file is not what it should be
 */
export async function loadSample(load: SampleLoad): Promise<void> {
  const left = [...readSampleRows(load.csvText)].filter(([unit]) => !load.doneUnits.has(unit));
  if (left.length > 0) load.onBegin(left.length);
  for (const [unit, rows] of left) {
    if (load.shouldStop()) return;
    load.onUnit(await loadUnit(load.system, unit, rows));
  }
}

async function loadUnit(
  system: SampleSystem,
  unit: string,
  rows: readonly (readonly string[])[],
): Promise<LoadedUnit> {
  const isResumed = system.registry.find(unit) !== undefined;
  await system.open(unit);
  // A spreadsheet made by a start that was cut off may not have got as far as its activation.
  if (isResumed) await system.menu(unit, MENU.activate);
  const before = await requireEntryTab(system, unit);
  const missing = findMissingRows(rows, before.table.rows.map(toTexts));
  if (missing.length > 0) {
    await system.act(unit, {
      kind: 'paste',
      sheetId: before.sheet.sheetId,
      row: countUsedRows(before.table),
      column: before.table.places.title ?? 0,
      values: missing,
      skipHiddenColumns: true,
    });
  }
  return {
    unit,
    name: findUnit(system.programme, unit)?.name ?? unit,
    pastedRowCount: missing.length,
    receipts: await syncUntilAnswered(system, unit),
  };
}

/** A row is answered once its receipt says more than that it waits. */
async function syncUntilAnswered(system: SampleSystem, unit: string): Promise<ReceiptCounts> {
  for (let syncs = 0; ; syncs += 1) {
    const { table } = await requireEntryTab(system, unit);
    const receipts = countReceipts(table.rows);
    if (receipts.waiting + receipts.none === 0 || syncs === MAX_SYNCS) return receipts;
    await system.menu(unit, MENU.syncNow);
  }
}

type EntryTab = { readonly sheet: Sheet; readonly table: ReadableTable };

async function requireEntryTab(system: SampleSystem, unit: string): Promise<EntryTab> {
  const { workbook } = await system.open(unit);
  const entryTab = findEntryTab(workbook);
  if (entryTab === undefined) throw new Error(`${unit} has no entry tab after its activation`);
  return entryTab;
}

function toTexts({ cells }: SheetRow): readonly string[] {
  return TYPED_COLUMNS.map((column: TypedColumn) => String(cells[column] ?? ''));
}

/** Header and rows down to the last one that holds something: pasting starts below. */
function countUsedRows({ headerRowNumber, rows }: ReadableTable): number {
  const used = rows.filter((row) => !row.isBlank);
  return used.at(-1)?.rowNumber ?? headerRowNumber;
}
