/** Faults: what went wrong outside a decision, by a code from one table. */

export type FaultDetails = {
  'sync.bad_reply': { readonly status: number };
  'config.invalid': { readonly name: string; readonly reason: string };
  'store.conflict': { readonly unit: string };
  'store.corrupt_item': { readonly pk: string; readonly sk: string; readonly reason: string };
  'publish.unverified': { readonly spreadsheetId: string; readonly reason: string };
  'report.not_stored': { readonly key: string; readonly reason: string };
  'digest.publication_late': { readonly publication: number; readonly units: number };
  'digest.report_differs': { readonly publication: number; readonly found: number };
  'digest.unknown_event': { readonly keys: string };
};
export type FaultCode = keyof FaultDetails;

export class Fault<Code extends FaultCode = FaultCode> extends Error {
  readonly code: Code;
  readonly details: FaultDetails[Code];
  readonly cause: unknown;

  constructor(code: Code, details: FaultDetails[Code], options?: { readonly cause?: unknown }) {
    super(`${code} ${JSON.stringify(details)}`);
    this.cause = options?.cause;
    this.name = 'Fault';
    this.code = code;
    this.details = details;
  }
}
