// Asks the server; a failure is an answer too.
import type { Overview, SpreadsheetView, TabView } from '../api/page-api.ts';

export type Answer<T> =
  | { readonly kind: 'ok'; readonly body: T }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed' };

const TIMEOUT_MS = 15_000;

export function fetchOverview(): Promise<Answer<Overview>> {
  return get('/api/overview');
}

export function fetchSpreadsheet(key: string): Promise<Answer<SpreadsheetView>> {
  return get(`/api/spreadsheets/${encodeURIComponent(key)}`);
}

export function fetchTab(tab: {
  readonly key: string;
  readonly sheetId: number;
  readonly maxRows: number;
}): Promise<Answer<TabView>> {
  const { key, sheetId, maxRows } = tab;
  return get(`/api/spreadsheets/${encodeURIComponent(key)}/tabs/${sheetId}?rows=${maxRows}`);
}

async function get<T>(path: string): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status === 404) return { kind: 'notFound' };
    if (response.status === 503) return { kind: 'starting' };
    if (!response.ok) return { kind: 'failed' };
    // Both ends are built together: the answer has the shape of page-api.ts.
    return { kind: 'ok', body: (await response.json()) as T };
  } catch {
    return { kind: 'failed' };
  }
}
