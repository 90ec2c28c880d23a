/** What `POST /v1/sync` answers: an outcome a row, and what the unit must know. */
import * as v from 'valibot';
import { TYPED_COLUMNS } from '../columns.ts';
import { MESSAGE_CODES } from '../message-codes.ts';
import { int } from './int.ts';

const at = int;
const version = v.pipe(int, v.minValue(1));

const WireMessage = v.object({
  code: v.picklist(MESSAGE_CODES),
  column: v.optional(v.picklist(TYPED_COLUMNS)),
  values: v.record(v.string(), v.string()),
  suggestion: v.optional(v.string()),
});

export const RowOutcome = v.variant('kind', [
  /** A new version was made. */
  v.object({ kind: v.literal('saved'), id: v.string(), version, at }),
  /** Equal to what is stored. */
  v.object({ kind: v.literal('unchanged'), id: v.string(), version, at }),
  /** The content is that of an absent record: the row takes its id. */
  v.object({ kind: v.literal('moved'), id: v.string(), as: v.string(), version, at }),
  /** Not accepted; `version` is the last accepted one that still counts, if any. */
  v.object({
    kind: v.literal('rejected'),
    id: v.string(),
    version: v.optional(version),
    messages: v.array(WireMessage),
  }),
  /** Overtaken by another request: send again. */
  v.object({ kind: v.literal('stale'), id: v.string() }),
]);
export type RowOutcome = v.InferOutput<typeof RowOutcome>;

export const RulesUpdate = v.object({
  version: int,
  unitName: v.string(),
  period: v.object({ from: v.string(), to: v.string() }),
  referenceDate: v.optional(v.string()),
  deadline: v.optional(v.string()),
});
export type RulesUpdate = v.InferOutput<typeof RulesUpdate>;

export const NearDuplicate = v.object({
  id: v.string(),
  /** The other side, in words a typist may see. */
  title: v.string(),
  unitName: v.string(),
  year: v.string(),
});
export type NearDuplicate = v.InferOutput<typeof NearDuplicate>;

export const SyncReply = v.object({
  v: v.literal(1),
  seq: int,
  rows: v.array(RowOutcome),
  /** The unit's set differs from the sheet's: send the index. */
  index: v.boolean(),
  /** What became of records missing from the index. */
  missing: v.array(v.object({ id: v.string(), kind: v.picklist(['deleted', 'held']) })),
  /** The open hold, while there is one. */
  hold: v.optional(v.object({ id: v.string(), count: int })),
  /** Ids of the index whose stored content differs or is not there: send these rows again. */
  resend: v.array(v.string()),
  /** Accepted versions of indexed rows that are not valid on the sheet now. */
  accepted: v.array(v.object({ id: v.string(), version, at, fingerprint: v.string() })),
  near: v.array(NearDuplicate),
  statement: v.optional(v.picklist(['done', 'none'])),
  rules: v.optional(RulesUpdate),
});
export type SyncReply = v.InferOutput<typeof SyncReply>;

export const SyncRefusal = v.object({
  code: v.picklist([
    'bad_request',
    'unauthorized',
    'clock',
    'forbidden',
    'stale',
    'too_large',
    'throttled',
    'failed',
  ]),
  seq: v.optional(int),
});
export type SyncRefusal = v.InferOutput<typeof SyncRefusal>;
