// The way of one row from the cell to the summary, told from what happened since it was typed.
import type { TimelineEntry } from '../api/timeline-api.ts';

export const STEP_NAMES = ['typed', 'checked', 'sent', 'stored', 'receipt', 'published'] as const;
export type StepName = (typeof STEP_NAMES)[number];

export type Step = {
  readonly name: StepName;
  readonly state: 'done' | 'failed' | 'waiting';
  /** Epoch milliseconds; undefined until it happened. */
  readonly atMs?: number;
  readonly durationMs?: number;
};

export type Followed = {
  readonly key: string;
  /** Of the row, wherever it moves. */
  readonly rowKey: number;
  /** Entries up to this id happened before. */
  readonly afterId: number;
  readonly sinceMs: number;
};

export type JourneyFacts = {
  readonly followed: Followed;
  readonly entries: readonly TimelineEntry[];
  readonly isReceiptSaved: boolean;
};

/** A later attempt takes the place of one that failed. */
export function tellJourney({ followed, entries, isReceiptSaved }: JourneyFacts): readonly Step[] {
  const since = entries.filter(({ id }) => id > followed.afterId);
  const own = since.filter(({ key }) => key === followed.key);
  // The event of a change alone checks nothing: that of the edit does.
  const runs = own.filter(({ kind, facts }) => kind === 'execution' && facts.trigger !== 'change');
  const stored = own.findLast(
    ({ kind, facts }) => kind === 'transaction' && Number(facts.slices) > 0,
  );
  const writer = stored === undefined ? runs.at(-1) : runs.find(({ id }) => id > stored.id);
  const published = since.find(
    ({ id, kind, facts }) =>
      stored !== undefined &&
      id > stored.id &&
      kind === 'publication' &&
      facts.kind === 'published',
  );
  return [
    { name: 'typed', state: 'done', atMs: followed.sinceMs },
    toStep('checked', runs[0]),
    toStep('sent', findRequest(since, writer)),
    toStep('stored', stored),
    toStep('receipt', isReceiptSaved && stored !== undefined ? writer : undefined),
    toStep('published', published),
  ];
}

/** The last one that came while the script ran: requests do not say whose they are. */
function findRequest(
  since: readonly TimelineEntry[],
  run: TimelineEntry | undefined,
): TimelineEntry | undefined {
  if (run === undefined) return undefined;
  const startMs = run.atMs - (run.durationMs ?? 0);
  return since.findLast(
    ({ id, kind, what, atMs }) =>
      kind === 'request' && what.endsWith('/v1/sync') && id < run.id && atMs >= startMs,
  );
}

function toStep(name: StepName, entry: TimelineEntry | undefined): Step {
  if (entry === undefined) return { name, state: 'waiting' };
  const { atMs, durationMs, outcome } = entry;
  return {
    name,
    state: outcome === 'failed' ? 'failed' : 'done',
    atMs,
    ...(durationMs === undefined ? {} : { durationMs }),
  };
}
