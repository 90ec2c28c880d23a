/** Near duplicates across units, from request to answer. */
import { describe, expect, it } from 'vitest';
import type { SyncRequest } from '../../../core/messages/sync-request.ts';
import { listNearPlaces } from '../../../core/near/near-items.ts';
import { listOwnKeys, listPartnerKeys } from '../../../core/near/segment-keys.ts';
import { toWordPrints } from '../../../core/near/word-prints.ts';
import { ADVICE_BUDGET_MS } from '../../../lambdas/ingest/advise-near-duplicates.ts';
import type { NearDuplicateStore } from '../../../lambdas/ports/near-duplicate-store.ts';
import {
  MAX_KEYS_A_CALL,
  MAX_REPLACEMENTS_A_CALL,
} from '../../../lambdas/ports/near-duplicate-store.ts';
import { createMemoryNearDuplicateStore } from '../../../local/memory-near-duplicate-store.ts';
import { createMemoryTable, toSyncStore } from '../../../local/memory-sync-store.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import type { World } from './ingest-world.ts';
import { createWorld, toSet } from './ingest-world.ts';

type Row = SyncRequest['rows'][number];

const TITLE = 'Rút ngắn thời gian trả kết quả xét nghiệm';
const OWN = 'BT028';
const OTHER = 'BT061';
const OTHER_NAME = 'Công ty Cổ phần Dược phẩm Bến Tre';

function toRow(unit: string, number: number, changes: Row['cells'] = {}): Row {
  return { id: rowId(unit, number), cells: validCells({ title: TITLE, ...changes }) };
}

/** A first or later request of a unit with these rows and no others. */
function send(world: World, unit: string, rows: readonly Row[], more: Partial<SyncRequest> = {}) {
  const after = world.table.units.get(unit)?.head?.seq ?? 0;
  const spreadsheetId = `spreadsheet-of-${unit}`;
  return world.sync({ unit, spreadsheetId, after, rows: [...rows], set: toSet(rows), ...more });
}

function listKeys(world: World): readonly string[] {
  const items = [...world.nearKeys].flatMap(([key, entries]) =>
    entries.map(({ unit, id }) => `${key} ${unit}#${id}`),
  );
  return items.sort();
}

function toKeys(unit: string, number: number, title = TITLE): readonly string[] {
  return listOwnKeys(toWordPrints(title))
    .map((key) => `${key} ${unit}#${rowId(unit, number)}`)
    .sort();
}

/** A store that counts what it is asked. */
function createCountedStore(changes: Partial<NearDuplicateStore> = {}) {
  const calls: { readonly name: keyof NearDuplicateStore; readonly size: number }[] = [];
  const store = createMemoryNearDuplicateStore(toSyncStore(createMemoryTable()));
  const near: NearDuplicateStore = {
    readItems: (keys) => {
      calls.push({ name: 'readItems', size: keys.length });
      return store.readItems(keys);
    },
    replaceItems: (replacements) => {
      calls.push({ name: 'replaceItems', size: replacements.length });
      return store.replaceItems(replacements);
    },
    readTitles: (rows) => {
      calls.push({ name: 'readTitles', size: rows.length });
      return store.readTitles(rows);
    },
    ...changes,
  };
  return { near, calls };
}

