/** Which entries stand under which keys, and what committed writes change in them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NearEntries, NearEntry } from '../../../core/near/near-items.ts';
import {
  listNearPlaces,
  MAX_ENTRIES,
  MAX_ENTRIES_A_UNIT,
  mergeEntries,
  planNearChanges,
} from '../../../core/near/near-items.ts';
import { listOwnKeys } from '../../../core/near/segment-keys.ts';
import { toWordPrints } from '../../../core/near/word-prints.ts';
import type { Initiative } from '../../../core/record.ts';
import type { RowState, StoredRow } from '../../../core/sync/stored-row.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';

// The same plays every time: a red run must be one that anybody can repeat.
fc.configureGlobal({ seed: 20_101_231 });

const UNIT = 'BT028';
const TITLE = 'Cải tiến lò sấy cơm dừa';

function toRow(number: number, changes: Partial<Initiative>, state: RowState = 'active') {
  return storedRow(rowId(UNIT, number), { state, initiative: initiative(changes) });
}

function planChanges(before: readonly StoredRow[], after: readonly StoredRow[]) {
  return planNearChanges({
    unit: UNIT,
    writes: after.map((row) => ({ row })),
    stored: new Map(before.map((row) => [row.id, row])),
  });
}

function toEntry(unit: string, number: number, title = TITLE): NearEntry {
  return { unit, id: rowId(unit, number), prints: toWordPrints(title) };
}

function put(entries: NearEntries, ...puts: NearEntries): NearEntries {
  return mergeEntries(entries, { key: '', puts, removes: [] });
}

describe('the places of a row', () => {
  it('are one a key, with its unit and the prints of its title', () => {
    const row = toRow(1, { title: TITLE, authors: [{ name: 'Tổ Cơ điện' }] });
    const entry = { unit: UNIT, id: row.id, prints: toWordPrints(TITLE) };
    const keys = listOwnKeys(entry.prints);
    expect(keys.length).toBeGreaterThan(1);
    expect(listNearPlaces(UNIT, row)).toEqual(keys.map((key) => ({ key, entry })));
  });

  it('are there for held rows and not for deleted ones', () => {
    const count = (state: RowState) => listNearPlaces(UNIT, toRow(1, {}, state)).length;
    expect(count('held')).toBe(count('active'));
    expect(count('active')).toBeGreaterThan(0);
    expect(count('deleted')).toBe(0);
  });
});

describe('entries under one key', () => {
  it('stand newest first, each row once', () => {
    const [one, other] = [toEntry('BT001', 1), toEntry('BT002', 2)];
    const both = put(put([], one), other);
    expect(both).toEqual([other, one]);
    expect(put(both, one)).toEqual(both);
    const renamed = toEntry('BT001', 1, 'Lò sấy cơm dừa');
    expect(put(both, renamed)).toEqual([renamed, other]);
    expect(mergeEntries(both, { key: '', puts: [], removes: [other.id] })).toEqual([one]);
    expect(put([one, other, one], other)).toEqual([one, other]);
  });

  it('are at most three of a unit, the newest', () => {
    const series = Array.from({ length: 10 }, (_, number) => toEntry('BT001', number));
    const other = toEntry('BT002', 1);
    expect(put(put([], other), ...series)).toEqual([series[9], series[8], series[7], other]);
    expect(put([], ...series)).toHaveLength(MAX_ENTRIES_A_UNIT);
  });

  it('are bounded in all', () => {
    const units = Array.from({ length: 40 }, (_, number) => toEntry(`BT1${number}`, 1));
    const full = units.reduce<NearEntries>((entries, entry) => put(entries, entry), []);
    expect(full).toHaveLength(MAX_ENTRIES);
    expect(full[0]).toEqual(units[39]);
    expect(put(full, toEntry('BT001', 1)).at(-1)).toEqual(full.at(-2));
  });
});

describe('a committed write', () => {
  const before = toRow(1, { title: TITLE });
  const places = listNearPlaces(UNIT, before);
  const puts = places.map(({ key, entry }) => ({ key, puts: [entry], removes: [] }));
  const removes = places.map(({ key }) => ({ key, puts: [], removes: [before.id] }));

  it('of a new row puts its entry under each of its keys', () => {
    expect(planChanges([], [before])).toEqual(puts);
  });

  it('changes nothing where the words stay', () => {
    const after = { ...before, version: 2, initiative: { ...before.initiative, note: 'mới' } };
    expect(planChanges([before], [after])).toEqual([]);
    expect(planChanges([before], [{ ...before, state: 'held', holdId: 'H1' }])).toEqual([]);
    expect(planChanges([before], [toRow(1, { title: TITLE, year: 2009 })])).toEqual([]);
    expect(planChanges([before], [toRow(1, { title: `${TITLE}!` })])).toEqual([]);
  });

  it('of another title removes it where it no longer stands, and renews it where it does', () => {
    const other = toRow(1, { title: 'Cân nguyên liệu tự động' });
    expect(planChanges([before], [other])).toEqual([...planChanges([], [other]), ...removes]);
    // One word more: the segment without it stays.
    const longer = toRow(1, { title: `${TITLE} khô` });
    const [kept] = planChanges([before], [longer]).filter(({ key }) =>
      places.some((place) => place.key === key),
    );
    expect(planChanges([before], [longer]).length).toBeGreaterThan(0);
    if (kept !== undefined && kept.removes.length === 0) {
      expect(kept.puts).toEqual([toEntry(UNIT, 1, `${TITLE} khô`)]);
    }
  });

  it('of a deletion removes all, of a revival puts all', () => {
    const deleted: StoredRow = { ...before, state: 'deleted' };
    expect(planChanges([before], [deleted])).toEqual(removes);
    expect(planChanges([deleted], [before])).toEqual(puts);
  });

  it('of many rows names each key once, those of all words first', () => {
    const rows = [
      toRow(1, { title: TITLE }),
      toRow(2, { title: TITLE }),
      toRow(3, { title: 'Sấy' }),
    ];
    const changes = planChanges([], rows);
    const keys = changes.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.slice(0, 2)).toEqual([places[0]?.key, listOwnKeys(toWordPrints('Sấy'))[0]]);
    expect(changes[0]?.puts).toEqual([toEntry(UNIT, 1), toEntry(UNIT, 2)]);
  });

  it('leaves, one after another, what a recount would find right', () => {
    const title = fc.constantFrom(
      'Cải tiến lò sấy cơm dừa',
      'Cải tiến lò sấy cơm dừa khô',
      'Cân nguyên liệu tự động',
      'Sấy',
    );
    const row = fc.record({
      number: fc.nat(2),
      title,
      year: fc.constantFrom(2009, 2010),
      state: fc.constantFrom<RowState>('active', 'held', 'deleted'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (steps) => {
        const stored = new Map<string, StoredRow>();
        const table = new Map<string, NearEntries>();
        for (const { number, state, ...changes } of steps) {
          const after = toRow(number, changes, state);
          const writes = [{ row: after }];
          for (const change of planNearChanges({ unit: UNIT, writes, stored })) {
            table.set(change.key, mergeEntries(table.get(change.key) ?? [], change));
          }
          stored.set(after.id, after);
        }
        const sort = (texts: readonly string[]) => [...texts].sort();
        const standing = [...table].flatMap(([key, entries]) =>
          entries.map(({ id, prints }) => `${key} ${id} ${prints.join()}`),
        );
        const right = [...stored.values()].flatMap((one) =>
          listNearPlaces(UNIT, one).map(
            ({ key, entry }) => `${key} ${entry.id} ${entry.prints.join()}`,
          ),
        );
        expect(sort(standing)).toEqual(sort(right));
      }),
    );
  });
});
