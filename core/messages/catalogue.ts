/** What `POST /v1/catalogue` answers to the committee's sheet. */
import * as v from 'valibot';
import type { CatalogueKey } from '../catalogue/catalogue-key.ts';
import { parseCatalogueKey } from '../catalogue/catalogue-key.ts';
import { int } from './int.ts';

const key = v.custom<CatalogueKey>(
  (text) => typeof text === 'string' && parseCatalogueKey(text) !== undefined,
);

const version = v.pipe(int, v.minValue(0));
/** Version 0 is that of the programme's own files. */
const counting = v.object({
  version,
  at: int,
  /** The value, as a person would type it. */
  shown: v.optional(v.string()),
});
export type CountingVersion = v.InferOutput<typeof counting>;

export const CatalogueOutcome = v.variant('kind', [
  /** The cell is what counts. */
  v.object({
    kind: v.literal('saved'),
    key,
    version,
    at: int,
    /** What only the server can say of it. */
    warnings: v.optional(
      v.array(v.object({ code: v.string(), values: v.record(v.string(), v.string()) })),
    ),
  }),
  /** There is no value, and never was. */
  v.object({ kind: v.literal('none'), key }),
  /** Not accepted; `counting` is what counts instead, if anything. */
  v.object({
    kind: v.literal('rejected'),
    key,
    code: v.string(),
    values: v.record(v.string(), v.string()),
    counting: v.optional(counting),
  }),
  /** Gone with many others, and counting until that is confirmed. */
  v.object({ kind: v.literal('held'), key }),
  /** Of a key that is there but could not be read. */
  v.object({ kind: v.literal('kept'), key, counting: v.optional(counting) }),
]);
export type CatalogueOutcome = v.InferOutput<typeof CatalogueOutcome>;

const hold = v.optional(
  v.object({
    id: v.string(),
    count: int,
    /** The values that count without a line, as a person would type them. */
    values: v.optional(v.array(v.object({ key, shown: v.string() }))),
  }),
);
export type CatalogueHoldReply = NonNullable<v.InferOutput<typeof hold>>;

export const CatalogueReply = v.variant('kind', [
  v.object({
    kind: v.literal('opened'),
    seq: int,
    /** In the order to show; `cell` is what to put under «Giá trị». */
    lines: v.array(
      v.object({ key, unitName: v.string(), cell: v.union([v.string(), v.boolean()]) }),
    ),
  }),
  v.object({ kind: v.literal('checked'), seq: int, isCurrent: v.boolean(), hold }),
  v.object({
    kind: v.literal('settled'),
    seq: int,
    /** One for each key that was named, and for those that are missing and held. */
    outcomes: v.array(CatalogueOutcome),
    /** Values that were withdrawn because their lines are gone. */
    withdrawn: int,
    hold,
  }),
]);
export type CatalogueReply = v.InferOutput<typeof CatalogueReply>;
