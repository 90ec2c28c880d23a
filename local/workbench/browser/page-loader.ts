// Loads what the address asks for, all but the content of the tab itself.
import type { Overview, SpreadsheetView } from '../api/page-api.ts';
import { pickKey, pickTab } from '../view/pick-tab.ts';
import type { Route } from '../view/route.ts';
import { type Answer, fetchMenu, fetchOverview, fetchSpreadsheet } from './api-client.ts';

export type PageContent = {
  readonly overview: Overview;
  /** Undefined when there is none by that key, or a mail is read. */
  readonly spreadsheet: SpreadsheetView | undefined;
  readonly menu: readonly string[];
  readonly sheetId: number | undefined;
};

export type PageWish = { readonly route: Route; readonly showHidden: boolean };

export type LoadResult =
  | { readonly kind: 'loaded'; readonly content: PageContent }
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed' };

export async function loadPage(wish: PageWish): Promise<LoadResult> {
  const overview = await fetchOverview();
  if (overview.kind !== 'ok') return toFailure(overview);
  const nothing = { spreadsheet: undefined, menu: [], sheetId: undefined };
  const key = wish.route.place === 'mails' ? undefined : pickKey(overview.body, wish.route);
  if (key === undefined) return toLoaded({ overview: overview.body, ...nothing });
  const [spreadsheet, menu] = await Promise.all([fetchSpreadsheet(key), fetchMenu(key)]);
  if (spreadsheet.kind === 'notFound') return toLoaded({ overview: overview.body, ...nothing });
  if (spreadsheet.kind !== 'ok') return toFailure(spreadsheet);
  return toLoaded({
    overview: overview.body,
    spreadsheet: spreadsheet.body,
    menu: menu.kind === 'ok' ? menu.body.items : [],
    sheetId: pickTab(spreadsheet.body, wish),
  });
}

function toLoaded(content: PageContent): LoadResult {
  return { kind: 'loaded', content };
}

function toFailure(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): LoadResult {
  return answer.kind === 'starting' ? { kind: 'starting' } : { kind: 'failed' };
}
