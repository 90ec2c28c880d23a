// UrlFetchApp on the host's side: quota, transport, and errors in Google's words.

import { Buffer } from 'node:buffer';
import type { FetchRequestData, FetchResponseData } from '../calls.ts';
import type { Execution } from '../execution.ts';
import type { ScriptFetch, ScriptFetchOutcome } from '../fetch-transport.ts';
import type { Limits } from '../limits.ts';
import type { Quotas } from '../quotas.ts';
import { ScriptException } from '../script-exception.ts';

const USUAL_ELAPSED_MS = 250;
const TIMEOUT_MS = 60_000;
const TRUNCATED_CHARACTERS = 500;

export type FetchesOptions = {
  readonly fetch: ScriptFetch;
  readonly limits: Limits;
  readonly quotas: Quotas;
  readonly advance: (ms: number) => void;
};

/** Sends one after another, in the order given. */
export async function performFetches(
  options: FetchesOptions,
  execution: Execution,
  args: {
    readonly requests: readonly FetchRequestData[];
    readonly muted: readonly boolean[];
  },
): Promise<readonly FetchResponseData[]> {
  const { limits, quotas } = options;
  const { user } = execution.request;
  if (quotas.fetchesToday(user) + args.requests.length > limits.fetchesPerDay) {
    throw new ScriptException('Service invoked too many times for one day: urlfetch.');
  }
  quotas.addFetches(user, args.requests.length);
  const responses: FetchResponseData[] = [];
  for (const [index, request] of args.requests.entries()) {
    responses.push(await performFetch(options, execution, request, args.muted[index] === true));
  }
  return responses;
}

async function performFetch(
  { fetch, limits, advance }: FetchesOptions,
  execution: Execution,
  request: FetchRequestData,
  isMuted: boolean,
): Promise<FetchResponseData> {
  const { url, method, headers, bodyBase64, followRedirects } = request;
  const body = bodyBase64 === undefined ? undefined : Buffer.from(bodyBase64, 'base64');
  if (body !== undefined && body.byteLength > limits.fetchBytes) {
    throw new ScriptException('Limit Exceeded: URLFetch POST Size.');
  }
  if (!URL.canParse(url)) throw new ScriptException(`Invalid argument: ${url}`);
  const { spreadsheetId } = execution.request.binding;
  const { user } = execution.request;
  const outcome = await fetch({
    url,
    method,
    headers,
    body,
    followRedirects,
    spreadsheetId,
    user,
  });
  advance(elapsedMs(outcome));
  if (outcome.kind !== 'response') throw new ScriptException(failureText(outcome.kind, url));
  if (followRedirects && outcome.status >= 301 && outcome.status <= 308 && outcome.status !== 304) {
    throw new Error(`Redirects are not implemented: ${url} answered ${outcome.status}`);
  }
  const content = Buffer.from(outcome.body);
  if (!isMuted && outcome.status >= 400) {
    const text = content.toString('utf8').slice(0, TRUNCATED_CHARACTERS);
    throw new ScriptException(
      `Request failed for ${new URL(url).origin} returned code ${outcome.status}. ` +
        `Truncated server response: ${text} ` +
        '(use muteHttpExceptions option to examine full response)',
    );
  }
  return {
    status: outcome.status,
    headers: outcome.headers,
    bodyBase64: content.toString('base64'),
  };
}

function elapsedMs(outcome: ScriptFetchOutcome): number {
  if (outcome.kind === 'timeout') return TIMEOUT_MS;
  return outcome.kind === 'response' ? (outcome.elapsedMs ?? USUAL_ELAPSED_MS) : USUAL_ELAPSED_MS;
}

function failureText(kind: 'timeout' | 'dns' | 'unreachable', url: string): string {
  switch (kind) {
    case 'timeout':
      return `Timeout: ${url}`;
    case 'dns':
      return `DNS error: ${url}`;
    case 'unreachable':
      return `Address unavailable: ${url}`;
  }
}
