/** Answers as the HTTP API takes them; a refusal's body is a code and reveals nothing else. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { SyncRefusal } from '../../core/messages/sync-reply.ts';

export type HttpReply = APIGatewayProxyStructuredResultV2 & {
  readonly statusCode: number;
  readonly body: string;
};

export const STATUS_OF_REFUSAL: { readonly [code in SyncRefusal['code']]: number } = {
  bad_request: 400,
  unauthorized: 401,
  clock: 401,
  forbidden: 403,
  stale: 409,
  too_large: 413,
  throttled: 429,
  failed: 500,
};

export function toJsonReply(statusCode: number, value: unknown): HttpReply {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}

export function toRefusal(refusal: SyncRefusal): HttpReply {
  return toJsonReply(STATUS_OF_REFUSAL[refusal.code], refusal);
}
