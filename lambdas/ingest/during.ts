/** Work of our own while a call is under way. */
import { waitForAll } from '../wait-for-all.ts';

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
