// Runs a function by the clock of Vietnam; what it could not do ends in its dead-letter queue.
import { type Duration, TimeZone } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

type ScheduleProps = {
  readonly name: string;
  readonly description: string;
  readonly cron: scheduler.CronOptionsWithTimezone;
  readonly target: lambda.Function;
  readonly deadLetters: sqs.Queue;
  /** Not longer than until the next run, which does the same work anyway. */
  readonly maxEventAge: Duration;
};

/**
 * The scheduler only hands over: it retries what Lambda did not take, and Lambda retries what
 * failed, see `addRetries`. Both give up before the next run.
 */
export function addSchedule(scope: Construct, props: ScheduleProps): void {
  const { name, description, cron, target, deadLetters, maxEventAge } = props;
  new scheduler.Schedule(scope, `${name}Schedule`, {
    description,
    schedule: scheduler.ScheduleExpression.cron({
      ...cron,
      timeZone: TimeZone.of('Asia/Ho_Chi_Minh'),
    }),
    target: new LambdaInvoke(target, {
      input: scheduler.ScheduleTargetInput.fromObject({
        kind: 'schedule',
        scheduledTime: scheduler.ContextAttribute.scheduledTime,
      }),
      retryAttempts: 3,
      maxEventAge,
      deadLetterQueue: deadLetters,
    }),
  });
}

type RetryProps = Pick<ScheduleProps, 'deadLetters' | 'maxEventAge'> & {
  readonly retryAttempts: number;
};

/** Once for a function, however many schedules it has. */
export function addRetries(target: lambda.Function, props: RetryProps): void {
  const { deadLetters, maxEventAge, retryAttempts } = props;
  target.configureAsyncInvoke({
    retryAttempts,
    maxEventAge,
    onFailure: new SqsDestination(deadLetters),
  });
}
