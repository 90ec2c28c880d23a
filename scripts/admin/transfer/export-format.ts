/** The export file: a header line, one line an item, a trailer that tells whether all is there. */
import * as z from 'zod';

export const EXPORT_FORMAT = 1;

export const Header = z.strictObject({
  kind: z.literal('header'),
  format: z.int(),
  programme: z.string(),
  table: z.string(),
  exportedAt: z.string(),
  tool: z.string(),
});
export type Header = z.infer<typeof Header>;

const digest = { items: z.int().gte(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) };

/** Of the item lines alone: the header says where and when, and may differ between two equal files. */
export const Trailer = z.strictObject({
  kind: z.literal('trailer'),
  ...digest,
  sections: z.array(
    z.strictObject({
      name: z.string(),
      ...digest,
      seq: z.int().optional(),
      version: z.int().optional(),
    }),
  ),
});
export type Trailer = z.infer<typeof Trailer>;
