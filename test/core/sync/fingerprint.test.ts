/** Hashes that sheets remember: a change of any of them would send every row of every unit anew. */
import { describe, expect, it } from 'vitest';
import type { CellValue } from '../../../core/cell.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import type { SetDigest } from '../../../core/sync/fingerprint.ts';
import {
  addToSet,
  BLANK_HASH,
  EMPTY_SET,
  equalSets,
  removeFromSet,
  toColumnHash,
  toColumnHashes,
  toFingerprint,
} from '../../../core/sync/fingerprint.ts';

describe('a column hash', () => {
  it.each<[CellValue | undefined, string]>([
    [undefined, BLANK_HASH],
    ['', BLANK_HASH],
    [' ', 'YqkJyl'],
    ['a', 'j-TrNr'],
    ['Ờ', '0LLFiz'],
    ['Ờ'.normalize('NFD'), 'DUPEo6'],
    ['1', 'Haf8gc'],
    [1, '8xjDET'],
    [0, '7TGWMC'],
    [true, '7ffb5-'],
    ['true', 'IoMjGZ'],
    [{ serial: 1 }, 'XjPkH-'],
  ])('of %j is %s', (value, hash) => {
    expect(toColumnHash(value)).toBe(hash);
  });
});

describe('the column hashes of a row', () => {
  it('stand in the order of the columns', () => {
    const hashes = toColumnHashes({ note: 'a', title: '1' });
    expect(hashes).toHaveLength(TYPED_COLUMNS.length);
    expect(hashes[0]).toBe('Haf8gc');
    expect(hashes.at(-1)).toBe('j-TrNr');
    expect(hashes.slice(1, -1)).toEqual(Array(TYPED_COLUMNS.length - 2).fill(BLANK_HASH));
  });

  it('take what was kept for a column the sheet lacks, and not for an emptied one', () => {
    const kept = toColumnHashes({ title: 'a', note: 'a', field: 'a' });
    const hashes = toColumnHashes({ title: '1', note: '' }, kept);
    expect(hashes[0]).toBe('Haf8gc');
    expect(hashes[TYPED_COLUMNS.indexOf('field')]).toBe('j-TrNr');
    expect(hashes.at(-1)).toBe(BLANK_HASH);
  });

  it('are blank for a missing column of which too little was kept', () => {
    expect(toColumnHashes({}, ['j-TrNr'])).toEqual([
      'j-TrNr',
      ...Array(TYPED_COLUMNS.length - 1).fill(BLANK_HASH),
    ]);
  });
});

describe('a fingerprint', () => {
  it('is the same today as when the first sheet stored it', () => {
    expect(toFingerprint(toColumnHashes({}))).toBe('xMR6_MBeOlL07jWk');
    expect(toFingerprint(toColumnHashes({ title: 'a', note: 'b' }))).toBe('YGT7ZH-egpEJwTL6');
  });

  it('tells any one column from any other', () => {
    const all = TYPED_COLUMNS.map((column) => toFingerprint(toColumnHashes({ [column]: 'a' })));
    expect(new Set(all).size).toBe(TYPED_COLUMNS.length);
  });
});

describe('the digest of a set', () => {
  const one = addToSet(EMPTY_SET, 'BT028-0000000000000001', 'AAAAAAAAAAAAAAAA');
  const both = addToSet(one, 'BT028-0000000000000002', 'BBBBBBBBBBBBBBBB');

  it('counts rows and adds their hashes', () => {
    expect(one).toEqual({ n: 1, digest: '9340c6e286de8c85' });
    expect(both).toEqual({ n: 2, digest: '8648697457c9f203' });
  });

  it('does not depend on the order', () => {
    const other = addToSet(EMPTY_SET, 'BT028-0000000000000002', 'BBBBBBBBBBBBBBBB');
    expect(addToSet(other, 'BT028-0000000000000001', 'AAAAAAAAAAAAAAAA')).toEqual(both);
  });

  it('is empty again when all it had is taken away', () => {
    const left = removeFromSet(both, 'BT028-0000000000000001', 'AAAAAAAAAAAAAAAA');
    expect(removeFromSet(left, 'BT028-0000000000000002', 'BBBBBBBBBBBBBBBB')).toEqual(EMPTY_SET);
  });

  it('stays sixteen digits below zero', () => {
    const owing = removeFromSet(EMPTY_SET, 'BT028-0000000000000001', 'AAAAAAAAAAAAAAAA');
    expect(owing).toEqual({ n: -1, digest: '6cbf391e7921737b' });
    expect(addToSet(owing, 'BT028-0000000000000001', 'AAAAAAAAAAAAAAAA')).toEqual(EMPTY_SET);
  });

  it.each<[string, SetDigest, boolean]>([
    ['the same', { n: 1, digest: '9340c6e286de8c85' }, true],
    ['another number', { n: 2, digest: '9340c6e286de8c85' }, false],
    ['another digest', { n: 1, digest: '9340c6e286de8c84' }, false],
  ])('compares with %s', (_, other, equal) => {
    expect(equalSets(one, other)).toBe(equal);
  });
});
