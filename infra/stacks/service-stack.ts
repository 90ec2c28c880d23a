// The stack that may be replaced any time: functions, HTTP API, schedule, dead letters, alarms.
import { join } from 'node:path';
import { CfnOutput, CfnParameter, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { explain } from '../security-checks.ts';
import { addAlarmTopic } from './alarm-topic.ts';
import { addAlarms } from './alarms.ts';
import { addDashboard } from './dashboard.ts';
import { addDigestFunction } from './digest-function.ts';
import { addHttpApi } from './http-api.ts';
import { addReportFunction } from './report-function.ts';
import { addRetries, addSchedule } from './schedule.ts';
import { ServiceFunction } from './service-function.ts';
import { addSweepFunction } from './sweep-function.ts';

type ServiceStackProps = StackProps & {
  readonly deployment: Deployment;
  readonly lambdasDir: string;
  readonly table: dynamodb.Table;
  readonly masterSecret: secretsmanager.Secret;
  readonly reports: s3.Bucket;
  readonly key: kms.Key;
};

export class ServiceStack extends Stack {
  readonly ingest: ServiceFunction;
  readonly summarize: ServiceFunction;
  readonly report: ServiceFunction;
  /** Undefined for a programme that sends no mails. */
  readonly digest: ServiceFunction | undefined;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    const { stage, programme, mails } = props.deployment;
    super(scope, id, { ...props, description: `So Sang Kien ${stage}: programme ${programme}` });

    const committee = readCommitteeParameters(this);
    this.ingest = new ServiceFunction(this, 'Ingest', {
      ...props,
      name: 'ingest',
      codeDir: join(props.lambdasDir, 'ingest'),
      description: 'Checks and stores what the units typed',
      // Below the 30 s of the HTTP API, so the caller gets an answer and not a timeout.
      timeout: Duration.seconds(25),
      environment: { COMMITTEE_SPREADSHEET_ID: committee.COMMITTEE_SPREADSHEET_ID },
    });
    this.summarize = new ServiceFunction(this, 'Summarize', {
      ...props,
      name: 'summarize',
      codeDir: join(props.lambdasDir, 'summarize'),
      description: 'Publishes the summary on the spreadsheet of the committee',
      timeout: Duration.seconds(120),
      environment: committee,
      signsInAtGoogle: true,
    });

    this.report = addReportFunction(this, props);

    const deadLetters = addDeadLetters(this, 'Summarize');
    const reportDeadLetters = addDeadLetters(this, 'Report');
    const digestDeadLetters = addDeadLetters(this, 'Digest');
    this.digest =
      mails === undefined
        ? undefined
        : addDigestFunction(this, {
            ...props,
            mails,
            deadLetters: digestDeadLetters,
            committeeSpreadsheetId: committee.COMMITTEE_SPREADSHEET_ID,
          });
    const { digest } = this;
    const api = addHttpApi(this, {
      deployment: props.deployment,
      routes: [
        { path: '/v1/sync', handler: this.ingest.function },
        {
          path: '/v1/refresh',
          handler: this.summarize.function,
          throttle: { ratePerSecond: 1, burst: 5 },
        },
        {
          path: '/v1/catalogue',
          handler: this.ingest.function,
          throttle: { ratePerSecond: 5, burst: 20 },
        },
        ...reportPaths.map((path) => ({
          method: HttpMethod.GET,
          path,
          handler: this.report.function,
          throttle: { ratePerSecond: 5, burst: 20 },
        })),
        ...(digest === undefined ? [] : toUnsubscribeRoutes(digest.function)),
      ],
    });
    // Only now: the function is made before the API that leads to it.
    this.summarize.function.addEnvironment('API_URL', api.apiEndpoint);
    digest?.function.addEnvironment('API_URL', api.apiEndpoint);
    addRetries(this.summarize.function, {
      deadLetters,
      maxEventAge: Duration.minutes(5),
      retryAttempts: 1,
    });
    addSchedule(this, {
      name: 'Summarize',
      description: 'Publishes the summary when something changed',
      cron: { minute: '0/5' },
      target: this.summarize.function,
      deadLetters,
      maxEventAge: Duration.minutes(5),
    });
    addRetries(this.report.function, {
      deadLetters: reportDeadLetters,
      maxEventAge: Duration.minutes(30),
      retryAttempts: 1,
    });
    addSchedule(this, {
      name: 'Report',
      description: 'Makes the report of the last publication when there is none yet',
      // After a publication, which begins at every fifth minute.
      cron: { minute: '2' },
      target: this.report.function,
      deadLetters: reportDeadLetters,
      maxEventAge: Duration.minutes(30),
    });
    const { deployment } = props;
    const topic = addAlarmTopic(this, deployment);
    const alarms = addAlarms(this, {
      deployment,
      topic,
      ingest: this.ingest.function,
      summarize: this.summarize.function,
      report: this.report.function,
      digest: digest?.function,
      deadLetters,
      reportDeadLetters,
      digestDeadLetters,
      api,
    });
    const swept = addSweepFunction(this, {
      ...props,
      topic,
      deadLetters: addDeadLetters(this, 'Sweep'),
      googleCredentials: committee.GOOGLE_CREDENTIALS,
    });
    addDashboard(this, {
      deployment,
      functions: [
        this.ingest,
        this.summarize,
        this.report,
        ...(digest === undefined ? [] : [digest]),
        swept.sweep,
      ].map((one) => one.function),
      queues: [deadLetters, reportDeadLetters, digestDeadLetters, swept.deadLetters],
      api,
      alarms: [...alarms, ...swept.alarms],
    });
    Tags.of(this).add('programme', programme);
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint, description: 'Base of /v1/sync' });
  }
}

/** As `REPORT_NAMES` in core: the routes are spelt out, so that nothing else is let through. */
const reportPaths = ['/v1/reports/du-thao-bao-cao.docx', '/v1/reports/bang-tong-hop.xlsx'];

/** GET asks, POST stops: as `UNSUBSCRIBE_PATH` in core. */
function toUnsubscribeRoutes(handler: lambda.Function) {
  return [HttpMethod.GET, HttpMethod.POST].map((method) => ({
    method,
    path: '/v1/mail/unsubscribe',
    handler,
    throttle: { ratePerSecond: 5, burst: 20 },
  }));
}

function addDeadLetters(scope: Construct, name: string): sqs.Queue {
  const queue = new sqs.Queue(scope, `${name}DeadLetters`, {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  explain(queue, {
    finding: 'AwsSolutions-SQS3',
    reason:
      'It is a dead-letter queue itself: schedules, Lambda and the event bus put into it what they gave up, an alarm tells the operator, and nothing receives from it by machine.',
  });
  Tags.of(queue).add('component', name.toLowerCase());
  return queue;
}

function readCommitteeParameters(scope: Construct) {
  const spreadsheetId = new CfnParameter(scope, 'CommitteeSpreadsheetId', {
    type: 'String',
    default: 'not-set',
    description: 'Id of the spreadsheet the summary is published on',
  });
  const credentials = new CfnParameter(scope, 'GoogleCredentials', {
    type: 'String',
    default: '{}',
    maxLength: 4000,
    description: 'The external_account JSON of Workload Identity Federation (holds no key)',
  });
  return {
    COMMITTEE_SPREADSHEET_ID: spreadsheetId.valueAsString,
    GOOGLE_CREDENTIALS: credentials.valueAsString,
  };
}
