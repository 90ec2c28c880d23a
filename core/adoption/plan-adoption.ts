/** What «Kích hoạt» means to do with a list that people already keep, before anything is written. */
import type { CellValue } from '../cell.ts';
import { isBlankCell, isDateCell } from '../cell.ts';
import type { EntryColumn, ManagedColumn, TypedColumn } from '../columns.ts';
import { ENTRY_COLUMNS, HIDDEN_COLUMNS, MANAGED_COLUMNS } from '../columns.ts';
import { ADOPTED_HEADERS, COLUMN_HEADERS } from '../wording/columns.ts';
import { toOwnHeader } from '../wording/header-aliases.ts';
import { parseReceiptState } from '../wording/receipts.ts';
import type { ListHeader, SheetValues } from './find-list-header.ts';
import { findListHeader, listKnown } from './find-list-header.ts';
import type { UnusedColumn } from './place-headers.ts';
import { toText } from './place-headers.ts';
import { listSideRows } from './side-rows.ts';

/** Places are 0-based, row numbers 1-based. */
export type AdoptionPlan = {
  readonly headerRowNumber: number;
  readonly firstRowNumber: number;
  /** The last row that holds anything, footers included. */
  readonly lastRowNumber: number;
  /** Initiatives the list holds. */
  readonly rowCount: number;
  readonly understood: readonly {
    readonly column: TypedColumn;
    readonly place: number;
    readonly header: string;
  }[];
  /** Columns the list lacks, each with its header, side by side at the right. */
  readonly appended: readonly {
    readonly column: EntryColumn;
    readonly place: number;
    readonly header: string;
  }[];
  /** Headers that must change; the old text goes into the cell's note. */
  readonly renamed: readonly {
    readonly place: number;
    readonly from: string;
    readonly to: string;
  }[];
  readonly unused: readonly UnusedColumn[];
  /** Rows with something in them that are no initiatives. */
  readonly sideRows: readonly { readonly rowNumber: number; readonly text: string }[];
  /** What the column of units says, the most frequent first. */
  readonly units?: {
    readonly place: number;
    readonly names: readonly { readonly name: string; readonly count: number }[];
  };
};

/** Undefined where the values are no list that can be taken. */
export function planAdoption(values: SheetValues): AdoptionPlan | undefined {
  const header = findListHeader(values);
  if (header === undefined) return undefined;
  const { places, headerRowNumber, lastHeaderRowNumber } = header;
  const foreign = listForeignManaged(values, header);
  const kept = ENTRY_COLUMNS.filter(
    (column) => places[column] !== undefined && !foreign.includes(column),
  );
  const width = values.reduce((widest, row) => Math.max(widest, row.length), 0);
  const side = listSideRows(values, header);
  const rows = listRowNumbers(values, header, side);
  const renamed = listRenamed(values, header, foreign);
  const isRenamed = new Set(renamed.map(({ place }) => place));
  const units = readUnits(values, header, rows);
  return {
    headerRowNumber,
    firstRowNumber: lastHeaderRowNumber + 1,
    lastRowNumber: values.length,
    rowCount: rows.length,
    understood: listKnown(header).flatMap((column) => {
      const place = places[column];
      return place === undefined
        ? []
        : [{ column, place, header: headerAt(values, header, place) }];
    }),
    appended: ENTRY_COLUMNS.filter((column) => !kept.includes(column)).map((column, index) => ({
      column,
      place: width + index,
      header: toAdoptedHeader(column),
    })),
    renamed,
    unused: [...listUnheaded(values, header), ...header.unused].filter(
      ({ place }) => !isRenamed.has(place),
    ),
    sideRows: [...side]
      .filter((rowNumber) => rowNumber > lastHeaderRowNumber)
      .map((rowNumber) => ({ rowNumber, text: toFirstText(values[rowNumber - 1] ?? []) })),
    ...(units === undefined ? {} : { units }),
  };
}

/** Both hidden headers say that this list was taken over: its other headers are people's own. */
function toAdoptedHeader(column: EntryColumn): string {
  return column === 'rowId' || column === 'mark' ? ADOPTED_HEADERS[column] : COLUMN_HEADERS[column];
}

