// The HTTP API: routes requests to functions and fails as API Gateway does.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { FaultPlan, HttpFault } from './fault-plan.ts';
import { type HttpReply, toHttpEvent, toHttpReply } from './http-event.ts';
import type { InvocationRefusal, InvocationResult } from './invocation.ts';
import { type LoopbackServer, readBody, startLoopbackServer } from './loopback-server.ts';

export type HttpRoute = {
  /** «POST /v1/sync». */
  readonly routeKey: string;
  readonly functionArn: string;
};

type HttpRequestReport = {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number | undefined;
  readonly fault: string | undefined;
  readonly durationMs: number;
};

type HttpApiOptions = {
  readonly apiId: string;
  readonly routes: readonly HttpRoute[];
  readonly port: number;
  readonly faults: FaultPlan;
  /** Whether the stage lets another request of this route through now. */
  mayPass(routeKey: string): boolean;
  now(): number;
  createId(): string;
  invoke(functionArn: string, payload: string): Promise<InvocationResult | InvocationRefusal>;
  /** Runs a delivery later, by the caller's clock. */
  postpone(delayMs: number, deliver: () => Promise<void>): void;
  onRequest(report: HttpRequestReport): void;
};

const maxBodyBytes = 10 * 1024 * 1024;
const integrationTimeoutMs = 30_000;
const defaultDelayMs = 120_000;

/** @throws LocalFault 'local.port_taken' */
export function startHttpApi(options: HttpApiOptions): Promise<LoopbackServer> {
  return startLoopbackServer((request, response) => {
    serve(options, request, response).catch(() => response.destroy());
  }, options.port);
}

async function serve(
  options: HttpApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAtMs = performance.now();
  const requestId = options.createId();
  const method = request.method ?? 'GET';
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const body = await readBody(request, maxBodyBytes);
  const fault = options.faults.takeHttp(path);
  const reply = await answer(options, { request, requestId, path, body, fault });
  options.onRequest({
    requestId,
    method,
    path,
    status: reply?.status,
    fault: fault?.kind,
    durationMs: performance.now() - startedAtMs,
  });
  if (reply === undefined) response.destroy();
  else sendReply(response, reply, requestId);
}

type Exchange = {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly path: string;
  readonly body: Buffer | undefined;
  readonly fault: HttpFault | undefined;
};

/** @returns undefined when the caller is to hear nothing */
async function answer(options: HttpApiOptions, exchange: Exchange): Promise<HttpReply | undefined> {
  const { request, requestId, path, body, fault } = exchange;
  const route = options.routes.find(({ routeKey }) => routeKey === `${request.method} ${path}`);
  if (route === undefined) return toMessage(404, 'Not Found');
  if (fault?.kind === 'throttle' || !options.mayPass(route.routeKey))
    return toMessage(429, 'Too Many Requests');
  if (body === undefined) return toMessage(413, 'Request Entity Too Large');

  const deliver = (): Promise<HttpReply> => {
    const { apiId } = options;
    const { routeKey } = route;
    const event = toHttpEvent(request, { apiId, routeKey, requestId, nowMs: options.now(), body });
    return integrate(options, route, event);
  };
  switch (fault?.kind) {
    case 'down':
      return toMessage(503, 'Service Unavailable');
    case 'timeoutBefore':
      return undefined;
    case 'delay':
      options.postpone(fault.delayMs ?? defaultDelayMs, async () => {
        await deliver();
      });
      return undefined;
    case 'timeoutAfter':
      await deliver();
      return undefined;
    case 'duplicate': {
      const first = await deliver();
      await deliver();
      return first;
    }
    default:
      return deliver();
  }
}

/** The function goes on running after the integration timed out, as it does on AWS. */
async function integrate(
  { invoke }: HttpApiOptions,
  { functionArn }: HttpRoute,
  event: string,
): Promise<HttpReply> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), integrationTimeoutMs);
  });
  const result = await Promise.race([invoke(functionArn, event), timedOut]);
  clearTimeout(timer);
  if (result === undefined) return toMessage(503, 'Service Unavailable');
  if ('kind' in result) {
    return result.reason === 'too_large'
      ? toMessage(413, 'Request Entity Too Large')
      : toMessage(503, 'Service Unavailable');
  }
  if (result.outcome.kind !== 'success') return toMessage(500, 'Internal Server Error');
  const reply = toHttpReply(result.outcome.payload);
  return Number.isInteger(reply.status) && reply.status >= 200 && reply.status <= 599
    ? reply
    : toMessage(500, 'Internal Server Error');
}

function toMessage(status: number, message: string): HttpReply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

function sendReply(response: ServerResponse, reply: HttpReply, requestId: string): void {
  const headers: Record<string, string | string[] | number> = {
    'apigw-requestid': requestId,
    'content-length': reply.body.byteLength,
  };
  for (const [name, value] of Object.entries(reply.headers)) {
    headers[name] = typeof value === 'string' ? value : [...value];
  }
  response.writeHead(reply.status, headers);
  response.end(reply.body);
}
