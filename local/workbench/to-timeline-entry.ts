// Puts what the local system reports into the words of the timeline.
import type { CloudEvent } from '../aws/cloud-event.ts';
import type { InvocationResult } from '../aws/invocation.ts';
import type { ExecutionLog } from '../google/apps-script/execution.ts';
import type { SystemEvent } from '../system.ts';
import type { TimelineKind } from './api/timeline-api.ts';
import type { NewTimelineEntry } from './timeline.ts';

export type TimelineContext = {
  now(): number;
  /** Of a spreadsheet by Google's id. */
  keyOf(spreadsheetId: string): string | undefined;
};

/** @returns undefined for what nobody watches for */
export function toTimelineEntry(
  event: SystemEvent,
  context: TimelineContext,
): NewTimelineEntry | undefined {
  return event.kind === 'execution'
    ? toExecutionEntry(event.log, context)
    : toCloudEntry(event.event);
}

function toExecutionEntry(log: ExecutionLog, { keyOf }: TimelineContext): NewTimelineEntry {
  const key = keyOf(log.spreadsheetId);
  const { calls, error } = log;
  return {
    atMs: log.startedAtMs + log.durationMs,
    kind: 'execution',
    ...(key === undefined ? {} : { key }),
    outcome: log.outcome === 'completed' ? 'ok' : 'failed',
    durationMs: log.durationMs,
    what: log.functionName,
    facts: {
      trigger: log.type,
      ...(log.outcome === 'completed' ? {} : { outcome: log.outcome }),
      ...(calls.fetch === 0 ? {} : { requests: calls.fetch }),
      sheetCalls: calls.sheet,
      ...(error === undefined ? {} : { error: error.message }),
    },
  };
}

function toCloudEntry(event: CloudEvent): NewTimelineEntry | undefined {
  switch (event.kind) {
    case 'request':
      return {
        atMs: event.atMs + event.durationMs,
        kind: 'request',
        outcome: event.status !== undefined && event.status < 400 ? 'ok' : 'failed',
        durationMs: event.durationMs,
        what: `${event.method} ${event.path}`,
        facts: {
          ...(event.status === undefined ? {} : { status: event.status }),
          ...(event.fault === undefined ? {} : { fault: event.fault }),
        },
      };
    case 'invocation':
      return toInvocationEntry(event);
    case 'tableFault':
    case 'mailFault':
      return {
        atMs: event.atMs,
        kind: 'fault',
        outcome: 'failed',
        what: event.kind,
        facts: { fault: event.fault },
      };
    case 'denied':
      return {
        atMs: event.atMs,
        kind: 'fault',
        outcome: 'failed',
        what: event.action,
        facts: { function: event.functionName },
      };
    case 'deadLetter':
      return {
        atMs: event.atMs,
        kind: 'fault',
        outcome: 'failed',
        what: 'deadLetter',
        facts: { queue: event.letter.queue },
      };
    default:
      return undefined;
  }
}

type Invocation = Extract<CloudEvent, { kind: 'invocation' }>;

/** By the last part of the function's name. */
const KINDS: { readonly [name: string]: TimelineKind } = {
  ingest: 'transaction',
  summarize: 'publication',
  digest: 'mail',
};

function toInvocationEntry({
  atMs,
  functionName,
  source,
  result,
}: Invocation): NewTimelineEntry | undefined {
  const name = functionName.split('-').at(-1) ?? functionName;
  const kind = KINDS[name] ?? 'run';
  if ('kind' in result) {
    return { atMs, kind, outcome: 'failed', what: name, facts: { source, refused: result.reason } };
  }
  const line = readLogLine(result);
  const { unit } = line;
  return {
    atMs: atMs + result.durationMs,
    kind,
    ...(typeof unit === 'string' ? { key: unit } : {}),
    outcome: toOutcome(result, line),
    durationMs: result.durationMs,
    what: name,
    facts: { source, ...toFacts(line), ...toError(result) },
  };
}

/** A handler that refused a request did its work, but nothing was stored. */
function toOutcome({ outcome }: InvocationResult, { code }: LogLine): 'ok' | 'failed' | 'noted' {
  if (outcome.kind !== 'success') return 'failed';
  return code === undefined || code === 'ok' ? 'ok' : 'noted';
}

function toError({ outcome }: InvocationResult): { readonly error?: string } {
  return outcome.kind === 'success' ? {} : { error: outcome.error.errorMessage };
}

type LogLine = { readonly [name: string]: unknown };

/** The one line a handler says about what it did; others are the metrics'. */
function readLogLine({ logs }: InvocationResult): LogLine {
  for (const text of logs.toReversed()) {
    const line = parseLine(text);
    if (line !== undefined && typeof line.message === 'string') return line;
  }
  return {};
}

function parseLine(text: string): LogLine | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return undefined;
  }
}

/** Of the logger itself, or shown otherwise. */
const LEFT_OUT = new Set([
  'level',
  'message',
  'timestamp',
  'service',
  'sampling_rate',
  'unit',
  'requestId',
  'durationMs',
  'xray_trace_id',
]);

function toFacts(line: LogLine): { readonly [name: string]: string | number } {
  const facts: { [name: string]: string | number } = {};
  for (const [name, value] of Object.entries(line)) {
    if (LEFT_OUT.has(name)) continue;
    if (typeof value === 'string' || typeof value === 'number') facts[name] = value;
  }
  return facts;
}
