/** Content hashes: one a column, one a row made of those, one additive over the unit's rows. */
import type { CellValue } from '../cell.ts';
import { isDateCell } from '../cell.ts';
import type { TypedCells } from '../columns.ts';
import { TYPED_COLUMNS } from '../columns.ts';
import { hash64, toBase64Url } from '../hash.ts';

/** Letters of 6 bits: an edit of one column goes unnoticed once in 2^36. */
export const COLUMN_HASH_LENGTH = 6;
export const FINGERPRINT_LENGTH = 16;
export const BLANK_HASH = '------';
export const TITLE = TYPED_COLUMNS.indexOf('title');
const APPLIED_ON = TYPED_COLUMNS.indexOf('appliedOn');

/** Hashes in the order of TYPED_COLUMNS. */
export type ColumnHashes = readonly string[];
export type Fingerprint = string;

export function toColumnHash(value: CellValue | undefined): string {
  if (value === undefined || value === '') return BLANK_HASH;
  if (isDateCell(value)) return toBase64Url(hash64(`d${value.serial}`), COLUMN_HASH_LENGTH);
  const tag = typeof value === 'string' ? 's' : typeof value === 'number' ? 'n' : 'b';
  return toBase64Url(hash64(tag + String(value)), COLUMN_HASH_LENGTH);
}

/** A column the sheet does not have keeps what was last accepted, so its hash comes from `kept`. */
export function toColumnHashes(cells: TypedCells, kept?: ColumnHashes): ColumnHashes {
  return TYPED_COLUMNS.map((column, index) => {
    const value = cells[column];
    return value === undefined ? (kept?.[index] ?? BLANK_HASH) : toColumnHash(value);
  });
}

export function equalHashes(one: ColumnHashes, other: ColumnHashes): boolean {
  return one.every((hash, column) => hash === other[column]);
}

export function countEqualHashes(one: ColumnHashes, other: ColumnHashes): number {
  return one.filter((hash, column) => hash === other[column]).length;
}

export function titleHash(hashes: ColumnHashes): string {
  return hashes[TITLE] ?? BLANK_HASH;
}

/** Of the cells that tell one initiative of a unit from another: its title and its date. */
export function nameHash(hashes: ColumnHashes): string {
  return titleHash(hashes) + (hashes[APPLIED_ON] ?? BLANK_HASH);
}

export function toFingerprint(hashes: ColumnHashes): Fingerprint {
  const text = hashes.join('');
  return toBase64Url(hash64(text), 10) + toBase64Url(hash64(text, 1), FINGERPRINT_LENGTH - 10);
}

/** How many rows a set has and the sum of their hashes: order plays no part. */
export type SetDigest = { readonly n: number; readonly digest: string };

export const EMPTY_SET: SetDigest = { n: 0, digest: '0000000000000000' };

export function addToSet(set: SetDigest, id: string, fingerprint: Fingerprint): SetDigest {
  return combine(set, id, fingerprint, 1);
}

export function removeFromSet(set: SetDigest, id: string, fingerprint: Fingerprint): SetDigest {
  return combine(set, id, fingerprint, -1);
}

export function equalSets(one: SetDigest, other: SetDigest): boolean {
  return one.n === other.n && one.digest === other.digest;
}

function combine(set: SetDigest, id: string, fingerprint: Fingerprint, sign: 1 | -1): SetDigest {
  const [first, second] = hash64(`${id}|${fingerprint}`);
  return {
    n: set.n + sign,
    digest: lane(set.digest.slice(0, 8), sign * first) + lane(set.digest.slice(8), sign * second),
  };
}

function lane(hex: string, change: number): string {
  return ((Number.parseInt(hex, 16) + change) >>> 0).toString(16).padStart(8, '0');
}
