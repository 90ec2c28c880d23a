/** Whether the line below a header is a second line of headers, and not the first initiative. */
import type { CellValue } from '../cell.ts';
import { isBlankCell } from '../cell.ts';
import { findParent, readSubHeader, toText } from './place-headers.ts';

export type TwoLines = {
  readonly headers: readonly CellValue[];
  readonly below: readonly CellValue[];
  /** 0-based place of the title's column by the upper line alone. */
  readonly title: number;
};

/** Longer texts are an initiative's. */
const MAX_LENGTH = 60;

export function isSubHeader(lines: TwoLines): boolean {
  const { below, title } = lines;
  const filled = below.flatMap((cell, place) => (isBlankCell(cell) ? [] : [place]));
  const isPlain = filled.every((place) => isHeaderText(toText(below[place])));
  if (filled.length === 0 || !isPlain) return false;
  // An initiative fills cells below headers of their own; children stand side by side below one.
  const isOfGroups = isBelowGroups(lines, filled);
  if (!isBlankCell(below[title])) return isOfGroups && namesColumn(lines, title);
  return isOfGroups || filled.some((place) => namesColumn(lines, place));
}

/** No amount, day or number of a row. */
function isHeaderText(text: string): boolean {
  return text !== '' && text.length <= MAX_LENGTH && !/^[\d\s.,/()-]+$/.test(text);
}

function namesColumn({ headers, below }: TwoLines, place: number): boolean {
  const sub = toText(below[place]);
  const { kind } = readSubHeader(sub, findParent(headers, place), false);
  return kind === 'column' || kind === 'otherMeasure';
}

/** Every text stands below a header that reaches over several columns, two of them at least. */
function isBelowGroups({ headers, below }: TwoLines, filled: readonly number[]): boolean {
  const isReached = (place: number) =>
    toText(headers[place]) === '' && findParent(headers, place) !== '';
  const hasSibling = (place: number) => isReached(place + 1) && !isBlankCell(below[place + 1]);
  return filled.some(isReached) && filled.every((place) => isReached(place) || hasSibling(place));
}
