/** Tabs of people that bear a title of ours: they keep all that is on them and give up the title. */
import type { sheets_v4 } from '@googleapis/sheets';
import { bearsSign } from '../../core/summary/tab-sign.ts';
import { toForeignTitle } from '../../core/wording/summary.ts';
import { toProtectionId } from './sheets-object-id.ts';
import { readHeads, toRange } from './sheets-values.ts';
import { isBlankTab } from './spare-tab.ts';
import type { Batch, SheetShape, SpreadsheetShape } from './spreadsheet-shape.ts';
import { foldTitle } from './spreadsheet-shape.ts';

type Place = { readonly client: sheets_v4.Sheets; readonly spreadsheetId: string };

/**
 * Ours is what carries our warning, or what still begins as we write it where somebody took the
 * warning off; and a blank tab is nobody's. With our warning on every tab nothing is asked.
 *
 * @throws Error of the client
 */
export async function findForeignTabs(
  place: Place,
  { sheets }: SpreadsheetShape,
  titles: readonly string[],
): Promise<readonly SheetShape[]> {
  const ours = new Map(titles.map((title) => [foldTitle(title), title]));
  const unsigned = sheets.flatMap((sheet) => {
    const title = ours.get(foldTitle(sheet.title));
    const isWarned = title === undefined || sheet.protectionIds?.includes(toProtectionId(title));
    return isWarned ? [] : [{ sheet, title }];
  });
  // A chart that is a tab of its own has no cells to ask for, and we make none.
  const tables = unsigned.filter(({ sheet }) => sheet.isTable !== false);
  const heads =
    tables.length === 0
      ? {}
      : await readHeads(
          place,
          tables.map(({ sheet }) => sheet.title),
        );
  const foreign = unsigned.filter(({ sheet }) => sheet.isTable === false).map(({ sheet }) => sheet);
  for (const { sheet, title } of tables) {
    const head = heads[sheet.title] ?? [];
    if (bearsSign(title, head)) continue;
    if (head.length === 0 && (await isBlankTab(place, toRange(sheet.title)))) continue;
    foreign.push(sheet);
  }
  return foreign;
}

/**
 * Their sheet ids and formulas stay: links and references follow the new title. Ours must have the
 * title itself, as mails, sources in the draft report and notes name tabs by it.
 */
export function toForeignTitleRequests(
  foreign: readonly SheetShape[],
  { sheets }: SpreadsheetShape,
): Batch {
  const taken = new Set(sheets.map(({ title }) => foldTitle(title)));
  return foreign.map(({ sheetId, title: theirs }) => {
    const title = findFreeTitle(theirs, taken);
    taken.add(foldTitle(title));
    return { updateSheetProperties: { properties: { sheetId, title }, fields: 'title' } };
  });
}

/** One of so many is free, as there is one more of them than tabs. */
function findFreeTitle(theirs: string, taken: ReadonlySet<string>): string {
  const titles = Array.from({ length: taken.size + 1 }, (_, index) =>
    toForeignTitle(theirs, index + 1),
  );
  const free = titles.find((title) => !taken.has(foldTitle(title)));
  if (free === undefined) throw new Error('no title is free');
  return free;
}
