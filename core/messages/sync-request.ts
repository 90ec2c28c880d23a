/** What a sheet sends to `POST /v1/sync`. */
import * as z from 'zod/mini';
import { TYPED_COLUMNS } from '../columns.ts';
import { MAX_INDEX_ENTRIES, MAX_LOCATED_ROWS, MAX_ROWS, PROTOCOL_VERSION } from './sync-limits.ts';

const count = z.int().check(z.gte(0), z.lte(1_000_000));
const id = z.string().check(z.minLength(1), z.maxLength(64));
const fingerprint = z.string().check(z.regex(/^[A-Za-z0-9_-]{16}$/));

/** Text that a table and a document can both hold: no NUL, no half of a surrogate pair. */
const wellFormed = z.string().check(
  z.maxLength(50_000),
  z.refine(
    (text) =>
      !/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text),
  ),
);

const cell = z.union([wellFormed, z.number(), z.boolean(), z.strictObject({ serial: z.number() })]);

export const SyncRow = z.strictObject({
  id,
  /** An absent code keeps the stored value, '' empties it. */
  cells: z.partialRecord(z.enum(TYPED_COLUMNS), cell),
});
export type SyncRow = z.infer<typeof SyncRow>;

export const RowCounts = z.strictObject({
  incomplete: count,
  rejected: count,
  waiting: count,
  warned: count,
});
export type RowCounts = z.infer<typeof RowCounts>;

export const RowLocations = z.strictObject({
  /** Of the tab taken for entry. */
  sheetId: z.int().check(z.gte(0), z.lt(2 ** 31)),
  /** Row number of the first of `ids`. */
  firstRow: z.int().check(z.gte(1), z.lte(10_000_000)),
  /** Of the rows from there downwards; '' where a row has none. */
  ids: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(MAX_LOCATED_ROWS)),
});
export type RowLocations = z.infer<typeof RowLocations>;

export const SyncRequest = z.strictObject({
  v: z.literal(PROTOCOL_VERSION),
  /** Version of the sheet's bundle, for support only. */
  bundle: z.string().check(z.maxLength(64)),
  unit: z.string().check(z.minLength(1), z.maxLength(16)),
  spreadsheetId: z.string().check(z.minLength(1), z.maxLength(128)),
  /** The unit's sequence the sheet last saw; 0 before the first answer. */
  after: z.int().check(z.gte(0)),
  /** Epoch milliseconds by the sheet's clock. */
  sentAt: z.int(),
  counts: RowCounts,
  /** Rows present on the sheet as they will be once `rows` are accepted. */
  set: z.strictObject({ n: count, digest: z.string().check(z.regex(/^[0-9a-f]{16}$/)) }),
  rows: z.array(SyncRow).check(z.maxLength(MAX_ROWS)),
  /** Every row on the sheet; null where it is present but not valid. */
  index: z.optional(
    z.array(z.tuple([id, z.nullable(fingerprint)])).check(z.maxLength(MAX_INDEX_ENTRIES)),
  ),
  /** With an index: rows named null there of which the sheet shows an accepted version. */
  claims: z.optional(z.array(id).check(z.maxLength(MAX_INDEX_ENTRIES))),
  /** Where the rows stand as this is sent; absent where more requests follow. */
  locations: z.optional(RowLocations),
  /** The id of a mass-delete hold an editor confirmed. */
  confirm: z.optional(z.string().check(z.maxLength(64))),
  statement: z.optional(z.enum(['done', 'none', 'open'])),
  /** Version of the programme's rules the sheet works by; an answer carries newer ones. */
  rules: z.optional(z.int().check(z.gte(0))),
});
export type SyncRequest = z.infer<typeof SyncRequest>;
export type Statement = NonNullable<SyncRequest['statement']>;
