/** The rows of an entry tab by what people did to them: neither headers nor ids are believed. */
import type { CellValue } from '../../../core/cell.ts';
import { isBlankCell } from '../../../core/cell.ts';
import type { TypedCells, TypedColumn } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { findColumn } from '../../../core/wording/columns.ts';
import type { Cell } from '../../../local/google/workbook/cell.ts';
import { isDateFormat } from '../../../local/google/workbook/cell.ts';
import { displayValue } from '../../../local/google/workbook/display-value.ts';
import type { Sheet } from '../../../local/google/workbook/sheet.ts';
import { findHeaderRow } from '../../../local/scenario/find-entry-tab.ts';
import { toContent } from '../../../local/simulator/sheet-snapshot.ts';

/** The workbook's own name of a line, which stays when others are inserted, deleted or moved. */
type LineKey = number;

export type TypedRow = {
  /** 1-based, the header counts. */
  readonly rowNumber: number;
  readonly cells: TypedCells;
  /** All typed cells as one text, to compare. */
  readonly content: string;
  readonly title: string;
  readonly hasFormula: boolean;
};

export type SheetRows = ReadonlyMap<LineKey, TypedRow>;

export type RowReader = {
  /** Filled rows by the key of their line, from above. */
  read(): SheetRows;
};

/** Looks at the headers once, while they still are those of the template. */
export function createRowReader(sheet: Sheet): RowReader {
  const headerIndex = findHeaderRow(sheet) ?? 0;
  const headerKey = sheet.rowKeys()[headerIndex];
  const columns = findColumns(sheet, headerIndex);
  return {
    read() {
      const places = toPlaces(sheet, columns);
      const { rows: count, columns: width } = sheet.contentExtent();
      const rows = new Map<LineKey, TypedRow>();
      for (const [index, key] of sheet.rowKeys().slice(0, count).entries()) {
        if (key === headerKey) continue;
        const row = toTypedRow(sheet.cellsOf(index, 0, width), index + 1, places);
        if (row !== undefined) rows.set(key, row);
      }
      return rows;
    },
  };
}

/** Capitals count, spaces and the way accents are composed do not. */
export function toTitle(cells: TypedCells): string {
  const { title = '' } = cells;
  return typeof title === 'object' ? '' : foldTitle(String(title));
}

function foldTitle(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function findColumns(sheet: Sheet, headerIndex: number): ReadonlyMap<TypedColumn, LineKey> {
  const keys = sheet.columnKeys();
  const { columns: width } = sheet.contentExtent();
  const found = new Map<TypedColumn, LineKey>();
  for (const [index, cell] of sheet.cellsOf(headerIndex, 0, width).entries()) {
    const column = findColumn(displayValue(cell));
    const typed = TYPED_COLUMNS.find((one) => one === column);
    const key = keys[index];
    if (typed !== undefined && key !== undefined && !found.has(typed)) found.set(typed, key);
  }
  return found;
}

type Places = readonly (readonly [column: TypedColumn, index: number])[];

function toPlaces(sheet: Sheet, columns: ReadonlyMap<TypedColumn, LineKey>): Places {
  const indexes = new Map(sheet.columnKeys().map((key, index) => [key, index]));
  return [...columns].map(([column, key]) => [column, indexes.get(key) ?? -1] as const);
}

/** Undefined when nothing is typed in it. */
function toTypedRow(
  line: readonly Cell[],
  rowNumber: number,
  places: Places,
): TypedRow | undefined {
  const cells: { [column in TypedColumn]?: CellValue } = {};
  let hasFormula = false;
  for (const [column, index] of places) {
    const cell = line[index] ?? {};
    cells[column] = toCellValue(cell);
    if (cell.content?.formula !== undefined) hasFormula = true;
  }
  if (!hasFormula && Object.values(cells).every(isBlankCell)) return undefined;
  return { rowNumber, cells, content: toContent(cells), title: toTitle(cells), hasFormula };
}

/** As a script gets it: dates are serial numbers. */
function toCellValue({ content, format }: Cell): CellValue {
  const value = content?.value;
  if (value === undefined) return '';
  return typeof value === 'number' && isDateFormat(format) ? { serial: value } : value;
}
