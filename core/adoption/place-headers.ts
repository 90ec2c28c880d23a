/** Which column of a list stands where: one column a meaning, the better match first. */
import type { CellValue } from '../cell.ts';
import type { EntryColumn, TypedColumn } from '../columns.ts';
import type { HeaderMeaning } from './match-header.ts';
import { matchHeader, namesOtherMeasure } from './match-header.ts';

/** 0-based column indexes. */
export type Places = { readonly [column in EntryColumn]?: number };

export type UnusedReason =
  | { readonly kind: 'unknown' }
  /** Another column says the same and says it better. */
  | { readonly kind: 'taken'; readonly column: EntryColumn }
  | { readonly kind: 'unclear'; readonly columns: readonly TypedColumn[] }
  | { readonly kind: 'otherMeasure' }
  | { readonly kind: 'unit' };

/** A column nobody reads; its header is '' where it has none. */
export type UnusedColumn = {
  readonly place: number;
  readonly header: string;
  readonly reason: UnusedReason;
};

export type PlacedHeaders = {
  readonly places: Places;
  /** The template's own headers that stand more than once. */
  readonly repeated: readonly { readonly column: EntryColumn; readonly place: number }[];
  readonly unused: readonly UnusedColumn[];
};

export type HeaderTexts = {
  readonly headers: readonly CellValue[];
  /** A second line of headers, where one header stands over several columns. */
  readonly subHeaders?: readonly CellValue[];
  readonly isMeasuredAbove: boolean;
};

type Claim = { readonly column: EntryColumn; readonly place: number; readonly rank: number };

export function placeHeaders(texts: HeaderTexts): PlacedHeaders {
  const claims: Claim[] = [];
  const unused: UnusedColumn[] = [];
  const width = Math.max(texts.headers.length, texts.subHeaders?.length ?? 0);
  for (let place = 0; place < width; place += 1) {
    const { header, meaning } = readHeader(texts, place);
    if (meaning.kind === 'column') claims.push({ ...meaning, place });
    else if (header !== '') unused.push({ place, header, reason: meaning });
  }
  const places: { [column in EntryColumn]?: number } = {};
  const repeated: { column: EntryColumn; place: number }[] = [];
  const ordered = [...claims].sort(
    (one, other) => one.rank - other.rank || one.place - other.place,
  );
  for (const { column, place, rank } of ordered) {
    if (places[column] === undefined) places[column] = place;
    else if (rank === 0) repeated.push({ column, place });
    else {
      const { header } = readHeader(texts, place);
      unused.push({ place, header, reason: { kind: 'taken', column } });
    }
  }
  return { places, repeated, unused: unused.sort((one, other) => one.place - other.place) };
}

/** The lower line says it more closely, unless the upper one has the template's own words. */
function readHeader({ headers, subHeaders, isMeasuredAbove }: HeaderTexts, place: number) {
  const header = toText(headers[place]);
  const meaning = matchHeader(header, isMeasuredAbove);
  const sub = toText(subHeaders?.[place]);
  const isTemplate = meaning.kind === 'column' && meaning.rank === 0;
  if (sub === '' || isTemplate) return { header, meaning };
  const closer = readSubHeader(sub, findParent(headers, place), isMeasuredAbove);
  const both = header === '' ? sub : `${header} – ${sub}`;
  const isGroup = closer.kind === 'unknown' && header !== '' && meaning.kind === 'column';
  return { header: both, meaning: isGroup ? meaning : closer };
}

/** The header a line above has for this column: its own, or one that reaches over it from the left. */
export function findParent(headers: readonly CellValue[], place: number): string {
  for (let left = place; left >= 0; left -= 1) {
    const text = toText(headers[left]);
    if (text !== '') return text;
  }
  return '';
}

/** «Tên» below «Sáng kiến» says what neither says alone; a measure above holds for what is below. */
export function readSubHeader(
  sub: string,
  parent: string,
  isMeasuredAbove: boolean,
): HeaderMeaning {
  const alone = matchHeader(sub, isMeasuredAbove || namesOtherMeasure(parent));
  if (alone.kind !== 'unknown' && alone.kind !== 'unclear') return alone;
  const together = matchHeader(`${parent} ${sub}`, isMeasuredAbove);
  return together.kind === 'unknown' ? alone : together;
}

export function toText(value: CellValue | undefined): string {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
}
