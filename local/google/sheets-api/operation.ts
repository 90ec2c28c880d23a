// Which method of the Sheets API a request means.

import { ApiError, notImplemented } from './api-error.ts';

export type OperationName =
  | 'spreadsheets.get'
  | 'spreadsheets.batchUpdate'
  | 'spreadsheets.values.get'
  | 'spreadsheets.values.batchGet'
  | 'spreadsheets.values.update'
  | 'spreadsheets.values.batchUpdate';

export type Operation = {
  readonly name: OperationName;
  readonly spreadsheetId: string;
  /** Of the methods that have one in their path. */
  readonly range?: string;
  readonly query: URLSearchParams;
};

const STANDARD_PARAMETERS = ['alt', 'fields', 'key', 'prettyPrint', 'quotaUser', '$.xgafv'];
const READ_PARAMETERS = ['valueRenderOption', 'dateTimeRenderOption', 'majorDimension'];

const PARAMETERS: { readonly [name in OperationName]: readonly string[] } = {
  'spreadsheets.get': ['ranges', 'includeGridData'],
  'spreadsheets.batchUpdate': [],
  'spreadsheets.values.get': READ_PARAMETERS,
  'spreadsheets.values.batchGet': ['ranges', ...READ_PARAMETERS],
  'spreadsheets.values.update': ['valueInputOption', 'includeValuesInResponse'],
  'spreadsheets.values.batchUpdate': [],
};

/** @throws ApiError 400, 404 or 501 */
export function parseOperation(method: string, url: URL): Operation {
  const match = /^\/v4\/spreadsheets\/([^/:]+)(.*)$/.exec(url.pathname);
  if (match === null) {
    if (url.pathname.startsWith('/v4/spreadsheets'))
      throw notImplemented(`${method} ${url.pathname}`);
    throw new ApiError(404, `The requested URL ${url.pathname} was not found.`);
  }
  const [, encodedId = '', rest = ''] = match;
  const found = findName(method, rest);
  if (found === undefined) throw notImplemented(`${method} ${url.pathname}`);
  for (const name of url.searchParams.keys()) {
    if (!STANDARD_PARAMETERS.includes(name) && !PARAMETERS[found.name].includes(name))
      throw new ApiError(
        400,
        `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter.`,
      );
  }
  return { ...found, spreadsheetId: decode(encodedId), query: url.searchParams };
}

export function isWrite({ name }: Operation): boolean {
  return name.endsWith('pdate');
}

function findName(
  method: string,
  rest: string,
): { readonly name: OperationName; readonly range?: string } | undefined {
  if (method === 'GET' && rest === '') return { name: 'spreadsheets.get' };
  if (method === 'POST' && rest === ':batchUpdate') return { name: 'spreadsheets.batchUpdate' };
  if (method === 'GET' && rest === '/values:batchGet') {
    return { name: 'spreadsheets.values.batchGet' };
  }
  if (method === 'POST' && rest === '/values:batchUpdate') {
    return { name: 'spreadsheets.values.batchUpdate' };
  }
  // «:append», «:clear» and the like are other methods; a colon of the range itself is encoded.
  const values = /^\/values\/([^/]+)$/.exec(rest);
  const encoded = values?.[1];
  if (encoded === undefined || /:(append|clear)$/.test(encoded)) return undefined;
  const range = decode(encoded);
  if (method === 'GET') return { name: 'spreadsheets.values.get', range };
  if (method === 'PUT') return { name: 'spreadsheets.values.update', range };
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ApiError(400, `The path holds a badly encoded part: ${text}`);
  }
}
