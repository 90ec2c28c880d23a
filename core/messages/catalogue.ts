/** What the committee's sheet and `POST /v1/catalogue` say to each other. */
import * as z from 'zod/mini';
import type { CatalogueKey } from '../catalogue/catalogue-key.ts';
import { parseCatalogueKey } from '../catalogue/catalogue-key.ts';

export const CATALOGUE_PATH = '/v1/catalogue';
/** Two a unit and eleven more: room for a thousand units. */
export const MAX_LINES = 4_000;
/** Above what any cell may hold, so that a long one is refused by its line and not as a whole. */
const MAX_CELL = 2_000;

/** Text that a table can hold: no NUL, no half of a surrogate pair. */
const wellFormed = z.string().check(
  z.maxLength(MAX_CELL),
  z.refine(
    (text) =>
      !/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text),
  ),
);
const cell = z.union([wellFormed, z.number(), z.boolean(), z.strictObject({ serial: z.number() })]);

const key = z.pipe(
  z.string().check(
    z.maxLength(40),
    z.refine((text) => parseCatalogueKey(text) !== undefined, 'not a key'),
  ),
  z.transform((text) => text as CatalogueKey),
);

const common = {
  v: z.literal(1),
  bundle: z.string().check(z.maxLength(64)),
  spreadsheetId: z.string().check(z.minLength(1), z.maxLength(128)),
};

export const CatalogueRequest = z.discriminatedUnion('kind', [
  /** What a new tab is to show. */
  z.strictObject({ kind: z.literal('open'), ...common }),
  /** Whether the server has settled just these lines. */
  z.strictObject({
    kind: z.literal('check'),
    ...common,
    digest: z.string().check(z.regex(/^[A-Za-z0-9_-]{20}$/)),
  }),
  /** Every line of the tab. */
  z.strictObject({
    kind: z.literal('submit'),
    ...common,
    /** The sequence the sheet last saw; 0 before the first answer. */
    after: z.int().check(z.gte(0)),
    lines: z.array(z.strictObject({ key, cell })).check(z.maxLength(MAX_LINES)),
    unread: z.array(key).check(z.maxLength(MAX_LINES)),
    /** The id of the hold a person confirmed. */
    confirm: z.optional(z.string().check(z.maxLength(64))),
  }),
]);
export type CatalogueRequest = z.infer<typeof CatalogueRequest>;
export type CatalogueSubmission = Extract<CatalogueRequest, { kind: 'submit' }>;

const version = z.int().check(z.gte(0));
/** Version 0 is that of the programme's own files. */
const counting = z.object({
  version,
  at: z.int(),
  /** The value, as a person would type it. */
  shown: z.optional(z.string()),
});
export type CountingVersion = z.infer<typeof counting>;

export const CatalogueOutcome = z.discriminatedUnion('kind', [
  /** The cell is what counts. */
  z.object({
    kind: z.literal('saved'),
    key,
    version,
    at: z.int(),
    /** What only the server can say of it. */
    warnings: z.optional(
      z.array(z.object({ code: z.string(), values: z.record(z.string(), z.string()) })),
    ),
  }),
  /** There is no value, and never was. */
  z.object({ kind: z.literal('none'), key }),
  /** Not accepted; `counting` is what counts instead, if anything. */
  z.object({
    kind: z.literal('rejected'),
    key,
    code: z.string(),
    values: z.record(z.string(), z.string()),
    counting: z.optional(counting),
  }),
  /** Gone with many others, and counting until that is confirmed. */
  z.object({ kind: z.literal('held'), key }),
  /** Of a key that is there but could not be read. */
  z.object({ kind: z.literal('kept'), key, counting: z.optional(counting) }),
]);
export type CatalogueOutcome = z.infer<typeof CatalogueOutcome>;

const hold = z.optional(
  z.object({
    id: z.string(),
    count: z.int(),
    /** The values that count without a line, as a person would type them. */
    values: z.optional(z.array(z.object({ key, shown: z.string() }))),
  }),
);
export type CatalogueHoldReply = NonNullable<z.infer<typeof hold>>;

export const CatalogueReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    seq: z.int(),
    /** In the order to show; `cell` is what to put under «Giá trị». */
    lines: z.array(
      z.object({ key, unitName: z.string(), cell: z.union([z.string(), z.boolean()]) }),
    ),
  }),
  z.object({ kind: z.literal('checked'), seq: z.int(), isCurrent: z.boolean(), hold }),
  z.object({
    kind: z.literal('settled'),
    seq: z.int(),
    /** One for each key that was named, and for those that are missing and held. */
    outcomes: z.array(CatalogueOutcome),
    /** Values that were withdrawn because their lines are gone. */
    withdrawn: z.int(),
    hold,
  }),
]);
export type CatalogueReply = z.infer<typeof CatalogueReply>;
