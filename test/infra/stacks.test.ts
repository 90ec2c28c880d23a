// What must not change by accident in the stacks: keys, grants, limits, and what alarms say.
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { UNSUBSCRIBE_PATH } from '../../core/digest/unsubscribe-link.ts';
import { REPORT_PATH_PREFIX } from '../../core/report/report-link.ts';
import { REPORT_NAMES } from '../../core/report/report-name.ts';
import { addStacks } from '../../infra/add-stacks.ts';
import { only, toTemplates, useInfraApps } from './infra-app.ts';

const apps = useInfraApps();
let stateful: Template;
let service: Template;

beforeAll(() => {
  ({ stateful, service } = toTemplates(addStacks(apps.create({ stage: 'prod' }))));
});

/** Statements of one role's policy as «effect actions on resources». */
function listActions(prefix: string): readonly string[] {
  const policies = Object.entries(service.findResources('AWS::IAM::Policy'));
  const [, policy] =
    policies.find(([logicalId]) => logicalId.startsWith(`${prefix}RoleDefaultPolicy`)) ?? [];
  const statements: { readonly Effect: string; readonly Action: string | string[] }[] =
    policy?.Properties.PolicyDocument.Statement;
  return statements.map(({ Effect, Action }) => [Effect, ...[Action].flat().sort()].join(' '));
}

/** Of what must survive, as first deployed. */
const RECORDED_IDS = {
  'AWS::DynamoDB::Table': 'TableCD117FA1',
  'AWS::SecretsManager::Secret': 'MasterSecretA11BF785',
  'AWS::KMS::Key': 'Key961B73FD',
  'AWS::S3::Bucket': 'Reports65402A0A',
};

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

  it.each(Object.entries(RECORDED_IDS))('keeps the logical id of the %s', (type, recorded) => {
    const ids = Object.keys(stateful.findResources(type));
    expect(
      ids,
      `${type} is called ${ids}, was ${recorded}: CloudFormation would make a new, empty one and ` +
        'leave the old one, with all there is in it, behind. Give the construct its old id back.',
    ).toEqual([recorded]);
  });

  it('has nothing that nobody recorded', () => {
    const types = Object.values<{ readonly Type: string }>(stateful.toJSON().Resources).map(
      ({ Type }) => Type,
    );
    expect(types.sort()).toEqual([...Object.keys(RECORDED_IDS), 'AWS::S3::BucketPolicy'].sort());
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
    ['sweep', 1024, 300],
  ])('%s runs on nodejs24.x, arm64, %i MB, with %i seconds', (name, MemorySize, Timeout) => {
    service.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: `so-sang-kien-prod-ben-tre-${name}`,
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize,
      Timeout,
      Environment: {
        Variables: Match.objectLike({
          STAGE: 'prod',
          PROGRAMME: 'ben-tre',
          TABLE_NAME: Match.anyValue(),
          MASTER_SECRET_ID: Match.anyValue(),
          POWERTOOLS_SERVICE_NAME: name,
          POWERTOOLS_METRICS_NAMESPACE: 'SoSangKien',
        }),
      },
    });
    service.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: `/aws/lambda/so-sang-kien-prod-ben-tre-${name}`,
      RetentionInDays: 180,
    });
  });

  it('only summarize knows the spreadsheet of the committee; it and sweep how to sign in', () => {
    const variables = Object.values(service.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Object.keys(Properties.Environment.Variables),
    );
    expect(variables.map((names) => names.includes('GOOGLE_CREDENTIALS'))).toEqual([
      false,
      true,
      false,
      false,
      true,
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
      'Allow dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLUpdate dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem',
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
      Name: 'so-sang-kien-prod-ben-tre',
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

  it('routes its paths, with payload format 2.0 and throttles', () => {
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

  it('throttles by itself every route but the one all units send their rows to', () => {
    const stage = only(service, 'AWS::ApiGatewayV2::Stage') as {
      readonly DependsOn: readonly string[];
      readonly Properties: {
        readonly RouteSettings: Record<
          string,
          { readonly ThrottlingRateLimit: number; readonly ThrottlingBurstLimit: number }
        >;
      };
    };
    const routes = Object.entries(service.findResources('AWS::ApiGatewayV2::Route'));
    const keys = routes.map(([, { Properties }]) => Properties.RouteKey);
    const { RouteSettings } = stage.Properties;
    expect(['POST /v1/sync', ...Object.keys(RouteSettings)]).toEqual(keys);
    for (const limits of Object.values(RouteSettings)) {
      expect(limits.ThrottlingRateLimit).toBeLessThan(50);
      expect(limits.ThrottlingBurstLimit).toBeLessThan(100);
    }
    // A stage that names a route which is not there yet is refused by AWS.
    for (const [logicalId] of routes) expect(stage.DependsOn).toContain(logicalId);
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
    service.resourceCountIs('AWS::SQS::Queue', 4);
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
});
