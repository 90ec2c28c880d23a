/** The key a sheet is given in place of the one it signs with, inside an answer to a signed request. */
import * as v from 'valibot';
import { int } from './int.ts';

/**
 * The new key, hidden by the old one: no body ever shows a key, and only who holds the old key can
 * read it. `check` tells a key that came through damaged from a good one before it is kept.
 */
export const NextKey = v.object({
  version: v.pipe(int, v.minValue(1)),
  wrapped: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  check: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
});
export type NextKey = v.InferOutput<typeof NextKey>;

/** What any answer may carry beside what it is for; an older sheet passes it over. */
export const KeyNotice = v.object({ nextKey: v.optional(NextKey) });