function listRowNumbers(
  values: SheetValues,
  header: ListHeader,
  side: ReadonlySet<number>,
): readonly number[] {
  const known = listKnown(header);
  return values.flatMap((row, index) => {
    const rowNumber = index + 1;
    if (rowNumber <= header.lastHeaderRowNumber || side.has(rowNumber)) return [];
    return known.some((column) => !isBlankCell(row[header.places[column] ?? -1]))
      ? [rowNumber]
      : [];
  });
}

const ROW_ID = /^[A-Z][A-Z0-9]{1,15}-[A-Za-z0-9]{16}$/;

/** Columns called as ours but filled by people: they make room instead of being written over. */
function listForeignManaged(
  values: SheetValues,
  { places, lastHeaderRowNumber }: ListHeader,
): readonly EntryColumn[] {
  const below = values.slice(lastHeaderRowNumber);
  const textAt = (row: readonly CellValue[], column: ManagedColumn) => {
    const cell = row[places[column] ?? -1] ?? '';
    return isDateCell(cell) ? '#' : String(cell);
  };
  const isOurs: { readonly [column in ManagedColumn]: (row: readonly CellValue[]) => boolean } = {
    rowId: (row) => textAt(row, 'rowId') === '' || ROW_ID.test(textAt(row, 'rowId')),
    mark: (row) => textAt(row, 'mark') === '' || ROW_ID.test(textAt(row, 'rowId')),
    receipt: (row) => parseReceiptState(textAt(row, 'receipt')) !== undefined,
  };
  return MANAGED_COLUMNS.filter(
    (column) => places[column] !== undefined && !below.every((row) => isOurs[column](row)),
  );
}

function listRenamed(
  values: SheetValues,
  header: ListHeader,
  foreign: readonly EntryColumn[],
): AdoptionPlan['renamed'] {
  const { places, repeated } = header;
  const making = [
    ...repeated.map(({ place }) => place),
    ...foreign.flatMap((column) => places[column] ?? []),
  ].map((place) => {
    const from = headerAt(values, header, place);
    return { place, from, to: toOwnHeader(from) };
  });
  const marking = HIDDEN_COLUMNS.flatMap((column) => {
    const place = places[column];
    if (place === undefined || foreign.includes(column)) return [];
    const from = headerAt(values, header, place);
    const to = toAdoptedHeader(column);
    return from === to ? [] : [{ place, from, to }];
  });
  return [...making, ...marking];
}

function headerAt(values: SheetValues, header: ListHeader, place: number): string {
  const { headerRowNumber, lastHeaderRowNumber } = header;
  const texts = values
    .slice(headerRowNumber - 1, lastHeaderRowNumber)
    .map((row) => toText(row[place]))
    .filter((text) => text !== '');
  return texts.join(' – ');
}

/** Columns without a header that hold something all the same. */
function listUnheaded(values: SheetValues, header: ListHeader): readonly UnusedColumn[] {
  const { headerRowNumber, lastHeaderRowNumber } = header;
  const width = values.reduce((widest, row) => Math.max(widest, row.length), 0);
  const lines = values.slice(headerRowNumber - 1, lastHeaderRowNumber);
  const below = values.slice(lastHeaderRowNumber);
  return Array.from({ length: width }, (_, place) => place)
    .filter((place) => lines.every((row) => isBlankCell(row[place])))
    .filter((place) => below.some((row) => !isBlankCell(row[place])))
    .map((place) => ({ place, header: '', reason: { kind: 'unknown' } }));
}

function readUnits(
  values: SheetValues,
  { unused }: ListHeader,
  rowNumbers: readonly number[],
): AdoptionPlan['units'] {
  const place = unused.find(({ reason }) => reason.kind === 'unit')?.place;
  if (place === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const rowNumber of rowNumbers) {
    const name = toText(values[rowNumber - 1]?.[place]);
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts].map(([name, count]) => ({ name, count }));
  return { place, names: names.sort((one, other) => other.count - one.count) };
}

function toFirstText(row: readonly CellValue[]): string {
  const isWords = (cell: CellValue) => typeof cell === 'string' && /\p{L}{2}/u.test(cell);
  const first = row.find(isWords) ?? row.find((cell) => !isBlankCell(cell)) ?? '';
  return isDateCell(first) ? '' : String(first).replace(/\s+/g, ' ').trim().slice(0, 60);
}
