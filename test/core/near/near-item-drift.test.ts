/** What a recount finds wrong under a key, and how it is put right. */
import { describe, expect, it } from 'vitest';
import type { ExpectedEntry } from '../../../core/near/near-item-drift.ts';
import { findNearItemDrift } from '../../../core/near/near-item-drift.ts';
import type { NearEntries, NearEntry } from '../../../core/near/near-items.ts';
import { MAX_ENTRIES, mergeEntries } from '../../../core/near/near-items.ts';
import { toWordPrints } from '../../../core/near/word-prints.ts';
import { rowId } from '../../support/stored-rows.ts';

function toEntry(unit: string, number: number, title = 'Lò sấy'): NearEntry {
  return { unit, id: rowId(unit, number), prints: toWordPrints(title) };
}

/** In the order of age, the oldest first. */
function expecting(...entries: NearEntries): ReadonlyMap<string, ExpectedEntry> {
  return new Map(entries.map((entry, at) => [entry.id, { entry, at }]));
}

function find(
  entries: NearEntries,
  expected: ReadonlyMap<string, ExpectedEntry>,
  counts: (unit: string) => boolean = () => true,
) {
  const found = findNearItemDrift({ key: 'k', entries, expected, counts });
  return { ...found, mended: mergeEntries(entries, found.change) };
}

const [A, B, C] = [toEntry('BT001', 1), toEntry('BT002', 2), toEntry('BT003', 3)];

describe('what stands under a key', () => {
  it('is right in any order', () => {
    expect(find([A, B, C], expecting(B, C, A))).toMatchObject({
      orphans: [],
      differing: [],
      missing: [],
      change: { puts: [], removes: [] },
    });
  });

  it('is put right where rows are gone, changed or missing', () => {
    const old = toEntry('BT002', 2, 'Lò sấy cũ');
    const found = find([A, old], expecting(B, C));
    expect(found).toMatchObject({ orphans: [A], differing: [B], missing: [C] });
    expect(found.mended).toEqual([C, B]);
  });

  it('is put right where a row stands twice', () => {
    const found = find([A, B, A], expecting(A, B));
    expect(found).toMatchObject({ orphans: [], differing: [A], missing: [] });
    expect(found.mended).toEqual([A, B]);
  });

  it('is made anew of nothing, the newest first', () => {
    expect(find([], expecting(A, B, C)).mended).toEqual([C, B, A]);
  });

  it('may lack rows that newer ones crowded out', () => {
    const own = Array.from({ length: 5 }, (_, number) => toEntry('BT001', number));
    expect(find(own.slice(0, 3), expecting(...own))).toMatchObject({ missing: [] });
    expect(find(own.slice(0, 2), expecting(...own)).missing).toEqual([own[4]]);
    const units = Array.from({ length: MAX_ENTRIES + 5 }, (_, at) => toEntry(`BT1${at}`, 1));
    expect(find(units.slice(0, MAX_ENTRIES), expecting(...units)).missing).toEqual([]);
    expect(find(units.slice(0, MAX_ENTRIES - 1), expecting(...units)).missing).toEqual([
      units[MAX_ENTRIES + 4],
    ]);
    expect(find([], expecting(...units)).mended).toHaveLength(MAX_ENTRIES);
  });

  it('is left alone where it is of units nobody asked for', () => {
    const found = find([A, B], expecting(), (unit) => unit === 'BT002');
    expect(found).toMatchObject({ orphans: [B], differing: [], missing: [] });
    expect(found.mended).toEqual([A]);
  });
});
