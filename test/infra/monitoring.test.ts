// What rings, for whom, and what one sees: alarms, the topic they go to, the dashboard.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { addStacks } from '../../infra/add-stacks.ts';
import { only, toTemplates, useInfraApps } from './infra-app.ts';

const apps = useInfraApps();
let service: Template;

beforeAll(() => {
  ({ service } = toTemplates(addStacks(apps.create({ stage: 'prod' }))));
});

type Alarm = {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: unknown;
  readonly OKActions: unknown;
  readonly Namespace: string;
  readonly MetricName: string;
};

function listAlarms(): readonly Alarm[] {
  return Object.values(service.findResources('AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties,
  );
}

describe('alarms', () => {
  it.each([
    ['IngestErrors', 'AWS/Lambda Errors'],
    ['IngestThrottles', 'AWS/Lambda Throttles'],
    ['ApiServerErrors', 'AWS/ApiGateway 5xx'],
    ['SummarizeErrors', 'AWS/Lambda Errors'],
    ['SummarizeThrottles', 'AWS/Lambda Throttles'],
    ['SummarizeStopped', 'AWS/Lambda Invocations'],
    ['PublicationUnverified', 'SoSangKien PublicationUnverified'],
    ['SummarizeDeadLettersDepth', 'AWS/SQS ApproximateNumberOfMessagesVisible'],
    ['ReportErrors', 'AWS/Lambda Errors'],
    ['ReportThrottles', 'AWS/Lambda Throttles'],
    ['ReportDeadLettersDepth', 'AWS/SQS ApproximateNumberOfMessagesVisible'],
    ['DigestErrors', 'AWS/Lambda Errors'],
    ['DigestThrottles', 'AWS/Lambda Throttles'],
    ['DigestDeadLettersDepth', 'AWS/SQS ApproximateNumberOfMessagesVisible'],
    ['MailUnknown', 'SoSangKien MailUnknown'],
    ['MailRefused', 'SoSangKien MailRefused'],
    ['SilentUnits', 'SoSangKien SilentUnits'],
    ['SweepErrors', 'AWS/Lambda Errors'],
    ['SweepThrottles', 'AWS/Lambda Throttles'],
    ['SweepDeadLettersDepth', 'AWS/SQS ApproximateNumberOfMessagesVisible'],
    ['UnitsSilent', 'SoSangKien UnitsSilent'],
    ['UnitsUnreadable', 'SoSangKien UnitsUnreadable'],
    ['UnitsNotSwept', 'SoSangKien UnitsNotSwept'],
  ])('%s watches %s', (name, metric) => {
    const found = listAlarms().filter(
      (one) => one.AlarmName === `so-sang-kien-prod-ben-tre-${name}`,
    );
    expect(found.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`)).toEqual([
      metric,
    ]);
  });

  it('say who notices, and tell the operator both of the trouble and of its end', () => {
    const [topic] = Object.keys(service.findResources('AWS::SNS::Topic'));
    for (const { AlarmDescription, AlarmActions, OKActions } of listAlarms()) {
      expect(AlarmDescription).toMatch(/^[ -~]*([Uu]nits|Receipts|committee)[ -~]*$/);
      expect(AlarmActions).toEqual([{ Ref: topic }]);
      expect(OKActions).toEqual([{ Ref: topic }]);
    }
  });

  it('stand in the runbook, each with what to do', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    const lines = runbook.split('\n').filter((line) => line.startsWith('| `'));
    const names = listAlarms().map(({ AlarmName }) => AlarmName.replace(/^.*-/, ''));
    const missing = names.filter(
      (name) => !lines.some((line) => (line.split('|')[1] ?? '').includes(`\`${name}\``)),
    );
    expect(missing).toEqual([]);
  });

  it('watch every function for errors and throttles, and every dead-letter queue', () => {
    const alarms = JSON.stringify(listAlarms());
    for (const name of Object.keys(service.findResources('AWS::Lambda::Function'))) {
      const of = listAlarms().filter((alarm) =>
        JSON.stringify(alarm).includes(`{"Ref":"${name}"}`),
      );
      const metrics = of.map(({ MetricName }) => MetricName);
      expect(metrics, name).toEqual(expect.arrayContaining(['Errors', 'Throttles']));
    }
    for (const name of Object.keys(service.findResources('AWS::SQS::Queue'))) {
      expect(alarms).toContain(`{"Fn::GetAtt":["${name}","QueueName"]}`);
    }
  });

  it('ring when summarize is not even started', () => {
    service.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Invocations',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });

  it('of silent units exist only where the programme says how long silence may be', () => {
    const programmesDir = apps.writeProgramme('tra-vinh', { name: 'Trà Vinh' });
    const context = { stage: 'prod', programme: 'tra-vinh', 'programmes-dir': programmesDir };
    const { service: quiet } = toTemplates(addStacks(apps.create(context)));
    expect(JSON.stringify(quiet.findResources('AWS::CloudWatch::Alarm'))).not.toMatch(
      /SilentUnits|Mail/,
    );
    // Nobody hears of alarms: see the warning.
    quiet.resourceCountIs('AWS::SNS::Subscription', 0);
  });
});

describe('the topic of alarms', () => {
  it('sends a mail to the operator of the programme, and to nobody else', () => {
    expect(only(service, 'AWS::SNS::Subscription')).toMatchObject({
      Properties: {
        Protocol: 'email',
        Endpoint: 'van-hanh@ben-tre.example',
        TopicArn: { Ref: expect.stringMatching(/^AlarmTopic/) },
      },
    });
  });

  it('is encrypted with a key of its own that CloudWatch may use, and rotated', () => {
    service.hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^AlarmKey'), 'Arn'] },
    });
    service.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
  });

  it('is published to by alarms of this account, and by nobody without encryption', () => {
    service.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sns:Publish',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  });
});

describe('the dashboard', () => {
  it('is one for the programme, with every alarm, function and dead-letter queue on it', () => {
    service.hasResourceProperties('AWS::CloudWatch::Dashboard', {
      DashboardName: 'so-sang-kien-prod-ben-tre',
    });
    const dashboard = JSON.stringify(only(service, 'AWS::CloudWatch::Dashboard'));
    for (const type of ['CloudWatch::Alarm', 'Lambda::Function', 'SQS::Queue']) {
      for (const name of Object.keys(service.findResources(`AWS::${type}`))) {
        expect(dashboard).toContain(`"${name}"`);
      }
    }
  });
});
