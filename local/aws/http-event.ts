// Turns an HTTP request into the event of API Gateway, payload format 2.0, and the reply back.
import type { IncomingMessage } from 'node:http';

type EventContext = {
  readonly apiId: string;
  readonly routeKey: string;
  readonly requestId: string;
  readonly nowMs: number;
  readonly body: Buffer;
};

export type HttpReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
};

const textTypes = /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml)))/i;
const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function toHttpEvent(request: IncomingMessage, context: EventContext): string {
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split('?');
  const headers = joinHeaders(request);
  const { cookie, ...others } = headers;
  const isText = textTypes.test(headers['content-type'] ?? '');
  const method = request.method ?? 'GET';
  const domainName = `${context.apiId}.execute-api.local`;
  return JSON.stringify({
    version: '2.0',
    routeKey: context.routeKey,
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: others,
    ...(rawQueryString === '' ? {} : { queryStringParameters: joinQuery(rawQueryString) }),
    requestContext: {
      accountId: '000000000000',
      apiId: context.apiId,
      domainName,
      domainPrefix: context.apiId,
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: '$default',
      time: formatTime(context.nowMs),
      timeEpoch: context.nowMs,
    },
    ...(context.body.byteLength === 0
      ? {}
      : { body: context.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: context.body.byteLength > 0 && !isText,
  });
}

function joinHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values]) => [
      name.toLowerCase(),
      (values ?? []).join(','),
    ]),
  );
}

function joinQuery(query: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    joined[name] = joined[name] === undefined ? value : `${joined[name]},${value}`;
  }
  return joined;
}

/** As in the access logs: 12/Mar/2020:19:03:58 +0000. */
function formatTime(nowMs: number): string {
  const [date = '', time = ''] = new Date(nowMs).toISOString().slice(0, 19).split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${monthNames[Number(month) - 1]}/${year}:${time} +0000`;
}

type Reply = {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
};

/** A reply without a status code is taken as the body itself. */
export function toHttpReply(payload: string): HttpReply {
  const parsed: unknown = JSON.parse(payload);
  if (!isReply(parsed)) {
    const body = Buffer.from(typeof parsed === 'string' ? parsed : payload);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const headers = Object.fromEntries(
    Object.entries(parsed.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]),
  );
  return {
    status: Number(parsed.statusCode),
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...headers,
      ...(parsed.cookies === undefined ? {} : { 'set-cookie': parsed.cookies }),
    },
    body: Buffer.from(
      typeof parsed.body === 'string' ? parsed.body : '',
      parsed.isBase64Encoded === true ? 'base64' : 'utf8',
    ),
  };
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'statusCode' in value;
}
