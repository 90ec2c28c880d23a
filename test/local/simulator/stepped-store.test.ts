import { describe, expect, it } from 'vitest';
import type { Slice } from '../../../core/sync/plan-slices.ts';
import type { TableFaultKind } from '../../../local/aws/fault-plan.ts';
import { createMemoryTable, toSyncStore } from '../../../local/memory-sync-store.ts';
import { createSteppedStore } from '../../../local/simulator/stepped-store.ts';
import { entryOf, headOf, recordOf, UNIT } from './sound-evidence.ts';

const record = recordOf(1);
const slice: Slice = {
  expected: { seq: 0, token: '', version: 0 },
  head: headOf([record]),
  writes: [{ row: record, history: entryOf(record, 'create') }],
};

function createStore(faults: readonly TableFaultKind[]) {
  const table = createMemoryTable();
  const left = [...faults];
  const commits: Slice[] = [];
  const counts = { turns: 0 };
  const store = createSteppedStore(toSyncStore(table), {
    turn: async () => {
      counts.turns += 1;
    },
    takeFault: () => left.shift(),
    onCommit: (one) => commits.push(one),
  });
  return { table, store, commits, counts };
}

describe('createSteppedStore', () => {
  it('takes a turn before every call', async () => {
    const { store, counts } = createStore([]);
    await store.readUnit(UNIT);
    await store.commitSlice(slice);
    expect(counts.turns).toBe(2);
  });

  it('tries again after a conflict and commits once', async () => {
    const { store, table, commits } = createStore(['conflict', 'throttle']);
    expect(await store.commitSlice(slice)).toEqual({ kind: 'committed' });
    expect(commits).toHaveLength(1);
    expect(table.readUnit(UNIT).head?.seq).toBe(1);
  });

  it('knows its own write again when the answer was lost', async () => {
    const { store, table } = createStore(['timeoutAfter']);
    expect(await store.commitSlice(slice)).toEqual({ kind: 'committed' });
    expect(table.units.get(UNIT)?.history.get(record.id)).toHaveLength(1);
  });

  it('gives up in the end, with or without having written', async () => {
    const before = createStore(['down', 'down', 'down']);
    await expect(before.store.commitSlice(slice)).rejects.toThrow('store.conflict');
    expect(before.table.readUnit(UNIT).head).toBeUndefined();
    const after = createStore(['timeoutAfter', 'down', 'down']);
    await expect(after.store.commitSlice(slice)).rejects.toThrow('store.conflict');
    expect(after.table.readUnit(UNIT).head?.seq).toBe(1);
    expect(after.commits).toHaveLength(1);
  });
});
