// Alarms, each saying what breaks for the people who type or read.
import { Duration } from 'aws-cdk-lib';
import type * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

type AlarmsProps = {
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

export function addAlarms(scope: Construct, props: AlarmsProps): void {
  const { ingest, summarize, report, deadLetters, reportDeadLetters, api } = props;
  addAlarm(scope, 'IngestErrors', {
    metric: ingest.metricErrors({ period }),
    description:
      'Units type and their rows stay waiting: ingest fails. Nothing is lost, the sheets send again.',
  });
  addAlarm(scope, 'IngestThrottles', {
    metric: ingest.metricThrottles({ period }),
    description:
      'Receipts come late: ingest is refused concurrency. The sheets send again by themselves.',
  });
  addAlarm(scope, 'SummarizeErrors', {
    metric: summarize.metricErrors({ period }),
    evaluationPeriods: 3,
    description:
      'The committee reads old figures (see its as-of time): summarize failed in three periods running.',
  });
  addAlarm(scope, 'SummarizeThrottles', {
    metric: summarize.metricThrottles({ period }),
    evaluationPeriods: 3,
    description:
      'The committee reads old figures (see its as-of time): summarize is refused concurrency.',
  });
  addAlarm(scope, 'SummarizeDeadLettersDepth', {
    metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
    description:
      'A publication was given up and the committee may be reading old figures: read the message, mend, then empty the queue.',
  });
  addAlarm(scope, 'ReportErrors', {
    metric: report.metricErrors({ period }),
    description:
      'The committee gets an old draft report (see its as-of time): report failed. The summary itself is not touched.',
  });
  addAlarm(scope, 'ReportDeadLettersDepth', {
    metric: reportDeadLetters.metricApproximateNumberOfMessagesVisible({
      period,
      statistic: 'Maximum',
    }),
    description:
      'A draft report was given up and the committee may get an old one: read the message, mend, then empty the queue.',
  });
  addAlarm(scope, 'ApiServerErrors', {
    metric: api.metricServerError({ period, statistic: 'Sum' }),
    threshold: 5,
    description:
      'Units get no receipts: the HTTP API answers with server errors. Nothing is lost, the sheets send again.',
  });
  if (props.digest !== undefined) addDigestAlarms(scope, props.digest, props.digestDeadLetters);
}

/** Not by mail: that may be what does not work. */
function addDigestAlarms(scope: Construct, digest: lambda.Function, deadLetters: sqs.Queue): void {
  addAlarm(scope, 'DigestErrors', {
    metric: digest.metricErrors({ period }),
    description:
      'Mails to the committee or to units come late: digest failed. It is run again; what was sent is not sent twice.',
  });
  addAlarm(scope, 'DigestDeadLettersDepth', {
    metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
    description:
      'Mails of one time were given up, the committee or units did not get them: read the message, mend, then empty the queue.',
  });
  for (const [name, fate] of [
    ['MailUnknown', 'may or may not have left'],
    ['MailRefused', 'did not leave'],
  ] as const) {
    addAlarm(scope, name, {
      metric: new cloudwatch.Metric({
        namespace: 'SoSangKien',
        metricName: name,
        dimensionsMap: { service: 'digest' },
        period,
        statistic: 'Sum',
      }),
      description: `A mail to the committee, a leader, one of the units or the operator ${fate}: see the log of digest; nobody sends it again by himself.`,
    });
  }
}

type AlarmProps = {
  readonly metric: cloudwatch.Metric;
  readonly description: string;
  readonly evaluationPeriods?: number;
  readonly threshold?: number;
};

function addAlarm(scope: Construct, id: string, props: AlarmProps): void {
  new cloudwatch.Alarm(scope, `${id}Alarm`, {
    metric: props.metric,
    alarmDescription: props.description,
    threshold: props.threshold ?? 1,
    evaluationPeriods: props.evaluationPeriods ?? 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}
