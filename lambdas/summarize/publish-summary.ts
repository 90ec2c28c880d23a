/** One run of summarize: publishes when something changed, reads back, records what it verified. */
import { createHash } from 'node:crypto';
import type { Catalogue } from '../../core/catalogue/catalogue.ts';
import { withCatalogue } from '../../core/catalogue/with-catalogue.ts';
import type { ReviewByUnit } from '../../core/digest/published-facts.ts';
import { Fault } from '../../core/fault.ts';
import type { Programme } from '../../core/programme.ts';
import type { LabelledLink } from '../../core/report/report-link.ts';
import { buildTabs } from '../../core/summary/build-tabs.ts';
import { toFigures } from '../../core/summary/figures.ts';
import { equalAggregates, recountRows } from '../../core/summary/list-row.ts';
import { addLogEntry, MAX_CHANGED_CODES } from '../../core/summary/log-tab.ts';
import { equalSummaries, LAYOUT_VERSION, readPublication } from '../../core/summary/machine-tab.ts';
import { toReportTab } from '../../core/summary/report-tab.ts';
import { toReviewTab } from '../../core/summary/review-tab.ts';
import type { Summary } from '../../core/summary/summary.ts';
import { toSummary } from '../../core/summary/summary.ts';
import type { Tab } from '../../core/summary/tab.ts';
import { TAB_TITLES } from '../../core/wording/summary.ts';
import type { OpenTarget, PublicationTarget, Replacement } from '../ports/publication-target.ts';
import type { Published, SummaryStore, UnitChange } from '../ports/summary-store.ts';
import type { Logger } from '../ports/telemetry.ts';
import { mapLimited } from './map-limited.ts';
import { isTimeToLook, standsAsPublished } from './published-stand.ts';
import type { UnitRows } from './read-unit-rows.ts';
import { readUnitRows } from './read-unit-rows.ts';

export type PublishDeps = {
  readonly store: SummaryStore;
  readonly target: PublicationTarget;
  readonly spreadsheetId: string;
  readonly programme: Programme;
  /** To the report files, as whoever reads the spreadsheet may open them. */
  readonly reportLinks: readonly LabelledLink[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
};

export type PublishResult = {
  readonly kind: 'published' | 'unchanged';
  readonly summary: Summary;
};

/** Other publications may come between so often before a run gives up. */
const MAX_ATTEMPTS = 3;
const UNITS_AT_ONCE = 8;
/**
 * A change may carry a time from before the last publication and be committed after its figures
 * were read: ingest takes at most 25 s, and clocks differ.
 */
const CHANGE_MARGIN_MS = 2 * 60_000;

/**
 * @param occasion a person who asked is owed a look at what stands there; the schedule looks
 * about once an hour, at the cost of one read
 * @throws Fault 'publish.unverified' when what stands there is not what was meant to
 */
export async function publishSummary(
  deps: PublishDeps,
  occasion: 'schedule' | 'request' = 'schedule',
): Promise<PublishResult> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const last = await deps.store.readPublished();
    const basis = toBasis(deps, await deps.store.readCatalogue());
    if (last !== undefined && last.basis === basis && !(await hasChanged(deps.store, last))) {
      const looks = occasion === 'request' || isTimeToLook(deps, last);
      if (!looks || (await standsAsPublished(deps.target, last))) {
        return { kind: 'unchanged', summary: last.summary };
      }
      deps.logger.warn('publication was changed by hand', { number: last.number });
    }
    const target = await deps.target.open();
    const draft = await draftPublication(deps, last);
    const outcome = await replaceAndVerify(deps, target, draft);
    if (outcome.kind === 'superseded') continue;
    await deps.store.record({ ...draft.published, sheetIds: outcome.sheetIds });
    return { kind: 'published', summary: draft.published.summary };
  }
  const reason = 'other publications kept coming between';
  throw new Fault('publish.unverified', { spreadsheetId: deps.spreadsheetId, reason });
}

async function hasChanged(store: SummaryStore, last: Published): Promise<boolean> {
  const changes = await store.listChanges(last.asOf - CHANGE_MARGIN_MS);
  return changes.some((change) => isNews(change, last));
}

function isNews(change: UnitChange, { marks }: Published): boolean {
  const mark = marks[change.unit];
  // A head without one accepted row says nothing yet.
  if (change.kind === 'head') return change.version !== (mark?.head ?? 0);
  return change.changedAt !== (mark?.contact ?? 0);
}

type Draft = { readonly published: Published; readonly tabs: readonly Tab[] };

