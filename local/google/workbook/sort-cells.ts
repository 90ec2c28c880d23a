// The order in which Google sorts cells: numbers, then texts, then booleans, blanks always last.

import type { Cell } from './cell.ts';

export type SortKey = {
  /** 0-based column of the sheet. */
  readonly column: number;
  readonly descending: boolean;
};

const collator = new Intl.Collator('vi', { numeric: false, sensitivity: 'variant' });

/** @returns negative when `a` belongs above `b`; 0 leaves their order as it was */
export function compareForSort(a: Cell, b: Cell, descending: boolean): number {
  const rankA = rank(a);
  const rankB = rank(b);
  if (rankA === BLANK || rankB === BLANK) return rankA - rankB;
  const order = rankA === rankB ? compareValues(a, b) : rankA - rankB;
  return descending ? -order : order;
}

const BLANK = 3;

function rank(cell: Cell): number {
  switch (typeof cell.content?.value) {
    case 'number':
      return 0;
    case 'string':
      return 1;
    case 'boolean':
      return 2;
    default:
      return BLANK;
  }
}

function compareValues(a: Cell, b: Cell): number {
  const left = a.content?.value;
  const right = b.content?.value;
  if (typeof left === 'string' && typeof right === 'string') return collator.compare(left, right);
  return Number(left) - Number(right);
}
