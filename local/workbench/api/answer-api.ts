// The page's HTTP API without HTTP: a path and a query in, a status and JSON out.
import { unreachable } from '../../../core/unreachable.ts';
import type { PageSource, PageSpreadsheet } from '../page-source.ts';
import type { ApiFailure, Overview, SpreadsheetView, TabView } from './page-api.ts';
import { toKind, toName, toOverview } from './to-overview.ts';
import { toTabView } from './to-tab-view.ts';

export type ApiAnswer =
  | { readonly status: 200; readonly body: Overview | SpreadsheetView | TabView }
  | { readonly status: 400 | 404 | 503; readonly body: ApiFailure };

export const DEFAULT_MAX_ROWS = 500;
const LARGEST_MAX_ROWS = 20_000;

type Route =
  | { readonly kind: 'overview' }
  | { readonly kind: 'spreadsheet'; readonly key: string }
  | { readonly kind: 'tab'; readonly key: string; readonly sheetId: number };

/** @param path without the query, still percent-encoded */
export function answerApi(source: PageSource, path: string, query: URLSearchParams): ApiAnswer {
  const route = parseRoute(path);
  if (route === undefined) return NOT_FOUND;
  switch (route.kind) {
    case 'overview':
      return { status: 200, body: toOverview(source) };
    case 'spreadsheet':
      return answerSpreadsheet(source, route.key);
    case 'tab':
      return answerTab(source, route, query);
    default:
      return unreachable(route);
  }
}

const NOT_FOUND: ApiAnswer = { status: 404, body: { code: 'not_found' } };
const BAD_REQUEST: ApiAnswer = { status: 400, body: { code: 'bad_request' } };

function answerSpreadsheet(source: PageSource, key: string): ApiAnswer {
  const spreadsheet = findSpreadsheet(source, key);
  if (spreadsheet === undefined) return NOT_FOUND;
  const { workbook } = spreadsheet;
  return {
    status: 200,
    body: {
      key,
      kind: toKind(source.programme, key),
      name: toName(source.programme, spreadsheet),
      title: workbook.title,
      revision: workbook.revision,
      tabs: workbook.sheets.map(({ sheetId, title, hidden }) => ({ sheetId, title, hidden })),
    },
  };
}

function answerTab(
  source: PageSource,
  { key, sheetId }: Extract<Route, { kind: 'tab' }>,
  query: URLSearchParams,
): ApiAnswer {
  const maxRows = parseMaxRows(query.get('rows'));
  if (maxRows === undefined) return BAD_REQUEST;
  const workbook = findSpreadsheet(source, key)?.workbook;
  const sheet = workbook?.sheetById(sheetId);
  if (workbook === undefined || sheet === undefined) return NOT_FOUND;
  return { status: 200, body: toTabView({ key, revision: workbook.revision, sheet, maxRows }) };
}

export function findSpreadsheet(source: PageSource, key: string): PageSpreadsheet | undefined {
  return source.spreadsheets().find((spreadsheet) => spreadsheet.key === key);
}

function parseMaxRows(text: string | null): number | undefined {
  if (text === null) return DEFAULT_MAX_ROWS;
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const count = Number(text);
  return count >= 1 && count <= LARGEST_MAX_ROWS ? count : undefined;
}

function parseRoute(path: string): Route | undefined {
  const parts = decodeParts(path);
  if (parts === undefined || parts[0] !== 'api') return undefined;
  const [, collection, key, tabs, sheetId, ...rest] = parts;
  if (collection === 'overview' && key === undefined) return { kind: 'overview' };
  if (collection !== 'spreadsheets' || key === undefined || rest.length > 0) return undefined;
  if (tabs === undefined) return { kind: 'spreadsheet', key };
  if (tabs !== 'tabs' || sheetId === undefined || !/^\d{1,10}$/.test(sheetId)) return undefined;
  return { kind: 'tab', key, sheetId: Number(sheetId) };
}

/** Aliases of copies may hold any letter. @returns undefined for a path that cannot be decoded */
export function decodeParts(path: string): readonly string[] | undefined {
  try {
    return path.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
