/** The hidden «Dấu» cell: what the server last said of the row whose id stands beside it. */

import { TYPED_COLUMNS } from '../columns.ts';
import { hash64, toBase64Url } from '../hash.ts';
import type { RowId } from '../row-id.ts';
import type { ColumnHashes, Fingerprint } from './fingerprint.ts';
import { COLUMN_HASH_LENGTH, FINGERPRINT_LENGTH, toFingerprint } from './fingerprint.ts';

/**
 * `?` sent, outcome unknown · `=` accepted · `!` refused by the server · `x` emptied or deleted; with
 * an accepted fingerprint: not valid, and the server was asked whether that version counts.
 */
export type MarkState = '?' | '=' | '!' | 'x';

export type Mark = {
  readonly state: MarkState;
  /** Last accepted version; 0 before the first. */
  readonly version: number;
  /** When that version was accepted, whole seconds; 0 before the first. */
  readonly atSeconds: number;
  /** The unit's sequence when it was last answered. */
  readonly seq: number;
  /** Fingerprint of the last accepted version; undefined when none is active. */
  readonly accepted: Fingerprint | undefined;
  /** Hashes of the content this mark speaks of: sent, accepted, refused or emptied. */
  readonly hashes: ColumnHashes;
};

/** Version of the marking; a mark of another version counts as none and its row is sent anew. */
export const MARK_VERSION = 1;

const PATTERN =
  /^(\d+)([?=!x])([0-9a-z]+)\.([0-9a-z]+)\.([0-9a-z]+)\.([A-Za-z0-9_-]{16}|=|-)\.([A-Za-z0-9_-]{4})\.([A-Za-z0-9_-]+)$/;

export function formatMark(id: RowId, mark: Mark): string {
  const own = toFingerprint(mark.hashes);
  const accepted = mark.accepted === undefined ? '-' : mark.accepted === own ? '=' : mark.accepted;
  const head = `${MARK_VERSION}${mark.state}${mark.version.toString(36)}`;
  const times = `${mark.atSeconds.toString(36)}.${mark.seq.toString(36)}`;
  return `${head}.${times}.${accepted}.${idCheck(id)}.${mark.hashes.join('')}`;
}

/** A mark that does not belong to this id, or was not written by us, counts as none. */
export function parseMark(text: string, id: RowId): Mark | undefined {
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [, marking, state, version, at, seq, accepted, check, letters] = match;
  if (Number(marking) !== MARK_VERSION || check !== idCheck(id) || letters === undefined) {
    return undefined;
  }
  if (letters.length !== TYPED_COLUMNS.length * COLUMN_HASH_LENGTH) return undefined;
  const hashes = TYPED_COLUMNS.map((_, index) =>
    letters.slice(index * COLUMN_HASH_LENGTH, (index + 1) * COLUMN_HASH_LENGTH),
  );
  return {
    state: state as MarkState,
    version: Number.parseInt(version ?? '', 36),
    atSeconds: Number.parseInt(at ?? '', 36),
    seq: Number.parseInt(seq ?? '', 36),
    accepted: accepted === '-' ? undefined : accepted === '=' ? toFingerprint(hashes) : accepted,
    hashes,
  };
}

function idCheck(id: RowId): string {
  return toBase64Url(hash64(id, FINGERPRINT_LENGTH), 4);
}
