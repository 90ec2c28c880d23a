// Keeps what the page shows in step with the server: loads what is asked for and what changed.
import type { Overview, SpreadsheetView, TabView } from '../api/page-api.ts';
import { pickKey, pickTab } from '../view/pick-tab.ts';
import type { Route } from '../view/route.ts';
import { type Answer, fetchOverview, fetchSpreadsheet, fetchTab } from './api-client.ts';

export type PageContent = {
  readonly overview: Overview;
  /** Undefined when there is none by that key. */
  readonly spreadsheet: SpreadsheetView | undefined;
  readonly tab: TabView | undefined;
};

export type PageWish = {
  readonly route: Route;
  readonly showHidden: boolean;
  readonly maxRows: number;
};

export type LoadResult =
  | { readonly kind: 'loaded'; readonly content: PageContent }
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed' };

/** @param shown what is on the page already: a tab that has not changed is not asked for again */
export async function loadPage(
  wish: PageWish,
  shown: PageContent | undefined,
): Promise<LoadResult> {
  const overview = await fetchOverview();
  if (overview.kind !== 'ok') return toFailure(overview);
  const key = pickKey(overview.body, wish.route);
  if (key === undefined) return toLoaded(overview.body);
  const spreadsheet = await fetchSpreadsheet(key);
  if (spreadsheet.kind === 'notFound') return toLoaded(overview.body);
  if (spreadsheet.kind !== 'ok') return toFailure(spreadsheet);
  const sheetId = pickTab(spreadsheet.body, wish);
  if (sheetId === undefined) return toLoaded(overview.body, spreadsheet.body);
  if (shown !== undefined && isCurrent(shown, { key, sheetId, maxRows: wish.maxRows })) {
    if (shown.tab?.revision === spreadsheet.body.revision)
      return toLoaded(overview.body, spreadsheet.body, shown.tab);
  }
  const tab = await fetchTab({ key, sheetId, maxRows: wish.maxRows });
  if (tab.kind === 'notFound') return toLoaded(overview.body, spreadsheet.body);
  if (tab.kind !== 'ok') return toFailure(tab);
  return toLoaded(overview.body, spreadsheet.body, tab.body);
}

function isCurrent(
  { tab }: PageContent,
  wanted: { readonly key: string; readonly sheetId: number; readonly maxRows: number },
): boolean {
  if (tab === undefined || tab.key !== wanted.key || tab.sheetId !== wanted.sheetId) return false;
  return tab.rows.length === Math.min(wanted.maxRows, tab.contentRowCount);
}

function toLoaded(overview: Overview, spreadsheet?: SpreadsheetView, tab?: TabView): LoadResult {
  return { kind: 'loaded', content: { overview, spreadsheet, tab } };
}

function toFailure(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): LoadResult {
  return answer.kind === 'starting' ? { kind: 'starting' } : { kind: 'failed' };
}
