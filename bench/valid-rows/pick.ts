/** Choices by seed. */
import type { Random } from '../../local/random.ts';

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** At most so many, in their order. */
export function pickSome<Item>(
  random: Random,
  items: readonly Item[],
  most: number,
): readonly Item[] {
  let wanted = Math.min(most, items.length);
  return items.filter((_, index) => {
    const isTaken = random.below(items.length - index) < wanted;
    if (isTaken) wanted -= 1;
    return isTaken;
  });
}

/** True in so many of a hundred cases. */
export function happens(random: Random, percent: number): boolean {
  return random.below(100) < percent;
}

/** A stream of its own for each purpose, so that a new one leaves the others as they are. */
export function toSeed(seed: number, purpose: string): number {
  let hash = seed >>> 0;
  for (let index = 0; index < purpose.length; index += 1) {
    hash = Math.imul(hash ^ purpose.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
