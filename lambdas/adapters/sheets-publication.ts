/** The committee's spreadsheet through the Google Sheets API. */
import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod/mini';
import { Fault } from '../../core/fault.ts';
import type { TabValues } from '../../core/summary/machine-tab.ts';
import { TAB_TITLES } from '../../core/wording/summary.ts';
import type { PublicationTarget } from '../ports/publication-target.ts';
import type { Batch, PublicationPlan, SpreadsheetShape } from './sheets-plan.ts';
import { planPublication } from './sheets-plan.ts';

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
        replace: (tabs) => carryOut(options, shape, planPublication({ ...options, shape, tabs })),
        readBack: (titles) => readBack(options, titles),
      };
    },
  };
}

async function carryOut(
  options: SheetsPublicationOptions,
  shape: SpreadsheetShape,
  plan: PublicationPlan,
): Promise<'replaced' | 'superseded'> {
  try {
    for (const batch of [...plan.staging, plan.final]) await sendBatch(options, batch);
    return 'replaced';
  } catch (error) {
    // Refused, or the answer was lost: the hidden tab's id tells whose publication stands there.
    const now = findStamp(await readShape(options));
    if (now === plan.stampSheetId) return 'replaced';
    if (now !== findStamp(shape)) return 'superseded';
    throw toFault(options, error);
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

const Answer = z.object({
  properties: z.object({ locale: z.string(), timeZone: z.string() }),
  sheets: z.array(
    z.object({
      properties: z.object({
        sheetId: z._default(z.int(), 0),
        title: z.string(),
        hidden: z._default(z.boolean(), false),
      }),
    }),
  ),
});

async function readShape(options: SheetsPublicationOptions): Promise<SpreadsheetShape> {
  const { client, spreadsheetId } = options;
  try {
    const { data } = await client.spreadsheets.get({
      spreadsheetId,
      fields: 'properties(locale,timeZone),sheets.properties(sheetId,title,hidden)',
    });
    const { properties, sheets } = z.parse(Answer, data);
    return {
      ...properties,
      sheets: sheets.map((sheet) => {
        const { sheetId, title, hidden } = sheet.properties;
        return { sheetId, title, isHidden: hidden };
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
  const { client, spreadsheetId } = options;
  try {
    const { data } = await client.spreadsheets.values.batchGet({
      spreadsheetId,
      ranges: titles.map(toRange),
      valueRenderOption: 'UNFORMATTED_VALUE',
    });
    const values = data.valueRanges?.map((range): unknown[][] => range.values ?? []) ?? [];
    return Object.fromEntries(titles.map((title, index) => [title, values[index] ?? []]));
  } catch (error) {
    throw toFault(options, error);
  }
}

function toRange(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

/** Google's messages name requests and ids, never the contents of cells. */
function toFault({ spreadsheetId }: SheetsPublicationOptions, error: unknown): Fault {
  const reason = error instanceof Error ? error.message.slice(0, 300) : 'failed';
  return new Fault('publish.unverified', { spreadsheetId, reason }, { cause: error });
}
