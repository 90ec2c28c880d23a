// Hands schedules over to Lambda as EventBridge Scheduler does, and retries as both services do.
import type { DeadLetter } from './cloud-event.ts';
import type { DueQueue } from './due-queue.ts';
import type { InvocationRefusal, InvocationResult } from './invocation.ts';
import { parseScheduleExpression } from './schedule-expression.ts';

export type ScheduledTarget = {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly input: string;
  readonly functionArn: string;
  /** The scheduler's own: for what Lambda does not take. */
  readonly delivery: RetryPolicy;
  /** Lambda's: for what the function fails at. */
  readonly execution: RetryPolicy;
};

type RetryPolicy = {
  readonly maxRetries: number;
  readonly maxAgeMs: number;
  /** Queue ARN. */
  readonly deadLetters: string | undefined;
};

type SchedulerOptions = {
  readonly queue: DueQueue;
  now(): number;
  /** After the machine slept: run once now, not once for each time missed. */
  readonly skipsMissed: boolean;
  createId(): string;
  /** Whether this run is handed over twice, as «at least once» allows. */
  isDoubled(target: ScheduledTarget): boolean;
  invoke(
    target: ScheduledTarget,
    payload: string,
    source: 'schedule' | 'retry',
  ): Promise<InvocationResult | InvocationRefusal>;
  onDeadLetter(letter: DeadLetter): void;
};

type Execution = {
  readonly target: ScheduledTarget;
  readonly payload: string;
  readonly scheduledMs: number;
  /** From 1. */
  readonly attempt: number;
};

const minuteMs = 60_000;

export function addSchedules(targets: readonly ScheduledTarget[], options: SchedulerOptions): void {
  const anchorMs = options.now();
  for (const target of targets) {
    const { timeZone } = target;
    const expression = parseScheduleExpression(target.expression, { timeZone, anchorMs });
    const planNext = (afterMs: number): void => {
      const dueMs = expression.nextAfter(afterMs);
      if (dueMs === undefined) return;
      const run = async (): Promise<void> => {
        planNext(options.skipsMissed ? Math.max(dueMs, options.now()) : dueMs);
        const payload = fillIn(target, { dueMs, executionId: options.createId() });
        const execution = { target, payload, scheduledMs: dueMs, attempt: 1 };
        const executions = options.isDoubled(target) ? [execution, execution] : [execution];
        await Promise.all(executions.map((one) => execute(options, one)));
      };
      options.queue.add({ dueMs, name: target.name, run });
    };
    planNext(anchorMs);
  }
}

function fillIn(
  { input, arn }: ScheduledTarget,
  { dueMs, executionId }: { readonly dueMs: number; readonly executionId: string },
): string {
  return input
    .replaceAll('<aws.scheduler.scheduled-time>', `${new Date(dueMs).toISOString().slice(0, 19)}Z`)
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}

async function execute(options: SchedulerOptions, execution: Execution): Promise<void> {
  const { target, payload, attempt } = execution;
  const result = await options.invoke(target, payload, attempt === 1 ? 'schedule' : 'retry');
  if ('kind' in result) {
    retryOrBury(options, execution, {
      policy: target.delivery,
      letter: { body: payload, attributes: { ERROR_CODE: result.reason } },
    });
    return;
  }
  if (result.outcome.kind === 'success') return;
  retryOrBury(options, execution, {
    policy: target.execution,
    letter: { body: toFailureRecord(options, execution, result), attributes: {} },
  });
}

type Failure = {
  readonly policy: RetryPolicy;
  readonly letter: Pick<DeadLetter, 'body' | 'attributes'>;
};

/** Lambda waits one minute before the first retry and two before the next. */
function retryOrBury(
  options: SchedulerOptions,
  execution: Execution,
  { policy, letter }: Failure,
): void {
  const nowMs = options.now();
  const dueMs = nowMs + execution.attempt * minuteMs;
  const mayRetry =
    execution.attempt <= policy.maxRetries && dueMs - execution.scheduledMs <= policy.maxAgeMs;
  if (mayRetry) {
    const next = { ...execution, attempt: execution.attempt + 1 };
    const name = `${execution.target.name} retry`;
    options.queue.add({ dueMs, name, run: () => execute(options, next) });
    return;
  }
  if (policy.deadLetters === undefined) return;
  options.onDeadLetter({ queue: policy.deadLetters, atMs: nowMs, ...letter });
}

function toFailureRecord(
  options: SchedulerOptions,
  { target, payload, attempt }: Execution,
  result: InvocationResult,
): string {
  const { outcome } = result;
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(options.now()).toISOString(),
    requestContext: {
      requestId: result.requestId,
      functionArn: `${target.functionArn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempt,
    },
    requestPayload: JSON.parse(payload),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: outcome.kind === 'success' ? null : outcome.error,
  });
}
