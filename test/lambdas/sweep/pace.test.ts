/** Reads are spaced so that no minute has more of them than Google takes. */
import { expect, it } from 'vitest';
import { createPace, READ_PACE } from '../../../lambdas/sweep/pace.ts';

/** Moments at which reads began, were each asked for as soon as the one before began. */
async function begin(count: number, restAfter = count): Promise<readonly number[]> {
  const clock = { now: 0 };
  const pace = createPace({
    ...READ_PACE,
    now: () => clock.now,
    pause: async (delayMs) => {
      clock.now += delayMs;
    },
  });
  const moments: number[] = [];
  for (let number = 0; number < count; number += 1) {
    if (number === restAfter) clock.now += 600_000;
    await pace.turn();
    moments.push(clock.now);
  }
  return moments;
}

it('lets a few begin at once, then one at a time', async () => {
  const moments = await begin(READ_PACE.burst + 2);
  expect(moments.slice(0, READ_PACE.burst)).toEqual(Array(READ_PACE.burst).fill(0));
  expect(moments.slice(READ_PACE.burst)).toEqual([READ_PACE.intervalMs, 2 * READ_PACE.intervalMs]);
});

it.each([200, 40])('never begins 60 within a minute, also after a rest', async (restAfter) => {
  const moments = await begin(200, restAfter);
  const most = Math.max(
    ...moments.map((from) => moments.filter((at) => at >= from && at < from + 60_000).length),
  );
  expect(most).toBe(READ_PACE.burst + 60_000 / READ_PACE.intervalMs - 1);
  expect(most).toBeLessThan(60);
});
