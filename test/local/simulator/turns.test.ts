import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../local/random.ts';
import { createTurns } from '../../../local/simulator/turns.ts';

/** Runs two requests of three steps each and tells in which order the steps came. */
async function interleave(seed: number): Promise<string> {
  const turns = createTurns(createRandom(seed));
  let order = '';
  const request = (name: string) =>
    turns.start(async (turn) => {
      for (let step = 0; step < 3; step += 1) {
        await turn();
        order += name;
      }
    });
  await Promise.all([request('a'), request('b')]);
  return order;
}

describe('createTurns', () => {
  it('lets requests come between each other, the same way for the same seed', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, (_, seed) => interleave(seed)));
    const again = await Promise.all(Array.from({ length: 20 }, (_, seed) => interleave(seed)));
    expect(again).toEqual(orders);
    expect(orders.every((order) => [...order].sort().join('') === 'aaabbb')).toBe(true);
    expect(new Set(orders).size).toBeGreaterThan(5);
  });

  it('pauses a request after so many turns until it is woken', async () => {
    const turns = createTurns(createRandom(1));
    let steps = 0;
    const done = turns.start(async (turn) => {
      for (; steps < 5; steps += 1) await turn();
      return 'done';
    }, 2);
    await turns.settle();
    expect(steps).toBe(2);
    expect(turns.hasPaused()).toBe(true);
    turns.wake();
    await turns.settle();
    expect(turns.hasPaused()).toBe(false);
    expect(await done).toBe('done');
    expect(steps).toBe(5);
  });

  it('goes on when a request fails', async () => {
    const turns = createTurns(createRandom(1));
    const broken = turns.start(async (turn) => {
      await turn();
      throw new Error('broken');
    });
    const other = turns.start(async (turn) => {
      await turn();
      await turn();
      return 'whole';
    });
    await expect(broken).rejects.toThrow('broken');
    expect(await other).toBe('whole');
  });
});
