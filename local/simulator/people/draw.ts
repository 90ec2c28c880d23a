/** Choices of the people of a simulation, all from one seeded generator. */
import type { Random } from '../../random.ts';

export type Draw = {
  /** An integer, both ends included. */
  between(low: number, high: number): number;
  chance(percent: number): boolean;
  /** @throws Error when there is nothing to choose from */
  oneOf<Value>(values: readonly Value[]): Value;
  /** Weights need not add up to anything. */
  weighted<Value>(choices: readonly (readonly [number, Value])[]): Value;
};

export function createDraw(random: Random): Draw {
  function oneOf<Value>(values: readonly Value[]): Value {
    const index = random.below(values.length);
    const [value] = values.slice(index, index + 1);
    if (index >= values.length) throw new Error('nothing to choose from');
    return value as Value;
  }
  return {
    between: (low, high) => low + random.below(high - low + 1),
    chance: (percent) => random.below(100) < percent,
    oneOf,
    weighted(choices) {
      const total = choices.reduce((sum, [weight]) => sum + weight, 0);
      let left = random.next() * total;
      for (const [weight, value] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return oneOf(choices)[1];
    },
  };
}
