// The Sheets API v4 on this machine: an HTTP server that the real Google client talks to.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeSheetsSchema } from '../../../scripts/sheets-schema.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { WorkbookError } from '../workbook/workbook-error.ts';
import { ApiError, toErrorBody } from './api-error.ts';
import { isWrite, type Operation, type OperationName, parseOperation } from './operation.ts';
import { ANSWER_TYPES, performOperation } from './perform-operation.ts';
import { RequestCounter, type RequestCounts, type RequestQuota } from './request-quota.ts';
import { loadSheetsSchema, type SheetsSchemaChecker } from './sheets-schema.ts';

/** Google advises at most 2 MB. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

export type SheetsApiCall = {
  readonly operation: OperationName;
  readonly spreadsheetId: string;
  readonly isWrite: boolean;
};

export type SheetsApiFault =
  /** Answered instead of doing anything. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The connection is cut before anything is done, or after all is done. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' };

export type SheetsApiOptions = {
  readonly workbooks: (spreadsheetId: string) => Workbook | undefined;
  /** Called after each call was answered, so that a change can be stored. */
  readonly onRequest?: (call: SheetsApiCall & { readonly status: number }) => void;
  /** Any token, or none, is accepted when not given. */
  readonly authorize?: (token: string | undefined) => 'ok' | 'denied';
  readonly faults?: (
    call: SheetsApiCall,
  ) => SheetsApiFault | undefined | Promise<SheetsApiFault | undefined>;
  readonly quota?: RequestQuota;
  /** For tests: an answer that Google's discovery document does not allow becomes a 500. */
  readonly checksAnswers?: boolean;
  /** A free one is taken when not given. */
  readonly port?: number;
  /** Where the repository is; its schema is generated when it is not there yet. */
  readonly rootDir?: string;
};

export type SheetsApi = {
  /** With a slash at the end, as the Google client's `rootUrl` wants it. */
  readonly url: string;
  readonly counts: () => RequestCounts;
  stop(): Promise<void>;
};

export async function startSheetsApi(options: SheetsApiOptions): Promise<SheetsApi> {
  const rootDir = options.rootDir ?? resolve(import.meta.dirname, '../../..');
  const checker = loadSheetsSchema(await writeSheetsSchema(rootDir));
  const counter = new RequestCounter(options.quota);
  const service = { options, checker, counter };
  const server = createServer((request, response) => {
    void handle(service, request, response);
  });
  // A client that reuses a connection just as it is closed would take that for a fault.
  server.keepAliveTimeout = 0;
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}/`,
    counts: () => counter.total,
    stop: () => stop(server),
  };
}

type Service = {
  readonly options: SheetsApiOptions;
  readonly checker: SheetsSchemaChecker;
  readonly counter: RequestCounter;
};

async function handle(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await readBody(request);
    const operation = parseOperation(
      request.method ?? 'GET',
      new URL(request.url ?? '/', 'http://127.0.0.1'),
    );
    const call = {
      operation: operation.name,
      spreadsheetId: operation.spreadsheetId,
      isWrite: isWrite(operation),
    };
    const fault = await service.options.faults?.(call);
    if (fault?.kind === 'drop' && fault.when === 'before') return drop(request);
    if (fault?.kind === 'delay') await delay(fault.delayMs);
    const { status, json } =
      fault?.kind === 'answer'
        ? { status: fault.status, json: fault.body }
        : answer(service, operation, { token: tokenOf(request), body });
    service.options.onRequest?.({ ...call, status });
    if (fault?.kind === 'drop') return drop(request);
    send(response, status, json);
  } catch (error) {
    const refusal = toApiError(error);
    send(response, refusal.code, toErrorBody(refusal));
  }
}

type Answer = { readonly status: number; readonly json: unknown };

function answer(
  { options, checker, counter }: Service,
  operation: Operation,
  { token, body }: { readonly token: string | undefined; readonly body: string },
): Answer {
  try {
    if (!counter.admit(isWrite(operation) ? 'writes' : 'reads'))
      throw new ApiError(429, 'Quota exceeded for quota metric of requests per minute');
    if (options.authorize?.(token) === 'denied')
      throw token === undefined
        ? new ApiError(401, 'Request is missing required authentication credential.')
        : new ApiError(403, 'The caller does not have permission');
    const workbook = options.workbooks(operation.spreadsheetId);
    if (workbook === undefined) throw new ApiError(404, 'Requested entity was not found.');
    const json = performOperation(workbook, checker, { operation, body: parseJson(body) });
    const problem = options.checksAnswers
      ? checker.problemOf(ANSWER_TYPES[operation.name], json)
      : undefined;
    if (problem !== undefined) throw new Error(`${operation.name} answered wrongly: ${problem}`);
    return { status: 200, json };
  } catch (error) {
    const refusal = toApiError(error);
    return { status: refusal.code, json: toErrorBody(refusal) };
  }
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof WorkbookError) return new ApiError(400, error.message);
  // Whatever else it is, the caller must see that this is our own failure and where it was.
  return new ApiError(500, error instanceof Error ? (error.stack ?? error.message) : String(error));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    // Read to the end all the same: a caller still sending would not see the answer.
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES)
    throw new ApiError(413, `Request payload size exceeds the limit: ${MAX_BODY_BYTES} bytes.`);
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiError(400, 'Invalid JSON payload received.');
  }
}

function tokenOf(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
}

function send(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(json));
}

function drop(request: IncomingMessage): void {
  request.socket.destroy();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) done(address.port);
      else fail(new Error('the Sheets API has no port'));
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((done, fail) => {
    server.close((error) => (error === undefined ? done() : fail(error)));
    server.closeAllConnections();
  });
}
