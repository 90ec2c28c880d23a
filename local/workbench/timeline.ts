// The latest things that happened inside the system, for whoever watches it from a page.
import type { TimelineEntry } from './api/timeline-api.ts';

export type NewTimelineEntry = Omit<TimelineEntry, 'id'>;

export type Timeline = {
  add(entry: NewTimelineEntry): void;
  /** Oldest first; those after an id, or all that are remembered. */
  list(afterId?: number): readonly TimelineEntry[];
  /** @returns how to stop listening */
  subscribe(listener: (entry: TimelineEntry) => void): () => void;
};

const MAX_ENTRIES = 1_000;

export function createTimeline(): Timeline {
  const entries: TimelineEntry[] = [];
  const listeners = new Set<(entry: TimelineEntry) => void>();
  let nextId = 1;
  return {
    add(made) {
      const entry = { ...made, id: nextId };
      nextId += 1;
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) entries.shift();
      for (const listener of [...listeners]) listener(entry);
    },
    list: (afterId = 0) => entries.filter(({ id }) => id > afterId),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
