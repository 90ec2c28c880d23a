/** What a publication asks of the table, in three ways: after a change, from nothing, by a scan. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Aggregates } from '../../core/aggregates.ts';
import { addToAggregates, EMPTY_AGGREGATES } from '../../core/aggregates.ts';
import type { Programme } from '../../core/programme.ts';
import { toCategoriesTab } from '../../core/summary/categories-tab.ts';
import { toComparisonTab } from '../../core/summary/comparison-tab.ts';
import type { UnitReport } from '../../core/summary/figures.ts';
import { toFigures } from '../../core/summary/figures.ts';
import { toMissingTab } from '../../core/summary/missing-tab.ts';
import { toOverviewTab } from '../../core/summary/overview-tab.ts';
import type { Summary } from '../../core/summary/summary.ts';
import { toSummary } from '../../core/summary/summary.ts';
import { toUnitsTab } from '../../core/summary/units-tab.ts';
import { toYearsTab } from '../../core/summary/years-tab.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import { createHead } from '../../core/unit-head.ts';
import { parseRowItem } from '../../lambdas/adapters/table/row-item.ts';
import { ROW_PREFIX } from '../../lambdas/adapters/table/table-keys.ts';
import type { SummaryStore } from '../../lambdas/ports/summary-store.ts';
import { mapLimited } from '../../lambdas/summarize/map-limited.ts';
import { readUnitRows } from '../../lambdas/summarize/read-unit-rows.ts';

export type Consolidation = {
  readonly programme: Programme;
  readonly store: SummaryStore;
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
};

/** As many as summarize reads. */
const UNITS_AT_ONCE = 8;
const MAX_SCAN_PAGES = 10_000;

/** The tabs made of heads, after a change: heads of all units, rows only of those that changed. */
export async function consolidateChange(
  { programme, store }: Consolidation,
  since: number,
): Promise<Summary> {
  const changed = new Set((await store.listChanges(since)).map(({ unit }) => unit));
  const reports = await readAllReports(programme, store);
  for (const report of reports) if (changed.has(report.unit)) await readUnitRows(store, report);
  return toHeadTabs(programme, reports);
}

/** The same and every unit's rows: from the rows where no page is current, else from pages. */
export async function consolidateAll({ programme, store }: Consolidation): Promise<Summary> {
  const reports = await readAllReports(programme, store);
  const units = await mapLimited(reports, UNITS_AT_ONCE, (report) => readUnitRows(store, report));
  return toHeadTabs(
    programme,
    units.map(({ report }) => report),
  );
}

/** The way without heads: every row of that part of the table is read and added up. */
export async function consolidateByScan(
  { programme, client, tableName }: Consolidation,
  { part, parts }: { readonly part: number; readonly parts: number },
): Promise<Summary> {
  const sums = new Map<string, Aggregates>();
  let start: Record<string, unknown> | undefined;
  for (let page = 0; page < MAX_SCAN_PAGES; page += 1) {
    const answer = await client.send(
      new ScanCommand({
        TableName: tableName,
        Segment: part,
        TotalSegments: parts,
        FilterExpression: 'begins_with(sk, :row)',
        ExpressionAttributeValues: { ':row': ROW_PREFIX },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    for (const item of answer.Items ?? []) {
      const { state, initiative } = parseRowItem(item);
      if (state === 'deleted') continue;
      const unit = String(item.unit);
      sums.set(unit, addToAggregates(sums.get(unit) ?? EMPTY_AGGREGATES, initiative));
    }
    start = answer.LastEvaluatedKey;
    if (start === undefined) break;
  }
  const reports = [...sums].map(([unit, aggregates]) => ({
    unit,
    head: { ...createHead(unit, `spreadsheet-of-${unit}`, 1), version: 1, aggregates },
  }));
  return toHeadTabs(programme, reports);
}

function readAllReports(programme: Programme, store: SummaryStore): Promise<readonly UnitReport[]> {
  return store.readReports(programme.units.map(({ code }) => code));
}

/** Built whole each time, as a publication does. */
function toHeadTabs(
  programme: Programme,
  reports: readonly { readonly unit: string; readonly head?: UnitHead }[],
): Summary {
  const figures = toFigures({ programme, reports, asOf: AS_OF });
  const summary = toSummary(figures);
  toOverviewTab(figures, summary, []);
  toUnitsTab(figures);
  toCategoriesTab(figures);
  toYearsTab(figures);
  toMissingTab(figures);
  toComparisonTab(figures);
  return summary;
}

const AS_OF = Date.parse('2011-03-31T14:00:00+07:00');