describe('a row like one of another unit', () => {
  it('is saved, and told by title, unit name and year, and nothing else', async () => {
    const world = createWorld();
    const first = await send(world, OTHER, [toRow(OTHER, 1, { authors: 'Tổ Một (100%)' })]);
    expect(first.near).toEqual([]);
    const reply = await send(world, OWN, [
      toRow(OWN, 1, { title: `${TITLE} tại khoa`, appliedOn: '2009' }),
      toRow(OWN, 2, { title: 'Cân nguyên liệu tự động' }),
    ]);
    expect(reply.rows.map(({ kind }) => kind)).toEqual(['saved', 'saved']);
    expect(reply.near).toEqual([
      { id: rowId(OWN, 1), title: TITLE, unitName: OTHER_NAME, year: '2010' },
    ]);
    expect(JSON.stringify(reply)).not.toContain('Tổ Một');
    expect(JSON.stringify([...world.nearKeys])).not.toMatch(/Tổ|xét|XÉT/u);
    expect(JSON.stringify(world.lines)).not.toContain('Rút ngắn');
  });

  it('is not told of rows of its own unit, of whatever year', async () => {
    const world = createWorld();
    const rows = [toRow(OWN, 1), toRow(OWN, 2, { appliedOn: '2009' })];
    expect((await send(world, OWN, rows)).near).toEqual([]);
    expect((await send(world, OWN, rows)).near).toEqual([]);
  });

  it('is told again when it is sent again, though nothing of it is written', async () => {
    const world = createWorld();
    await send(world, OTHER, [toRow(OTHER, 1)]);
    const rows = [toRow(OWN, 1)];
    const saved = await send(world, OWN, rows);
    const before = listKeys(world);
    const again = await send(world, OWN, rows);
    expect(again.rows.map(({ kind }) => kind)).toEqual(['unchanged']);
    expect(again.near).toEqual(saved.near);
    expect(again.near).toHaveLength(1);
    expect(listKeys(world)).toEqual(before);
  });

  it('is told by the id it was sent with when it takes another', async () => {
    const world = createWorld();
    await send(world, OTHER, [toRow(OTHER, 1)]);
    await send(world, OWN, [toRow(OWN, 1)]);
    const moved = { ...toRow(OWN, 1), id: rowId(OWN, 2) };
    const reply = await send(world, OWN, [moved], { index: [[moved.id, null]] });
    expect(reply.rows).toMatchObject([{ kind: 'moved', id: rowId(OWN, 2), as: rowId(OWN, 1) }]);
    expect(reply.near.map(({ id }) => id)).toEqual([rowId(OWN, 2)]);
  });

  it('is not told when it was refused', async () => {
    const world = createWorld();
    await send(world, OTHER, [toRow(OTHER, 1)]);
    const reply = await send(world, OWN, [toRow(OWN, 1, { appliedOn: 'không nhớ' })], {
      set: toSet([]),
    });
    expect(reply.rows.map(({ kind }) => kind)).toEqual(['rejected']);
    expect(reply.near).toEqual([]);
    expect(listKeys(world)).toEqual(toKeys(OTHER, 1));
  });

  it('is not told of a row that is gone, even while its keys stand', async () => {
    const world = createWorld();
    await send(world, OTHER, [toRow(OTHER, 1)]);
    const row = world.table.units.get(OTHER)?.rows.get(rowId(OTHER, 1));
    if (row === undefined) throw new Error('no row');
    world.table.units.get(OTHER)?.rows.set(row.id, { ...row, state: 'deleted' });
    expect((await send(world, OWN, [toRow(OWN, 1)])).near).toEqual([]);
  });

  it('names a unit no longer listed by its code', async () => {
    const world = createWorld();
    await send(world, OTHER, [toRow(OTHER, 1)]);
    const { programme } = world.deps;
    const units = programme.units.filter(({ code }) => code !== OTHER);
    const later = createWorld({ ...world.deps, programme: { ...programme, units } });
    const reply = await send(later, OWN, [toRow(OWN, 1)]);
    expect(reply.near.map(({ unitName }) => unitName)).toEqual([OTHER]);
  });
});

