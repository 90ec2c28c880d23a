/** Several things at once, none of which is left behind: no call goes on after the answer. */
import { setImmediate } from 'node:timers/promises';

/**
 * Work of our own while a call is under way, as the table is another machine. It begins once the
 * call has left.
 *
 * @throws what the call threw, else what the work threw, when both have ended
 */
export function during<Called, Worked>(
  call: Promise<Called>,
  work: () => Worked,
): Promise<readonly [Called, Awaited<Worked>]> {
  return waitForAll([call, setImmediate().then(work)]);
}

/** @throws what the first of them that failed threw, when all have ended */
export async function waitForAll<const Values extends readonly unknown[]>(
  values: Values,
): Promise<{ -readonly [place in keyof Values]: Awaited<Values[place]> }> {
  await Promise.allSettled(values);
  // In their order, and at once by now.
  return Promise.all(values);
}
