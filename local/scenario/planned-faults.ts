/** Faults a scenario plants: each place takes them from here as its calls come. */
import { unreachable } from '../../core/unreachable.ts';
import type { LocalCloud } from '../aws/local-cloud.ts';
import type { Clock } from '../clock.ts';
import type { ExecutionType } from '../google/apps-script/execution.ts';
import type { TriggerFault } from '../google/apps-script/script-host.ts';
import type { SheetsApiFault } from '../google/sheets-api/start-sheets-api.ts';
import { FAULT_KINDS } from './fault-kinds.ts';
import type { Step } from './scenario-file.ts';

type FaultStep = Extract<Step, { do: 'fault' }>;

type Planned = { readonly step: FaultStep; readonly untilMs: number; remaining: number };

export type PlannedFaults = {
  add(step: FaultStep, cloud: Pick<LocalCloud, 'addFault'>): void;
  takeTrigger(start: { readonly type: ExecutionType }): TriggerFault | undefined;
  takeSheets(): SheetsApiFault | undefined;
};

const DELAY_MS = 120_000;

export function createPlannedFaults(clock: Clock): PlannedFaults {
  const planned: Planned[] = [];

  function take(
    at: FaultStep['at'],
    applies: (kind: FaultStep['kind']) => boolean = () => true,
  ): FaultStep | undefined {
    const next = planned.find(
      ({ step, untilMs, remaining }) =>
        step.at === at && applies(step.kind) && remaining > 0 && clock.now() < untilMs,
    );
    if (next === undefined) return undefined;
    next.remaining -= 1;
    return next.step;
  }

  return {
    add(step, cloud) {
      const untilMs = clock.now() + (step.minutes ?? 0) * 60_000;
      const extent = step.minutes === undefined ? { count: step.count ?? 1 } : { untilMs };
      switch (step.at) {
        case 'ingest': {
          const kind = FAULT_KINDS.ingest.find((one) => one === step.kind);
          if (kind !== undefined) {
            cloud.addFault({ at: 'http', path: '/v1/sync', kind, ...extent });
          }
          return;
        }
        case 'table': {
          const kind = FAULT_KINDS.table.find((one) => one === step.kind);
          if (kind !== undefined) cloud.addFault({ at: 'table', kind, ...extent });
          return;
        }
        case 'sheets':
        case 'trigger':
        case 'mail':
          planned.push({
            step,
            untilMs: step.minutes === undefined ? Number.POSITIVE_INFINITY : untilMs,
            remaining: step.minutes === undefined ? (step.count ?? 1) : Number.POSITIVE_INFINITY,
          });
          return;
        default:
          unreachable(step.at);
      }
    },
    takeTrigger({ type }) {
      // Only events can be lost, doubled or late; any execution can be killed.
      const isEvent = type === 'edit' || type === 'change';
      return toTriggerFault(take('trigger', (kind) => isEvent || kind === 'killAfterCalls'));
    },
    takeSheets: () => toSheetsFault(take('sheets')),
  };
}

function toTriggerFault(step: FaultStep | undefined): TriggerFault | undefined {
  switch (step?.kind) {
    case 'dropEvent':
      return { kind: 'drop' };
    case 'duplicate':
      return { kind: 'duplicate' };
    case 'delay':
      return { kind: 'delay', ms: DELAY_MS };
    case 'killAfterCalls':
      return { kind: 'kill', afterCalls: step.n ?? 0 };
    default:
      return undefined;
  }
}

function toSheetsFault(step: FaultStep | undefined): SheetsApiFault | undefined {
  switch (step?.kind) {
    case 'down':
      return { kind: 'answer', status: 503, body: toErrorBody(503, 'UNAVAILABLE') };
    case 'throttle':
      return { kind: 'answer', status: 429, body: toErrorBody(429, 'RESOURCE_EXHAUSTED') };
    case 'timeoutBefore':
      return { kind: 'drop', when: 'before' };
    case 'timeoutAfter':
      return { kind: 'drop', when: 'after' };
    default:
      return undefined;
  }
}

function toErrorBody(code: number, status: string): unknown {
  return { error: { code, message: status, status } };
}
