// The function that reads the sheets of silent units once an hour, with its schedule and its alarms.
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { addAlarm } from './alarms.ts';
import { addRetries, addSchedule } from './schedule.ts';
import { ServiceFunction } from './service-function.ts';
import { toServiceMetric } from './service-metric.ts';

type SweepFunctionProps = {
  readonly deployment: Deployment;
  readonly lambdasDir: string;
  readonly table: dynamodb.Table;
  readonly masterSecret: secretsmanager.Secret;
  readonly key: kms.Key;
  readonly topic: sns.Topic;
  readonly deadLetters: sqs.Queue;
  readonly googleCredentials: string;
};

/** The next run does the same work. */
const maxEventAge = Duration.minutes(30);

export type SweepParts = {
  readonly sweep: ServiceFunction;
  readonly deadLetters: sqs.Queue;
  readonly alarms: readonly cloudwatch.Alarm[];
};

export function addSweepFunction(scope: Construct, props: SweepFunctionProps): SweepParts {
  const { deadLetters } = props;
  const sweep = new ServiceFunction(scope, 'Sweep', {
    ...props,
    name: 'sweep',
    codeDir: join(props.lambdasDir, 'sweep'),
    description: 'Reads the sheets of units whose script is silent',
    // It begins no unit after 200 s; one may take as long as Google lets it wait.
    timeout: Duration.seconds(300),
    memoryMegabytes: 1024,
    environment: { GOOGLE_CREDENTIALS: props.googleCredentials },
    signsInAtGoogle: true,
  });
  addRetries(sweep.function, { deadLetters, maxEventAge, retryAttempts: 1 });
  addSchedule(scope, {
    name: 'Sweep',
    description: 'Reads the sheets of silent units',
    // Between two publications, which begin at every fifth minute.
    cron: { minute: '48' },
    target: sweep.function,
    deadLetters,
    maxEventAge,
  });
  return { sweep, deadLetters, alarms: addSweepAlarms(scope, props, sweep) };
}

const hour = Duration.hours(1);

function addSweepAlarms(
  scope: Construct,
  { deployment, topic, deadLetters }: SweepFunctionProps,
  sweep: ServiceFunction,
): readonly cloudwatch.Alarm[] {
  const add = (id: string, alarm: Parameters<typeof addAlarm>[3]) =>
    addAlarm(scope, id, { deployment, topic }, alarm);
  return [
    add('SweepErrors', {
      metric: sweep.function.metricErrors({ period: hour }),
      evaluationPeriods: 2,
      description:
        'Nobody notices units whose sheet stopped sending, and their rows do not arrive: sweep failed in two hours running.',
    }),
    add('SweepThrottles', {
      metric: sweep.function.metricThrottles({ period: hour }),
      evaluationPeriods: 2,
      description: 'Rows of silent units come late: sweep is refused concurrency.',
    }),
    add('SweepDeadLettersDepth', {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: hour,
        statistic: 'Maximum',
      }),
      description:
        'A reading of silent units was given up; the next hour does the same work. Read the message, mend, then empty the queue.',
    }),
    ...CONSEQUENCES.map(([metricName, consequence]) =>
      add(metricName, {
        metric: toServiceMetric({
          deployment,
          service: 'sweep',
          metricName,
          period: hour,
          statistic: 'Maximum',
        }),
        // One hour may be an outage that mends itself.
        evaluationPeriods: 3,
        description: `${consequence}; the log of sweep and the tab of missing units name them.`,
      }),
    ),
  ];
}

const CONSEQUENCES = [
  ['UnitsSilent', 'Sheets of units stopped sending by themselves: the server reads their rows'],
  ['UnitsUnreadable', 'Rows of silent units do not arrive: the server cannot read their sheets'],
  [
    'UnitsNotSwept',
    'Rows of silent units come late: there was no time for them, or the table failed',
  ],
] as const;
