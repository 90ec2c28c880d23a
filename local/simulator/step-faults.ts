/** Carries out `fault` steps: requests and the table fail at the server, the rest where it is asked. */
import type { TriggerFault } from '../google/apps-script/script-host.ts';
import { FAULT_KINDS } from '../scenario/fault-kinds.ts';
import type { FaultStep } from '../scenario/fault-queue.ts';
import { createFaultQueue, toExtent, toTriggerFault } from '../scenario/fault-queue.ts';
import type { PublicationFault } from './memory-publication.ts';
import type { SimulatedServer } from './simulated-server.ts';
import { SYNC_PATH } from './simulated-server.ts';

export type StepFaults = {
  add(step: FaultStep, server: Pick<SimulatedServer, 'addFault'>): void;
  clear(): void;
  takeTrigger(): TriggerFault | undefined;
  takeSheets(): PublicationFault | undefined;
};

export function createStepFaults(now: () => number): StepFaults {
  const queue = createFaultQueue(now);
  return {
    add(step, server) {
      const extent = toExtent(step, now());
      const http = FAULT_KINDS.ingest.find((kind) => kind === step.kind);
      const table = FAULT_KINDS.table.find((kind) => kind === step.kind);
      if (step.at === 'ingest' && http !== undefined) {
        server.addFault({ at: 'http', path: SYNC_PATH, kind: http, ...extent });
      } else if (step.at === 'table' && table !== undefined) {
        server.addFault({ at: 'table', kind: table, ...extent });
      } else {
        queue.add(step);
      }
    },
    clear: queue.clear,
    takeTrigger: () => toTriggerFault(queue.take('trigger')),
    takeSheets() {
      const kind = queue.take('sheets')?.kind;
      return FAULT_KINDS.sheets.find((one) => one === kind);
    },
  };
}
