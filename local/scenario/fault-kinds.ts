/** Which faults each place knows. */
import type { HttpFaultKind, TableFaultKind } from '../aws/fault-plan.ts';

const INGEST = [
  'down',
  'timeoutBefore',
  'timeoutAfter',
  'duplicate',
  'delay',
  'throttle',
] as const satisfies readonly HttpFaultKind[];
const TABLE = [
  'down',
  'timeoutBefore',
  'timeoutAfter',
  'throttle',
  'conflict',
] as const satisfies readonly TableFaultKind[];

export const FAULT_KINDS = {
  ingest: INGEST,
  table: TABLE,
  sheets: ['down', 'timeoutBefore', 'timeoutAfter', 'throttle'],
  trigger: ['dropEvent', 'duplicate', 'delay', 'killAfterCalls'],
  /** The system sends no mail yet. */
  mail: [],
} as const satisfies { readonly [place: string]: readonly string[] };
