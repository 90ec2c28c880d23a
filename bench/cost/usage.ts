/** What a month of a programme asks of the system: the assumptions behind the bill. */
import type { Resource } from './prices.ts';

/** Each is measured once and paid as often as a month has it. */
export const EVENTS = [
  'idleRun',
  'edit',
  'paste20',
  'publication',
  'publicationUnchanged',
  'report',
  'reportUnchanged',
  'mailRun',
] as const;
export type CostEvent = (typeof EVENTS)[number];

export type Usage = { readonly [resource in Resource]: number };

const RUNS_AN_HOUR = 12;
const HOURS = 24 * 30;
const WORKING_HOURS = 22 * 8;

/** A programme of `units` units; the sheet's clock runs night and day. */
export function toMonth(units: number): { readonly [event in CostEvent]: number } {
  const publications = WORKING_HOURS * RUNS_AN_HOUR;
  return {
    idleRun: units * RUNS_AN_HOUR * HOURS,
    edit: units * 200,
    paste20: units * 4,
    publication: publications,
    publicationUnchanged: RUNS_AN_HOUR * HOURS - publications,
    report: WORKING_HOURS,
    reportUnchanged: HOURS - WORKING_HOURS,
    // Weekly and monthly to the committee and leaders, alerts twice a day to the operator.
    mailRun: 5 + 60,
  };
}

/** Reminders before a deadline and one mail a run otherwise. */
export function toMails(units: number): number {
  return units * 3 + 65;
}

/** Of the province that is measured; a country is so many provinces of a thousand units. */
export const PROVINCE_UNITS = 65;
export const COUNTRY = { provinces: 63, unitsEach: 1_000 } as const;
