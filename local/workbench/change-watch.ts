// Notices changes of spreadsheets by their revisions, whoever made them, and tells who listens.

export type WatchedSpreadsheet = {
  readonly key: string;
  readonly workbook: { readonly revision: number };
};

export type ChangeListener = (keys: readonly string[]) => void;

export type ChangeWatch = {
  /** @returns how to stop listening */
  subscribe(listener: ChangeListener): () => void;
  /** Looks now instead of at the next tick. */
  check(): void;
  stop(): void;
};

/** Comparing a few dozen numbers costs nothing; nothing that changes a workbook can be missed. */
export function createChangeWatch(
  list: () => readonly WatchedSpreadsheet[],
  everyMs: number,
): ChangeWatch {
  const listeners = new Set<ChangeListener>();
  let seen = readRevisions(list());

  function check(): void {
    const current = readRevisions(list());
    const keys = [...current.keys()].filter((key) => current.get(key) !== seen.get(key));
    seen = current;
    if (keys.length > 0) for (const listener of [...listeners]) listener(keys);
  }

  const timer = setInterval(check, everyMs);
  timer.unref();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    check,
    stop() {
      clearInterval(timer);
      listeners.clear();
    },
  };
}

function readRevisions(spreadsheets: readonly WatchedSpreadsheet[]): ReadonlyMap<string, number> {
  return new Map(spreadsheets.map(({ key, workbook }) => [key, workbook.revision]));
}