async function draftPublication(deps: PublishDeps, last: Published | undefined): Promise<Draft> {
  const { store, now } = deps;
  const number = await store.takeNumber();
  const asOf = now();
  const catalogue = await store.readCatalogue();
  const programme = withCatalogue(deps.programme, catalogue);
  const reports = await store.readReports(programme.units.map((unit) => unit.code));
  const units = await mapLimited(reports, UNITS_AT_ONCE, (report) => readUnitRows(store, report));
  reportDrift(deps, units);

  const figures = toFigures({ programme, reports: units.map(({ report }) => report), asOf });
  const summary = toSummary(figures);
  const marks = Object.fromEntries(units.map(({ report, mark }) => [report.unit, mark]));
  const changedUnits = units.filter(({ report, mark }) => !equalMarks(mark, last, report.unit));
  const entry = {
    number,
    asOf,
    total: summary.total,
    changedUnits: changedUnits.length,
    changedCodes: changedUnits.slice(0, MAX_CHANGED_CODES).map(({ report }) => report.unit),
    ...(isNewCatalogue(catalogue, last) ? { hasCatalogueChanged: true } : {}),
  };
  const log = addLogEntry(last?.log ?? [], entry);
  const rowsByUnit = new Map(units.map(({ report, rows }) => [report.unit, rows]));
  const reviewTab = toReviewTab(figures, rowsByUnit);
  const reportTab = toReportTab({ figures, summary, rowsByUnit, reviewTab });
  const { reportLinks } = deps;
  const input = { figures, summary, rowsByUnit, log, number, reviewTab, reportTab, reportLinks };
  return {
    published: {
      number,
      asOf,
      basis: toBasis(deps, catalogue),
      summary,
      marks,
      review: toReview(units),
      ...(catalogue === undefined ? {} : { catalogue: catalogue.version }),
      log,
    },
    tabs: buildTabs(input),
  };
}

/** What mails say of these rows must be of the same moment as the figures. */
function toReview(units: readonly UnitRows[]): ReviewByUnit {
  return Object.fromEntries(
    units.flatMap(({ report: { unit, contact } }) => {
      const { rejected: refused = 0, incomplete = 0, warned = 0 } = contact?.counts ?? {};
      return refused + incomplete + warned === 0 ? [] : [[unit, { refused, incomplete, warned }]];
    }),
  );
}

/** Asked about without a change it keeps its version; 0 is what nobody typed anything on. */
function isNewCatalogue(catalogue: Catalogue | undefined, last: Published | undefined): boolean {
  return (catalogue?.version ?? 0) !== (last?.catalogue ?? 0);
}

function equalMarks(mark: UnitRows['mark'], last: Published | undefined, unit: string): boolean {
  const before = last?.marks[unit] ?? { head: 0, contact: 0 };
  return mark.head === before.head && mark.contact === before.contact;
}

async function replaceAndVerify(
  { spreadsheetId }: PublishDeps,
  target: OpenTarget,
  { published, tabs }: Draft,
): Promise<Replacement> {
  const replacement = await target.replace(tabs);
  if (replacement.kind === 'superseded') return replacement;
  const values = await target.readBack([TAB_TITLES.overview, TAB_TITLES.machine]);
  const reading = readPublication(values);
  if (reading.kind === 'published') {
    if (reading.number > published.number) return { kind: 'superseded' };
    const isOurs = reading.number === published.number;
    if (isOurs && equalSummaries(reading.summary, published.summary)) return replacement;
  }
  const reason = reading.kind === 'broken' ? reading.reason : 'other figures stand there';
  throw new Fault('publish.unverified', { spreadsheetId, reason });
}

/** The head's sums are kept one change at a time; rows tell whether they still are right. */
function reportDrift({ logger }: PublishDeps, units: readonly UnitRows[]): void {
  for (const { report, rows } of units) {
    const aggregates = report.head?.aggregates;
    if (aggregates !== undefined && !equalAggregates(aggregates, recountRows(rows))) {
      logger.error('head differs from its rows', { unit: report.unit });
    }
  }
}

/** What a publication depends on beside rows: when it differs, everything is published anew. */
function toBasis(deps: PublishDeps, catalogue: Catalogue | undefined): string {
  const { spreadsheetId, reportLinks } = deps;
  const programme = withCatalogue(deps.programme, catalogue);
  const text = JSON.stringify([LAYOUT_VERSION, spreadsheetId, programme, reportLinks]);
  return createHash('sha256').update(text).digest('hex');
}
