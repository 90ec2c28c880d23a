// Saves a while after the last change, and at the latest a longer while after the first.

export type Autosave = {
  /** Something changed. */
  note(): void;
  /** Saves now if anything changed since the last time. */
  flush(): void;
};

type AutosaveOptions = {
  save(): void;
  /** What is not saved stays noted: the next change or the end tries again. */
  onFailure(error: unknown): void;
  readonly quietMs: number;
  readonly longestMs: number;
};

export function createAutosave({ save, onFailure, quietMs, longestMs }: AutosaveOptions): Autosave {
  let quiet: NodeJS.Timeout | undefined;
  let longest: NodeJS.Timeout | undefined;
  let isDirty = false;

  function flush(): void {
    clearTimeout(quiet);
    clearTimeout(longest);
    longest = undefined;
    if (!isDirty) return;
    try {
      save();
      isDirty = false;
    } catch (error) {
      onFailure(error);
    }
  }

  return {
    note() {
      isDirty = true;
      clearTimeout(quiet);
      quiet = setTimeout(flush, quietMs);
      longest ??= setTimeout(flush, longestMs);
    },
    flush,
  };
}
