/** Finds few steps that still fail: drops parts of them, smaller and smaller ones. */
import type { Step } from '../scenario/scenario-file.ts';

export type Shrinking = {
  readonly steps: readonly Step[];
  /** Whether these steps alone still fail in the same way. */
  readonly fails: (steps: readonly Step[]) => Promise<boolean>;
  readonly maxTries: number;
};

/** Delta debugging, with a bound; the longest part is dropped first. */
export async function shrinkSteps({ steps, fails, maxTries }: Shrinking): Promise<readonly Step[]> {
  let current = steps;
  let tries = 0;
  const tryOnly = async (candidate: readonly Step[]): Promise<boolean> => {
    if (tries >= maxTries) return false;
    tries += 1;
    return fails(candidate);
  };
  for (let size = Math.ceil(current.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = current.length - size; at > -size; at -= size) {
      const from = Math.max(0, at);
      const candidate = [...current.slice(0, from), ...current.slice(at + size)];
      if (candidate.length < current.length && (await tryOnly(candidate))) current = candidate;
    }
  }
  return shrinkTogether(current, tryOnly);
}

/** Acts of a `together` one by one. */
async function shrinkTogether(
  steps: readonly Step[],
  tryOnly: (candidate: readonly Step[]) => Promise<boolean>,
): Promise<readonly Step[]> {
  let current = steps;
  for (const [index, step] of steps.entries()) {
    if (step.do !== 'together') continue;
    let { actions } = step;
    for (let at = actions.length - 1; at >= 0 && actions.length > 1; at -= 1) {
      const fewer = actions.filter((_, place) => place !== at);
      const changed: Step = { ...step, actions: fewer };
      const candidate = current.map((one, place) => (place === index ? changed : one));
      if (await tryOnly(candidate)) {
        current = candidate;
        actions = fewer;
      }
    }
  }
  return current;
}
