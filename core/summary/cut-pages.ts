/** Cuts a unit's rows into pages that each fit into one item of the table. */
import { toUtf8Length } from '../utf8-length.ts';
import type { ListRow } from './list-row.ts';

/** An item may have 400 KB with its keys; this leaves room for them. */
export const MAX_PAGE_BYTES = 300 * 1024;

/** The JSON array of each page; no page for no rows. A row alone is always under the limit. */
export function cutPages(
  rows: readonly ListRow[],
  maxBytes: number = MAX_PAGE_BYTES,
): readonly string[] {
  const pages: string[] = [];
  let texts: string[] = [];
  let bytes = 2;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const size = toUtf8Length(text) + 1;
    if (texts.length > 0 && bytes + size > maxBytes) {
      pages.push(`[${texts.join(',')}]`);
      texts = [];
      bytes = 2;
    }
    texts.push(text);
    bytes += size;
  }
  if (texts.length > 0) pages.push(`[${texts.join(',')}]`);
  return pages;
}
