/** What whoever asked for a publication is told; the figures themselves stand on the spreadsheet. */
import * as z from 'zod/mini';

export const RefreshReply = z.object({
  /** `unchanged`: nothing was new, and what was published stands as it was. */
  kind: z.enum(['published', 'unchanged']),
  /** ISO 8601 in Vietnam time. */
  asOf: z.string(),
  total: z.int(),
});
export type RefreshReply = z.infer<typeof RefreshReply>;
