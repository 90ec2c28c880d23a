// What opens when the address names no spreadsheet or no tab.
import { ENTRY_TAB_TITLE } from '../../../core/wording/sheet.ts';
import { TAB_TITLES } from '../../../core/wording/summary.ts';
import type { SpreadsheetView } from '../api/page-api.ts';
import type { Route } from './route.ts';

/** The committee's comes first in the list. */
export function pickKey(
  { spreadsheets }: { readonly spreadsheets: readonly { readonly key: string }[] },
  { key }: Pick<Route, 'key'>,
): string | undefined {
  return key ?? spreadsheets[0]?.key;
}

/** The tab named, else the summary or the entry tab, else the first that is not hidden. */
export function pickTab(
  { kind, tabs }: SpreadsheetView,
  { route, showHidden }: { readonly route: Pick<Route, 'sheetId'>; readonly showHidden: boolean },
): number | undefined {
  const shown = tabs.filter(({ hidden }) => showHidden || !hidden);
  const title = kind === 'committee' ? TAB_TITLES.overview : ENTRY_TAB_TITLE;
  const picked =
    shown.find(({ sheetId }) => sheetId === route.sheetId) ??
    shown.find((tab) => tab.title === title) ??
    shown[0];
  return picked?.sheetId;
}
