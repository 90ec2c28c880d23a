/** What `POST /v1/sync` answers: an outcome a row, and what the unit must know. */
import * as z from 'zod/mini';
import { TYPED_COLUMNS } from '../columns.ts';
import { MESSAGE_CODES } from '../message-codes.ts';

const at = z.int();
const version = z.int().check(z.gte(1));

const WireMessage = z.object({
  code: z.enum(MESSAGE_CODES),
  column: z.optional(z.enum(TYPED_COLUMNS)),
  values: z.record(z.string(), z.string()),
  suggestion: z.optional(z.string()),
});

export const RowOutcome = z.discriminatedUnion('kind', [
  /** A new version was made. */
  z.object({ kind: z.literal('saved'), id: z.string(), version, at }),
  /** Equal to what is stored. */
  z.object({ kind: z.literal('unchanged'), id: z.string(), version, at }),
  /** The content is that of an absent record: the row takes its id. */
  z.object({ kind: z.literal('moved'), id: z.string(), as: z.string(), version, at }),
  /** Not accepted; `version` is the last accepted one that still counts, if any. */
  z.object({
    kind: z.literal('rejected'),
    id: z.string(),
    version: z.optional(version),
    messages: z.array(WireMessage),
  }),
  /** Overtaken by another request: send again. */
  z.object({ kind: z.literal('stale'), id: z.string() }),
]);
export type RowOutcome = z.infer<typeof RowOutcome>;

export const RulesUpdate = z.object({
  version: z.int(),
  unitName: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  referenceDate: z.optional(z.string()),
  deadline: z.optional(z.string()),
});
export type RulesUpdate = z.infer<typeof RulesUpdate>;

export const NearDuplicate = z.object({
  id: z.string(),
  /** The other side, in words a typist may see. */
  title: z.string(),
  unitName: z.string(),
  year: z.string(),
});
export type NearDuplicate = z.infer<typeof NearDuplicate>;

export const SyncReply = z.object({
  v: z.literal(1),
  seq: z.int(),
  rows: z.array(RowOutcome),
  /** The unit's set differs from the sheet's: send the index. */
  index: z.boolean(),
  /** What became of records missing from the index. */
  missing: z.array(z.object({ id: z.string(), kind: z.enum(['deleted', 'held']) })),
  /** The open hold, while there is one. */
  hold: z.optional(z.object({ id: z.string(), count: z.int() })),
  /** Ids of the index whose stored content differs or is not there: send these rows again. */
  resend: z.array(z.string()),
  /** Accepted versions of indexed rows that are not valid on the sheet now. */
  accepted: z.array(z.object({ id: z.string(), version, at, fingerprint: z.string() })),
  near: z.array(NearDuplicate),
  statement: z.optional(z.enum(['done', 'none'])),
  rules: z.optional(RulesUpdate),
});
export type SyncReply = z.infer<typeof SyncReply>;

export const SyncRefusal = z.object({
  code: z.enum([
    'bad_request',
    'unauthorized',
    'clock',
    'forbidden',
    'stale',
    'too_large',
    'throttled',
    'failed',
  ]),
  seq: z.optional(z.int()),
});
export type SyncRefusal = z.infer<typeof SyncRefusal>;
