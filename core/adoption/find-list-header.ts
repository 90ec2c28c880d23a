/** Finds the header of a person's own list: below title lines, on one line or on two. */
import type { CellValue } from '../cell.ts';
import type { TypedColumn } from '../columns.ts';
import { TYPED_COLUMNS } from '../columns.ts';
import { isMeasureLine, matchHeader } from './match-header.ts';
import type { PlacedHeaders } from './place-headers.ts';
import { placeHeaders, toText } from './place-headers.ts';
import { isSubHeader } from './sub-header.ts';

export type SheetValues = readonly (readonly CellValue[])[];

export type ListHeader = PlacedHeaders & {
  /** 1-based. */
  readonly headerRowNumber: number;
  /** Of the second line of headers where there is one, else the same. */
  readonly lastHeaderRowNumber: number;
};

const MAX_HEADER_ROWS = 30;
/** The title and two more. */
const MIN_KNOWN = 3;

/** The line that names most columns; undefined where no line names enough to be a list. */
export function findListHeader(values: SheetValues): ListHeader | undefined {
  let best: ListHeader | undefined;
  const rows = Math.min(MAX_HEADER_ROWS, values.length);
  for (let rowIndex = 0; rowIndex < rows; rowIndex += 1) {
    if (!mayBeHeader(values[rowIndex] ?? [])) continue;
    const header = readListHeader(values, rowIndex);
    if (isList(header) && countKnown(header) > (best === undefined ? 0 : countKnown(best))) {
      best = header;
    }
  }
  return best;
}

/** The header on a known line, with the line below it where that belongs to it. */
export function readListHeader(values: SheetValues, rowIndex: number): ListHeader {
  const headers = values[rowIndex] ?? [];
  const below = values[rowIndex + 1] ?? [];
  const isMeasuredAbove = values
    .slice(0, rowIndex)
    .some((row) => row.some((cell) => isMeasureLine(toText(cell))));
  const { title } = placeHeaders({ headers, isMeasuredAbove }).places;
  const isTwoLines = title !== undefined && isSubHeader({ headers, below, title });
  const texts = { headers, isMeasuredAbove, ...(isTwoLines ? { subHeaders: below } : {}) };
  return {
    ...placeHeaders(texts),
    headerRowNumber: rowIndex + 1,
    lastHeaderRowNumber: rowIndex + (isTwoLines ? 2 : 1),
  };
}

export function listKnown({ places }: PlacedHeaders): readonly TypedColumn[] {
  return TYPED_COLUMNS.filter((column) => places[column] !== undefined);
}

/** Without a title, or with neither authors nor a date, it is a list of something else. */
function isList(header: ListHeader): boolean {
  const { title, authors, appliedOn } = header.places;
  const isOfInitiatives = title !== undefined && (authors ?? appliedOn) !== undefined;
  return isOfInitiatives && countKnown(header) >= MIN_KNOWN;
}

function countKnown(header: ListHeader): number {
  return listKnown(header).length;
}

/** Cheap: most of the lines looked at hold data. */
function mayBeHeader(row: readonly CellValue[]): boolean {
  const texts = row.map(toText).filter((text) => text !== '');
  return texts.filter((text) => matchHeader(text).kind === 'column').length >= 2;
}
