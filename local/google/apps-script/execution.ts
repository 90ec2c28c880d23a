// One run of a script function: what it was asked, what it has used, what is kept of it.

import type { UndoEntry } from '../people/undo-entry.ts';
import type { Workbook } from '../workbook/workbook.ts';
import type { Binding } from './binding.ts';
import type { DialogAnswer, DialogQuestion, RangeRef } from './calls.ts';
import type { ErrorData, EventData, LogLine } from './messages.ts';
import type { WorkerLease } from './worker-pool.ts';

export type ExecutionType = 'open' | 'edit' | 'change' | 'clock' | 'menu';

type CallCounts = { readonly fetch: number; readonly sheet: number };

type Dialog = {
  readonly question: DialogQuestion;
  readonly answer: DialogAnswer;
};

export type Outcome =
  | 'completed'
  | 'failed'
  | 'timed_out'
  /** By a planted fault. */
  | 'killed'
  /** Never started: a quota was used up. */
  | 'refused'
  /** Never started: the event was lost. */
  | 'dropped';

export type ExecutionLog = {
  readonly executionId: number;
  readonly spreadsheetId: string;
  readonly scriptId: string;
  readonly functionName: string;
  readonly type: ExecutionType;
  readonly isSimple: boolean;
  /** The account it ran as. */
  readonly user: string;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
  readonly error?: ErrorData;
  readonly calls: CallCounts;
  readonly logs: readonly LogLine[];
  readonly dialogs: readonly Dialog[];
  /** JSON of what the function returned. */
  readonly returned?: string;
};

/** Gives a dialog's answer; undefined when the person closes it. */
export type Answers =
  | readonly DialogAnswer[]
  | ((question: DialogQuestion) => Promise<DialogAnswer | undefined>);

export type ExecutionRequest = {
  readonly binding: Binding;
  readonly functionName: string;
  readonly type: ExecutionType;
  readonly isSimple: boolean;
  /** The account it runs as. */
  readonly user: string;
  /** The account at the keyboard; a clock trigger's own account. */
  readonly activeUser: string;
  readonly event: EventData;
  readonly answers: Answers;
  readonly selection: RangeRef | undefined;
  /** A planted fault: ends the execution after so many service calls. */
  readonly killAfterCalls: number | undefined;
  readonly onEnd: (log: ExecutionLog) => void;
};

export type Execution = {
  readonly id: number;
  readonly request: ExecutionRequest;
  readonly lease: WorkerLease;
  readonly startedAtMs: number;
  readonly deadlineMs: number;
  readonly logs: LogLine[];
  readonly dialogs: Dialog[];
  /** Google sends writes when they are flushed, read over, or when the execution ends. */
  pendingWrites: ((workbook: Workbook) => void)[];
  /** What it takes to take its writes back, flush by flush, where somebody keeps that. */
  readonly written: UndoEntry[];
  calls: CallCounts;
  answersUsed: number;
  isOver: boolean;
};
