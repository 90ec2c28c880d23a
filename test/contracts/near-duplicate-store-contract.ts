/** What every near-duplicate store must do; run on the table and on the one in memory. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { NearKeyItem } from '../../core/near/near-key-items.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';
import { createHead } from '../../core/unit-head.ts';
import type { NearDuplicateStore } from '../../lambdas/ports/near-duplicate-store.ts';
import { MAX_ITEMS_A_KEY } from '../../lambdas/ports/near-duplicate-store.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import { initiative, rowId, storedRow } from '../support/stored-rows.ts';

export type NearStoreUnderTest = {
  readonly near: NearDuplicateStore;
  /** Over the same records. */
  readonly store: SyncStore;
};

/** Before, at and after each other in the order of codes, one a beginning of the next. */
const UNITS = ['BT02', 'BT028', 'BT029'] as const;
const [BEFORE, OWN, AFTER] = UNITS;

function toItem(unit: string, number: number, changes: Partial<NearKeyItem> = {}): NearKeyItem {
  return {
    key: 'lò+sấy',
    unit,
    id: rowId(unit, number),
    title: `Lò sấy số ${number}`,
    year: '2010',
    ...changes,
  };
}

function toItems(unit: string, count: number): readonly NearKeyItem[] {
  return Array.from({ length: count }, (_, number) => toItem(unit, number));
}

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

    const put = (unit: string, puts: readonly NearKeyItem[]) =>
      near.change(unit, { puts, removes: [] });
    const find = async (unit: string, ...keys: readonly string[]) =>
      [...(await near.findItems(keys, unit))].sort((one, other) =>
        `${one.unit}#${one.id}` < `${other.unit}#${other.id}` ? -1 : 1,
      );

    it('finds nothing where nothing was put', async () => {
      expect(await near.findItems([], OWN)).toEqual([]);
      expect(await near.findItems(['lò+sấy'], OWN)).toEqual([]);
      await near.change(OWN, { puts: [], removes: [] });
    });

    it('gives back items of other units as they were put, and none of the own unit', async () => {
      const items = UNITS.map((unit) => toItem(unit, 1));
      for (const item of items) await put(item.unit, [item]);
      expect(await find(OWN, 'lò+sấy')).toEqual([items[0], items[2]]);
      expect(await find(BEFORE, 'lò+sấy')).toEqual([items[1], items[2]]);
      expect(await find(AFTER, 'sấy+lò')).toEqual([]);
    });

    it('finds under several keys at once', async () => {
      const one = toItem(AFTER, 1);
      const other = toItem(BEFORE, 2, { key: 'mía+ép', year: '' });
      await put(AFTER, [one]);
      await put(BEFORE, [other]);
      expect(await find(OWN, 'mía+ép', 'không+có', 'lò+sấy')).toEqual([other, one]);
    });

    it('replaces an item of the same row and key', async () => {
      await put(AFTER, [toItem(AFTER, 1)]);
      const renamed = toItem(AFTER, 1, { title: 'Lò sấy cơm dừa', year: '2009' });
      await put(AFTER, [renamed]);
      await put(AFTER, [renamed]);
      expect(await find(OWN, 'lò+sấy')).toEqual([renamed]);
    });

    it('removes what it is told to and nothing else, again and again', async () => {
      await put(AFTER, toItems(AFTER, 3));
      const { key, unit, id } = toItem(AFTER, 1);
      const change = { puts: [toItem(AFTER, 3)], removes: [{ key, unit, id }] };
      await near.change(AFTER, change);
      await near.change(AFTER, change);
      const left = await find(OWN, 'lò+sấy');
      expect(left.map((item) => item.id)).toEqual([0, 2, 3].map((one) => rowId(AFTER, one)));
    });

    it('takes a hundred changes at once', async () => {
      const items = Array.from({ length: 100 }, (_, number) =>
        toItem(AFTER, number, { key: `khóa+${number}` }),
      );
      await put(AFTER, items);
      const keys = [0, 24, 25, 49, 50, 74, 75, 99].map((number) => `khóa+${number}`);
      expect((await find(OWN, ...keys)).map(({ key }) => key)).toEqual(keys);
      await near.change(AFTER, { puts: [], removes: items });
      expect(await find(OWN, ...keys)).toEqual([]);
    });

    it.each([
      ['before it', BEFORE],
      ['after it', AFTER],
    ])('looks past the own unit to units %s, however many rows it has there', async (_, unit) => {
      await put(OWN, toItems(OWN, 100));
      await put(unit, toItems(unit, 3));
      expect(await find(OWN, 'lò+sấy')).toEqual(toItems(unit, 3));
    });

    it('reads no more than its bound of one key', async () => {
      await put(BEFORE, toItems(BEFORE, MAX_ITEMS_A_KEY - 1));
      await put(OWN, toItems(OWN, 100));
      expect(await find(OWN, 'lò+sấy')).toHaveLength(MAX_ITEMS_A_KEY - 1);
      await put(AFTER, toItems(AFTER, 2));
      expect(await find(OWN, 'lò+sấy')).toHaveLength(MAX_ITEMS_A_KEY);
      expect(await find(AFTER, 'lò+sấy')).toHaveLength(MAX_ITEMS_A_KEY);
    });

    it('keeps letters apart that differ only in tone or case', async () => {
      const item = toItem(AFTER, 1, { key: 'mã+máy' });
      await put(AFTER, [item]);
      expect(await find(OWN, 'ma+may', 'MÃ+MÁY', 'mạ+máy')).toEqual([]);
      expect(await find(OWN, 'mã+máy')).toEqual([item]);
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
      const other = { unit: AFTER, id: rowId(AFTER, 1) };
      const titles = await near.readTitles([...refs, other, ...refs]);
      expect([...titles].sort((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
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
