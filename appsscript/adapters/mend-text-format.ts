/** Makes blank entry cells plain text again: cut cells take their format along and leave none. */
import type { EntryColumn } from '../../core/columns.ts';
import { TEXT_FORMAT_COLUMNS, TYPED_COLUMNS } from '../../core/columns.ts';
import { isChanged } from '../../core/sync/check-rows.ts';
import type { ColumnPlaces, EntryTable } from '../../core/sync/entry-table.ts';
import type { MatchedRow } from '../../core/sync/match-rows.ts';
import { toRowRuns } from './row-runs.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Readable = Extract<EntryTable, { kind: 'readable' }>;

const TEXT_FORMAT = '@';

/** Something was cut away here, or a cell already turned what was typed into a number or a date. */
export function mayHaveLostTextFormat(rows: readonly MatchedRow[]): boolean {
  return rows.some((matched) => {
    const { row, pair } = matched;
    const hasLeft = row.isBlank && row.idText !== '' && pair?.mark?.state !== 'x';
    return (
      hasLeft ||
      (isChanged(matched) && TYPED_COLUMNS.some((column) => isNotText(row.cells[column])))
    );
  });
}

/** Cells that hold something stay as they are: a new format could change what people see. */
export function mendTextFormat(sheet: Sheet, table: Readable): void {
  const first = table.headerRowNumber + 1;
  const count = sheet.getMaxRows() - table.headerRowNumber;
  if (count < 1) return;
  const columns = listPlaces(table.places);
  const left = Math.min(...columns.keys());
  const width = Math.max(...columns.keys()) - left + 1;
  const formats = sheet.getRange(first, left + 1, count, width).getNumberFormats();
  const mended = formats.map((row, index) =>
    row.map((format, offset) => {
      const column = columns.get(left + offset);
      const isOurs = column !== undefined && isOpenAt(table, index, column);
      return isOurs ? TEXT_FORMAT : format;
    }),
  );
  const changed = mended.flatMap((row, index) =>
    row.some((format, offset) => format !== formats[index]?.[offset]) ? [first + index] : [],
  );
  for (const run of toRowRuns(changed)) {
    const block = mended.slice(run.first - first, run.last - first + 1);
    sheet.getRange(run.first, left + 1, block.length, width).setNumberFormats(block);
  }
}

function listPlaces(places: ColumnPlaces): ReadonlyMap<number, EntryColumn> {
  return new Map(
    TEXT_FORMAT_COLUMNS.flatMap((column) => {
      const place = places[column];
      return place === undefined ? [] : [[place, column] as const];
    }),
  );
}

/** Rows of a list people already had keep the formats they came with. */
function isOpenAt(table: Readable, index: number, column: EntryColumn): boolean {
  const isPlain = Object.values(table.rows[index]?.cells ?? {}).every((value) => value === '');
  return (isPlain || !table.isAdopted) && isBlankAt(table, index, column);
}

/** Below the last row that holds anything all is blank. */
function isBlankAt({ rows }: Readable, index: number, column: EntryColumn): boolean {
  const row = rows[index];
  if (row === undefined) return true;
  switch (column) {
    case 'rowId':
      return row.idText === '';
    case 'mark':
      return row.markText === '';
    case 'receipt':
      return row.receiptText === '';
    default:
      return (row.cells[column] ?? '') === '';
  }
}

function isNotText(value: unknown): boolean {
  return value !== undefined && typeof value !== 'string';
}
