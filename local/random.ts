// A small seeded random generator, so that a run can be repeated exactly.

export type Random = {
  /** 0 ≤ x < 2^32, an integer. */
  nextUint32(): number;
  /** 0 ≤ x < 1. */
  next(): number;
  /** An integer 0 ≤ x < limit. */
  below(limit: number): number;
  /** The state to continue from later. */
  state(): number;
};

/** mulberry32: 32 bits of state, good enough to choose an order of events, not to make ids. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function nextUint32(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
  const next = () => nextUint32() / 4294967296;
  return { nextUint32, next, below: (limit) => Math.floor(next() * limit), state: () => state };
}
