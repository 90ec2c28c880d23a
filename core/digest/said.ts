/** All that a mail about a publication says, kept so that the next one knows whether it says the same. */
import { CATEGORIES } from '../lists.ts';
import type { PublishedFacts } from './mail-facts.ts';
import type { ReviewByUnit } from './published-facts.ts';

export type Said = {
  /** Every number by its name; a name that only one of two has makes them different. */
  readonly figures: { readonly [name: string]: number };
  /** yyyy-mm-dd; '' for none. */
  readonly deadline: string;
  /** Codes of units. */
  readonly missing: readonly string[];
  readonly review: ReviewByUnit;
};

/** Figures whose change deserves a line: those that no changed row explains. */
export const FIGURE_NAMES = [
  'unitsTotal',
  'unitsReported',
  'unitsMissing',
  'rejected',
  'incomplete',
  'waiting',
  'warned',
  'held',
  'outOfPeriod',
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** `more` is below 0 where there are fewer now. */
export type FigureChange = { readonly name: FigureName; readonly more: number };

export function toSaid(facts: PublishedFacts, review: ReviewByUnit): Said {
  const { summary, unitsWithRows, deadline = '' } = facts;
  const { total, unitsTotal, unitsReported, rejected, incomplete, waiting, held } = summary;
  const { outOfPeriod, benefit, byCategory, missingUnits: missing } = summary;
  const byName = CATEGORIES.map((category) => [`category ${category}`, byCategory[category]]);
  return {
    figures: {
      ...{ total, unitsTotal, unitsReported, unitsWithRows, unitsMissing: missing.length },
      ...{ rejected, incomplete, waiting, warned: facts.review.warned, held, outOfPeriod },
      ...benefit,
      ...Object.fromEntries(byName),
    },
    deadline,
    missing,
    review,
  };
}

export function equalSaid(one: Said, other: Said): boolean {
  return toText(one) === toText(other);
}

/** Rows refused are always worth a line, changed or not; what the earlier one left out is not known. */
export function listFigureChanges(
  { figures: before }: Pick<Said, 'figures'>,
  { figures: after }: Said,
): readonly FigureChange[] {
  return FIGURE_NAMES.flatMap((name) => {
    const [then, now] = [before[name], after[name]];
    if (then === undefined || now === undefined) return [];
    return then === now && name !== 'rejected' ? [] : [{ name, more: now - then }];
  });
}

/** One text whatever the order of keys, which a store need not keep. */
function toText({ figures, deadline, missing, review }: Said): string {
  const units = Object.entries(review).map(([unit, { refused, warned, incomplete = 0 }]) =>
    [unit, refused, warned, incomplete].join(' '),
  );
  const numbers = Object.entries(figures).map((entry) => entry.join(' '));
  return JSON.stringify([numbers.sort(), deadline, [...missing].sort(), units.sort()]);
}
