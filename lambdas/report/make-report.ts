/** Makes the two files of the last publication, once. */
import type { Catalogue } from '../../core/catalogue/catalogue.ts';
import { withCatalogue } from '../../core/catalogue/with-catalogue.ts';
import type { Programme } from '../../core/programme.ts';
import type { Report } from '../../core/report/report.ts';
import { toReport } from '../../core/report/report.ts';
import { buildTabs } from '../../core/summary/build-tabs.ts';
import type { Figures } from '../../core/summary/figures.ts';
import { toFigures } from '../../core/summary/figures.ts';
import { equalSummaries } from '../../core/summary/machine-tab.ts';
import { toReportTab } from '../../core/summary/report-tab.ts';
import { toReviewTab } from '../../core/summary/review-tab.ts';
import { toSummary } from '../../core/summary/summary.ts';
import type { Tab } from '../../core/summary/tab.ts';
import type { ReportFile, ReportStore } from '../ports/report-store.ts';
import type { Published, SummaryStore } from '../ports/summary-store.ts';
import { mapLimited } from '../summarize/map-limited.ts';
import type { UnitReader, UnitState } from './read-unit-state.ts';
import { readUnitState } from './read-unit-state.ts';

export type ReportReader = UnitReader &
  Pick<SummaryStore, 'readPublished' | 'readReports' | 'readCatalogue'>;

/** Turns what was decided into the bytes of files. */
export type ReportWriters = {
  readonly document: (report: Report) => Promise<Uint8Array>;
  readonly workbook: (tabs: readonly Tab[]) => Promise<Uint8Array>;
};

export type MakeReportDeps = {
  readonly store: ReportReader;
  readonly reports: ReportStore;
  readonly writers: ReportWriters;
  readonly programme: Programme;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

export type MakeReportResult =
  /** Nothing was published yet. */
  | { readonly kind: 'unpublished' }
  | { readonly kind: 'unchanged'; readonly publication: number }
  | {
      readonly kind: 'made';
      readonly publication: number;
      readonly total: number;
      /** False when rows changed since: the files then say more than the spreadsheet, and as of now. */
      readonly isAsPublished: boolean;
    };

const UNITS_AT_ONCE = 8;

export async function makeReport(deps: MakeReportDeps): Promise<MakeReportResult> {
  const { store, reports } = deps;
  const published = await store.readPublished();
  if (published === undefined) return { kind: 'unpublished' };
  const latest = await reports.readLatest();
  const publication = published.number;
  if (latest !== undefined && latest.publication >= publication) {
    return { kind: 'unchanged', publication: latest.publication };
  }
  const read = await store.readReports(deps.programme.units.map(({ code }) => code));
  const units = await mapLimited(read, UNITS_AT_ONCE, (report) => readUnitState(store, report));
  const catalogue = await store.readCatalogue();
  const { figures, isAsPublished } = decideFigures(deps, { published, units, catalogue });
  const files = await writeFiles(deps.writers, { published, figures, units });
  await reports.write({ publication, asOf: figures.asOf, files });
  return { kind: 'made', publication, total: figures.tally.count, isAsPublished };
}

type Read = {
  readonly published: Published;
  readonly units: readonly UnitState[];
  readonly catalogue: Catalogue | undefined;
};

/** What was published carries the time of the publication; anything else that of this reading. */
function decideFigures(
  deps: MakeReportDeps,
  { published, units, catalogue }: Read,
): { readonly figures: Figures; readonly isAsPublished: boolean } {
  const reports = units.map(({ report }) => report);
  const programme = withCatalogue(deps.programme, catalogue);
  const figures = toFigures({ programme, reports, asOf: published.asOf });
  const isAsPublished =
    units.every((unit) => isMarked(unit, published)) &&
    catalogue?.version === published.catalogue &&
    equalSummaries(toSummary(figures), published.summary);
  return { figures: isAsPublished ? figures : { ...figures, asOf: deps.now() }, isAsPublished };
}

function isMarked({ report, mark }: UnitState, { marks }: Published): boolean {
  const last = marks[report.unit] ?? { head: 0, contact: 0 };
  return mark !== undefined && mark.head === last.head && mark.contact === last.contact;
}

type Made = {
  readonly published: Published;
  readonly figures: Figures;
  readonly units: readonly UnitState[];
};

async function writeFiles(
  writers: ReportWriters,
  { published, figures, units }: Made,
): Promise<readonly ReportFile[]> {
  const { log, number } = published;
  const summary = toSummary(figures);
  const rowsByUnit = new Map(units.map(({ report, rows }) => [report.unit, rows]));
  const reviewTab = toReviewTab(figures, rowsByUnit);
  const reportTab = toReportTab({ figures, summary, rowsByUnit, reviewTab });
  const tabs = buildTabs({ figures, summary, rowsByUnit, log, number, reviewTab, reportTab });
  const report = toReport({ figures, summary, rowsByUnit }, tabs);
  return [
    { name: 'du-thao-bao-cao.docx', bytes: await writers.document(report) },
    { name: 'bang-tong-hop.xlsx', bytes: await writers.workbook(tabs) },
  ];
}
