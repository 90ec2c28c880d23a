/** Everything a person should look at in the accepted rows, kind by kind. */
import { CATEGORIES } from '../lists.ts';
import { toNearText, toOutlierText, toWarningText } from '../wording/review.ts';
import { LABELS } from '../wording/summary.ts';
import type { FindingKind } from './finding-kind.ts';
import type { ListedRow } from './listed-rows.ts';
import { isCounted } from './listed-rows.ts';
import { findNearPairs } from './near-pairs.ts';
import { findOutliers } from './outliers.ts';

export type Finding = {
  readonly kind: FindingKind;
  readonly listed: ListedRow;
  /** In Vietnamese. */
  readonly text: string;
  /** The other side of a pair. */
  readonly other?: ListedRow;
};

export type ReviewFindings = {
  /** By kind, then in the order of the list. */
  readonly findings: readonly Finding[];
  /** Pairs of nearly the same title that are not listed. */
  readonly nearLeft: number;
};

export function findReviewFindings(rows: readonly ListedRow[]): ReviewFindings {
  const { pairs, left } = findNearPairs(rows);
  const near = pairs.map(({ one, other, similarity }): Finding => {
    const years = [one, other].map(({ row }) => row.initiative.year);
    const isSameUnit = one.unit === other.unit;
    const text = toNearText({ similarity, isSameUnit, year: years[0], otherYear: years[1] });
    return { kind: 'near', listed: one, other, text };
  });
  const findings = [
    ...near,
    ...CATEGORIES.flatMap((category) =>
      findOutliersOf(
        rows.filter((listed) => isCounted(listed) && listed.row.initiative.category === category),
      ),
    ),
    ...rows.flatMap(toOutside),
    ...rows.flatMap(toLate),
    ...rows.flatMap(toHeld),
    ...rows.flatMap(toWarnings),
  ];
  return { findings, nearLeft: left };
}

/** A typed 0 has its own warning and no logarithm. */
function findOutliersOf(rows: readonly ListedRow[]): readonly Finding[] {
  const amounts = rows.flatMap((listed) => {
    const { benefit } = listed.row.initiative;
    return benefit.kind === 'counted' && benefit.dong > 0 ? [{ listed, dong: benefit.dong }] : [];
  });
  const reading = findOutliers(amounts.map(({ dong }) => dong));
  if (reading === undefined) return [];
  const { median, outliers } = reading;
  const scores = new Map(outliers.map(({ index, score }) => [index, score]));
  return amounts.flatMap(({ listed, dong }, index) => {
    const score = scores.get(index);
    if (score === undefined) return [];
    const text = toOutlierText({ dong, median, count: amounts.length, score });
    return [{ kind: 'outlier', listed, text }];
  });
}

function toOutside(listed: ListedRow): readonly Finding[] {
  return isCounted(listed) ? [] : [{ kind: 'outside', listed, text: LABELS.outsidePeriod }];
}

function toLate(listed: ListedRow): readonly Finding[] {
  if (!listed.row.warnings.includes('W_LATE')) return [];
  return [{ kind: 'late', listed, text: toWarningText('W_LATE') }];
}

function toHeld(listed: ListedRow): readonly Finding[] {
  return listed.row.state === 'held' ? [{ kind: 'held', listed, text: LABELS.heldRow }] : [];
}

/** Codes that a kind of their own stands for. */
const OWN_KINDS: readonly string[] = ['W_OUT_OF_PERIOD', 'W_LATE'];

function toWarnings(listed: ListedRow): readonly Finding[] {
  const codes = listed.row.warnings.filter((code) => !OWN_KINDS.includes(code));
  if (codes.length === 0) return [];
  return [{ kind: 'warning', listed, text: codes.map(toWarningText).join('; ') }];
}
