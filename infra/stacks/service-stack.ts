// The stack that may be replaced any time: functions, HTTP API, schedule, dead letters, alarms.
import { join } from 'node:path';
import { CfnOutput, CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { addAlarms } from './alarms.ts';
import { addHttpApi } from './http-api.ts';
import { addSchedule } from './schedule.ts';
import { ServiceFunction } from './service-function.ts';

type ServiceStackProps = StackProps & {
  readonly deployment: Deployment;
  readonly lambdasDir: string;
  readonly table: dynamodb.Table;
  readonly masterSecret: secretsmanager.Secret;
  readonly key: kms.Key;
};

export class ServiceStack extends Stack {
  readonly ingest: ServiceFunction;
  readonly summarize: ServiceFunction;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    const { stage, programme } = props.deployment;
    super(scope, id, { ...props, description: `So Sang Kien ${stage}: programme ${programme}` });

    this.ingest = new ServiceFunction(this, 'Ingest', {
      ...props,
      name: 'ingest',
      codeDir: join(props.lambdasDir, 'ingest'),
      description: 'Checks and stores what the units typed',
      // Below the 30 s of the HTTP API, so the caller gets an answer and not a timeout.
      timeout: Duration.seconds(25),
      environment: {},
    });
    this.summarize = new ServiceFunction(this, 'Summarize', {
      ...props,
      name: 'summarize',
      codeDir: join(props.lambdasDir, 'summarize'),
      description: 'Publishes the summary on the spreadsheet of the committee',
      timeout: Duration.seconds(120),
      environment: readCommitteeParameters(this),
    });

    const deadLetters = new sqs.Queue(this, 'SummarizeDeadLetters', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const api = addHttpApi(this, {
      deployment: props.deployment,
      routes: [
        { path: '/v1/sync', handler: this.ingest.function },
        { path: '/v1/refresh', handler: this.summarize.function },
      ],
    });
    addSchedule(this, { target: this.summarize.function, deadLetters });
    addAlarms(this, {
      ingest: this.ingest.function,
      summarize: this.summarize.function,
      deadLetters,
      api,
    });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint, description: 'Base of /v1/sync' });
  }
}

function readCommitteeParameters(scope: Construct): Record<string, string> {
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
