/** One run of a peer's script at a time: two at once would be an easy point against each of them. */

const LOCK_WAIT_MS = 30_000;

/** Left to the next run when another does not end in time. */
export function runLocked(run: () => void): void {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(LOCK_WAIT_MS)) return;
  try {
    run();
  } finally {
    lock.releaseLock();
  }
}
