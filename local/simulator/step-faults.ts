/** Carries out `fault` steps: requests and the table fail at the server, the rest where it is asked. */
import type { HttpFaultKind, TableFaultKind } from '../aws/fault-plan.ts';
import type { TriggerFault } from '../google/apps-script/script-host.ts';
import type { Step } from '../scenario/scenario-file.ts';
import type { PublicationFault } from './memory-publication.ts';
import type { SimulatedServer } from './simulated-server.ts';
import { SYNC_PATH } from './simulated-server.ts';

export type FaultStep = Extract<Step, { do: 'fault' }>;

type Planned = { readonly step: FaultStep; readonly untilMs: number; remaining: number };

export type StepFaults = {
  add(step: FaultStep, server: Pick<SimulatedServer, 'addFault'>): void;
  clear(): void;
  takeTrigger(): TriggerFault | undefined;
  takeSheets(): PublicationFault | undefined;
};

const HTTP_KINDS: readonly HttpFaultKind[] = [
  'down',
  'timeoutBefore',
  'timeoutAfter',
  'duplicate',
  'delay',
  'throttle',
];
const TABLE_KINDS: readonly TableFaultKind[] = [
  'down',
  'timeoutBefore',
  'timeoutAfter',
  'throttle',
  'conflict',
];
const SHEETS_KINDS: readonly PublicationFault[] = [
  'down',
  'throttle',
  'timeoutBefore',
  'timeoutAfter',
];
const TRIGGER_DELAY_MS = 120_000;

export function createStepFaults(now: () => number): StepFaults {
  let planned: Planned[] = [];

  function take(at: FaultStep['at']): FaultStep | undefined {
    const next = planned.find(
      ({ step, untilMs, remaining }) => step.at === at && remaining > 0 && now() < untilMs,
    );
    if (next === undefined) return undefined;
    next.remaining -= 1;
    return next.step;
  }

  return {
    add(step, server) {
      const untilMs = now() + (step.minutes ?? 0) * 60_000;
      const extent = step.minutes === undefined ? { count: step.count ?? 1 } : { untilMs };
      const http = HTTP_KINDS.find((kind) => kind === step.kind);
      const table = TABLE_KINDS.find((kind) => kind === step.kind);
      if (step.at === 'ingest' && http !== undefined) {
        server.addFault({ at: 'http', path: SYNC_PATH, kind: http, ...extent });
      } else if (step.at === 'table' && table !== undefined) {
        server.addFault({ at: 'table', kind: table, ...extent });
      } else {
        planned.push({
          step,
          untilMs: step.minutes === undefined ? Number.POSITIVE_INFINITY : untilMs,
          remaining: step.minutes === undefined ? (step.count ?? 1) : Number.POSITIVE_INFINITY,
        });
      }
    },
    clear() {
      planned = [];
    },
    takeTrigger: () => toTriggerFault(take('trigger')),
    takeSheets() {
      const kind = take('sheets')?.kind;
      return SHEETS_KINDS.find((one) => one === kind);
    },
  };
}

function toTriggerFault(step: FaultStep | undefined): TriggerFault | undefined {
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
