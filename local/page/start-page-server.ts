// Serves the page and its API on the loopback address; it only ever answers GET.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startLoopbackServer } from '../aws/loopback-server.ts';
import type { ApiAnswer } from './api/answer-api.ts';
import { answerApi } from './api/answer-api.ts';
import type { ChangeWatch } from './change-watch.ts';
import { createEventStream } from './event-stream.ts';
import { refuseRequest } from './guard-request.ts';
import type { PageAssets } from './page-assets.ts';
import type { PageSource } from './page-source.ts';

export type PageServerOptions = {
  /** 0 is any free one. */
  readonly port: number;
  readonly assets: PageAssets;
  /** A bug in answering must end one request, not everything that runs beside it. */
  onFailure(error: unknown): void;
};

export type PageServer = {
  readonly url: string;
  /** Until then the API answers «starting». */
  show(source: PageSource, watch: ChangeWatch): void;
  stop(): Promise<void>;
};

const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

const STARTING: ApiAnswer = { status: 503, body: { code: 'starting' } };

/** @throws LocalFault 'local.port_taken' */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { port, assets, onFailure } = options;
  const events = createEventStream();
  let source: PageSource | undefined;
  let unsubscribe = (): void => undefined;
  let ownPort = port;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const { method, headers } = request;
    const refusal = refuseRequest({ method, headers, port: ownPort });
    if (refusal !== undefined) {
      if (refusal.status === 405) response.setHeader('allow', 'GET');
      sendJson(response, refusal.status, { code: refusal.code });
      return;
    }
    const { path, query } = splitTarget(request.url ?? '/');
    if (path === '/api/events') {
      events.open(response);
      return;
    }
    if (path.startsWith('/api/')) {
      const { status, body } =
        source === undefined ? STARTING : answerApi(source, path, new URLSearchParams(query));
      sendJson(response, status, body);
      return;
    }
    const asset = assets.get(path);
    if (asset === undefined) sendJson(response, 404, { code: 'not_found' });
    else send(response, 200, asset.contentType, asset.bytes);
  }

  function listen(request: IncomingMessage, response: ServerResponse): void {
    try {
      answer(request, response);
    } catch (error) {
      onFailure(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { code: 'failed' });
    }
  }

  const server = await startLoopbackServer(listen, port);
  ownPort = server.port;
  return {
    url: `http://127.0.0.1:${server.port}`,
    show(newSource, watch) {
      source = newSource;
      unsubscribe();
      unsubscribe = watch.subscribe((keys) => events.send({ keys }));
    },
    async stop() {
      unsubscribe();
      events.stop();
      await server.stop();
    },
  };
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
