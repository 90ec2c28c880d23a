/** Two units that commit alike rows at once, at every step of each other. */
import { describe, expect, it } from 'vitest';
import { isNearDuplicate } from '../../../core/near/duplicates.ts';
import type { NearChange } from '../../../core/near/near-items.ts';
import { listNearPlaces } from '../../../core/near/near-items.ts';
import { toWordPrints } from '../../../core/near/word-prints.ts';
import { changeNearItems } from '../../../lambdas/ingest/change-near-items.ts';
import type { NearDuplicateStore } from '../../../lambdas/ports/near-duplicate-store.ts';
import type { MemoryNearKeys } from '../../../local/memory-near-duplicate-store.ts';
import { createMemoryNearDuplicateStore } from '../../../local/memory-near-duplicate-store.ts';
import { createMemoryTable, toSyncStore } from '../../../local/memory-sync-store.ts';
import { initiative, rowId, storedRow, validCells } from '../../support/stored-rows.ts';
import { createWorld, toSet } from './ingest-world.ts';

const UNITS = ['BT028', 'BT061'] as const;
type Unit = (typeof UNITS)[number];
const OTHER: { readonly [unit in Unit]: Unit } = { BT028: 'BT061', BT061: 'BT028' };
const ID: { readonly [unit in Unit]: string } = {
  BT028: rowId('BT028', 1),
  BT061: rowId('BT061', 1),
};

/** Lets one of several flows do one call at a time, as told. */
function createGate() {
  const waiting = new Map<string, () => void>();
  let arrived = () => {};
  return {
    /** Before each call of a flow. */
    async pass(flow: string): Promise<void> {
      await new Promise<void>((resolve) => {
        waiting.set(flow, resolve);
        arrived();
      });
    },
    waits: (flow: string) => waiting.has(flow),
    release(flow: string): void {
      const go = waiting.get(flow);
      waiting.delete(flow);
      go?.();
    },
    /** Until the flow waits again, or has ended. */
    async settled(flow: string, ended: () => boolean): Promise<void> {
      while (!waiting.has(flow) && !ended()) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
          setImmediate(resolve);
        });
      }
    },
  };
}

type Played = {
  readonly told: { readonly [unit in Unit]: readonly string[] };
  readonly items: MemoryNearKeys;
  /** Steps each unit took, in order, and where it could have been otherwise. */
  readonly taken: readonly Unit[];
  readonly branches: readonly number[];
  readonly lost: number;
};

/** One play: at each point where both could go on, `turns` says who does; then the first. */
async function play(
  titles: { readonly [unit in Unit]: string },
  turns: readonly Unit[],
): Promise<Played> {
  const table = createMemoryTable();
  const items: MemoryNearKeys = new Map();
  const gate = createGate();
  const inner = createMemoryNearDuplicateStore(toSyncStore(table), items);
  let lost = 0;
  const gated = (unit: Unit): NearDuplicateStore => ({
    async readItems(keys) {
      await gate.pass(unit);
      return inner.readItems(keys);
    },
    async replaceItems(replacements) {
      await gate.pass(unit);
      const left = await inner.replaceItems(replacements);
      lost += left.length;
      return left;
    },
    async readTitles(rows) {
      await gate.pass(unit);
      return inner.readTitles(rows);
    },
  });
  const told: { [unit in Unit]: readonly string[] } = { BT028: [], BT061: [] };
  const done = new Set<Unit>();
  const flows = UNITS.map(async (unit) => {
    const world = createWorld({ store: toSyncStore(table), nearDuplicates: gated(unit) });
    const row = { id: ID[unit], cells: validCells({ title: titles[unit] }) };
    const reply = await world.sync({
      unit,
      spreadsheetId: `spreadsheet-of-${unit}`,
      after: 0,
      rows: [row],
      set: toSet([row]),
    });
    told[unit] = reply.near.map(({ title }) => title);
    done.add(unit);
  });
  const taken: Unit[] = [];
  const branches: number[] = [];
  for (let step = 0; step < 60 && done.size < UNITS.length; step += 1) {
    for (const unit of UNITS) await gate.settled(unit, () => done.has(unit));
    const ready = UNITS.filter((unit) => gate.waits(unit));
    const next = ready.length > 1 ? (turns[taken.length] ?? UNITS[0]) : ready[0];
    if (next === undefined) break;
    if (ready.length > 1) branches.push(taken.length);
    taken.push(next);
    gate.release(next);
    await gate.settled(next, () => done.has(next));
  }
  await Promise.all(flows);
  return { told, items, taken, branches, lost };
}

