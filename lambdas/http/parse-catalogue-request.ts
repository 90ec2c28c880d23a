/** The body of a signed request of «Danh mục», checked against what its sender may say at all. */
import * as z from 'zod/mini';
import { CatalogueRequest, MAX_LINES } from '../../core/messages/catalogue-request.ts';
import { MAX_BODY_BYTES } from '../../core/messages/sync-limits.ts';
import type { SyncRefusal } from '../../core/messages/sync-reply.ts';
import { parseJson } from './parse-json.ts';

export type CatalogueParsing =
  | { readonly kind: 'request'; readonly request: CatalogueRequest }
  | {
      readonly kind: 'refused';
      readonly code: Extract<SyncRefusal['code'], 'bad_request' | 'forbidden' | 'too_large'>;
      /** For the log only; never a value that was sent. */
      readonly reason: string;
    };

/** @param spreadsheetId the one the summary is published on: no other has a «Danh mục» */
export function parseCatalogueRequest(body: Uint8Array, spreadsheetId: string): CatalogueParsing {
  if (body.length > MAX_BODY_BYTES) return refuse('too_large', 'body');
  const json = parseJson(body);
  if (json.kind === 'malformed') return refuse('bad_request', 'json');
  const loose = z.safeParse(Loose, json.value);
  if (!loose.success) return refuse('bad_request', 'not an object');
  const { lines, unread, ...claim } = loose.data;
  if (typeof claim.spreadsheetId === 'string' && claim.spreadsheetId !== spreadsheetId) {
    return refuse('forbidden', 'spreadsheet');
  }
  if (isTooLong(lines) || isTooLong(unread)) return refuse('too_large', 'lines');
  const parsed = z.safeParse(CatalogueRequest, json.value);
  if (!parsed.success) return refuse('bad_request', parsed.error.issues[0]?.code ?? 'schema');
  return hasRepeats(parsed.data) ? refuse('bad_request', 'repeated key') : toRequest(parsed.data);
}

/** What is looked at before the schema; anything may stand in any place. */
const Loose = z.object({
  spreadsheetId: z.optional(z.unknown()),
  lines: z.optional(z.unknown()),
  unread: z.optional(z.unknown()),
});

function isTooLong(list: unknown): boolean {
  return Array.isArray(list) && list.length > MAX_LINES;
}

/** A key that is named twice says two things at once. */
function hasRepeats(request: CatalogueRequest): boolean {
  if (request.kind !== 'submit') return false;
  const keys = [...request.lines.map(({ key }) => key), ...request.unread];
  return new Set(keys).size !== keys.length;
}

function toRequest(request: CatalogueRequest): CatalogueParsing {
  return { kind: 'request', request };
}

function refuse(
  code: Extract<CatalogueParsing, { kind: 'refused' }>['code'],
  reason: string,
): CatalogueParsing {
  return { kind: 'refused', code, reason };
}
