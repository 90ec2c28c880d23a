/** What the committee's sheet sends to `POST /v1/catalogue`. */
import * as z from 'zod/mini';
import type { CatalogueKey } from '../catalogue/catalogue-key.ts';
import { parseCatalogueKey } from '../catalogue/catalogue-key.ts';

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
