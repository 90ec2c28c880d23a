/** A unit's sheet as ingest hears it: signed requests, each following the last answer. */

import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { TypedCells } from '../../core/columns.ts';
import { SIGNATURE_HEADERS } from '../../core/messages/signature.ts';
import { SyncReply } from '../../core/messages/sync-reply.ts';
import type { SyncRequest } from '../../core/messages/sync-request.ts';
import { createRowIdSource } from '../../core/row-id.ts';
import type { SetDigest } from '../../core/sync/fingerprint.ts';
import { addToSet, EMPTY_SET, toColumnHashes, toFingerprint } from '../../core/sync/fingerprint.ts';
import { deriveUnitKey, signRequest } from '../../lambdas/http/unit-key.ts';
import { MASTER_SECRET } from './secret-server.ts';

const PATH = '/v1/sync';
const KEY_VERSION = 1;
/** Below the banner and the header, as the template has it. */
const FIRST_ROW = 2;

export type SyncSender = {
  /** The payload of an invocation that sends these rows below all earlier ones. */
  next(rows: readonly TypedCells[]): string;
  /** @throws Error unless every row was saved */
  absorb(answer: unknown): void;
};

export type SenderOptions = {
  /** Of which the ids of its rows are made. */
  readonly uuid?: string;
  readonly masterSecret?: string;
  readonly now?: () => number;
};

export function createSyncSender(unit: string, options: SenderOptions = {}): SyncSender {
  const { uuid = randomUUID(), masterSecret = MASTER_SECRET, now = Date.now } = options;
  const newId = createRowIdSource(unit, uuid);
  const ids: string[] = [];
  let set: SetDigest = EMPTY_SET;
  let seq = 0;
  let sent = 0;
  return {
    next(rows) {
      const added = rows.map((cells) => ({ id: newId(), cells }));
      for (const { id, cells } of added) {
        set = addToSet(set, id, toFingerprint(toColumnHashes(cells)));
        ids.push(id);
      }
      sent = added.length;
      const request: SyncRequest = {
        v: 1,
        bundle: 'bench',
        unit,
        spreadsheetId: `spreadsheet-of-${unit}`,
        after: seq,
        sentAt: now(),
        counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
        set,
        rows: added,
        locations: { sheetId: 0, firstRow: FIRST_ROW, ids: ids.slice(0, 1_000) },
      };
      return toEvent(unit, request, masterSecret);
    },
    absorb(answer) {
      const { statusCode, body } = answer as { statusCode: number; body: string };
      if (statusCode !== 200) throw new Error(`${unit} was answered ${statusCode}: ${body}`);
      const reply = v.parse(SyncReply, JSON.parse(body));
      const saved = reply.rows.filter(({ kind }) => kind === 'saved').length;
      if (saved !== sent) throw new Error(`${unit}: ${saved} of ${sent} rows were saved`);
      seq = reply.seq;
    },
  };
}

/** An event of the HTTP API, payload format 2.0, signed at the time the request tells. */
export function toEvent(
  unit: string,
  request: SyncRequest,
  masterSecret: string = MASTER_SECRET,
): string {
  const body = JSON.stringify(request);
  const { sentAt } = request;
  const key = deriveUnitKey(masterSecret, unit, KEY_VERSION);
  const parts = { method: 'POST', path: PATH, unit, keyVersion: KEY_VERSION, sentAt };
  const signature = signRequest(key, { ...parts, body: Buffer.from(body) });
  return JSON.stringify({
    version: '2.0',
    routeKey: `POST ${PATH}`,
    rawPath: PATH,
    rawQueryString: '',
    headers: {
      'content-type': 'application/json',
      [SIGNATURE_HEADERS.unit]: unit,
      [SIGNATURE_HEADERS.keyVersion]: String(KEY_VERSION),
      [SIGNATURE_HEADERS.sentAt]: String(sentAt),
      [SIGNATURE_HEADERS.signature]: signature,
    },
    requestContext: {
      http: { method: 'POST', path: PATH, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      requestId: randomUUID(),
      routeKey: `POST ${PATH}`,
      stage: '$default',
      timeEpoch: sentAt,
    },
    body,
    isBase64Encoded: false,
  });
}
