/** The blank tab a new spreadsheet comes with, which the first publication takes for its own. */
import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod/mini';
import { SPARE_TAB_TITLES, TAB_TITLES } from '../../core/wording/summary.ts';
import type { SheetShape, SpreadsheetShape } from './spreadsheet-shape.ts';

/** Google gives it to the one tab every spreadsheet begins with. */
const FIRST_SHEET_ID = 0;

/** Whatever a person can put on a tab that the API tells of. */
const CONTENT_FIELDS = [
  'data.rowData.values(userEnteredValue,userEnteredFormat,note,dataValidation,pivotTable)',
  'merges',
  'charts.chartId',
  'protectedRanges.protectedRangeId',
  'basicFilter.range',
  'filterViews.filterViewId',
  'bandedRanges.bandedRangeId',
  'conditionalFormats.ranges',
  'slicers.slicerId',
  'tables.tableId',
];

type Place = { readonly client: sheets_v4.Sheets; readonly spreadsheetId: string };

/**
 * @returns undefined once something was published, and for a tab somebody named or put anything on
 * @throws Error of the client
 */
export async function findSpareTab(
  place: Place,
  shape: SpreadsheetShape,
): Promise<SheetShape | undefined> {
  const spare = pickSpareTab(shape);
  if (spare === undefined) return undefined;
  return (await isBlankTab(place, `'${spare.title}'`)) ? spare : undefined;
}

/**
 * @param range all cells of one tab
 * @throws Error of the client
 */
export async function isBlankTab(
  { client, spreadsheetId }: Place,
  range: string,
): Promise<boolean> {
  const { data } = await client.spreadsheets.get({
    spreadsheetId,
    ranges: [range],
    fields: `sheets(${CONTENT_FIELDS.join(',')})`,
  });
  return isNothing(z.parse(Contents, data).sheets);
}

const Contents = z.object({ sheets: z.optional(z.array(z.unknown())) });

function pickSpareTab({ sheets }: SpreadsheetShape): SheetShape | undefined {
  const ours: readonly string[] = [TAB_TITLES.overview, TAB_TITLES.machine];
  if (sheets.some(({ title }) => ours.includes(title))) return undefined;
  const first = sheets.find(({ sheetId }) => sheetId === FIRST_SHEET_ID);
  if (first === undefined || first.isHidden) return undefined;
  return SPARE_TAB_TITLES.includes(first.title) ? first : undefined;
}

/** Lists and objects may be there; what matters is whether anything stands in them. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.values(value).every(isNothing);
}
