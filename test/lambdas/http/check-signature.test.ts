/** Who signed: both sides of every bound, and nothing accepted that was changed on the way. */
import { createHash, createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE_MS } from '../../../core/messages/signature.ts';
import { checkSignature } from '../../../lambdas/http/check-signature.ts';
import { toHttpRequest } from '../../../lambdas/http/http-request.ts';
import { deriveUnitKey } from '../../../lambdas/http/unit-key.ts';
import type { EventParts } from '../../support/sync-event.ts';
import { MASTER_SECRET, readEvent, signedEvent } from '../../support/sync-event.ts';

const NOW = 1_795_400_358_000;
const PARTS: EventParts = { unit: 'BT028', body: '{"tên":"sáng kiến"}', sentAt: NOW };

function check(event: APIGatewayProxyEventV2, now = NOW) {
  return checkSignature({ request: toHttpRequest(event), masterSecret: MASTER_SECRET, now });
}

it('is made as the design says, step by step', () => {
  const body = '{"tên":"sáng kiến"}';
  const key = createHmac('sha256', MASTER_SECRET).update('5:BT0281:1').digest('hex');
  expect(deriveUnitKey(MASTER_SECRET, 'BT028', 1)).toBe(key);
  const hash = createHash('sha256').update(body, 'utf8').digest('hex');
  const text = `4:POST8:/v1/sync5:BT0281:113:${NOW}64:${hash}`;
  const signature = createHmac('sha256', key).update(text).digest('hex');
  expect(signedEvent(PARTS).headers['x-ssk-signature']).toBe(signature);
});

describe('a signed request', () => {
  it('names its unit and key version', () => {
    expect(check(signedEvent({ ...PARTS, keyVersion: 12 }))).toEqual({
      kind: 'signed',
      unit: 'BT028',
      keyVersion: 12,
    });
  });

  it('may come in base64, of any bytes', () => {
    const body = new Uint8Array([0, 255, 128, 10]);
    const event = signedEvent({ ...PARTS, body, fixture: 'post-sync-base64' });
    expect(event.isBase64Encoded).toBe(true);
    expect(check(event).kind).toBe('signed');
  });

  it('may name its headers in any case', () => {
    const event = signedEvent(PARTS);
    const headers = Object.fromEntries(
      Object.entries(event.headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    expect(check({ ...event, headers }).kind).toBe('signed');
  });

  it('without a body is signed over no bytes', () => {
    const { body: _, ...event } = signedEvent({ ...PARTS, body: '' });
    expect(check(event).kind).toBe('signed');
  });

  it.each<[string, number, string]>([
    ['as old as may be', NOW + CLOCK_TOLERANCE_MS, 'signed'],
    ['a moment older', NOW + CLOCK_TOLERANCE_MS + 1, 'refused'],
    ['as far ahead as may be', NOW - CLOCK_TOLERANCE_MS, 'signed'],
    ['a moment further ahead', NOW - CLOCK_TOLERANCE_MS - 1, 'refused'],
    ['a week old', NOW + 7 * 86_400_000, 'refused'],
  ])('%s', (_, now, kind) => {
    const result = check(signedEvent(PARTS), now);
    expect(result.kind).toBe(kind);
    if (result.kind === 'refused')
      expect(result).toMatchObject({ code: 'clock', reason: 'time_off' });
  });
});

describe('a request that is not the unit’s own', () => {
  const other = signedEvent({ ...PARTS, unit: 'BT061' });
  const change = (headers: Record<string, string>) => {
    const event = signedEvent(PARTS);
    return { ...event, headers: { ...event.headers, ...headers } };
  };
  it.each<[string, APIGatewayProxyEventV2, string]>([
    ['unsigned', readEvent('post-sync'), 'unsigned'],
    ['without one of the headers', withoutHeader('x-ssk-sent-at'), 'unsigned'],
    [
      'signed with another master secret',
      signedEvent({ ...PARTS, masterSecret: 'x'.repeat(40) }),
      'wrong_signature',
    ],
    [
      'signed with another unit’s key',
      change({ 'x-ssk-signature': other.headers['x-ssk-signature'] ?? '' }),
      'wrong_signature',
    ],
    ['of another unit in the header', change({ 'x-ssk-unit': 'BT061' }), 'wrong_signature'],
    ['of another key version', change({ 'x-ssk-key-version': '2' }), 'wrong_signature'],
    ['of another time', change({ 'x-ssk-sent-at': String(NOW + 1) }), 'wrong_signature'],
    [
      'with another body',
      { ...signedEvent(PARTS), body: '{"tên":"sáng kiên"}' },
      'wrong_signature',
    ],
    [
      'with a space more',
      { ...signedEvent(PARTS), body: '{"tên": "sáng kiến"}' },
      'wrong_signature',
    ],
    ['on another path', { ...signedEvent(PARTS), rawPath: '/v1/refresh' }, 'wrong_signature'],
    ['by another method', withMethod('PUT'), 'wrong_signature'],
    ['with half a signature', change({ 'x-ssk-signature': 'ab' }), 'malformed'],
    ['with a signature in capitals', withUpperSignature(), 'malformed'],
    ['with a unit of strange letters', change({ 'x-ssk-unit': 'BT028\n' }), 'malformed'],
    ['with a key version of strange letters', change({ 'x-ssk-key-version': '1e0' }), 'malformed'],
    ['with key version 0', change({ 'x-ssk-key-version': '0' }), 'malformed'],
    ['with a time of strange letters', change({ 'x-ssk-sent-at': '-1' }), 'malformed'],
  ])('is refused: %s', (_, event, reason) => {
    expect(check(event)).toMatchObject({ kind: 'refused', code: 'unauthorized', reason });
  });

  it('is told of its wrong signature even when its time is off too', () => {
    const event = change({ 'x-ssk-signature': '0'.repeat(64) });
    expect(check(event, NOW + 86_400_000)).toMatchObject({ code: 'unauthorized' });
  });
});

function withoutHeader(name: string): APIGatewayProxyEventV2 {
  const event = signedEvent(PARTS);
  const { [name]: _, ...headers } = event.headers;
  return { ...event, headers };
}

function withMethod(method: string): APIGatewayProxyEventV2 {
  const event = signedEvent(PARTS);
  const { requestContext } = event;
  return {
    ...event,
    requestContext: { ...requestContext, http: { ...requestContext.http, method } },
  };
}

function withUpperSignature(): APIGatewayProxyEventV2 {
  const event = signedEvent(PARTS);
  const signature = event.headers['x-ssk-signature']?.toUpperCase();
  return { ...event, headers: { ...event.headers, 'x-ssk-signature': signature } };
}
