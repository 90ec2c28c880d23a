/** Several things at once, none of which is left behind: no call goes on after the answer. */

/**
 * Lets calls that were just made leave this process before its own work begins. In a function that
 * is a turn of its event loop.
 */
export type LetCallsLeave = () => Promise<void>;

/** Where nothing is gained: calls are answered within this process, or nobody waits. */
export const AT_ONCE: LetCallsLeave = async () => undefined;

/**
 * Work of our own while a call is under way, as the table is another machine.
 *
 * @throws what the call threw, else what the work threw, when both have ended
 */
export function during<Called, Worked>(
  letCallsLeave: LetCallsLeave,
  call: Promise<Called>,
  work: () => Worked,
): Promise<readonly [Called, Awaited<Worked>]> {
  return waitForAll([call, letCallsLeave().then(work)]);
}

/** @throws what the first of them that failed threw, when all have ended */
export async function waitForAll<const Values extends readonly unknown[]>(
  values: Values,
): Promise<{ -readonly [place in keyof Values]: Awaited<Values[place]> }> {
  await Promise.allSettled(values);
  // In their order, and at once by now.
  return Promise.all(values);
}
