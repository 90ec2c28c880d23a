/** Faults a scenario plants: each place takes them from here as its calls come. */

import assert from 'node:assert/strict';
import { CATALOGUE_PATH } from '../../core/messages/catalogue-path.ts';
import { unreachable } from '../../core/unreachable.ts';
import type { CloudFault } from '../aws/fault-plan.ts';
import type { LocalCloud } from '../aws/local-cloud.ts';
import type { Clock } from '../clock.ts';
import type { ExecutionType } from '../google/apps-script/execution.ts';
import type { TriggerFault } from '../google/apps-script/script-host.ts';
import type { SheetsApiFault } from '../google/sheets-api/start-sheets-api.ts';
import { FAULT_KINDS, MAIL } from './fault-kinds.ts';
import type { FaultStep } from './fault-queue.ts';
import { createFaultQueue, toExtent, toTriggerFault } from './fault-queue.ts';

/** One function answers both. */
const INGEST_PATHS = ['/v1/sync', CATALOGUE_PATH];

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
            cloud.addFault({ at: 'http', path: INGEST_PATHS, kind, ...extent });
          }
          return;
        }
        case 'table': {
          const kind = FAULT_KINDS.table.find((one) => one === step.kind);
          if (kind !== undefined) cloud.addFault({ at: 'table', kind, ...extent });
          return;
        }
        case 'mail':
          cloud.addFault({ ...toMailFault(step), ...extent });
          return;
        case 'sheets':
        case 'trigger':
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

function toMailFault({ kind, n }: FaultStep): CloudFault {
  if (kind === 'duplicate') return { at: 'schedule', kind, functionName: 'digest' };
  if (kind === 'killAfterCalls') return { at: 'mail', kind: 'kill', afterCalls: n ?? 0 };
  const known = MAIL.find((one) => one === kind);
  assert(known, `${kind} is no fault of mail`);
  return { at: 'mail', kind: known };
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
