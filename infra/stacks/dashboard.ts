// One page of a programme: are rows coming in, are figures going out, does mail leave, what failed.
import { Duration } from 'aws-cdk-lib';
import type * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { toServiceMetric } from './service-metric.ts';

type DashboardProps = {
  readonly deployment: Deployment;
  readonly functions: readonly lambda.Function[];
  readonly queues: readonly sqs.Queue[];
  readonly api: apigatewayv2.HttpApi;
  readonly alarms: readonly cloudwatch.Alarm[];
};

const period = Duration.minutes(5);
const width = 12;

export function addDashboard(scope: Construct, props: DashboardProps): void {
  const { deployment, functions, queues, api, alarms } = props;
  const { stage, programme } = deployment;
  const graph = (title: string, left: readonly cloudwatch.Metric[]) =>
    new cloudwatch.GraphWidget({ title, left: [...left], width });
  const own = (service: string, metricName: string) =>
    toServiceMetric({ deployment, service, metricName, period });
  const sum = { period, statistic: 'Sum' };
  new cloudwatch.Dashboard(scope, 'Dashboard', {
    dashboardName: `so-sang-kien-${stage}-${programme}`,
    defaultInterval: Duration.days(1),
    widgets: [
      [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24 })],
      [
        graph('Requests of sheets and readers', [
          api.metricCount(sum),
          api.metricClientError(sum),
          api.metricServerError(sum),
        ]),
        graph('Rows in, figures out', [
          own('ingest', 'SyncAnswered'),
          own('summarize', 'SummaryPublished'),
          own('summarize', 'SummaryUnchanged'),
        ]),
      ],
      [
        graph(
          'Failures',
          functions.map((one) => one.metricErrors({ period })),
        ),
        graph(
          'Refused concurrency',
          functions.map((one) => one.metricThrottles({ period })),
        ),
      ],
      [
        graph(
          'Longest run, ms',
          functions.map((one) => one.metricDuration({ period, statistic: 'Maximum' })),
        ),
        graph(
          'Given up: messages in the dead-letter queues',
          queues.map((one) =>
            one.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
          ),
        ),
      ],
      ...(deployment.mails === undefined
        ? []
        : [
            [
              graph(
                'Mails',
                ['MailSent', 'MailRefused', 'MailUnknown'].map((name) => own('digest', name)),
              ),
            ],
          ]),
    ],
  });
}
