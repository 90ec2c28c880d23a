/** Slices written one after another, the next one decided meanwhile. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Slice } from '../../../core/sync/plan-slices.ts';
import { createHead } from '../../../core/unit-head.ts';
import { commitSlices } from '../../../lambdas/ingest/commit-slices.ts';
import type { SliceOutcome } from '../../../lambdas/ports/sync-store.ts';
import { createDeferred } from '../../../local/aws/deferred.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';

const HEAD = createHead('BT028', 'sheet', 1);

function toSlice(number: number): Slice {
  return {
    expected: { seq: 0, token: '', version: number - 1 },
    head: { ...HEAD, version: number },
    writes: [{ row: storedRow(rowId('BT028', number)) }],
  };
}

/** What happens, in its order; `outcomes` by slice, each when it is let go. */
function createWorld(count: number) {
  const events: string[] = [];
  const calls = Array.from({ length: count }, () => ({
    begun: createDeferred<void>(),
    outcome: createDeferred<SliceOutcome>(),
  }));
  function* decide(): Generator<Slice, string, undefined> {
    for (let number = 1; number <= count; number += 1) {
      events.push(`decided ${number}`);
      yield toSlice(number);
    }
    events.push('decided all');
    return 'the end';
  }
  const store = {
    async commitSlice({ head }: Slice): Promise<SliceOutcome> {
      const call = calls[head.version - 1];
      if (call === undefined) throw new Error('a slice too many');
      events.push(`sent ${head.version}`);
      call.begun.resolve();
      const outcome = await call.outcome.promise;
      events.push(`${outcome.kind} ${head.version}`);
      return outcome;
    },
  };
  return { events, calls, slices: decide(), store };
}

describe('slices', () => {
  it('are sent when the one before is in, and decided while it is on its way', async () => {
    const { events, calls, slices, store } = createWorld(3);
    const committed = commitSlices({ store, letCallsLeave: setImmediate }, HEAD, slices);
    for (const { begun, outcome } of calls) {
      await begun.promise;
      outcome.resolve({ kind: 'committed' });
    }
    const { head, lostIds, slices: all, end } = await committed;
    expect([head.version, lostIds.size, all.length, end]).toEqual([3, 0, 3, 'the end']);
    const order = (event: string) => events.indexOf(event);
    expect(order('sent 2')).toBeGreaterThan(order('committed 1'));
    expect(order('sent 3')).toBeGreaterThan(order('committed 2'));
    expect(order('decided 2')).toBeGreaterThan(order('sent 1'));
  });

  it('are decided before the answer to the one before is there', async () => {
    const { events, calls, slices, store } = createWorld(2);
    const decided = createDeferred<void>();
    const told: Iterator<Slice, string, undefined> = {
      next() {
        const step = slices.next();
        if (!step.done && step.value.head.version === 2) decided.resolve();
        return step;
      },
    };
    const committed = commitSlices({ store, letCallsLeave: setImmediate }, HEAD, told);
    await decided.promise;
    expect(events).toEqual(['decided 1', 'sent 1', 'decided 2']);
    for (const { outcome } of calls) outcome.resolve({ kind: 'committed' });
    expect((await committed).head.version).toBe(2);
  });

  it('after one that was overtaken are decided and lost', async () => {
    const { events, calls, slices, store } = createWorld(3);
    calls[0]?.outcome.resolve({ kind: 'committed' });
    calls[1]?.outcome.resolve({ kind: 'superseded' });
    const {
      head,
      lostIds,
      slices: all,
      end,
    } = await commitSlices({ store, letCallsLeave: setImmediate }, HEAD, slices);
    expect([head.version, all.length, end]).toEqual([1, 3, 'the end']);
    expect([...lostIds]).toEqual([rowId('BT028', 2), rowId('BT028', 3)]);
    expect(events).not.toContain('sent 3');
  });

  it('that are none end at once and leave the head', async () => {
    const { slices, store } = createWorld(0);
    const {
      head,
      slices: all,
      end,
    } = await commitSlices({ store, letCallsLeave: setImmediate }, HEAD, slices);
    expect([head, all, end]).toEqual([HEAD, [], 'the end']);
  });
});

describe('a failure', () => {
  it('of the next decision is told when the slice on its way has ended', async () => {
    const { events, calls, store } = createWorld(1);
    const failing: Iterator<Slice, string, undefined> = {
      next() {
        if (events.length > 0) throw new Error('a bug');
        return { done: false, value: toSlice(1) };
      },
    };
    let isOver = false;
    const committed = commitSlices({ store, letCallsLeave: setImmediate }, HEAD, failing).finally(
      () => {
        isOver = true;
      },
    );
    const refusal = expect(committed).rejects.toThrow('a bug');
    await calls[0]?.begun.promise;
    await setImmediate();
    await setImmediate();
    expect(isOver).toBe(false);
    calls[0]?.outcome.resolve({ kind: 'committed' });
    await refusal;
    expect(events).toEqual(['sent 1', 'committed 1']);
  });

  it('of the slice is told before one of the decision, and neither is left unheard', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown) => unheard.push(error);
    process.on('unhandledRejection', hear);
    let asked = 0;
    const failing: Iterator<Slice, string, undefined> = {
      next() {
        asked += 1;
        if (asked > 1) throw new Error('a bug');
        return { done: false, value: toSlice(1) };
      },
    };
    const store = { commitSlice: () => Promise.reject(new Error('the table is gone')) };
    await expect(
      commitSlices({ store, letCallsLeave: setImmediate }, HEAD, failing),
    ).rejects.toThrow('the table is gone');
    await setImmediate();
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });
});
