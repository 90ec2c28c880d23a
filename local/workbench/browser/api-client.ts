// Asks the server; a failure is an answer too.

import type { ChartList } from '../api/chart-api.ts';
import type { ClockRequest, ControlsView, FaultRequest } from '../api/controls-api.ts';
import type { GridAnswer } from '../api/grid-api.ts';
import type { MailContent, MailList } from '../api/mail-api.ts';
import type {
  MenuView,
  Overview,
  ReportList,
  SpreadsheetView,
  TabView,
  UnitList,
} from '../api/page-api.ts';
import type { ActionRequest } from '../api/page-user-action.ts';
import type { TimelineEntry } from '../api/timeline-api.ts';
import type { ActOutcome, CopyOutcome } from '../api/write-api.ts';

export type Answer<T> =
  | { readonly kind: 'ok'; readonly body: T }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed' };

const TIMEOUT_MS = 15_000;
/** A clock that goes forward runs everything that was due on the way. */
const LONG_TIMEOUT_MS = 300_000;

type TabPlace = { readonly key: string; readonly sheetId: number };

export function fetchOverview(): Promise<Answer<Overview>> {
  return get('/api/overview');
}

export function fetchUnits(): Promise<Answer<UnitList>> {
  return get('/api/units');
}

export function fetchSpreadsheet(key: string): Promise<Answer<SpreadsheetView>> {
  return get(toPath(key));
}

export function fetchMenu(key: string): Promise<Answer<MenuView>> {
  return get(toPath(key, 'menu'));
}

export function fetchTab(tab: TabPlace & { readonly maxRows: number }): Promise<Answer<TabView>> {
  return get(`${toPath(tab.key, 'tabs', tab.sheetId)}?rows=${tab.maxRows}`);
}

/** @param since what the page has; undefined asks for everything */
export function fetchGrid(
  { key, sheetId }: TabPlace,
  since: number | undefined,
): Promise<Answer<GridAnswer>> {
  const query = since === undefined ? '' : `?since=${since}`;
  return get(`${toPath(key, 'grid', sheetId)}${query}`);
}

export function fetchCharts({ key, sheetId }: TabPlace): Promise<Answer<ChartList>> {
  return get(toPath(key, 'charts', sheetId));
}

export function fetchReports(): Promise<Answer<ReportList>> {
  return get('/api/reports');
}

export function fetchTimeline(): Promise<Answer<{ readonly entries: readonly TimelineEntry[] }>> {
  return get('/api/timeline');
}

export function fetchControls(key: string | undefined): Promise<Answer<ControlsView>> {
  return get(`/api/controls${key === undefined ? '' : `?key=${encodeURIComponent(key)}`}`);
}

export function fetchMails(): Promise<Answer<MailList>> {
  return get('/api/mails');
}

export function fetchMail(id: string): Promise<Answer<MailContent>> {
  return get(`/api/mails/${encodeURIComponent(id)}`);
}

export function postAction(key: string, action: ActionRequest): Promise<Answer<ActOutcome>> {
  return post(toPath(key, 'actions'), action);
}

export function postOpen(key: string): Promise<Answer<ActOutcome>> {
  return post(toPath(key, 'open'), {}, LONG_TIMEOUT_MS);
}

export function postCopy(key: string): Promise<Answer<CopyOutcome>> {
  return post(toPath(key, 'copy'), {});
}

export function postFault(fault: FaultRequest): Promise<Answer<ControlsView>> {
  return post('/api/controls/faults', fault);
}

export function postClock(clock: ClockRequest): Promise<Answer<ControlsView>> {
  return post('/api/controls/clock', clock, LONG_TIMEOUT_MS);
}

function toPath(key: string, ...parts: readonly (string | number)[]): string {
  return ['/api/spreadsheets', encodeURIComponent(key), ...parts].join('/');
}

function get<T>(path: string): Promise<Answer<T>> {
  return ask(path, {}, TIMEOUT_MS);
}

function post<T>(path: string, body: object, timeoutMs = TIMEOUT_MS): Promise<Answer<T>> {
  const headers = { 'content-type': 'application/json' };
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, timeoutMs);
}

async function ask<T>(path: string, init: RequestInit, timeoutMs: number): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 404) return { kind: 'notFound' };
    if (response.status === 503) return { kind: 'starting' };
    if (!response.ok) return { kind: 'failed' };
    // Both ends are built together: the answer has the shape the types say.
    return { kind: 'ok', body: (await response.json()) as T };
  } catch {
    return { kind: 'failed' };
  }
}
