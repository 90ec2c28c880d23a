// Alarms, each saying what breaks for the people who type or read.
import { Duration, Tags } from 'aws-cdk-lib';
import type * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { toServiceMetric } from './service-metric.ts';

type AlarmsProps = {
  readonly deployment: Deployment;
  readonly topic: sns.Topic;
  readonly ingest: lambda.Function;
  readonly summarize: lambda.Function;
  readonly report: lambda.Function;
  readonly digest: lambda.Function | undefined;
  readonly deadLetters: sqs.Queue;
  readonly reportDeadLetters: sqs.Queue;
  readonly digestDeadLetters: sqs.Queue;
  readonly api: apigatewayv2.HttpApi;
};

const period = Duration.minutes(5);

/** @returns all of them, for the dashboard */
export function addAlarms(scope: Construct, props: AlarmsProps): readonly cloudwatch.Alarm[] {
  const add = (id: string, alarm: AlarmProps) => addAlarm(scope, id, props, alarm);
  return [
    ...addIngestAlarms(add, props),
    ...addSummarizeAlarms(add, props),
    ...addReportAlarms(add, props),
    ...(props.digest === undefined ? [] : addDigestAlarms(add, props, props.digest)),
  ];
}

type Add = (id: string, alarm: AlarmProps) => cloudwatch.Alarm;

function addIngestAlarms(add: Add, { ingest, api }: AlarmsProps) {
  return [
    add('IngestErrors', {
      metric: ingest.metricErrors({ period }),
      description:
        'Units type and their rows stay waiting: ingest fails. Nothing is lost, the sheets send again.',
    }),
    add('IngestThrottles', {
      metric: ingest.metricThrottles({ period }),
      description:
        'Receipts come late: ingest is refused concurrency. The sheets send again by themselves.',
    }),
    add('ApiServerErrors', {
      metric: api.metricServerError({ period, statistic: 'Sum' }),
      threshold: 5,
      description:
        'Units get no receipts: the HTTP API answers with server errors. Nothing is lost, the sheets send again.',
    }),
  ];
}

function addSummarizeAlarms(add: Add, { deployment, summarize, deadLetters }: AlarmsProps) {
  return [
    add('SummarizeErrors', {
      metric: summarize.metricErrors({ period }),
      evaluationPeriods: 3,
      description:
        'The committee reads old figures (see its as-of time): summarize failed in three periods running.',
    }),
    add('SummarizeThrottles', {
      metric: summarize.metricThrottles({ period }),
      evaluationPeriods: 3,
      description:
        'The committee reads old figures (see its as-of time): summarize is refused concurrency.',
    }),
    add('SummarizeStopped', {
      metric: summarize.metricInvocations({ period }),
      comparison: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      missing: cloudwatch.TreatMissingData.BREACHING,
      evaluationPeriods: 3,
      description:
        'The committee reads old figures (see its as-of time): nothing runs summarize, its schedule is gone or switched off.',
    }),
    add('PublicationUnverified', {
      metric: toServiceMetric({
        deployment,
        service: 'summarize',
        metricName: 'PublicationUnverified',
        period,
      }),
      // The next run mends what was a moment of Google's.
      evaluationPeriods: 2,
      description:
        'What the committee reads may not be what the units sent: twice running a publication could not be read back, or differed. See publish.unverified in the log of summarize.',
    }),
    add('SummarizeDeadLettersDepth', {
      metric: toDepth(deadLetters),
      description:
        'A publication was given up and the committee may be reading old figures: read the message, mend, then empty the queue.',
    }),
  ];
}

function addReportAlarms(add: Add, { report, reportDeadLetters }: AlarmsProps) {
  return [
    add('ReportErrors', {
      metric: report.metricErrors({ period }),
      description:
        'The committee gets an old draft report (see its as-of time): report failed. The summary itself is not touched.',
    }),
    add('ReportThrottles', {
      metric: report.metricThrottles({ period }),
      description:
        'Links of the committee to the report files do not open, or lead to old ones: report is refused concurrency.',
    }),
    add('ReportDeadLettersDepth', {
      metric: toDepth(reportDeadLetters),
      description:
        'A draft report was given up and the committee may get an old one: read the message, mend, then empty the queue.',
    }),
  ];
}

function addDigestAlarms(
  add: Add,
  { deployment, digestDeadLetters }: AlarmsProps,
  digest: lambda.Function,
) {
  const alarms = [
    add('DigestErrors', {
      metric: digest.metricErrors({ period }),
      description:
        'Mails to the committee or to units come late: digest failed. It is run again; what was sent is not sent twice.',
    }),
    add('DigestThrottles', {
      metric: digest.metricThrottles({ period }),
      description:
        'Mails to the committee or to units come late, links to stop them do not open: digest is refused concurrency.',
    }),
    add('DigestDeadLettersDepth', {
      metric: toDepth(digestDeadLetters),
      description:
        'Mails of one time were given up, the committee or units did not get them: read the message, mend, then empty the queue.',
    }),
    ...(
      [
        ['MailUnknown', 'may or may not have left'],
        ['MailRefused', 'did not leave'],
      ] as const
    ).map(([metricName, fate]) =>
      add(metricName, {
        metric: toServiceMetric({ deployment, service: 'digest', metricName, period }),
        description: `A mail to the committee, a leader, one of the units or the operator ${fate}: see the log of digest; nobody sends it again by himself.`,
      }),
    ),
  ];
  const { alert } = deployment.mails?.kinds ?? {};
  if (alert === undefined) return alarms;
  const silent = add('SilentUnits', {
    metric: toServiceMetric({
      deployment,
      service: 'digest',
      metricName: 'SilentUnits',
      // Counted once for each time of an alert, at least once a day.
      period: Duration.days(1),
      statistic: 'Maximum',
    }),
    description: `Some units were not heard of for ${alert.silentAfterDays} days: what they type may not arrive. The alert mail and the committee's list of missing units name them.`,
  });
  return [...alarms, silent];
}

function toDepth(queue: sqs.Queue): cloudwatch.Metric {
  return queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' });
}

type AlarmProps = {
  readonly metric: cloudwatch.Metric;
  readonly description: string;
  readonly evaluationPeriods?: number;
  readonly threshold?: number;
  /** At or above the threshold unless said otherwise. */
  readonly comparison?: cloudwatch.ComparisonOperator;
  /** Nothing counted is nothing wrong unless said otherwise. */
  readonly missing?: cloudwatch.TreatMissingData;
};

export function addAlarm(
  scope: Construct,
  id: string,
  { deployment, topic }: Pick<AlarmsProps, 'deployment' | 'topic'>,
  props: AlarmProps,
): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, `${id}Alarm`, {
    // The subject of the mail: it must tell stages and programmes apart.
    alarmName: `so-sang-kien-${deployment.stage}-${deployment.programme}-${id}`,
    metric: props.metric,
    alarmDescription: props.description,
    threshold: props.threshold ?? 1,
    evaluationPeriods: props.evaluationPeriods ?? 1,
    comparisonOperator:
      props.comparison ?? cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: props.missing ?? cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  Tags.of(alarm).add('component', 'alarms');
  const action = new SnsAction(topic);
  alarm.addAlarmAction(action);
  // Whoever was woken is told when it is over.
  alarm.addOkAction(action);
  return alarm;
}
