/** What every near-duplicate store must do; run on the table and on the one in memory. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { NearEntries, NearEntry } from '../../core/near/near-items.ts';
import { toWordPrints } from '../../core/near/word-prints.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';
import { createHead } from '../../core/unit-head.ts';
import type { NearDuplicateStore } from '../../lambdas/ports/near-duplicate-store.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import { initiative, rowId, storedRow } from '../support/stored-rows.ts';

export type NearStoreUnderTest = {
  readonly near: NearDuplicateStore;
  /** Over the same records. */
  readonly store: SyncStore;
};

const [OWN, OTHER] = ['BT028', 'BT029'] as const;

function toEntry(unit: string, number: number, title = `Lò sấy số ${number}`): NearEntry {
  return { unit, id: rowId(unit, number), prints: toWordPrints(title) };
}

const [A, B] = [toEntry(OWN, 1), toEntry(OTHER, 2)];

export function describeNearDuplicateStore(
  name: string,
  open: () => Promise<NearStoreUnderTest>,
): void {
  describe(name, () => {
    let near: NearDuplicateStore;
    let store: SyncStore;
    beforeEach(async () => {
      ({ near, store } = await open());
    });

    const replace = (key: string, before: NearEntries, after: NearEntries) =>
      near.replaceItems([{ key, before, after }]);
    const read = async (...keys: readonly string[]) => [...(await near.readItems(keys))].sort();

    it('finds nothing where nothing was put', async () => {
      expect(await read()).toEqual([]);
      expect(await read('k')).toEqual([]);
      expect(await near.replaceItems([])).toEqual([]);
    });

    it('gives back entries as they were put, in their order, by key', async () => {
      expect(await replace('k', [], [A, B])).toEqual([]);
      expect(await replace('l', [], [B])).toEqual([]);
      expect(await read('k', 'l', 'm', 'k')).toEqual([
        ['k', [A, B]],
        ['l', [B]],
      ]);
    });

    it('replaces what is still as it was, and nothing else', async () => {
      await replace('k', [], [A]);
      expect(await replace('k', [A], [B, A])).toEqual([]);
      // As it was before that: another came between.
      expect(await replace('k', [A], [A])).toEqual(['k']);
      expect(await replace('k', [A, B], [A])).toEqual(['k']);
      expect(await replace('k', [], [A])).toEqual(['k']);
      expect(await replace('k', [toEntry(OWN, 1, 'Lò'), A], [A])).toEqual(['k']);
      expect(await read('k')).toEqual([['k', [B, A]]]);
      expect(await replace('nothing', [A], [B])).toEqual(['nothing']);
      expect(await read('nothing')).toEqual([]);
    });

    it('has no item without entries', async () => {
      await replace('k', [], [A]);
      expect(await replace('k', [B], [])).toEqual(['k']);
      expect(await replace('k', [A], [])).toEqual([]);
      expect(await read('k')).toEqual([]);
      expect(await replace('k', [], [B])).toEqual([]);
      expect(await read('k')).toEqual([['k', [B]]]);
    });

    it('judges each item of one call apart', async () => {
      await replace('taken', [], [A]);
      const lost = await near.replaceItems([
        { key: 'free', before: [], after: [B] },
        { key: 'taken', before: [], after: [B] },
        { key: 'gone', before: [A], after: [B] },
        { key: 'new', before: [], after: [A] },
      ]);
      expect([...lost].sort()).toEqual(['gone', 'taken']);
      expect(await read('free', 'taken', 'gone', 'new')).toEqual([
        ['free', [B]],
        ['new', [A]],
        ['taken', [A]],
      ]);
    });

    it('takes hundreds of keys at once', async () => {
      const keys = Array.from({ length: 230 }, (_, number) => `key${number}`);
      expect(await near.replaceItems(keys.map((key) => ({ key, before: [], after: [A] })))).toEqual(
        [],
      );
      expect(await near.readItems([...keys, 'none'])).toEqual(
        new Map(keys.map((key) => [key, [A]])),
      );
      expect(await near.replaceItems(keys.map((key) => ({ key, before: [A], after: [] })))).toEqual(
        [],
      );
      expect(await near.readItems(keys)).toEqual(new Map());
    });

    it('keeps keys apart that differ only in case', async () => {
      await replace('aB', [], [A]);
      expect(await read('ab', 'AB', 'Ab')).toEqual([]);
      expect(await read('aB')).toEqual([['aB', [A]]]);
    });

    it('reads titles and years of rows that count, each once, and no others', async () => {
      const rows: readonly StoredRow[] = [
        storedRow(rowId(OWN, 1), { initiative: initiative({ title: 'Lò sấy cơm dừa' }) }),
        storedRow(rowId(OWN, 2), {
          state: 'held',
          holdId: 'H1',
          initiative: toUndated({ title: 'Máy ép mía' }),
        }),
        storedRow(rowId(OWN, 3), { state: 'deleted' }),
      ];
      await store.commitSlice({
        expected: { seq: 0, token: '', version: 0 },
        head: { ...createHead(OWN, 'sheet', 1), seq: 1, token: 'token', version: 1 },
        writes: rows.map((row) => ({ row })),
      });
      const refs = [1, 2, 3, 4].map((number) => ({ unit: OWN, id: rowId(OWN, number) }));
      const other = { unit: OTHER, id: rowId(OTHER, 1) };
      const titles = await near.readTitles([...refs, other, ...refs]);
      expect([...titles].sort((one, two) => (one.id < two.id ? -1 : 1))).toEqual([
        { unit: OWN, id: rowId(OWN, 1), title: 'Lò sấy cơm dừa', year: '2010' },
        { unit: OWN, id: rowId(OWN, 2), title: 'Máy ép mía', year: '' },
      ]);
      expect(await near.readTitles([])).toEqual([]);
    });

    it('reads more titles than one call takes', async () => {
      const writes = Array.from({ length: 49 }, (_, number) => ({
        row: storedRow(rowId(OWN, number)),
      }));
      await store.commitSlice({
        expected: { seq: 0, token: '', version: 0 },
        head: { ...createHead(OWN, 'sheet', 1), seq: 1, token: 'token', version: 1 },
        writes,
      });
      const refs = Array.from({ length: 150 }, (_, number) => ({
        unit: OWN,
        id: rowId(OWN, 149 - number),
      }));
      expect(await near.readTitles(refs)).toHaveLength(49);
    });
  });
}

function toUndated(changes: Partial<StoredRow['initiative']>): StoredRow['initiative'] {
  const { year: _, ...undated } = initiative({ appliedOn: '', place: 'undated', ...changes });
  return undated;
}
