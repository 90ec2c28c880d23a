/** Draft reports of the sample and of small programmes, for tests. */
import type { Programme } from '../../../core/programme.ts';
import type { Report } from '../../../core/report/report.ts';
import { toReport } from '../../../core/report/report.ts';
import type { ReportSection } from '../../../core/report/report-sections.ts';
import { toPlaces } from '../../../core/report/report-sections.ts';
import { buildTabs } from '../../../core/summary/build-tabs.ts';
import type { UnitReport } from '../../../core/summary/figures.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import { toReportTab } from '../../../core/summary/report-tab.ts';
import { toReviewTab } from '../../../core/summary/review-tab.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import type { Tab } from '../../../core/summary/tab.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitContact, UnitHead } from '../../../core/unit-head.ts';
import { AS_OF, headOf, loadProgramme, toStoredSample } from '../summary/cast.ts';

export type ReportCase = {
  readonly programme?: Programme;
  readonly rows?: ReadonlyMap<string, readonly StoredRow[]>;
  readonly contacts?: readonly UnitContact[];
  /** How many rows of the unit wait for a person's word. */
  readonly held?: Readonly<Record<string, number>>;
  readonly asOf?: number;
};

export type Made = {
  readonly report: Report;
  readonly tabs: readonly Tab[];
  readonly reportTab: Tab;
  /** The text at «II.1». */
  at(place: string): string;
  /** All texts of figures, in order. */
  readonly texts: readonly string[];
};

export function makeReport(input: ReportCase = {}): Made {
  const { programme = loadProgramme(), rows = toStoredSample(), contacts = [], held = {} } = input;
  const codes = new Set([...rows.keys(), ...contacts.map(({ unit }) => unit)]);
  const reports = [...codes].map((unit): UnitReport => {
    const own = rows.get(unit);
    const contact = contacts.find((one) => one.unit === unit);
    return {
      unit,
      ...(own === undefined ? {} : { head: headOf(unit, own, toHold(held[unit])) }),
      ...(contact === undefined ? {} : { contact }),
    };
  });
  const figures = toFigures({ programme, reports, asOf: input.asOf ?? AS_OF });
  const summary = toSummary(figures);
  const rowsByUnit = new Map(
    [...rows].map(([unit, stored]) => [unit, stored.flatMap((row) => toListRow(row) ?? [])]),
  );
  const reportTab = toReportTab({
    figures,
    summary,
    rowsByUnit,
    reviewTab: toReviewTab(figures, rowsByUnit),
  });
  const tabs = buildTabs({ figures, summary, rowsByUnit, log: [], number: 7, reportTab });
  const report = toReport({ figures, summary, rowsByUnit }, tabs);
  const placed = report.sections.flatMap(toPlaced);
  return {
    report,
    tabs,
    reportTab,
    at(place) {
      const found = placed.find((one) => one.place === place);
      if (found === undefined) throw new Error(`no paragraph ${place}`);
      return found.text;
    },
    texts: placed.filter(({ place }) => place !== '').map(({ text }) => text),
  };
}

function toHold(count: number | undefined): Partial<UnitHead> {
  return count === undefined ? {} : { hold: { id: 'hold', count } };
}

function toPlaced(section: ReportSection): readonly { place: string; text: string }[] {
  const places = toPlaces(section);
  return section.paragraphs.map(({ text }, index) => ({ place: places[index] ?? '', text }));
}