describe('the keys of a unit', () => {
  it('follow its rows through their life', async () => {
    const world = createWorld();
    const other = toRow(OWN, 2, { title: 'Cân nguyên liệu tự động' });
    const others = toKeys(OWN, 2, 'Cân nguyên liệu tự động');
    await send(world, OWN, [toRow(OWN, 1), other]);
    expect(listKeys(world)).toEqual([...toKeys(OWN, 1), ...others].sort());

    const renamed = toRow(OWN, 1, { title: 'Lò sấy cơm dừa kiểu mới' });
    await send(world, OWN, [renamed], { set: toSet([renamed, other]) });
    const renamedKeys = toKeys(OWN, 1, 'Lò sấy cơm dừa kiểu mới');
    expect(listKeys(world)).toEqual([...renamedKeys, ...others].sort());

    await send(world, OWN, [], { set: toSet([other]), index: [[other.id, null]] });
    expect(world.table.units.get(OWN)?.rows.get(renamed.id)?.state).toBe('deleted');
    expect(listKeys(world)).toEqual(others);

    await send(world, OWN, [renamed], { set: toSet([renamed, other]) });
    expect(listKeys(world)).toEqual([...renamedKeys, ...others].sort());
    const rows = world.table.units.get(OWN)?.rows.values() ?? [];
    const right = [...rows].flatMap((row) =>
      listNearPlaces(OWN, row).map(({ key }) => `${key} ${OWN}#${row.id}`),
    );
    expect(listKeys(world)).toEqual(right.sort());
  });

  it('are not written for rows another request overtook', async () => {
    const { near, calls } = createCountedStore();
    const table = createMemoryTable();
    const store = toSyncStore(table);
    const world = createWorld({
      nearDuplicates: near,
      store: { ...store, commitSlice: async () => ({ kind: 'superseded' }) },
    });
    const reply = await world.sync({ rows: [toRow(OWN, 1)], set: toSet([toRow(OWN, 1)]) });
    expect(reply.rows.map(({ kind }) => kind)).toEqual(['stale']);
    expect(calls).toEqual([]);
  });
});

describe('the cost of a request', () => {
  it('is nothing where nothing is sent', async () => {
    const { near, calls } = createCountedStore();
    const world = createWorld({ nearDuplicates: near });
    await world.sync();
    await world.sync({ index: [] });
    expect(calls).toEqual([]);
  });

  it('is a lookup, and no write, where only a note changed', async () => {
    const { near, calls } = createCountedStore();
    const world = createWorld({ nearDuplicates: near });
    await send(world, OWN, [toRow(OWN, 1)]);
    calls.length = 0;
    await send(world, OWN, [toRow(OWN, 1, { note: 'đã nhân rộng' })]);
    expect(calls).toEqual([{ name: 'readItems', size: toKeys(OWN, 1).length }]);
  });

  it('stays within bounded calls for 500 rows', async () => {
    const { near, calls } = createCountedStore();
    const world = createWorld({ nearDuplicates: near });
    const rows = Array.from({ length: 500 }, (_, number) =>
      toRow(OWN, number, {
        title: `Bộ phận a${number} lập sổ b${number} theo dõi kho c${number}`,
      }),
    );
    await send(world, OWN, rows);
    const keys = new Set(
      rows.flatMap(({ cells }) => listOwnKeys(toWordPrints(String(cells.title)))),
    );
    const sizes = (wanted: string) =>
      calls.flatMap(({ name, size }) => (name === wanted ? [size] : []));
    const sum = (values: readonly number[]) => values.reduce((all, size) => all + size, 0);
    expect(sum(sizes('readItems'))).toBe(keys.size);
    expect(sum(sizes('replaceItems'))).toBe(keys.size);
    expect(Math.max(...sizes('readItems'))).toBe(MAX_KEYS_A_CALL);
    expect(Math.max(...sizes('replaceItems'))).toBe(MAX_REPLACEMENTS_A_CALL);
    expect(calls.length).toBeLessThan(20);
  });

  it('begins nothing more once its time is up', async () => {
    const { near, calls } = createCountedStore();
    const slow = <Args extends readonly unknown[], Result>(
      call: (...args: Args) => Promise<Result>,
      lateMs: number,
    ) => {
      return async (...args: Args) => {
        const result = await call(...args);
        world.clock.now += lateMs;
        return result;
      };
    };
    const world = createWorld({
      nearDuplicates: {
        ...near,
        readItems: slow(near.readItems, ADVICE_BUDGET_MS / 2),
        replaceItems: slow(near.replaceItems, 1),
      },
    });
    const rows = Array.from({ length: 150 }, (_, number) =>
      toRow(OWN, number, {
        title: `Bộ phận a${number} lập sổ b${number} theo dõi kho c${number}`,
      }),
    );
    const reply = await send(world, OWN, rows);
    expect(reply.rows.every(({ kind }) => kind === 'saved')).toBe(true);
    const all = new Set(
      rows.flatMap(({ cells }) => listOwnKeys(toWordPrints(String(cells.title)))),
    );
    expect(calls).toEqual([
      { name: 'readItems', size: MAX_KEYS_A_CALL },
      { name: 'readItems', size: all.size - MAX_KEYS_A_CALL },
      { name: 'replaceItems', size: MAX_REPLACEMENTS_A_CALL },
    ]);
    expect(world.lines.at(-1)?.fields).toMatchObject({
      nearKeys: {
        changed: MAX_REPLACEMENTS_A_CALL,
        lookedUp: all.size,
        skipped: all.size - MAX_REPLACEMENTS_A_CALL,
      },
    });
  });
});

