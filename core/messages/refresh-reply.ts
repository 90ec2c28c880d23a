/** What whoever asked for a publication is told; the figures themselves stand on the spreadsheet. */
import * as v from 'valibot';
import { int } from './int.ts';

export const RefreshReply = v.object({
  /** `unchanged`: nothing was new, and what was published stands as it was. */
  kind: v.picklist(['published', 'unchanged']),
  /** ISO 8601 in Vietnam time. */
  asOf: v.string(),
  total: int,
});
export type RefreshReply = v.InferOutput<typeof RefreshReply>;
