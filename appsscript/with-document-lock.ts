/** Runs something while no other execution of this spreadsheet does. */
export function withDocumentLock<Result>(
  waitMs: number,
  run: () => Result,
): { readonly kind: 'done'; readonly result: Result } | { readonly kind: 'busy' } {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(waitMs)) return { kind: 'busy' };
  try {
    return { kind: 'done', result: run() };
  } finally {
    lock.releaseLock();
  }
}
