/** Which faults each place knows. */
import type { HttpFaultKind, MailFaultKind, TableFaultKind } from '../aws/fault-plan.ts';

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

export const MAIL = [
  'down',
  'timeoutBefore',
  'timeoutAfter',
  'throttle',
] as const satisfies readonly MailFaultKind[];

export const FAULT_KINDS = {
  ingest: INGEST,
  table: TABLE,
  sheets: ['down', 'timeoutBefore', 'timeoutAfter', 'throttle'],
  trigger: ['dropEvent', 'duplicate', 'delay', 'killAfterCalls'],
  /** Also the double delivery of the run that sends, and its death after so many mails. */
  mail: [...MAIL, 'duplicate', 'killAfterCalls'],
} as const satisfies { readonly [place: string]: readonly string[] };
