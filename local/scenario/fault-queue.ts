/** Planned faults of the places that ask for theirs when a call comes. */
import type { TriggerFault } from '../google/apps-script/script-host.ts';
import type { Step } from './scenario-file.ts';

export type FaultStep = Extract<Step, { do: 'fault' }>;

export type FaultQueue = {
  add(step: FaultStep): void;
  /** The oldest one that is still on; it is one call shorter then. */
  take(at: FaultStep['at'], applies?: (kind: FaultStep['kind']) => boolean): FaultStep | undefined;
  clear(): void;
};

type Planned = { readonly step: FaultStep; readonly untilMs: number; remaining: number };

const TRIGGER_DELAY_MS = 120_000;

/** How long a fault lasts: so many calls, or until a time in epoch milliseconds. */
export function toExtent({ minutes, count }: FaultStep, nowMs: number) {
  return minutes === undefined ? { count: count ?? 1 } : { untilMs: nowMs + minutes * 60_000 };
}

export function createFaultQueue(now: () => number): FaultQueue {
  let planned: Planned[] = [];
  return {
    add(step) {
      const extent = toExtent(step, now());
      planned.push({
        step,
        untilMs: extent.untilMs ?? Number.POSITIVE_INFINITY,
        remaining: extent.count ?? Number.POSITIVE_INFINITY,
      });
    },
    take(at, applies = () => true) {
      const next = planned.find(
        ({ step, untilMs, remaining }) =>
          step.at === at && applies(step.kind) && remaining > 0 && now() < untilMs,
      );
      if (next === undefined) return undefined;
      next.remaining -= 1;
      return next.step;
    },
    clear() {
      planned = [];
    },
  };
}

export function toTriggerFault(step: FaultStep | undefined): TriggerFault | undefined {
  switch (step?.kind) {
    case 'dropEvent':
      return { kind: 'drop' };
    case 'duplicate':
      return { kind: 'duplicate' };
    case 'delay':
      return { kind: 'delay', ms: TRIGGER_DELAY_MS };
    case 'killAfterCalls':
      return { kind: 'kill', afterCalls: step.n ?? 0 };
    default:
      return undefined;
  }
}
