// What the host and a worker thread tell each other.

import type { RangeRef } from './calls.ts';

export type LogLevel = 'log' | 'info' | 'warn' | 'error';

export type LogLine = {
  readonly level: LogLevel;
  readonly text: string;
  readonly atMs: number;
};

type AuthModeName = 'NONE' | 'LIMITED' | 'CUSTOM_FUNCTION' | 'FULL';

type EventBase = { readonly authMode: AuthModeName; readonly triggerUid?: string };

/** The event object's contents; the object itself is made inside the script's context. */
export type EventData =
  | { readonly kind: 'none' }
  | (EventBase & { readonly kind: 'open'; readonly userEmail: string })
  | (EventBase & {
      readonly kind: 'edit';
      readonly userEmail: string;
      readonly range: RangeRef;
      readonly value?: string;
      readonly oldValue?: string;
    })
  | (EventBase & {
      readonly kind: 'change';
      readonly userEmail: string;
      readonly changeType: string;
    })
  | (EventBase & { readonly kind: 'clock'; readonly atMs: number });

/** What an execution knows without asking; read by the script's context as JSON. */
export type ExecutionSetup = {
  readonly functionName: string;
  readonly event: EventData;
  readonly spreadsheetId: string;
  readonly scriptId: string;
  readonly scriptTimeZone: string;
  /** Seeds Math.random. */
  readonly randomSeed: number;
  /** Makes the execution's UUIDs; never the same twice. */
  readonly uuidSeed: string;
};

export type StartMessage = {
  readonly kind: 'start';
  readonly setup: ExecutionSetup;
  readonly codeKey: string;
  /** Sent the first time a worker meets this code. */
  readonly code: string | undefined;
  readonly nowMs: number;
  /** Whether time also passes between calls. */
  readonly live: boolean;
};

export type ErrorData = {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
};

export type WorkerMessage =
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly argsJson: string;
      readonly logs: readonly LogLine[];
    }
  | {
      readonly kind: 'finish';
      readonly error: ErrorData | undefined;
      /** JSON of what the function returned; undefined for nothing. */
      readonly returned: string | undefined;
      readonly logs: readonly LogLine[];
    };

export type ReplyMessage = { readonly answerJson: string; readonly nowMs: number };

export type WorkerSetup = {
  readonly runtimeCode: string;
  readonly signal: SharedArrayBuffer;
};
