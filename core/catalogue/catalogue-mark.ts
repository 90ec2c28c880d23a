/** The hidden «Dấu» cell of a line: which key it was known by, and what was last said of its content. */
import type { CellValue } from '../cell.ts';
import { hash64, toBase64Url } from '../hash.ts';
import { toColumnHash } from '../sync/fingerprint.ts';
import type { CatalogueKey } from './catalogue-key.ts';
import { parseCatalogueKey } from './catalogue-key.ts';

/**
 * `?` sent, outcome unknown · `=` what counts · `!` refused · `h` gone with many others, held · `d`
 * beside another line that speaks for its key.
 */
export type CatalogueMarkState = '?' | '=' | '!' | 'h' | 'd';

export type CatalogueMark = {
  readonly state: CatalogueMarkState;
  readonly key: CatalogueKey;
  /** Last accepted version and its whole seconds; 0 before the first. */
  readonly version: number;
  readonly atSeconds: number;
  /** Of the content it speaks of. */
  readonly hash: string;
};

/** A mark of another marking counts as none: its line is sent anew. */
const MARKING = 1;
const PATTERN = /^1([?=!hd])([0-9a-z]+)\.([0-9a-z]+)\.([A-Za-z0-9_-]{10})\.(.+)$/;

export function formatCatalogueMark({
  state,
  key,
  version,
  atSeconds,
  hash,
}: CatalogueMark): string {
  return `${MARKING}${state}${version.toString(36)}.${atSeconds.toString(36)}.${hash}.${key}`;
}

export function parseCatalogueMark(text: string): CatalogueMark | undefined {
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [, state, version = '', at = '', hash = '', key = ''] = match;
  if (parseCatalogueKey(key) === undefined) return undefined;
  return {
    state: state as CatalogueMarkState,
    key: key as CatalogueKey,
    version: Number.parseInt(version, 36),
    atSeconds: Number.parseInt(at, 36),
    hash,
  };
}

export type CatalogueContent = {
  readonly item: string;
  readonly unit: string;
  readonly value: CellValue;
  /** Why the cell is refused whatever it shows, if it is: a formula, merged cells. */
  readonly obstacle?: string | undefined;
};

/** Equal for equal content; where the line stands plays no part. */
export function toContentHash({ item, unit, value, obstacle = '' }: CatalogueContent): string {
  const text = [item, unit, toColumnHash(value), obstacle]
    .map((part) => `${part.length}:${part}`)
    .join('');
  return toBase64Url(hash64(text), 10);
}
