/** Values of tabs as they stand in the committee's spreadsheet, each call one read. */
import type { sheets_v4 } from '@googleapis/sheets';
import type { TabValues } from '../../core/summary/machine-tab.ts';
import { SIGN_EXTENT } from '../../core/summary/tab-sign.ts';
import type { TabsQuery } from '../ports/publication-target.ts';

type Place = { readonly client: sheets_v4.Sheets; readonly spreadsheetId: string };

/** @throws Error of the client, also where one of the tabs does not exist */
export async function readValues(
  { client, spreadsheetId }: Place,
  { whole, heads }: TabsQuery,
): Promise<TabValues> {
  const { data } = await client.spreadsheets.values.batchGet({
    spreadsheetId,
    ranges: [...whole.map(toRange), ...heads.map(toHeadRange)],
    valueRenderOption: 'UNFORMATTED_VALUE',
  });
  const values = data.valueRanges?.map((range): unknown[][] => range.values ?? []) ?? [];
  return Object.fromEntries(
    [...whole, ...heads].map((title, index) => [title, values[index] ?? []]),
  );
}

export function readHeads(place: Place, titles: readonly string[]): Promise<TabValues> {
  return readValues(place, { whole: [], heads: titles });
}

export function toRange(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

function toHeadRange(title: string): string {
  const lastColumn = String.fromCharCode('A'.charCodeAt(0) + SIGN_EXTENT.columns - 1);
  return `${toRange(title)}!A1:${lastColumn}${SIGN_EXTENT.rows}`;
}
