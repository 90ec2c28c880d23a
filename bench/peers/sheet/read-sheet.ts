/** Reads the tab for a peer as well as ours does: the header wherever it stands, columns by name. */
import { readTable } from '../../../appsscript/adapters/entry-sheet.ts';
import type { CellValue } from '../../../core/cell.ts';
import { isBlankCell } from '../../../core/cell.ts';
import type { EntryColumn, TypedCells, TypedColumn } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { findColumn } from '../../../core/wording/columns.ts';
import { findSheet } from './install.ts';

export type PeerRow = {
  /** 1-based, the header counts. */
  readonly rowNumber: number;
  /** What stands in the id column, '' where nothing does. */
  readonly id: string;
  readonly cells: TypedCells;
};

export type PeerTable = {
  readonly sheet: GoogleAppsScript.Spreadsheet.Sheet;
  /** 0-based; undefined when there is no such header. */
  readonly idPlace: number | undefined;
  /** Those with anything typed in them. */
  readonly rows: readonly PeerRow[];
};

type Places = { readonly [column in EntryColumn]?: number };

const MAX_HEADER_ROWS = 30;
const MIN_KNOWN_HEADERS = 3;

/** Undefined while no row looks like a header: no peer is made to take data for names. */
export function readSheet(): PeerTable | undefined {
  const sheet = findSheet();
  if (sheet === undefined) return undefined;
  const { values } = readTable(sheet);
  const header = findHeader(values);
  if (header === undefined) return undefined;
  const { places, index } = header;
  const rows = values.slice(index + 1).flatMap((line, offset) => {
    const cells = toCells(line, places);
    if (TYPED_COLUMNS.every((column) => isBlankCell(cells[column]))) return [];
    const id = places.rowId === undefined ? '' : String(line[places.rowId] ?? '');
    return [{ rowNumber: index + 2 + offset, id, cells }];
  });
  return { sheet, idPlace: places.rowId, rows };
}

function findHeader(
  values: readonly (readonly CellValue[])[],
): { readonly index: number; readonly places: Places } | undefined {
  for (const [index, line] of values.slice(0, MAX_HEADER_ROWS).entries()) {
    const places: { [column in EntryColumn]?: number } = {};
    for (const [place, value] of line.entries()) {
      const column = typeof value === 'string' ? findColumn(value) : undefined;
      if (column !== undefined) places[column] ??= place;
    }
    if (Object.keys(places).length >= MIN_KNOWN_HEADERS) return { index, places };
  }
  return undefined;
}

function toCells(line: readonly CellValue[], places: Places): TypedCells {
  const cells: { [column in TypedColumn]?: CellValue } = {};
  for (const column of TYPED_COLUMNS) {
    const place = places[column];
    if (place !== undefined) cells[column] = line[place] ?? '';
  }
  return cells;
}
