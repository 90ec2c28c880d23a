/** Several things at once, none of which is left behind: no call goes on after the answer. */

/** @throws what the first of them that failed threw, when all have ended */
export async function waitForAll<const Values extends readonly unknown[]>(
  values: Values,
): Promise<{ -readonly [place in keyof Values]: Awaited<Values[place]> }> {
  await Promise.allSettled(values);
  // In their order, and at once by now.
  return Promise.all(values);
}
