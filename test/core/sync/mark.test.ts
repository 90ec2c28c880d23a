import { describe, expect, it } from 'vitest';
import { toColumnHashes, toFingerprint } from '../../../core/sync/fingerprint.ts';
import type { Mark } from '../../../core/sync/mark.ts';
import { formatMark, parseMark } from '../../../core/sync/mark.ts';
import { toCells, toRowId } from './entry-rows.ts';

const id = toRowId('a');
const hashes = toColumnHashes(
  toCells({ title: 'Cải tiến máy ép', benefit: 1250, appliedOn: { serial: 40_000 } }),
);
const mark: Mark = {
  state: '=',
  version: 37,
  atSeconds: 1_321_234_567,
  seq: 1296,
  accepted: toFingerprint(hashes),
  hashes,
};

describe('a mark', () => {
  it.each([
    ['accepted as it stands', mark],
    ['sent over an earlier version', { ...mark, state: '?', accepted: 'AbCdEfGhIjKlMnOp' }],
    [
      'refused, nothing accepted',
      { ...mark, state: '!', version: 0, atSeconds: 0, accepted: undefined },
    ],
    ['emptied', { ...mark, state: 'x', accepted: undefined }],
  ] as const)('comes back as it was written: %s', (_, written) => {
    expect(parseMark(formatMark(id, written), id)).toEqual(written);
  });

  it('counts as none beside another id', () => {
    expect(parseMark(formatMark(id, mark), toRowId('b'))).toBeUndefined();
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, -1)],
    ['too long', (text: string) => `${text}A`],
    ['of another marking', (text: string) => `2${text.slice(1)}`],
    ['of an unknown state', (text: string) => text.replace('=', '+')],
    ['not ours', () => 'đã xem'],
    ['blank', () => ''],
  ])('counts as none when %s', (_, change) => {
    expect(parseMark(change(formatMark(id, mark)), id)).toBeUndefined();
  });
});
