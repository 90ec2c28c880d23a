// What must not change by accident in the stacks: keys, grants, limits, and what alarms say.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNSUBSCRIBE_PATH } from '../../core/digest/unsubscribe-link.ts';
import { REPORT_PATH_PREFIX } from '../../core/report/report-link.ts';
import { REPORT_NAMES } from '../../core/report/report-name.ts';
import { addStacks } from '../../infra/add-stacks.ts';

let lambdasDir: string;
let stateful: Template;
let service: Template;

beforeAll(() => {
  lambdasDir = mkdtempSync(join(tmpdir(), 'so-sang-kien-lambdas-'));
  for (const name of ['ingest', 'summarize', 'report', 'digest']) {
    mkdirSync(join(lambdasDir, name));
    writeFileSync(join(lambdasDir, name, 'index.mjs'), `export const handler = '${name}';`);
  }
  const stacks = addStacks(createApp({ stage: 'dev' }));
  stateful = Template.fromStack(stacks.stateful);
  service = Template.fromStack(stacks.service);
});

afterAll(() => rmSync(lambdasDir, { recursive: true, force: true }));

function createApp(context: Record<string, string>): App {
  const configured: { readonly context: Record<string, unknown> } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'),
  );
  return new App({
    context: { ...configured.context, 'lambdas-dir': lambdasDir, ...context },
    analyticsReporting: false,
  });
}

function only(template: Template, type: string): Record<string, unknown> {
  const [found, ...others] = Object.values(template.findResources(type));
  if (found === undefined || others.length > 0) throw new Error(`not exactly one ${type}`);
  return found;
}

/** @returns the folder of programmes */
function writeProgramme(code: string, content: unknown): string {
  const folder = join(lambdasDir, 'programmes');
  mkdirSync(join(folder, code), { recursive: true });
  writeFileSync(join(folder, code, 'programme.json'), JSON.stringify(content));
  return folder;
}

/** Statements of one role's policy as «effect actions on resources». */
function listActions(prefix: string): readonly string[] {
  const policies = Object.entries(service.findResources('AWS::IAM::Policy'));
  const [, policy] = policies.find(([logicalId]) => logicalId.startsWith(prefix)) ?? [];
  const statements: { readonly Effect: string; readonly Action: string | string[] }[] =
    policy?.Properties.PolicyDocument.Statement;
  return statements.map(({ Effect, Action }) => [Effect, ...[Action].flat().sort()].join(' '));
}

describe('the stateful stack', () => {
  it('has one table with string keys, on demand, that survives mistakes', () => {
    expect(only(stateful, 'AWS::DynamoDB::Table')).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['pk', 'sk', 'changesPk', 'changesSk'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAtSeconds', Enabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      },
    });
  });

  it('has one index, of changes', () => {
    stateful.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'changes',
          KeySchema: [
            { AttributeName: 'changesPk', KeyType: 'HASH' },
            { AttributeName: 'changesSk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });

  it('generates a master secret of 64 characters and keeps it', () => {
    expect(only(stateful, 'AWS::SecretsManager::Secret')).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } },
    });
  });

  it('keeps reports private, encrypted with its key, in versions, and not for ever', () => {
    const bucket = only(stateful, 'AWS::S3::Bucket');
    expect(bucket).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: {
          Rules: [
            { Prefix: 'publications/', ExpirationInDays: 180, Status: 'Enabled' },
            { NoncurrentVersionExpiration: { NoncurrentDays: 30 }, Status: 'Enabled' },
          ],
        },
      },
    });
    stateful.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
            },
          },
        ],
      },
    });
    stateful.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
  });

  it('keeps the logical ids of what must survive: another one would be another, empty one', () => {
    const ids = ['DynamoDB::Table', 'SecretsManager::Secret', 'KMS::Key', 'S3::Bucket'].flatMap(
      (type) => Object.keys(stateful.findResources(`AWS::${type}`)),
    );
    expect(ids).toEqual([
      'TableCD117FA1',
      'MasterSecretA11BF785',
      'Key961B73FD',
      'Reports65402A0A',
    ]);
  });

  it('rotates its key', () => {
    stateful.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });
});

