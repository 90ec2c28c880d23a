/** Where lines go, counted and hashed; what was written since a mark can be taken back. */
import { createHash, type Hash } from 'node:crypto';
import { ftruncateSync, writeSync } from 'node:fs';

export type LineSink = {
  write(lines: readonly string[]): void;
  /** A section begins here. */
  mark(): void;
  /** Forgets everything since the mark. */
  takeBack(): void;
  /** Of the lines since the mark. */
  readonly section: () => Digest;
  /** Of all lines. */
  readonly total: () => Digest;
};

export type Digest = { readonly items: number; readonly sha256: string };

type Count = { readonly items: number; readonly hash: Hash; readonly bytes: number };

/** @param file an open file to write to from `position` on; undefined only counts */
export function createLineSink(file?: {
  readonly fd: number;
  readonly position: number;
}): LineSink {
  let all: Count = { items: 0, hash: createHash('sha256'), bytes: 0 };
  let own: Count = { items: 0, hash: createHash('sha256'), bytes: 0 };
  let marked = all;
  return {
    write(lines) {
      if (lines.length === 0) return;
      const text = `${lines.join('\n')}\n`;
      const bytes = Buffer.from(text, 'utf8');
      if (file !== undefined) writeWhole(file.fd, bytes, file.position + all.bytes);
      all = add(all, bytes, lines.length);
      own = add(own, bytes, lines.length);
    },
    mark() {
      marked = { ...all, hash: all.hash.copy() };
      own = { items: 0, hash: createHash('sha256'), bytes: 0 };
    },
    takeBack() {
      all = { ...marked, hash: marked.hash.copy() };
      own = { items: 0, hash: createHash('sha256'), bytes: 0 };
      if (file !== undefined) ftruncateSync(file.fd, file.position + all.bytes);
    },
    section: () => toDigest(own),
    total: () => toDigest(all),
  };
}

function add(count: Count, bytes: Buffer, items: number): Count {
  count.hash.update(bytes);
  return { ...count, items: count.items + items, bytes: count.bytes + bytes.length };
}

function toDigest({ items, hash }: Count): Digest {
  return { items, sha256: hash.copy().digest('hex') };
}

/** A disk that is full takes a part. */
function writeWhole(fd: number, bytes: Buffer, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(fd, bytes, written, bytes.length - written, position + written);
  }
}
