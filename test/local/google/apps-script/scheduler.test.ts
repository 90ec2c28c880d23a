// The scheduler alone: its choice does not depend on the order in which steps arrive.

import { expect, test } from 'vitest';
import { createScheduler } from '../../../../local/google/apps-script/scheduler.ts';
import { createRandom } from '../../../../local/random.ts';

function create(seed: number) {
  const clock = { ms: 0 };
  const failures: unknown[] = [];
  const scheduler = createScheduler({
    live: false,
    now: () => clock.ms,
    advance: (ms) => {
      clock.ms += ms;
    },
    random: createRandom(seed),
    startQueued: () => {},
    onFailure: (error) => failures.push(error),
  });
  return { scheduler, clock, failures };
}

function orderOf(arrival: readonly number[], seed: number): readonly number[] {
  const { scheduler } = create(seed);
  const taken: number[] = [];
  for (const _ of arrival) scheduler.began();
  for (const ownerId of arrival) {
    scheduler.paused();
    scheduler.add({ ownerId, isReady: () => true, run: () => void taken.push(ownerId) });
  }
  return taken;
}

test('takes nothing while anything computes, then the same whatever the arrival', () => {
  for (const seed of [1, 2, 3]) {
    const order = orderOf([1, 2, 3, 4], seed);
    expect([...order].sort()).toEqual([1, 2, 3, 4]);
    expect(orderOf([4, 2, 1, 3], seed)).toEqual(order);
    expect(orderOf([3, 4, 1, 2], seed)).toEqual(order);
  }
  const orders = new Set([1, 2, 3, 4, 5].map((seed) => orderOf([1, 2, 3, 4], seed).join()));
  expect(orders.size).toBeGreaterThan(1);
});

test('moves the clock to the earliest wait when nothing else can go on', () => {
  const { scheduler, clock } = create(1);
  const taken: string[] = [];
  const wait = (ownerId: number, wakeAtMs: number) =>
    scheduler.add({
      ownerId,
      wakeAtMs,
      isReady: () => clock.ms >= wakeAtMs,
      run: () => void taken.push(`${ownerId} at ${clock.ms}`),
    });
  scheduler.began();
  wait(1, 500);
  wait(2, 200);
  scheduler.paused();
  scheduler.pump();
  expect(taken).toEqual(['2 at 200', '1 at 500']);
});

test('stands still while a step is being answered', async () => {
  const { scheduler } = create(1);
  const taken: string[] = [];
  let answer = (): void => {};
  scheduler.add({
    ownerId: 1,
    isReady: () => true,
    run: () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      }),
  });
  scheduler.add({ ownerId: 2, isReady: () => true, run: () => void taken.push('other') });
  expect(taken).toEqual([]);
  answer();
  await scheduler.settle();
  expect(taken).toEqual(['other']);
});

test('tells a wait that nothing can end', () => {
  const { scheduler, failures } = create(1);
  scheduler.add({ ownerId: 1, isReady: () => false, run: () => {} });
  expect(String(failures[0])).toContain('nothing can wake one');
});