describe('the service stack', () => {
  it.each([
    ['ingest', 512, 25],
    ['summarize', 512, 120],
    ['report', 1024, 120],
    ['digest', 1024, 300],
  ])('%s runs on nodejs24.x, arm64, %i MB, with %i seconds', (name, MemorySize, Timeout) => {
    service.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: `so-sang-kien-dev-ben-tre-${name}`,
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize,
      Timeout,
      Environment: {
        Variables: Match.objectLike({
          STAGE: 'dev',
          PROGRAMME: 'ben-tre',
          TABLE_NAME: Match.anyValue(),
          MASTER_SECRET_ID: Match.anyValue(),
          POWERTOOLS_SERVICE_NAME: name,
          POWERTOOLS_METRICS_NAMESPACE: 'SoSangKien',
        }),
      },
    });
    service.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: `/aws/lambda/so-sang-kien-dev-ben-tre-${name}`,
      RetentionInDays: 14,
    });
  });

  it('only summarize knows the spreadsheet of the committee and how to sign in', () => {
    const variables = Object.values(service.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Object.keys(Properties.Environment.Variables),
    );
    expect(variables.map((names) => names.includes('GOOGLE_CREDENTIALS'))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    service.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          COMMITTEE_SPREADSHEET_ID: { Ref: 'CommitteeSpreadsheetId' },
          // Links to the report files lead there.
          API_URL: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Api'), 'ApiEndpoint'] },
          GOOGLE_CREDENTIALS: { Ref: 'GoogleCredentials' },
        }),
      },
    });
  });

  it.each(['Ingest', 'Summarize'])('%s may do nothing but what it needs', (name) => {
    expect(listActions(name).slice(0, 5)).toEqual([
      'Allow logs:CreateLogStream logs:PutLogEvents',
      'Allow dynamodb:BatchGetItem dynamodb:BatchWriteItem dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem',
      'Allow kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo',
      'Allow secretsmanager:GetSecretValue',
      'Allow kms:Decrypt',
    ]);
  });

  it('lets report read the table and write its own folders of the bucket, and nothing more', () => {
    expect(listActions('Report')).toEqual([
      'Allow logs:CreateLogStream logs:PutLogEvents',
      'Allow dynamodb:BatchGetItem dynamodb:GetItem dynamodb:Query',
      'Allow kms:Decrypt kms:DescribeKey',
      'Allow secretsmanager:GetSecretValue',
      'Allow kms:Decrypt',
      'Allow s3:GetObject s3:PutObject',
      'Allow s3:ListBucket',
      'Allow kms:Decrypt kms:GenerateDataKey',
      'Allow sqs:GetQueueAttributes sqs:GetQueueUrl sqs:SendMessage',
    ]);
    const policies = JSON.stringify(service.findResources('AWS::IAM::Policy'));
    expect(policies).toContain('/publications/ben-tre/*');
    expect(policies).toContain('/latest/ben-tre/*');
    // As much again for digest, which sends these files.
    expect(policies.match(/"s3:/g)).toHaveLength(6);
  });

  it('lets digest write its own partitions only, and send in one name', () => {
    expect(listActions('Digest')).toEqual([
      'Allow logs:CreateLogStream logs:PutLogEvents',
      'Allow dynamodb:BatchGetItem dynamodb:GetItem dynamodb:Query',
      'Allow dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
      'Allow kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo',
      'Allow secretsmanager:GetSecretValue',
      'Allow kms:Decrypt',
      'Allow s3:GetObject s3:PutObject',
      'Allow s3:ListBucket',
      'Allow kms:Decrypt kms:GenerateDataKey',
      'Allow ses:SendEmail ses:SendRawEmail',
      'Allow sqs:GetQueueAttributes sqs:GetQueueUrl sqs:SendMessage',
    ]);
    service.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
            Condition: {
              'ForAllValues:StringLike': {
                'dynamodb:LeadingKeys': ['P#ben-tre#DIGEST', 'P#ben-tre#DIGEST#*'],
              },
            },
          }),
        ]),
      },
    });
  });

  it('sends in the name of the domain, and hears of bounces and complaints of its own mails', () => {
    service.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'ben-tre.example' });
    service.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'so-sang-kien-dev-ben-tre',
    });
    service.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: { Ref: Match.stringLikeRegexp('^MailConfiguration') },
      EventDestination: { Enabled: true, MatchingEventTypes: ['bounce', 'complaint'] },
    });
    service.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.ses'],
        detail: {
          eventType: ['Bounce', 'Complaint'],
          mail: {
            tags: {
              'ses:configuration-set': [{ Ref: Match.stringLikeRegexp('^MailConfiguration') }],
            },
          },
        },
      },
      Targets: [
        Match.objectLike({
          DeadLetterConfig: {
            Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DigestDeadLetters'), 'Arn'] },
          },
        }),
      ],
    });
  });

  it('runs digest at every time of day the programme names, of Vietnam, with retries', () => {
    const schedules = Object.values(service.findResources('AWS::Scheduler::Schedule')).filter(
      ({ Properties }) => JSON.stringify(Properties.Target.Arn).includes('"DigestFunction'),
    );
    expect(schedules.map(({ Properties }) => Properties.ScheduleExpression)).toEqual([
      'cron(15 7 * * ? *)',
      'cron(30 7 * * ? *)',
      'cron(45 7 * * ? *)',
      'cron(0 9 * * ? *)',
      'cron(45 16 * * ? *)',
    ]);
    for (const { Properties } of schedules) {
      expect(Properties).toMatchObject({
        ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
        Target: {
          Input: '{"kind":"schedule","scheduledTime":"<aws.scheduler.scheduled-time>"}',
          RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 3 },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^Digest/), 'Arn'] } },
        },
      });
    }
    service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^DigestFunction') },
      MaximumRetryAttempts: 2,
    });
  });

  it('grants no action and no table by a wildcard', () => {
    const policies = JSON.stringify(service.findResources('AWS::IAM::Policy'));
    expect(policies).not.toMatch(/"Action":"[^"]*\*/);
    expect(policies).not.toMatch(/"Resource":"\*"/);
    expect(policies).not.toContain('/index/*');
    expect(
      service.findResources('AWS::IAM::Role', {
        Properties: { ManagedPolicyArns: Match.anyValue() },
      }),
    ).toEqual({});
  });

  it('routes its paths, with payload format 2.0 and a throttle', () => {
    const routes = Object.values(service.findResources('AWS::ApiGatewayV2::Route'));
    expect(routes.map(({ Properties }) => Properties.RouteKey)).toEqual([
      'POST /v1/sync',
      'POST /v1/refresh',
      'POST /v1/catalogue',
      'GET /v1/reports/du-thao-bao-cao.docx',
      'GET /v1/reports/bang-tong-hop.xlsx',
      `GET ${UNSUBSCRIBE_PATH}`,
      `POST ${UNSUBSCRIBE_PATH}`,
    ]);
    expect(routes.slice(3, 5).map(({ Properties }) => Properties.RouteKey)).toEqual(
      REPORT_NAMES.map((name) => `GET ${REPORT_PATH_PREFIX}${name}`),
    );
    service.allResourcesProperties('AWS::ApiGatewayV2::Integration', {
      PayloadFormatVersion: '2.0',
    });
    service.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 },
      AccessLogSettings: Match.objectLike({ DestinationArn: Match.anyValue() }),
    });
  });

  it('runs summarize every five minutes of Vietnam, with retries and a dead-letter queue', () => {
    service.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0/5 * * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
      State: 'ENABLED',
      Target: {
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SummarizeFunction'), 'Arn'] },
        Input: '{"kind":"schedule","scheduledTime":"<aws.scheduler.scheduled-time>"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 3 },
        DeadLetterConfig: {
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SummarizeDeadLetters'), 'Arn'] },
        },
      },
    });
    service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  it('makes reports two minutes after every hour, with retries and a queue of its own', () => {
    service.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(2 * * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
      Target: {
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ReportFunction'), 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: 1800, MaximumRetryAttempts: 3 },
        DeadLetterConfig: {
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ReportDeadLetters'), 'Arn'] },
        },
      },
    });
  });

  it('encrypts the dead letters, at rest and on the way', () => {
    service.resourceCountIs('AWS::SQS::Queue', 3);
    service.allResourcesProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
    });
    service.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sqs:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
  });

  it('alarms on errors, throttles, dead letters and failed calls, saying who notices', () => {
    const alarms = Object.values(service.findResources('AWS::CloudWatch::Alarm'));
    expect(
      alarms.map(({ Properties }) => `${Properties.Namespace} ${Properties.MetricName}`),
    ).toEqual([
      'AWS/Lambda Errors',
      'AWS/Lambda Throttles',
      'AWS/Lambda Errors',
      'AWS/Lambda Throttles',
      'AWS/SQS ApproximateNumberOfMessagesVisible',
      'AWS/Lambda Errors',
      'AWS/SQS ApproximateNumberOfMessagesVisible',
      'AWS/ApiGateway 5xx',
      'AWS/Lambda Errors',
      'AWS/SQS ApproximateNumberOfMessagesVisible',
      'SoSangKien MailUnknown',
      'SoSangKien MailRefused',
    ]);
    for (const { Properties } of alarms) {
      expect(Properties.AlarmDescription).toMatch(/^[ -~]*([Uu]nits|Receipts|committee)[ -~]*$/);
    }
  });

  it('keeps the logs of prod longer, and never deletes them with the stack', () => {
    const prod = Template.fromStack(addStacks(createApp({ stage: 'prod' })).service);
    prod.hasResource('AWS::Logs::LogGroup', {
      DeletionPolicy: 'Retain',
      Properties: {
        LogGroupName: '/aws/lambda/so-sang-kien-prod-ben-tre-ingest',
        RetentionInDays: 180,
      },
    });
  });
});

