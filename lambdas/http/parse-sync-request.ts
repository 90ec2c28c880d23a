/** The body of a signed sync request, checked against what its sender may say at all. */
import * as z from 'zod/mini';
import {
  MAX_BODY_BYTES,
  MAX_INDEX_ENTRIES,
  MAX_ROW_BYTES,
  MAX_ROWS,
} from '../../core/messages/sync-limits.ts';
import type { SyncRefusal } from '../../core/messages/sync-reply.ts';
import { SyncRequest } from '../../core/messages/sync-request.ts';
import { parseRowId } from '../../core/row-id.ts';
import { toUtf8Length } from '../../core/utf8-length.ts';
import { parseJson } from './parse-json.ts';

export type RequestParsing =
  | { readonly kind: 'request'; readonly request: SyncRequest }
  | {
      readonly kind: 'refused';
      readonly code: Extract<SyncRefusal['code'], 'bad_request' | 'forbidden' | 'too_large'>;
      /** For the log only; never a value that was sent. */
      readonly reason: string;
      /** Of a body that could be read so far. */
      readonly spreadsheetId?: string;
    };

export type ParsingInput = {
  readonly body: Uint8Array;
  /** Whose key signed. */
  readonly unit: string;
};

/** Unit, then sizes (so that they give 413 and not 400), then schema, then row ids. */
export function parseSyncRequest({ body, unit }: ParsingInput): RequestParsing {
  if (body.length > MAX_BODY_BYTES) return refuse('too_large', 'body');
  const json = parseJson(body);
  if (json.kind === 'malformed') return refuse('bad_request', 'json');
  const loose = z.safeParse(Loose, json.value);
  if (!loose.success) return refuse('bad_request', 'not an object');
  const claim = loose.data;
  if (typeof claim.unit === 'string' && claim.unit !== unit) return refuse('forbidden', 'unit');
  const parsing = parseSized(claim, json.value, unit);
  const { spreadsheetId } = claim;
  if (parsing.kind === 'request' || typeof spreadsheetId !== 'string') return parsing;
  return { ...parsing, spreadsheetId };
}

/**
 * The spreadsheet is judged before anything else of a unit's own body, and apart from it, as the
 * table is asked for it while the body is parsed.
 *
 * @param spreadsheetId undefined before the unit's first contact, which registers it
 */
export function refuseOtherSpreadsheet(
  parsing: RequestParsing,
  spreadsheetId: string | undefined,
): RequestParsing {
  const claimed =
    parsing.kind === 'request' ? parsing.request.spreadsheetId : parsing.spreadsheetId;
  const isOther = spreadsheetId !== undefined && claimed !== undefined && claimed !== spreadsheetId;
  return isOther ? refuse('forbidden', 'spreadsheet') : parsing;
}

function parseSized(claim: z.infer<typeof Loose>, value: unknown, unit: string): RequestParsing {
  const tooLarge = findTooLarge(claim);
  if (tooLarge !== undefined) return refuse('too_large', tooLarge);
  const parsed = z.safeParse(SyncRequest, value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(
      'bad_request',
      issue === undefined ? 'schema' : `${toPlace(issue)} ${issue.code}`,
    );
  }
  return checkRowIds(parsed.data, unit);
}

/** What is looked at before the schema; anything may stand in any place. */
const Loose = z.object({
  unit: z.optional(z.unknown()),
  spreadsheetId: z.optional(z.unknown()),
  rows: z.optional(z.unknown()),
  index: z.optional(z.unknown()),
});

function findTooLarge({ rows, index }: z.infer<typeof Loose>): string | undefined {
  if (Array.isArray(index) && index.length > MAX_INDEX_ENTRIES) return 'index';
  if (!Array.isArray(rows)) return undefined;
  if (rows.length > MAX_ROWS) return 'rows';
  return rows.some((row) => toRowBytes(row) > MAX_ROW_BYTES) ? 'row' : undefined;
}

/** Measured as the sheet measures it, on the cells; what is no row is left to the schema. */
function toRowBytes(row: unknown): number {
  if (typeof row !== 'object' || row === null || !('cells' in row)) return 0;
  return toUtf8Length(JSON.stringify(row.cells));
}

function checkRowIds(request: SyncRequest, unit: string): RequestParsing {
  const rowIds = request.rows.map((row) => row.id);
  const indexIds = (request.index ?? []).map(([id]) => id);
  const claims = request.claims ?? [];
  const located = (request.locations?.ids ?? []).filter((id) => id !== '');
  const ids = [...rowIds, ...indexIds, ...claims, ...located];
  if (ids.some((id) => !id.startsWith(`${unit}-`))) return refuse('forbidden', 'row id');
  if (ids.some((id) => parseRowId(id, unit) === undefined)) return refuse('bad_request', 'row id');
  if ([rowIds, indexIds, claims, located].some(hasRepeats))
    return refuse('bad_request', 'repeated row id');
  return { kind: 'request', request };
}

function hasRepeats(ids: readonly string[]): boolean {
  return new Set(ids).size !== ids.length;
}

/** Names of our own fields and positions; a key somebody made up is not repeated in a log. */
function toPlace(issue: z.core.$ZodIssue): string {
  return issue.path.map((part) => (typeof part === 'number' ? '#' : String(part))).join('.');
}

function refuse(
  code: Extract<RequestParsing, { kind: 'refused' }>['code'],
  reason: string,
): RequestParsing {
  return { kind: 'refused', code, reason };
}
