/** What every mail about a publication says of it. */
import type { Programme } from '../programme.ts';
import { findUnit, listUnitsInPeriod } from '../programme.ts';
import type { Day } from '../rules.ts';
import type { Summary } from '../summary/summary.ts';
import type { NamedUnit, PublishedFacts } from './mail-facts.ts';

/** Rows of a unit that people should look at, as its contact counted them when it was published. */
export type ReviewCounts = {
  readonly refused: number;
  readonly warned: number;
  /** Absent before this was kept. */
  readonly incomplete?: number | undefined;
};

/** Only units with any. */
export type ReviewByUnit = { readonly [unit: string]: ReviewCounts };

export type Publication = {
  readonly summary: Summary;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly review: ReviewByUnit;
  /** Of the mail, yyyy-mm-dd in Vietnam. */
  readonly today: Day;
};

export function toPublishedFacts(
  programme: Programme,
  { summary, asOf, review, today }: Publication,
): PublishedFacts {
  const counts = Object.values(review);
  const inPeriod = new Set(listUnitsInPeriod(programme).map(({ code }) => code));
  return {
    summary,
    asOf,
    today,
    period: programme.period,
    programmeName: programme.name,
    ...(programme.deadline === undefined ? {} : { deadline: programme.deadline }),
    unitsWithRows: Object.keys(summary.byUnit).filter((code) => inPeriod.has(code)).length,
    missing: summary.missingUnits.map((code) => toNamedUnit(programme, code)),
    review: {
      refused: summary.rejected,
      incomplete: summary.incomplete,
      warned: counts.reduce((sum, { warned }) => sum + warned, 0),
      units: Object.keys(review)
        .sort()
        .map((code) => toNamedUnit(programme, code)),
    },
  };
}

/** A unit that left the list has only its code. */
export function toNamedUnit(programme: Programme, code: string): NamedUnit {
  return { code, name: findUnit(programme, code)?.name ?? code };
}
