// Faults planned for the calls to come: a place, a kind, and how often or how long.

export type HttpFaultKind =
  /** The API answers 503. */
  | 'down'
  /** The caller hears nothing and nothing was done. */
  | 'timeoutBefore'
  /** The caller hears nothing, but everything was done. */
  | 'timeoutAfter'
  /** The request arrives twice; the caller hears the first answer. */
  | 'duplicate'
  /** The caller hears nothing; the request arrives later. */
  | 'delay'
  /** The API answers 429. */
  | 'throttle';
export type TableFaultKind =
  | 'down'
  | 'timeoutBefore'
  | 'timeoutAfter'
  | 'throttle'
  /** The next transaction meets another one. */
  | 'conflict';

export type MailFaultKind =
  | 'down'
  /** The mail service takes no more for now. */
  | 'throttle'
  | 'timeoutBefore'
  /** The mail is taken, and its sender never hears so. */
  | 'timeoutAfter'
  /** The function that sends dies before the mail is taken. */
  | 'kill';

type Extent = {
  /** How many calls; 1 when neither this nor an end is given. */
  readonly count?: number;
  /** By the caller's clock, exclusive. */
  readonly untilMs?: number;
};

export type HttpFault = Extent & {
  readonly at: 'http';
  readonly kind: HttpFaultKind;
  /** Undefined is every path; of several, each is one of them. */
  readonly path?: string | readonly string[];
  /** For `delay`; two minutes when not given. */
  readonly delayMs?: number;
};
export type TableFault = Extent & { readonly at: 'table'; readonly kind: TableFaultKind };
export type MailFault = Extent & {
  readonly at: 'mail';
  readonly kind: MailFaultKind;
  /** So many mails go well before. */
  readonly afterCalls?: number;
};
/** The scheduler hands the next run over twice, both at once. */
export type ScheduleFault = Extent & {
  readonly at: 'schedule';
  readonly kind: 'duplicate';
  /** Last part of the function's name. */
  readonly functionName: string;
};
export type CloudFault = HttpFault | TableFault | MailFault | ScheduleFault;

export type FaultPlan = {
  add(fault: CloudFault): void;
  clear(): void;
  takeHttp(path: string): HttpFault | undefined;
  /** @param isTransaction only a transaction can meet another one */
  takeTable(isTransaction: boolean): TableFault | undefined;
  takeMail(): MailFault | undefined;
  takeSchedule(functionName: string): ScheduleFault | undefined;
};

type Planned = { readonly fault: CloudFault; remaining: number; toPass: number };

export function createFaultPlan(now: () => number): FaultPlan {
  let planned: Planned[] = [];

  function take<Fault extends CloudFault>(
    matches: (fault: CloudFault) => fault is Fault,
  ): Fault | undefined {
    const nowMs = now();
    planned = planned.filter(
      ({ fault, remaining }) => remaining > 0 && (fault.untilMs ?? Infinity) > nowMs,
    );
    for (const entry of planned) {
      const { fault } = entry;
      if (!matches(fault)) continue;
      if (entry.toPass > 0) {
        entry.toPass -= 1;
        continue;
      }
      entry.remaining -= 1;
      return fault;
    }
    return undefined;
  }

  return {
    add(fault) {
      const unlimited = fault.untilMs === undefined ? 1 : Infinity;
      const toPass = fault.at === 'mail' ? (fault.afterCalls ?? 0) : 0;
      planned.push({ fault, remaining: fault.count ?? unlimited, toPass });
    },
    clear() {
      planned = [];
    },
    takeHttp: (path) =>
      take(
        (fault): fault is HttpFault =>
          fault.at === 'http' && (fault.path === undefined || [fault.path].flat().includes(path)),
      ),
    takeTable: (isTransaction) =>
      take(
        (fault): fault is TableFault =>
          fault.at === 'table' && (fault.kind !== 'conflict' || isTransaction),
      ),
    takeMail: () => take((fault): fault is MailFault => fault.at === 'mail'),
    takeSchedule: (functionName) =>
      take(
        (fault): fault is ScheduleFault =>
          fault.at === 'schedule' && functionName.endsWith(`-${fault.functionName}`),
      ),
  };
}
