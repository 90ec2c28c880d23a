/** The programme's figures, added up from its units' heads and contacts. */
import type { Aggregates, Tally, TallyEntry } from '../aggregates.ts';
import { addTallies, EMPTY_AGGREGATES, EMPTY_TALLY, listTallies } from '../aggregates.ts';
import type { Category } from '../lists.ts';
import type { RowCounts } from '../messages/sync-request.ts';
import type { Programme, ProgrammeUnit } from '../programme.ts';
import { compareCodes, listUnitsInPeriod } from '../programme.ts';
import { periodYears } from '../rules.ts';
import { toRowNumbers } from '../sync/row-locations.ts';
import type { UnitContact, UnitHead, UnitSweep } from '../unit-head.ts';
import type { UnitStatus } from './unit-status.ts';
import { decideUnitStatus } from './unit-status.ts';

/** What the table knows of a unit; nothing of one that never connected. */
export type UnitReport = {
  readonly unit: string;
  readonly head?: UnitHead;
  readonly contact?: UnitContact;
};

export type UnitFigures = {
  readonly unit: ProgrammeUnit;
  /** Valid in the period: only such units are asked to report. */
  readonly isExpected: boolean;
  readonly status: UnitStatus;
  readonly entries: readonly TallyEntry[];
  /** Rows inside the period, undated ones included. */
  readonly tally: Tally;
  readonly outOfPeriod: number;
  readonly held: number;
  readonly counts: RowCounts;
  readonly lastContactAt?: number;
  /** Only where its script is silent. */
  readonly sweep?: UnitSweep;
  /** '' for one that never sent a row. */
  readonly spreadsheetId: string;
  /** Of its entry tab, and the row numbers on it by id; unknown before a unit has told them. */
  readonly sheetId?: number;
  readonly rowNumbers: ReadonlyMap<string, number>;
};

export type Figures = {
  readonly programme: Programme;
  /** Epoch milliseconds: everything accepted until then is counted. */
  readonly asOf: number;
  /** In code order; units not expected only when they have rows. */
  readonly units: readonly UnitFigures[];
  /** Every year of the period, then '' when there are undated rows. */
  readonly years: readonly string[];
  readonly entries: readonly TallyEntry[];
  readonly tally: Tally;
  readonly outOfPeriod: number;
  readonly held: number;
  readonly counts: RowCounts;
};

const NO_COUNTS: RowCounts = { incomplete: 0, rejected: 0, waiting: 0, warned: 0 };

export function toFigures(input: {
  readonly programme: Programme;
  readonly reports: readonly UnitReport[];
  readonly asOf: number;
}): Figures {
  const { programme, reports, asOf } = input;
  const expected = new Set(listUnitsInPeriod(programme).map((unit) => unit.code));
  const byUnit = new Map(reports.map((report) => [report.unit, report]));
  const units = [...programme.units]
    .sort((one, other) => compareCodes(one.code, other.code))
    .map((unit) => toUnitFigures(unit, byUnit.get(unit.code), expected.has(unit.code)))
    .filter((unit) => unit.isExpected || countRows(unit) > 0);
  const entries = mergeEntries(units.flatMap((unit) => unit.entries));
  return {
    programme,
    asOf,
    units,
    years: listYears(programme, entries),
    entries,
    tally: sumTallies(entries),
    outOfPeriod: sum(units.map((unit) => unit.outOfPeriod)),
    held: sum(units.map((unit) => unit.held)),
    counts: units.map((unit) => unit.counts).reduce(addCounts, NO_COUNTS),
  };
}

export type TallyFilter = { readonly year?: string; readonly category?: Category };

/** The sum over one year, one category, both, or everything. */
export function sumTallies(entries: readonly TallyEntry[], filter: TallyFilter = {}): Tally {
  const { year, category } = filter;
  return entries
    .filter((entry) => year === undefined || entry.year === year)
    .filter((entry) => category === undefined || entry.category === category)
    .reduce((total, entry) => addTallies(total, entry.tally), EMPTY_TALLY);
}

/** How many expected units have rows in the period: the m of every «m/t». */
export function countUnitsWithRows(figures: Figures): number {
  return figures.units.filter((unit) => unit.isExpected && unit.tally.count > 0).length;
}

/** Units that are not expected and what they add to every total: no part of «m/t». */
export type Unlisted = { readonly units: number; readonly initiatives: number };

export function countUnlisted({ units }: Pick<Figures, 'units'>): Unlisted {
  const unlisted = units.filter((unit) => !unit.isExpected && unit.tally.count > 0);
  return { units: unlisted.length, initiatives: sum(unlisted.map(({ tally }) => tally.count)) };
}

function toUnitFigures(
  unit: ProgrammeUnit,
  report: UnitReport | undefined,
  isExpected: boolean,
): UnitFigures {
  const aggregates: Aggregates = report?.head?.aggregates ?? EMPTY_AGGREGATES;
  const contact = report?.contact;
  const entries = listTallies(aggregates);
  const tally = sumTallies(entries);
  return {
    unit,
    isExpected,
    status: decideUnitStatus(tally.count + aggregates.outOfPeriod > 0, contact?.statement),
    entries,
    tally,
    outOfPeriod: aggregates.outOfPeriod,
    held: report?.head?.hold?.count ?? 0,
    counts: contact?.counts ?? NO_COUNTS,
    spreadsheetId: report?.head?.spreadsheetId ?? '',
    ...toLocated(contact?.locations),
    ...(contact === undefined ? {} : { lastContactAt: contact.lastContactAt }),
    ...(contact?.sweep === undefined ? {} : { sweep: contact.sweep }),
  };
}

function toLocated(
  locations: UnitContact['locations'],
): Pick<UnitFigures, 'sheetId' | 'rowNumbers'> {
  if (locations === undefined) return { rowNumbers: new Map() };
  return { sheetId: locations.sheetId, rowNumbers: toRowNumbers(locations) };
}

function countRows(unit: UnitFigures): number {
  return unit.tally.count + unit.outOfPeriod;
}

function mergeEntries(entries: readonly TallyEntry[]): readonly TallyEntry[] {
  const merged = new Map<string, TallyEntry>();
  for (const entry of entries) {
    const key = `${entry.year}|${entry.category}`;
    const before = merged.get(key);
    const tally = before === undefined ? entry.tally : addTallies(before.tally, entry.tally);
    merged.set(key, { ...entry, tally });
  }
  return [...merged.values()];
}

function listYears(programme: Programme, entries: readonly TallyEntry[]): readonly string[] {
  const years = periodYears(programme.period).map(String);
  return entries.some((entry) => entry.year === '') ? [...years, ''] : years;
}

function addCounts(one: RowCounts, other: RowCounts): RowCounts {
  return {
    incomplete: one.incomplete + other.incomplete,
    rejected: one.rejected + other.rejected,
    waiting: one.waiting + other.waiting,
    warned: one.warned + other.warned,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
