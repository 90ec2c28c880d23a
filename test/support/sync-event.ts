/** Events as API Gateway passes them, signed as a unit's sheet signs. */
import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { SIGNATURE_HEADERS } from '../../core/messages/signature.ts';
import { deriveUnitKey, signRequest } from '../../lambdas/http/unit-key.ts';

export const MASTER_SECRET = 'a master secret that is only for tests';

export type EventParts = {
  readonly unit: string;
  /** Sent as it is when it is text or bytes, else as JSON. */
  readonly body: unknown;
  readonly sentAt: number;
  readonly keyVersion?: number;
  readonly masterSecret?: string;
  readonly fixture?: 'post-sync' | 'post-sync-base64';
  /** That of the fixture unless said otherwise. */
  readonly path?: string;
};

export function readEvent(fixture: 'post-sync' | 'post-sync-base64'): APIGatewayProxyEventV2 {
  const url = new URL(`../fixtures/api-gateway/${fixture}.json`, import.meta.url);
  const file: { event: APIGatewayProxyEventV2 } = JSON.parse(readFileSync(url, 'utf8'));
  return file.event;
}

export function signedEvent(parts: EventParts): APIGatewayProxyEventV2 {
  const { unit, sentAt, keyVersion = 1, masterSecret = MASTER_SECRET } = parts;
  const event = readEvent(parts.fixture ?? 'post-sync');
  const body = toBytes(parts.body);
  const key = deriveUnitKey(masterSecret, unit, keyVersion);
  const { method } = event.requestContext.http;
  const path = parts.path ?? event.rawPath;
  const signature = signRequest(key, { method, path, unit, keyVersion, sentAt, body });
  return {
    ...event,
    rawPath: path,
    body: Buffer.from(body).toString(event.isBase64Encoded ? 'base64' : 'utf8'),
    headers: {
      ...event.headers,
      'content-length': String(body.length),
      [SIGNATURE_HEADERS.unit]: unit,
      [SIGNATURE_HEADERS.keyVersion]: String(keyVersion),
      [SIGNATURE_HEADERS.sentAt]: String(sentAt),
      [SIGNATURE_HEADERS.signature]: signature,
    },
  };
}

function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}
