/** What a programme asks of a row: its period and the day against which «future» is judged. */

/** A calendar day as yyyy-mm-dd. */
export type Day = string;

export type ProgrammeRules = {
  /** Both days belong to the period. */
  readonly period: { readonly from: Day; readonly to: Day };
  /** Fixed «today» of a programme that looks back; absent while it is running. */
  readonly referenceDate?: Day | undefined;
};

/** Rules with today settled by the shell: the reference date while there is one, else the clock. */
export type ReadingRules = {
  readonly period: ProgrammeRules['period'];
  readonly today: Day;
};

export function toReadingRules(rules: ProgrammeRules, clockToday: Day): ReadingRules {
  return { period: rules.period, today: rules.referenceDate ?? clockToday };
}

/** First to last calendar year of the period, both included. */
export function periodYears(period: ProgrammeRules['period']): readonly number[] {
  const first = Number(period.from.slice(0, 4));
  const last = Number(period.to.slice(0, 4));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
