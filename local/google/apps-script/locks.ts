// Which execution holds which lock.

export type Locks = {
  isFree(key: string, executionId: number): boolean;
  take(key: string, executionId: number): void;
  release(key: string, executionId: number): void;
  /** When an execution ends, in whatever way. */
  releaseAll(executionId: number): void;
};

export function createLocks(): Locks {
  const holders = new Map<string, number>();
  return {
    isFree: (key, executionId) => (holders.get(key) ?? executionId) === executionId,
    take(key, executionId) {
      holders.set(key, executionId);
    },
    release(key, executionId) {
      if (holders.get(key) === executionId) holders.delete(key);
    },
    releaseAll(executionId) {
      for (const [key, holder] of holders) if (holder === executionId) holders.delete(key);
    },
  };
}
