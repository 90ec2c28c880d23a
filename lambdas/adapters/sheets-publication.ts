/** The committee's spreadsheet through the Google Sheets API. */
import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod/mini';
import { Fault } from '../../core/fault.ts';
import type { TabValues } from '../../core/summary/machine-tab.ts';
import type { Tab } from '../../core/summary/tab.ts';
import { TAB_TITLES } from '../../core/wording/summary.ts';
import type { PublicationTarget, Replacement, TabsQuery } from '../ports/publication-target.ts';
import { findForeignTabs } from './sheets-foreign-tabs.ts';
import type { PublicationPlan } from './sheets-plan.ts';
import { planPublication } from './sheets-plan.ts';
import { readValues } from './sheets-values.ts';
import { findSpareTab } from './spare-tab.ts';
import type { Batch, SpreadsheetShape } from './spreadsheet-shape.ts';
import { equalShapes } from './spreadsheet-shape.ts';

export type SheetsPublicationOptions = {
  readonly client: sheets_v4.Sheets;
  readonly spreadsheetId: string;
  /** A positive 31-bit id, unlike any other. */
  readonly newSheetId: () => number;
  readonly maxBatchBytes?: number;
};

export function createSheetsPublication(options: SheetsPublicationOptions): PublicationTarget {
  return {
    async open() {
      const shape = await readShape(options);
      return {
        replace: (tabs) => replaceTabs(options, shape, tabs),
        readBack: (titles) => readBack(options, titles),
      };
    },
    look: (query) => lookAt(options, query),
  };
}

/** People work on the spreadsheet meanwhile; more often than this nobody is that busy. */
const MAX_PLANS = 3;

/** Planned anew where people changed what the last plan named: a tab, a chart. */
async function replaceTabs(
  options: SheetsPublicationOptions,
  shape: SpreadsheetShape,
  tabs: readonly Tab[],
): Promise<Replacement> {
  let planned = shape;
  for (let plans = 1; ; plans += 1) {
    const outcome = await tryReplace(options, planned, tabs);
    if (outcome.kind !== 'refused') return outcome;
    const { error, now } = outcome;
    // Refused as it stands: another plan of the same would be refused too.
    if (plans === MAX_PLANS || equalShapes(planned, now)) throw toFault(options, error);
    planned = now;
  }
}

type Outcome =
  | Replacement
  | { readonly kind: 'refused'; readonly error: unknown; readonly now: SpreadsheetShape };

async function tryReplace(
  options: SheetsPublicationOptions,
  shape: SpreadsheetShape,
  tabs: readonly Tab[],
): Promise<Outcome> {
  let plan: PublicationPlan | undefined;
  try {
    // Only now: nobody should have the time to write on it before it is taken.
    const spare = await findSpareTab(options, shape);
    const titles = tabs.map(({ title }) => title);
    const foreign = await findForeignTabs(options, shape, titles);
    plan = planPublication({ ...options, shape, spare, foreign, tabs });
    for (const batch of plan.staging) await sendBatch(options, batch);
    await sendBatch(options, plan.final);
    return { kind: 'replaced', sheetIds: plan.sheetIds };
  } catch (error) {
    // Refused, or the answer was lost: the hidden tab's id tells whose publication stands there.
    const now = await readShape(options);
    const stamp = findStamp(now);
    if (plan !== undefined && stamp === plan.stampSheetId) {
      return { kind: 'replaced', sheetIds: plan.sheetIds };
    }
    if (stamp !== findStamp(shape)) return { kind: 'superseded' };
    return { kind: 'refused', error, now };
  }
}

function findStamp({ sheets }: SpreadsheetShape): number | undefined {
  return sheets.find(({ title }) => title === TAB_TITLES.machine)?.sheetId;
}

async function sendBatch(
  { client, spreadsheetId }: SheetsPublicationOptions,
  requests: Batch,
): Promise<void> {
  await client.spreadsheets.batchUpdate({
    spreadsheetId,
    fields: 'spreadsheetId',
    requestBody: { requests: [...requests] },
  });
}

const SHAPE_FIELDS =
  'properties(locale,timeZone),' +
  'sheets(properties(sheetId,title,hidden,sheetType),charts.chartId,protectedRanges.protectedRangeId)';

/** Google's word for a tab with cells. */
const TABLE = 'GRID';

const Answer = z.object({
  properties: z.object({ locale: z.string(), timeZone: z.string() }),
  sheets: z.array(
    z.object({
      properties: z.object({
        sheetId: z._default(z.int(), 0),
        title: z.string(),
        hidden: z._default(z.boolean(), false),
        sheetType: z._default(z.string(), TABLE),
      }),
      charts: z._default(z.array(z.object({ chartId: z._default(z.int(), 0) })), []),
      protectedRanges: z._default(
        z.array(z.object({ protectedRangeId: z._default(z.int(), 0) })),
        [],
      ),
    }),
  ),
});

async function readShape(options: SheetsPublicationOptions): Promise<SpreadsheetShape> {
  const { client, spreadsheetId } = options;
  try {
    const { data } = await client.spreadsheets.get({
      spreadsheetId,
      fields: SHAPE_FIELDS,
    });
    const { properties, sheets } = z.parse(Answer, data);
    return {
      ...properties,
      sheets: sheets.map((sheet) => {
        const { sheetId, title, hidden, sheetType } = sheet.properties;
        return {
          sheetId,
          title,
          isHidden: hidden,
          isTable: sheetType === TABLE,
          chartIds: sheet.charts.map(({ chartId }) => chartId),
          protectionIds: sheet.protectedRanges.map(({ protectedRangeId }) => protectedRangeId),
        };
      }),
    };
  } catch (error) {
    throw toFault(options, error);
  }
}

async function readBack(
  options: SheetsPublicationOptions,
  titles: readonly string[],
): Promise<TabValues> {
  try {
    return await readValues(options, { whole: titles, heads: [] });
  } catch (error) {
    throw toFault(options, error);
  }
}

/** Google answers «400» where a range names a tab that is not there. */
async function lookAt(
  options: SheetsPublicationOptions,
  query: TabsQuery,
): Promise<TabValues | undefined> {
  try {
    return await readValues(options, query);
  } catch (error) {
    if (z.safeParse(BadRequest, error).success) return undefined;
    throw toFault(options, error);
  }
}

const BadRequest = z.object({ status: z.literal(400) });

/** Google's messages name requests and ids, never the contents of cells. */
function toFault({ spreadsheetId }: SheetsPublicationOptions, error: unknown): Fault {
  const reason = error instanceof Error ? error.message.slice(0, 300) : 'failed';
  return new Fault('publish.unverified', { spreadsheetId, reason }, { cause: error });
}