describe('the deployment', () => {
  it.each([{}, { stage: 'test' }, { stage: 'dev', programme: 'Bến Tre' }])(
    'refuses %j',
    (context) => {
      expect(() => addStacks(createApp(context))).toThrow(/^(Say which stage|A programme code)/);
    },
  );

  it('gives each programme its own service over the same table', () => {
    const programmesDir = writeProgramme('tra-vinh', { name: 'Trà Vinh' });
    const app = createApp({ stage: 'dev', programme: 'tra-vinh', 'programmes-dir': programmesDir });
    const stacks = addStacks(app);
    expect(stacks.stateful.stackName).toBe('so-sang-kien-dev-stateful');
    expect(stacks.service.stackName).toBe('so-sang-kien-dev-tra-vinh-service');
    // It says nothing of mails, so nothing sends any.
    Template.fromStack(stacks.service).resourceCountIs('AWS::SES::EmailIdentity', 0);
  });

  it('refuses a programme that is not there, and one whose mails are not as they must be', () => {
    expect(() => addStacks(createApp({ stage: 'dev', programme: 'tra-vinh' }))).toThrow(
      /^No programme tra-vinh: /,
    );
    const programmesDir = writeProgramme('ben-tre', { mails: { from: 'nobody' } });
    expect(() => addStacks(createApp({ stage: 'dev', 'programmes-dir': programmesDir }))).toThrow(
      /programme\.json: mails\.from: /,
    );
  });

  it('synthesises the same templates every time', () => {
    const read = (): readonly string[] => {
      const { stacks } = (() => {
        const app = createApp({ stage: 'dev' });
        addStacks(app);
        return app.synth();
      })();
      return stacks.map(({ template }) => JSON.stringify(template));
    };
    const [first, second] = [read(), read()];
    expect(first).toHaveLength(2);
    expect(second).toEqual(first);
    expect(first.join()).not.toContain(lambdasDir);
  });
});
