/** Writes ids, marks, receipts, notes and colours in as few calls as the rows allow. */
import type { TypedColumn } from '../../core/columns.ts';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import type { ColumnPlaces, SheetRow } from '../../core/sync/entry-table.ts';
import type { CellTone, RowComments, RowWriteBack } from '../../core/sync/settle-run.ts';
import { replaceOurLines } from '../../core/wording/cell-notes.ts';
import type { RowRun } from './row-runs.ts';
import { toRowRuns } from './row-runs.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const TONES: { readonly [tone in CellTone]: string } = { error: '#f4c7c3', warning: '#fce8b2' };
const MANAGED = [
  ['rowId', 'idText'],
  ['mark', 'markText'],
  ['receipt', 'receiptText'],
] as const;

/** `present` holds what the rows between show, so that one block can cover them unchanged. */
export function writeRows(
  sheet: Sheet,
  places: ColumnPlaces,
  rows: readonly RowWriteBack[],
  present: ReadonlyMap<number, SheetRow>,
): void {
  const byRow = new Map(rows.map((row) => [row.rowNumber, row]));
  const textsOf = (rowNumber: number) => byRow.get(rowNumber) ?? present.get(rowNumber);
  for (const run of toRowRuns([...byRow.keys()])) {
    for (const columns of toColumnGroups(places)) {
      const values = listRows(run).map((rowNumber) =>
        columns.map(([, text]) => textsOf(rowNumber)?.[text] ?? ''),
      );
      const first = columns[0]?.[2] ?? 0;
      sheet.getRange(run.first, first + 1, values.length, columns.length).setValues(values);
    }
  }
  writeComments(sheet, places, rows);
}

/** Managed columns that stand side by side go out in one call. */
function toColumnGroups(places: ColumnPlaces) {
  const placed = MANAGED.flatMap(([column, text]) => {
    const place = places[column];
    return place === undefined ? [] : [[column, text, place] as const];
  }).sort((one, other) => one[2] - other[2]);
  const groups: (readonly (typeof placed)[number][])[] = [];
  for (const column of placed) {
    const last = groups[groups.length - 1];
    const previous = last?.[last.length - 1];
    if (last !== undefined && previous !== undefined && previous[2] + 1 === column[2]) {
      groups[groups.length - 1] = [...last, column];
    } else groups.push([column]);
  }
  return groups;
}

function writeComments(sheet: Sheet, places: ColumnPlaces, rows: readonly RowWriteBack[]): void {
  const commented = rows.flatMap(({ rowNumber, comments }) =>
    comments === undefined ? [] : [[rowNumber, comments] as const],
  );
  if (commented.length === 0) return;
  const owned = listOwnedPlaces(places);
  const first = Math.min(...owned.keys());
  const width = Math.max(...owned.keys()) - first + 1;
  const byRow = new Map(commented);
  for (const run of toRowRuns([...byRow.keys()])) {
    const range = sheet.getRange(run.first, first + 1, run.last - run.first + 1, width);
    // Notes and colours of other rows or of people's own columns must survive.
    const covers = width === owned.size && listRows(run).every((row) => byRow.has(row));
    const notes = covers ? [] : range.getNotes();
    const colours = covers ? [] : range.getBackgrounds();
    range.setNotes(
      fill(run, width, (row, column) =>
        toNote(byRow.get(row), owned.get(first + column), notes[row - run.first]?.[column] ?? ''),
      ),
    );
    range.setBackgrounds(
      fill(run, width, (row, column) =>
        toColour(
          byRow.get(row),
          owned.get(first + column),
          colours[row - run.first]?.[column] ?? NO_COLOUR,
        ),
      ),
    );
  }
}

type OwnedColumn = TypedColumn | 'receipt';

function listOwnedPlaces(places: ColumnPlaces): ReadonlyMap<number, OwnedColumn> {
  const columns: readonly OwnedColumn[] = ['receipt', ...TYPED_COLUMNS];
  return new Map(
    columns.flatMap((column) => {
      const place = places[column];
      return place === undefined ? [] : [[place, column] as const];
    }),
  );
}

/** @param before what the cell's note says, '' where nobody looked */
function toNote(
  comments: RowComments | undefined,
  column: OwnedColumn | undefined,
  before: string,
): string {
  if (comments === undefined || column === undefined) return before;
  if (column === 'receipt') return comments.receipt;
  return replaceOurLines(before, comments.cells[column]?.text ?? '');
}

const NO_COLOUR = '#ffffff';

/** Where nothing is to be said only our own colours go: people have theirs. */
function toColour(
  comments: RowComments | undefined,
  column: OwnedColumn | undefined,
  before: string,
): string {
  if (comments === undefined || column === undefined) return before;
  const tone = column === 'receipt' ? comments.receiptTone : comments.cells[column]?.tone;
  if (tone !== undefined) return TONES[tone];
  return Object.values(TONES).includes(before) ? NO_COLOUR : before;
}

function fill<Value>(
  run: RowRun,
  width: number,
  valueAt: (row: number, column: number) => Value,
): Value[][] {
  return listRows(run).map((row) =>
    Array.from({ length: width }, (_, column) => valueAt(row, column)),
  );
}

function listRows(run: RowRun): readonly number[] {
  return Array.from({ length: run.last - run.first + 1 }, (_, index) => run.first + index);
}
