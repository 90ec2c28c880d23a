/** Asks for a secret as soon as a process starts: the first request then waits less for it. */

export type EarlySecret = {
  readonly read: () => Promise<string>;
  /** Whether it was read once. */
  readonly isAtHand: () => boolean;
};

/**
 * A first reading that fails is nobody's failure, as the process may have been frozen meanwhile:
 * whoever asks then reads anew.
 */
export function createEarlySecret(read: () => Promise<string>): EarlySecret {
  let isAtHand = false;
  const readOnce = async () => {
    const secret = await read();
    isAtHand = true;
    return secret;
  };
  const first = readOnce().then(
    () => undefined,
    () => undefined,
  );
  return { read: () => first.then(readOnce), isAtHand: () => isAtHand };
}
