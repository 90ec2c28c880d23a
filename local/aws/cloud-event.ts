// What the local cloud reports as it happens, for a timeline.
import type { InvocationRefusal, InvocationResult } from './invocation.ts';

export type CloudEvent =
  | {
      readonly kind: 'request';
      readonly atMs: number;
      readonly requestId: string;
      readonly method: string;
      readonly path: string;
      /** Undefined when the caller was left without an answer. */
      readonly status: number | undefined;
      readonly fault: string | undefined;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'invocation';
      readonly atMs: number;
      readonly functionName: string;
      readonly source: InvocationSource;
      readonly result: InvocationResult | InvocationRefusal;
    }
  | {
      readonly kind: 'denied';
      readonly atMs: number;
      readonly functionName: string;
      readonly action: string;
      readonly resource: string;
    }
  | { readonly kind: 'tableFault'; readonly atMs: number; readonly fault: string }
  | { readonly kind: 'mailFault'; readonly atMs: number; readonly fault: string }
  | { readonly kind: 'deadLetter'; readonly atMs: number; readonly letter: DeadLetter };

export type InvocationSource = 'http' | 'schedule' | 'retry' | 'bus' | 'host';

export type DeadLetter = {
  readonly queue: string;
  readonly atMs: number;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
};
