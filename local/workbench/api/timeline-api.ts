// What happened inside the system, as the timeline shows it.

/** GET /api/timeline, and the event «happened» of GET /api/events. */
export type TimelineEntry = {
  /** Grows with each entry. */
  readonly id: number;
  /** When it ended, epoch milliseconds of the system's clock. */
  readonly atMs: number;
  readonly kind: TimelineKind;
  /** Of the spreadsheet it is about, where it is about one. */
  readonly key?: string;
  readonly outcome: 'ok' | 'failed' | 'noted';
  readonly durationMs?: number;
  /** A function's name, a path, the kind of an action: what a developer would look for. */
  readonly what: string;
  /** Figures and codes worth showing. */
  readonly facts: { readonly [name: string]: string | number };
};

export type TimelineKind =
  | 'action'
  | 'execution'
  | 'request'
  | 'transaction'
  | 'publication'
  | 'mail'
  | 'run'
  | 'fault'
  | 'clock';
