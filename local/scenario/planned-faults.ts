/** Faults a scenario plants: each place takes them from here as its calls come. */
import { unreachable } from '../../core/unreachable.ts';
import type { LocalCloud } from '../aws/local-cloud.ts';
import type { Clock } from '../clock.ts';
import type { ExecutionType } from '../google/apps-script/execution.ts';
import type { TriggerFault } from '../google/apps-script/script-host.ts';
import type { SheetsApiFault } from '../google/sheets-api/start-sheets-api.ts';
import { FAULT_KINDS } from './fault-kinds.ts';
import type { FaultStep } from './fault-queue.ts';
import { createFaultQueue, toExtent, toTriggerFault } from './fault-queue.ts';

export type PlannedFaults = {
  add(step: FaultStep, cloud: Pick<LocalCloud, 'addFault'>): void;
  takeTrigger(start: { readonly type: ExecutionType }): TriggerFault | undefined;
  takeSheets(): SheetsApiFault | undefined;
};

export function createPlannedFaults(clock: Clock): PlannedFaults {
  const queue = createFaultQueue(clock.now);
  return {
    add(step, cloud) {
      const extent = toExtent(step, clock.now());
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
          queue.add(step);
          return;
        default:
          unreachable(step.at);
      }
    },
    takeTrigger({ type }) {
      // Only events can be lost, doubled or late; any execution can be killed.
      const isEvent = type === 'edit' || type === 'change';
      return toTriggerFault(queue.take('trigger', (kind) => isEvent || kind === 'killAfterCalls'));
    },
    takeSheets: () => toSheetsFault(queue.take('sheets')),
  };
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