/** Every order of steps there is: each play says where another turn was possible. */
async function playAll(
  titles: { readonly [unit in Unit]: string },
  judge: (played: Played) => void,
): Promise<{ readonly plays: number; readonly conflicts: number }> {
  const open: (readonly Unit[])[] = [[]];
  let plays = 0;
  let conflicts = 0;
  for (let turns = open.pop(); turns !== undefined && plays < 20_000; turns = open.pop()) {
    const played = await play(titles, turns);
    plays += 1;
    if (played.lost > 0) conflicts += 1;
    judge(played);
    for (const branch of played.branches.filter((at) => at >= (turns?.length ?? 0))) {
      const at = played.taken[branch] ?? UNITS[0];
      open.push([...played.taken.slice(0, branch), OTHER[at]]);
    }
  }
  return { plays, conflicts };
}

const ELEVEN = 'Lập sổ theo dõi kho bằng bảng tính ở phân xưởng';

describe('two units that commit alike rows at once', () => {
  it.each([
    ['the same words', ELEVEN, ELEVEN],
    [
      'one word more, in as many segments',
      'Cân nguyên liệu tự động mới',
      'Cân nguyên liệu tự động mới nhất',
    ],
    ['one word more, in more segments', ELEVEN, `${ELEVEN} hai`],
    ['the same few words', 'Lò sấy', 'Sấy lò'],
  ])('with %s: one of them is told, whoever is first at whichever step', async (_, one, other) => {
    expect(isNearDuplicate(one, other)).toBe(true);
    const titles = { BT028: one, BT061: other };
    const { plays, conflicts } = await playAll(titles, ({ told, items, taken }) => {
      const steps = taken.join(' ');
      expect([told.BT028.length + told.BT061.length > 0, steps]).toEqual([true, steps]);
      for (const unit of UNITS) {
        for (const title of told[unit]) expect(title).toBe(titles[OTHER[unit]]);
        // And the index ends with both.
        const standing = [...items].flatMap(([key, entries]) =>
          entries.some(({ id }) => id === ID[unit]) ? [key] : [],
        );
        expect([standing.length, steps]).toEqual([listPlaces(unit, titles[unit]).length, steps]);
      }
    });
    // Two calls each at the least, in any order.
    expect(plays).toBeGreaterThanOrEqual(6);
    const shared = listPlaces('BT028', one).filter((key) =>
      listPlaces('BT061', other).includes(key),
    );
    expect(conflicts > 0).toBe(shared.length > 0);
  });
});

function listPlaces(unit: Unit, title: string): readonly string[] {
  const row = storedRow(rowId(unit, 1), { initiative: initiative({ title }) });
  return listNearPlaces(unit, row).map(({ key }) => key);
}

describe('an item that others write to', () => {
  const entry = { unit: 'BT028', id: ID.BT028, prints: toWordPrints('Lò sấy') };
  const changes: readonly NearChange[] = [
    { key: 'quiet', puts: [entry], removes: [] },
    { key: 'hot', puts: [entry], removes: [] },
  ];

  it('each time is given up after a few rounds, without a word lost of theirs', async () => {
    const items: MemoryNearKeys = new Map();
    const inner = createMemoryNearDuplicateStore(toSyncStore(createMemoryTable()), items);
    let others = 0;
    const calls: number[] = [];
    const { written, left } = await changeNearItems(
      {
        readItems: inner.readItems,
        async replaceItems(replacements) {
          others += 1;
          calls.push(replacements.length);
          items.set('hot', [{ unit: 'BT061', id: rowId('BT061', others), prints: ['abcd'] }]);
          return inner.replaceItems(replacements);
        },
      },
      changes,
    );
    expect({ written, left, calls }).toEqual({ written: 1, left: 1, calls: [2, 1, 1, 1] });
    expect(items.get('quiet')).toEqual([entry]);
    expect(items.get('hot')).toEqual([{ unit: 'BT061', id: rowId('BT061', 4), prints: ['abcd'] }]);
  });

  it('is not written where it says so already, and read once', async () => {
    const inner = createMemoryNearDuplicateStore(toSyncStore(createMemoryTable()));
    await changeNearItems(inner, changes);
    let reads = 0;
    const again = await changeNearItems(
      {
        readItems: (keys) => {
          reads += 1;
          return inner.readItems(keys);
        },
        replaceItems: () => {
          throw new Error('written');
        },
      },
      changes,
      ['other'],
    );
    expect(again).toMatchObject({ written: 0, left: 0 });
    expect([...again.items.keys()]).toEqual(['quiet', 'hot', 'other']);
    expect(reads).toBe(1);
  });
});
