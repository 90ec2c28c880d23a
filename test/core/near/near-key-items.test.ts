/** Which items a unit's rows stand under, and what committed writes change in them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearDuplicateKeys } from '../../../core/near/duplicates.ts';
import type { NearKeyItem, NearKeyRef } from '../../../core/near/near-key-items.ts';
import {
  planNearKeyChanges,
  planNearKeyItems,
  toItemTitle,
} from '../../../core/near/near-key-items.ts';
import type { Initiative } from '../../../core/record.ts';
import type { RowState, StoredRow } from '../../../core/sync/stored-row.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';

// The same plays every time: a red run must be one that anybody can repeat.
fc.configureGlobal({ seed: 20_101_231 });

const UNIT = 'BT028';

function toRow(number: number, changes: Partial<Initiative>, state: RowState = 'active') {
  return storedRow(rowId(UNIT, number), { state, initiative: initiative(changes) });
}

function planChanges(before: readonly StoredRow[], after: readonly StoredRow[]) {
  return planNearKeyChanges({
    unit: UNIT,
    writes: after.map((row) => ({ row })),
    stored: new Map(before.map((row) => [row.id, row])),
  });
}

describe('the items of a unit', () => {
  it('are one a row and key, with title, unit and year', () => {
    const row = toRow(1, { title: 'Cải tiến lò sấy cơm dừa' });
    const { id } = row;
    const title = 'Cải tiến lò sấy cơm dừa';
    const keys = nearDuplicateKeys(title);
    expect(keys.length).toBeGreaterThan(0);
    expect(planNearKeyItems(UNIT, [row])).toEqual(
      keys.map((key) => ({ key, unit: UNIT, id, title, year: '2010' })),
    );
  });

  it('are there for held rows and not for deleted ones', () => {
    const rows = [toRow(1, {}, 'active'), toRow(2, {}, 'held'), toRow(3, {}, 'deleted')];
    const ids = new Set(planNearKeyItems(UNIT, rows).map(({ id }) => id));
    expect(ids).toEqual(new Set([rowId(UNIT, 1), rowId(UNIT, 2)]));
  });

  it('never stand twice under one key, though long words are cut', () => {
    const word = 'dài'.repeat(10);
    const title = `${word}một ${word}hai ${word}ba cải tiến quy trình quản`;
    const keys = planNearKeyItems(UNIT, [toRow(1, { title })]).map(({ key }) => key);
    expect(keys).toEqual([
      nearDuplicateKeys(title)[0],
      `${word.slice(0, 24)}+${word.slice(0, 24)}`,
    ]);
  });

  it('carry no more of an initiative than that', () => {
    const [item] = planNearKeyItems(UNIT, [toRow(1, { authors: [{ name: 'Tổ Cơ điện' }] })]);
    expect(Object.keys(item ?? {}).sort()).toEqual(['id', 'key', 'title', 'unit', 'year']);
  });

  it('cut very long titles, whole letters only', () => {
    const at = 'a'.repeat(400);
    expect(toItemTitle(at)).toBe(at);
    expect(toItemTitle(`${at}b`)).toBe(at);
    expect(toItemTitle(`${'a'.repeat(399)}💡💡`)).toBe(`${'a'.repeat(399)}💡`);
  });
});

describe('a committed write', () => {
  const before = toRow(1, { title: 'Cải tiến lò sấy cơm dừa' });
  const items = planNearKeyItems(UNIT, [before]);

  it('of a new row puts its items', () => {
    expect(planChanges([], [before])).toEqual({ puts: items, removes: [] });
  });

  it('changes nothing where title and year stay', () => {
    const after = { ...before, version: 2, initiative: { ...before.initiative, note: 'mới' } };
    expect(planChanges([before], [after])).toEqual({ puts: [], removes: [] });
    expect(planChanges([before], [{ ...before, state: 'held', holdId: 'H1' }])).toEqual({
      puts: [],
      removes: [],
    });
  });

  it('of another year puts the items again', () => {
    const after = toRow(1, { title: 'Cải tiến lò sấy cơm dừa', year: 2009 });
    const { puts, removes } = planChanges([before], [after]);
    expect(puts).toEqual(items.map((item) => ({ ...item, year: '2009' })));
    expect(removes).toEqual([]);
  });

  it('of another title removes the keys it no longer has', () => {
    const after = toRow(1, { title: 'Cân nguyên liệu tự động' });
    const { puts, removes } = planChanges([before], [after]);
    expect(puts).toEqual(planNearKeyItems(UNIT, [after]));
    expect(removes).toEqual(items.map(({ key, id }) => ({ key, unit: UNIT, id })));
  });

  it('of a deletion removes all, of a revival puts all', () => {
    const deleted: StoredRow = { ...before, state: 'deleted' };
    expect(planChanges([before], [deleted])).toEqual({
      puts: [],
      removes: items.map(({ key, id }) => ({ key, unit: UNIT, id })),
    });
    expect(planChanges([deleted], [before])).toEqual({ puts: items, removes: [] });
  });

  it('leaves, one after another, what a recount would write', () => {
    const title = fc.constantFrom(
      'Cải tiến lò sấy cơm dừa',
      'Cải tiến lò sấy cơm dừa khô',
      'Cân nguyên liệu tự động',
      'Sấy',
    );
    const row = fc.record({
      number: fc.nat(3),
      title,
      year: fc.constantFrom(2009, 2010),
      state: fc.constantFrom<RowState>('active', 'held', 'deleted'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (steps) => {
        const stored = new Map<string, StoredRow>();
        const table = new Map<string, NearKeyItem>();
        const toKey = ({ key, unit, id }: NearKeyRef) => `${key}|${unit}|${id}`;
        for (const { number, state, ...changes } of steps) {
          const after = toRow(number, changes, state);
          const { puts, removes } = planNearKeyChanges({
            unit: UNIT,
            writes: [{ row: after }],
            stored,
          });
          for (const ref of removes) expect(table.delete(toKey(ref))).toBe(true);
          for (const item of puts) table.set(toKey(item), item);
          stored.set(after.id, after);
        }
        const right = planNearKeyItems(UNIT, stored.values());
        expect(table).toEqual(new Map(right.map((item) => [toKey(item), item])));
      }),
    );
  });
});
