// Runs a function by the clock of Vietnam; what it could not do ends in its dead-letter queue.
import { type Duration, Stack, TimeZone } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
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
  // Not the target the CDK brings along: that one may also invoke every version of the function.
  const toTarget = (): scheduler.ScheduleTargetConfig => ({
    arn: target.functionArn,
    role: findRole(props) ?? addRole(props),
    input: scheduler.ScheduleTargetInput.fromObject({
      kind: 'schedule',
      scheduledTime: scheduler.ContextAttribute.scheduledTime,
    }),
    retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: maxEventAge.toSeconds() },
    deadLetterConfig: { arn: deadLetters.queueArn },
  });
  new scheduler.Schedule(scope, `${name}Schedule`, {
    description,
    schedule: scheduler.ScheduleExpression.cron({
      ...cron,
      timeZone: TimeZone.of('Asia/Ho_Chi_Minh'),
    }),
    target: { bind: toTarget },
  });
}

/** One for a function, however many schedules it has. */
const roleId = 'ScheduleRole';

function findRole({ target }: ScheduleProps): iam.Role | undefined {
  const found = target.node.tryFindChild(roleId);
  return found instanceof iam.Role ? found : undefined;
}

function addRole({ target, deadLetters }: ScheduleProps): iam.Role {
  const { account } = Stack.of(target);
  const role = new iam.Role(target, roleId, {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
  });
  const grants = [
    { actions: ['lambda:InvokeFunction'], resources: [target.functionArn] },
    { actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] },
  ];
  for (const grant of grants) role.addToPolicy(new iam.PolicyStatement(grant));
  return role;
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
