/** Injects every slip into valid rows by seed and counts what becomes of them. */
import { isDeepStrictEqual } from 'node:util';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import { createRandom } from '../../local/random.ts';
import { toSeed } from '../valid-rows/pick.ts';
import type { RowCells, ValidRow } from '../valid-rows/valid-row.ts';
import { judgeRow, OUTCOMES, type Outcome } from './judge-row.ts';
import type { Promised, Slip } from './slip.ts';

export type Counts = { readonly [outcome in Outcome]: number };

export type SlipResult = {
  readonly slip: Slip;
  readonly rowCount: number;
  readonly counts: Counts;
  /** What a cell was meant to be and what it became; a missed one where there is one. */
  readonly example: string;
};

export function measureSlips(
  slips: readonly Slip[],
  rows: readonly ValidRow[],
  options: { readonly seed: number; readonly mostRows: number },
): readonly SlipResult[] {
  return slips.map((slip) => measureSlip(slip, rows, options));
}

function measureSlip(
  slip: Slip,
  rows: readonly ValidRow[],
  { seed, mostRows }: { readonly seed: number; readonly mostRows: number },
): SlipResult {
  const random = createRandom(toSeed(seed, `${slip.group}: ${slip.name}`));
  const counts: Record<Outcome, number> = {
    refused: 0,
    warnedRight: 0,
    warnedWrong: 0,
    understood: 0,
    missed: 0,
  };
  let rowCount = 0;
  let example: { readonly text: string; readonly outcome: Outcome } | undefined;
  for (const row of shuffle(rows, random.below)) {
    if (rowCount === mostRows) break;
    const slipped = slip.inject(row, random);
    if (slipped === undefined || isDeepStrictEqual(slipped, row.cells)) continue;
    const outcome = judgeRow(row, slipped);
    rowCount += 1;
    counts[outcome] += 1;
    if (example === undefined || (outcome === 'missed' && example.outcome !== 'missed')) {
      example = { text: showChange(row.cells, slipped), outcome };
    }
  }
  return { slip, rowCount, counts, example: example?.text ?? '' };
}

function shuffle<Item>(items: readonly Item[], below: (limit: number) => number): readonly Item[] {
  const shuffled = [...items];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = below(index + 1);
    const [one, two] = [shuffled[index], shuffled[other]];
    if (one === undefined || two === undefined) continue;
    shuffled[index] = two;
    shuffled[other] = one;
  }
  return shuffled;
}

/** The first cell that changed. */
function showChange(before: RowCells, after: RowCells): string {
  const column = TYPED_COLUMNS.find((one) => before[one] !== after[one]);
  if (column === undefined) return '';
  const [meant, typed] = [toLine(before[column]), toLine(after[column])];
  const from = findDifference(meant, typed) - LETTERS_BEFORE;
  return `${show(meant, from)} → ${show(typed, from)}`;
}

const LONGEST_SHOWN = 32;
/** Shown of what both have in common before the change. */
const LETTERS_BEFORE = 16;

function toLine(value: RowCells[keyof RowCells]): readonly string[] {
  const text = typeof value === 'string' ? value : `number ${String(value)}`;
  return [...text.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '')];
}

function findDifference(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((letter, index) => letter !== other[index]);
  return at < 0 ? one.length : at;
}

function show(letters: readonly string[], from: number): string {
  const start = Math.max(0, from);
  const shown = letters.slice(start, start + LONGEST_SHOWN).join('');
  if (shown.trim() === '') return '(blank)';
  const isCut = start + LONGEST_SHOWN < letters.length;
  return `${start > 0 ? '…' : ''}${shown}${isCut ? '…' : ''}`;
}

/** How often a promise was broken; a slip that never happened proves nothing either. */
export function countBroken({ slip, counts }: SlipResult): number {
  const allowed = ALLOWED[slip.promised];
  return OUTCOMES.filter((outcome) => !allowed.includes(outcome)).reduce(
    (sum, outcome) => sum + counts[outcome],
    0,
  );
}

const ALLOWED: { readonly [promised in Promised]: readonly Outcome[] } = {
  refused: ['refused'],
  noticed: ['refused', 'warnedRight', 'warnedWrong'],
  safe: ['refused', 'warnedRight', 'warnedWrong', 'understood'],
  none: OUTCOMES,
};
