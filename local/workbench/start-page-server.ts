// Serves the page and its API on the loopback address, to this machine's own page and nobody else.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, startLoopbackServer } from '../aws/loopback-server.ts';
import type { ApiAnswer } from './api/answer-api.ts';
import { answerApi } from './api/answer-api.ts';
import { answerRead, answerWrite, type WorkbenchAnswer } from './api/answer-workbench.ts';
import type { ChangeWatch } from './change-watch.ts';
import { createEventStream } from './event-stream.ts';
import { refuseRequest } from './guard-request.ts';
import type { PageAssets } from './page-assets.ts';
import type { Workbench } from './workbench.ts';

export type PageServerOptions = {
  /** 0 is any free one. */
  readonly port: number;
  /** Asked for at each request: the page may not be built yet when the server begins. */
  assets(): PageAssets;
  /** A bug in answering must end one request, not everything that runs beside it. */
  onFailure(error: unknown): void;
};

export type PageServer = {
  readonly url: string;
  /** Until then the API answers «starting». */
  show(workbench: Workbench, watch: ChangeWatch): void;
  stop(): Promise<void>;
};

const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    // The grid's library and the charts set styles of their own.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** A mail is shown in a frame that may run nothing, load nothing and lead nowhere. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');
const MAIL_HTML = /^\/api\/mails\/[^/]+\/html$/;

const STARTING: ApiAnswer = { status: 503, body: { code: 'starting' } };
/** A paste of thousands of rows from Excel. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** @throws LocalFault 'local.port_taken' */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { port, assets, onFailure } = options;
  const events = createEventStream();
  let workbench: Workbench | undefined;
  let watch: ChangeWatch | undefined;
  let unsubscribe = (): void => undefined;
  let ownPort = port;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const { method, headers } = request;
    const refusal = refuseRequest({ method, headers, port: ownPort });
    if (refusal !== undefined) {
      if (refusal.status === 405) response.setHeader('allow', 'GET, POST');
      sendJson(response, refusal.status, { code: refusal.code });
      return;
    }
    const { path, query } = splitTarget(request.url ?? '/');
    if (path === '/api/events' && method === 'GET') events.open(response);
    else if (method === 'POST') await write(request, response, path);
    else if (path.startsWith('/api/')) await read(response, path, new URLSearchParams(query));
    else sendAsset(response, path);
  }

  function sendAsset(response: ServerResponse, path: string): void {
    const asset = assets().get(path);
    if (asset === undefined) sendJson(response, 404, { code: 'not_found' });
    else send(response, 200, asset.contentType, asset.bytes);
  }

  async function read(
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    if (workbench === undefined) {
      sendJson(response, STARTING.status, STARTING.body);
      return;
    }
    if (MAIL_HTML.test(path)) response.setHeader('content-security-policy', MAIL_POLICY);
    const own = await answerRead(workbench, path, query);
    if (own !== undefined) {
      sendAnswer(response, own);
      return;
    }
    const { status, body } = answerApi(workbench, path, query);
    sendJson(response, status, body);
  }

  async function write(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    const bytes = await readBody(request, MAX_BODY_BYTES);
    if (bytes === undefined) {
      sendJson(response, 413, { code: 'too_large' });
      return;
    }
    if (workbench === undefined) {
      sendJson(response, STARTING.status, STARTING.body);
      return;
    }
    const body = parseJson(bytes.toString('utf8'));
    if (body === undefined) {
      sendJson(response, 400, { code: 'bad_request' });
      return;
    }
    sendAnswer(response, await answerWrite(workbench, path, body));
    // Other pages need not wait for the next look.
    watch?.check();
  }

  function listen(request: IncomingMessage, response: ServerResponse): void {
    answer(request, response).catch((error: unknown) => {
      onFailure(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { code: 'failed' });
    });
  }

  const server = await startLoopbackServer(listen, port);
  ownPort = server.port;
  return {
    url: `http://127.0.0.1:${server.port}`,
    show(newWorkbench, newWatch) {
      workbench = newWorkbench;
      watch = newWatch;
      unsubscribe();
      const stopWatching = newWatch.subscribe((keys) => events.send({ keys }));
      const stopTelling = newWorkbench.timeline.subscribe(events.tell);
      unsubscribe = () => {
        stopWatching();
        stopTelling();
      };
    },
    async stop() {
      unsubscribe();
      events.stop();
      await server.stop();
    },
  };
}

/** @returns undefined for what is no JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sendAnswer(response: ServerResponse, answer: WorkbenchAnswer): void {
  if (answer.kind === 'json') {
    sendJson(response, answer.status, answer.body);
    return;
  }
  const { name, contentType, bytes } = answer;
  if (name !== undefined) {
    const encoded = encodeURIComponent(name);
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encoded}`);
  }
  send(response, 200, contentType, bytes);
}

function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf('?');
  if (at < 0) return { path: target, query: '' };
  return { path: target.slice(0, at), query: target.slice(at + 1) };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  send(response, status, 'application/json; charset=utf-8', bytes);
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  bytes: Uint8Array,
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.byteLength,
  });
  response.end(bytes);
}
