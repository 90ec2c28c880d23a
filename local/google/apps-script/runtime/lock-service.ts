// LockService: locks between executions of the same document or script.

import type { LockScope } from '../calls.ts';
import { type Bridge, exception } from './bridge.ts';
import { strict } from './strict.ts';

export function createLockService({ call }: Bridge) {
  function lock(scope: LockScope) {
    let held = false;
    const tryLock = (timeoutMs: number): boolean => {
      held = call('Lock.tryLock', { scope, timeoutMs });
      return held;
    };
    return strict('Lock', {
      tryLock,
      waitLock(timeoutMs: number): void {
        if (!tryLock(timeoutMs)) {
          throw exception('Lock timeout: another process was holding the lock for too long.');
        }
      },
      hasLock: (): boolean => held,
      releaseLock(): void {
        if (!held) return;
        call('Lock.releaseLock', { scope });
        held = false;
      },
    });
  }
  const locks = { document: lock('document'), script: lock('script') };
  return strict('LockService', {
    getDocumentLock: () => locks.document,
    getScriptLock: () => locks.script,
  });
}
