/** One hash over all lines of the tab: equal where the server has settled just these. */
import type { CellValue } from '../cell.ts';
import { hash64, toBase64Url } from '../hash.ts';
import { toColumnHash } from '../sync/fingerprint.ts';
import type { CatalogueKey } from './catalogue-key.ts';

export type CatalogueLine = { readonly key: CatalogueKey; readonly cell: CellValue };

export type CatalogueLines = {
  readonly lines: readonly CatalogueLine[];
  /** Keys that are there but cannot be read: their last value stays. */
  readonly unread: readonly CatalogueKey[];
};

/** The order of lines plays no part. */
export function toCatalogueDigest({ lines, unread }: CatalogueLines): string {
  const text = [...lines.map(({ key, cell }) => `${key}=${toColumnHash(cell)}`), ...unread]
    .sort()
    .join('\n');
  return toBase64Url(hash64(text), 10) + toBase64Url(hash64(text, 1), 10);
}
