// Runs summarize every five minutes; what it could not do ends in the dead-letter queue.
import { Duration, TimeZone } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

type ScheduleProps = { readonly target: lambda.Function; readonly deadLetters: sqs.Queue };

/**
 * The scheduler only hands over: it retries what Lambda did not take, and Lambda retries what
 * failed. Both give up before the next run, which does the same work anyway.
 */
export function addSchedule(scope: Construct, { target, deadLetters }: ScheduleProps): void {
  target.configureAsyncInvoke({
    retryAttempts: 1,
    maxEventAge: Duration.minutes(5),
    onFailure: new SqsDestination(deadLetters),
  });
  new scheduler.Schedule(scope, 'SummarizeSchedule', {
    description: 'Publishes the summary when something changed',
    schedule: scheduler.ScheduleExpression.cron({
      minute: '0/5',
      timeZone: TimeZone.of('Asia/Ho_Chi_Minh'),
    }),
    target: new LambdaInvoke(target, {
      input: scheduler.ScheduleTargetInput.fromObject({
        kind: 'schedule',
        scheduledTime: scheduler.ContextAttribute.scheduledTime,
      }),
      retryAttempts: 3,
      maxEventAge: Duration.minutes(5),
      deadLetterQueue: deadLetters,
    }),
  });
}
