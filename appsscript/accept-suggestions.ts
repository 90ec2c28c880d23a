/** «Nhận gợi ý»: puts the corrections the checks suggest into their cells. */
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { toReadingRules } from '../core/rules.ts';
import type { EntryTable, SheetRow } from '../core/sync/entry-table.ts';
import { readEntryTable } from '../core/sync/entry-table.ts';
import { equalHashes, toColumnHashes } from '../core/sync/fingerprint.ts';
import { formatMark } from '../core/sync/mark.ts';
import type { MatchedRow, Pair } from '../core/sync/match-rows.ts';
import { matchRows } from '../core/sync/match-rows.ts';
import type { TakenRow, Taking } from '../core/take-suggestions.ts';
import { takeSuggestions } from '../core/take-suggestions.ts';
import { toVietnamDay } from '../core/time.ts';
import type { TableRange } from './adapters/entry-sheet.ts';
import { openRows, readFormulas, readTable, readValues } from './adapters/entry-sheet.ts';
import { writeRows } from './adapters/row-writer.ts';
import { writeTexts } from './adapters/write-texts.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Readable = Extract<EntryTable, { kind: 'readable' }>;

export type Accepted = {
  readonly cellCount: number;
  /** Several cells were selected, so only their rows were looked at. */
  readonly isSelection: boolean;
  /** More suggestions than one press takes. */
  readonly hasMore: boolean;
};

/** What a run can write and send within its time. */
const MAX_CELLS = 3_000;
/** People do not wait for locks: what they change meanwhile is read anew this many times. */
const MAX_READINGS = 3;

/** The caller holds the document lock, and syncs afterwards. */
export function acceptSuggestions(memory: SheetMemory, sheet: Sheet): Accepted {
  const selected = readSelection(sheet);
  const isSelection = selected !== undefined;
  const isWanted = selected ?? (() => true);
  for (let reading = 1; reading <= MAX_READINGS; reading += 1) {
    const tableRange = readTable(sheet);
    const table = readEntryTable(tableRange.values);
    if (table.kind === 'stopped' || memory.rules === undefined) break;
    const matched = matchRows(table.rows, memory.activation.unit);
    const { rows, cellCount, hasMore } = take(memory, sheet, table, matched, isWanted);
    if (rows.length === 0) break;
    if (carryOut(sheet, tableRange, table, matched, rows)) {
      return { cellCount, isSelection, hasMore };
    }
  }
  return { cellCount: 0, isSelection, hasMore: false };
}

function take(
  { rules }: SheetMemory,
  sheet: Sheet,
  { places }: Readable,
  matched: readonly MatchedRow[],
  isWanted: (rowNumber: number) => boolean,
): Taking {
  const none: Taking = { rows: [], cellCount: 0, hasMore: false };
  const numbers = matched.flatMap(({ row }) =>
    row.isBlank || !isWanted(row.rowNumber) ? [] : [row.rowNumber],
  );
  const first = numbers[0];
  const last = numbers[numbers.length - 1];
  if (rules === undefined || first === undefined || last === undefined) return none;
  const width = Math.max(...Object.values(places)) + 1;
  return takeSuggestions({
    rows: matched,
    rules: toReadingRules(rules, toVietnamDay(Date.now())),
    formulas: readFormulas(openRows(sheet, { first, last, width }), places),
    isWanted,
    maxCells: MAX_CELLS,
  });
}

/**
 * Cells and marks go out in one flush. A mark that speaks of other content than its row would give
 * the record away, one that says nothing keeps it in place: so the marks are erased before the
 * cells change and written after, whatever ends the run between.
 *
 * @returns false where people changed these rows since they were read
 */
function carryOut(
  sheet: Sheet,
  { range }: TableRange,
  { places }: Readable,
  matched: readonly MatchedRow[],
  taken: readonly TakenRow[],
): boolean {
  const takenRows = new Map(taken.map((one) => [one.row, one]));
  const writes = matched.flatMap(({ row, pair }) => {
    const one = takenRows.get(row);
    const planned = one === undefined ? pair : one.pair;
    const texts = toTexts(row, planned);
    const isSame = texts.idText === row.idText && texts.markText === row.markText;
    return isSame ? [] : [{ ...texts, isTaken: one !== undefined }];
  });
  const now = readEntryTable(readValues(range));
  if (now.kind === 'stopped' || JSON.stringify(now.places) !== JSON.stringify(places)) return false;
  const present = new Map(now.rows.map((row) => [row.rowNumber, row]));
  const touched = new Set([...taken.map(({ row }) => row.rowNumber), ...writes.map(toRowNumber)]);
  if (!matched.every(({ row }) => !touched.has(row.rowNumber) || isSame(row, present))) {
    return false;
  }
  const erased = writes.map((write) => (write.isTaken ? { ...write, markText: '' } : write));
  const cells = taken.flatMap(({ row, cells: changed }) =>
    changed.flatMap(({ column, text }) => {
      const place = places[column];
      return place === undefined ? [] : [{ rowNumber: row.rowNumber, place, text }];
    }),
  );
  const formats = range.getNumberFormats();
  writeRows(sheet, places, erased, present);
  writeTexts(sheet, cells, formats);
  writeRows(sheet, places, writes, present);
  SpreadsheetApp.flush();
  return true;
}

function toRowNumber({ rowNumber }: { readonly rowNumber: number }): number {
  return rowNumber;
}

function toTexts({ rowNumber, receiptText }: SheetRow, pair: Pair | undefined) {
  const idText = pair?.id ?? '';
  const markText = pair?.mark === undefined ? '' : formatMark(pair.id, pair.mark);
  return { rowNumber, receiptText, idText, markText };
}

function isSame(before: SheetRow, present: ReadonlyMap<number, SheetRow>): boolean {
  const now = present.get(before.rowNumber);
  if (now === undefined) return false;
  if (now.idText !== before.idText || now.markText !== before.markText) return false;
  return equalHashes(toColumnHashes(now.cells), toColumnHashes(before.cells));
}

/** One cell is always selected, so it says nothing: then all rows are meant. */
function readSelection(sheet: Sheet): ((rowNumber: number) => boolean) | undefined {
  const range = SpreadsheetApp.getActive().getActiveRange();
  if (range === null || range.getSheet().getSheetId() !== sheet.getSheetId()) return undefined;
  if (range.getNumRows() * range.getNumColumns() < 2) return undefined;
  return (rowNumber) => rowNumber >= range.getRow() && rowNumber <= range.getLastRow();
}
