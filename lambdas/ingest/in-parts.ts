/** Calls that take a bounded number of values, one after another, for as long as there is time. */

/** @returns how many values were taken before time ran out */
export async function inParts<Value>(
  values: readonly Value[],
  size: number,
  inTime: () => boolean,
  call: (part: readonly Value[]) => Promise<void>,
): Promise<number> {
  let taken = 0;
  while (taken < values.length && inTime()) {
    const part = values.slice(taken, taken + size);
    await call(part);
    taken += part.length;
  }
  return taken;
}