describe('a search whose time is up', () => {
  it('reads no titles, and counts what it found among what was skipped', async () => {
    const world = createWorld();
    await send(world, OTHER, [toRow(OTHER, 1)]);
    const { nearDuplicates } = world.deps;
    let titlesRead = 0;
    const later = createWorld({
      ...world.deps,
      nearDuplicates: {
        ...nearDuplicates,
        async replaceItems(replacements) {
          const lost = await nearDuplicates.replaceItems(replacements);
          world.clock.now += ADVICE_BUDGET_MS + 1;
          return lost;
        },
        readTitles(rows) {
          titlesRead += 1;
          return nearDuplicates.readTitles(rows);
        },
      },
    });
    const reply = await send({ ...later, table: world.table }, OWN, [toRow(OWN, 1)]);
    expect(reply.rows.map(({ kind }) => kind)).toEqual(['saved']);
    expect(reply.near).toEqual([]);
    expect(titlesRead).toBe(0);
    const looked = toKeys(OWN, 1).length;
    const partners = listPartnerKeys(toWordPrints(TITLE)).length;
    expect(world.lines.at(-1)?.fields).toMatchObject({
      nearKeys: { changed: looked, lookedUp: looked, skipped: partners + 1 },
    });
  });

  it.each(['readItems', 'replaceItems', 'readTitles'] as const)(
    'tells %s so, which then repeats nothing',
    async (name) => {
      const world = createWorld();
      await send(world, OTHER, [toRow(OTHER, 1)]);
      const { nearDuplicates } = world.deps;
      const told: (boolean | undefined)[] = [];
      const late = async (_: never, inTime?: () => boolean): Promise<never> => {
        told.push(inTime?.());
        world.clock.now += ADVICE_BUDGET_MS + 1;
        told.push(inTime?.());
        throw new Error('busy');
      };
      const later = createWorld({
        ...world.deps,
        nearDuplicates: { ...nearDuplicates, [name]: late },
      });
      await send({ ...later, table: world.table }, OWN, [toRow(OWN, 1)]);
      expect(told).toEqual([true, false]);
    },
  );
});

describe('a store that fails', () => {
  it.each(['readItems', 'replaceItems', 'readTitles'] as const)(
    'in %s fails no request, and is logged without what was typed',
    async (name) => {
      const failing = async (): Promise<never> => {
        throw new TypeError(`cannot ${name} ${TITLE}`);
      };
      const world = createWorld();
      await send(world, OTHER, [toRow(OTHER, 1)]);
      const { nearDuplicates } = world.deps;
      const later = createWorld({
        ...world.deps,
        nearDuplicates: { ...nearDuplicates, [name]: failing },
      });
      const reply = await send({ ...later, table: world.table }, OWN, [toRow(OWN, 1)]);
      expect(reply.rows.map(({ kind }) => kind)).toEqual(['saved']);
      expect(reply.near).toEqual([]);
      expect(world.table.units.get(OWN)?.rows.size).toBe(1);
      expect(world.lines.filter(({ level }) => level === 'warn')).toEqual([
        {
          level: 'warn',
          message: 'near duplicates left out',
          fields: { unit: OWN, error: 'TypeError' },
        },
      ]);
      expect(world.counted).toContain('NearDuplicatesLeftOut');
    },
  );
});
