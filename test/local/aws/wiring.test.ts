// Mistakes in the template break the local start, each named.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startLocalCloud } from '../../../local/aws/local-cloud.ts';
import {
  buildTinyAssembly,
  copyAssembly,
  pick,
  type Templates,
  withdraw,
} from './tiny-assembly.ts';

let assemblyDir: string;
const folders: string[] = [];

beforeAll(async () => {
  assemblyDir = await buildTinyAssembly();
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

type Case = {
  readonly name: string;
  change(templates: Templates): void;
  readonly code: string;
  readonly says: string;
};

function environmentOf({ service }: Templates): Record<string, unknown> {
  const { Environment } = pick(service, 'AWS::Lambda::Function', 'Ingest');
  return (Environment as { Variables: Record<string, unknown> }).Variables;
}

function remove({ service }: Templates, type: string, prefix = ''): void {
  for (const [logicalId, resource] of Object.entries(service.Resources)) {
    if (resource.Type === type && logicalId.startsWith(prefix)) delete service.Resources[logicalId];
  }
}

const cases: readonly Case[] = [
  {
    name: 'a resource type it does not know',
    change: ({ service }) => {
      service.Resources.Machine = { Type: 'AWS::StepFunctions::StateMachine', Properties: {} };
    },
    code: 'local.unsupported_resource',
    says: 'AWS::StepFunctions::StateMachine',
  },
  {
    name: 'a property it does not honour',
    change: ({ service }) => {
      pick(service, 'AWS::Lambda::Function', 'Ingest').ReservedConcurrentExecutions = 2;
    },
    code: 'local.unsupported_property',
    says: 'AWS::Lambda::Function: unknown ReservedConcurrentExecutions',
  },
  {
    name: 'an intrinsic it does not know',
    change: ({ service }) => {
      pick(service, 'AWS::Lambda::Function', 'Ingest').Description = { 'Fn::Base64': 'x' };
    },
    code: 'local.unsupported_intrinsic',
    says: 'Fn::Base64',
  },
  {
    name: 'a template section it does not know',
    change: ({ service }) => {
      Object.assign(service, { Transform: 'AWS::Serverless-2016-10-31' });
    },
    code: 'local.unsupported_template',
    says: 'unknown Transform',
  },
  {
    name: 'a reference to nothing',
    change: (templates) => {
      environmentOf(templates).TABLE_NAME = { Ref: 'NoSuchTable' };
    },
    code: 'local.unresolved_reference',
    says: 'NoSuchTable',
  },
  {
    name: 'an import nobody exports',
    change: ({ stateful }) => {
      const outputs: Record<string, unknown> = {};
      Object.assign(stateful, { Outputs: outputs });
    },
    code: 'local.unresolved_reference',
    says: 'import of so-sang-kien-dev-stateful:ExportsOutput',
  },
  {
    name: 'a variable the function needs and does not get',
    change: (templates) => {
      delete environmentOf(templates).TABLE_NAME;
    },
    code: 'local.function_init_failed',
    says: 'TABLE_NAME is not set',
  },
  {
    name: 'a table name that names no table',
    change: (templates) => {
      environmentOf(templates).TABLE_NAME = 'table';
    },
    code: 'local.wiring',
    says: 'TABLE_NAME names no table: table',
  },
  {
    name: 'a handler that is not exported',
    change: ({ service }) => {
      pick(service, 'AWS::Lambda::Function', 'Ingest').Handler = 'index.main';
    },
    code: 'local.function_init_failed',
    says: 'index.main is undefined or not exported',
  },
  {
    name: 'a handler file that is not there',
    change: ({ service }) => {
      pick(service, 'AWS::Lambda::Function', 'Ingest').Handler = 'main.handler';
    },
    code: 'local.function_init_failed',
    says: 'Runtime.ImportModuleError',
  },
  {
    name: 'code that is not in the assembly',
    change: ({ service }) => {
      pick(service, 'AWS::Lambda::Function', 'Ingest').Code = { S3Bucket: 'b', S3Key: 'k.zip' };
    },
    code: 'local.wiring',
    says: 'k.zip',
  },
  {
    name: 'a route to no integration',
    change: ({ service }) => {
      pick(service, 'AWS::ApiGatewayV2::Route', 'ApiPOSTv1sync').Target = 'integrations/none';
    },
    code: 'local.wiring',
    says: 'integrations/none does not exist',
  },
  {
    name: 'an integration with no function',
    change: ({ service }) => {
      pick(service, 'AWS::ApiGatewayV2::Integration', 'ApiPOSTv1sync').IntegrationUri = 'arn:none';
    },
    code: 'local.wiring',
    says: 'no function arn:none',
  },
  {
    name: 'a route API Gateway may not invoke the function for',
    change: (templates) => remove(templates, 'AWS::Lambda::Permission', 'ApiPOSTv1sync'),
    code: 'local.wiring',
    says: 'API Gateway may not invoke so-sang-kien-dev-ben-tre-ingest for /v1/sync',
  },
  {
    name: 'an API without a stage',
    change: (templates) => remove(templates, 'AWS::ApiGatewayV2::Stage'),
    code: 'local.wiring',
    says: 'no stage',
  },
  {
    name: 'a role without the table',
    change: ({ service }) => withdraw(service, 'Ingest', 'dynamodb:PutItem'),
    code: 'local.wiring',
    says: 'its role may not dynamodb:PutItem on arn:aws:dynamodb',
  },
  {
    name: 'a role without the secret',
    change: ({ service }) => withdraw(service, 'Summarize', 'secretsmanager:GetSecretValue'),
    code: 'local.wiring',
    says: 'its role may not secretsmanager:GetSecretValue',
  },
  {
    name: 'a role without the key of the table',
    change: ({ service }) => withdraw(service, 'Ingest', 'kms:Decrypt'),
    code: 'local.wiring',
    says: 'may not kms:Decrypt with the key behind TABLE_NAME',
  },
  {
    name: 'a role without its log group',
    change: ({ service }) => withdraw(service, 'Ingest', 'logs:PutLogEvents'),
    code: 'local.wiring',
    says: 'its role may not logs:PutLogEvents',
  },
  {
    name: 'a role without the queue its failures go to',
    change: ({ service }) => withdraw(service, 'Summarize', 'sqs:SendMessage'),
    code: 'local.wiring',
    says: 'its role may not sqs:SendMessage',
  },
  {
    name: 'a schedule that may not invoke its function',
    change: ({ service }) =>
      withdraw(service, 'SummarizeFunctionScheduleRole', 'lambda:InvokeFunction'),
    code: 'local.wiring',
    says: 'its role may not lambda:InvokeFunction',
  },
  {
    name: 'a role Lambda may not assume',
    change: ({ service }) => {
      const role = pick(service, 'AWS::IAM::Role', 'Ingest');
      const document = role.AssumeRolePolicyDocument as {
        Statement: { Principal: { Service: string } }[];
      };
      const [statement] = document.Statement;
      if (statement !== undefined) statement.Principal.Service = 'ec2.amazonaws.com';
    },
    code: 'local.wiring',
    says: 'lambda.amazonaws.com may not assume it',
  },
  {
    name: 'a key of the table nobody defined',
    change: ({ stateful }) => {
      pick(stateful, 'AWS::DynamoDB::Table').KeySchema = [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'rowId', KeyType: 'RANGE' },
      ];
    },
    code: 'local.wiring',
    says: 'key rowId is not defined',
  },
  {
    name: 'a throttle of a route that is not there',
    change: ({ service }) => {
      pick(service, 'AWS::ApiGatewayV2::Stage').RouteSettings = {
        'POST /v1/none': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 },
      };
    },
    code: 'local.wiring',
    says: 'it throttles POST /v1/none, which is no route',
  },
  {
    name: 'an alarm that tells nobody',
    change: ({ service }) => {
      pick(service, 'AWS::CloudWatch::Alarm').AlarmActions = [];
    },
    code: 'local.wiring',
    says: 'it tells nobody',
  },
  {
    name: 'an alarm that tells a topic that is not there',
    change: ({ service }) => {
      pick(service, 'AWS::CloudWatch::Alarm').AlarmActions = ['arn:none'];
    },
    code: 'local.wiring',
    says: 'no topic arn:none',
  },
  {
    name: 'an alarm of a function that is not there',
    change: ({ service }) => {
      pick(service, 'AWS::CloudWatch::Alarm', 'IngestErrors').Dimensions = [
        { Name: 'FunctionName', Value: 'none' },
      ];
    },
    code: 'local.wiring',
    says: 'AWS/Lambda Errors: there is no FunctionName none',
  },
  {
    name: 'an alarm of a metric AWS does not have',
    change: ({ service }) => {
      pick(service, 'AWS::CloudWatch::Alarm', 'IngestErrors').MetricName = 'Mistakes';
    },
    code: 'local.wiring',
    says: 'AWS/Lambda has no metric Mistakes',
  },
  {
    name: 'an alarm of a metric of another programme',
    change: ({ service }) => {
      const alarm = pick(service, 'AWS::CloudWatch::Alarm', 'MailUnknown');
      const [programme] = alarm.Dimensions as { Value: string }[];
      if (programme !== undefined) programme.Value = 'tra-vinh';
    },
    code: 'local.wiring',
    says: 'no function writes SoSangKien MailUnknown with programme=tra-vinh, service=digest',
  },
  {
    name: 'a topic CloudWatch may not publish to',
    change: ({ service }) => {
      const policy = pick(service, 'AWS::SNS::TopicPolicy');
      const document = policy.PolicyDocument as { Statement: { Effect: string }[] };
      document.Statement = document.Statement.filter(({ Effect }) => Effect === 'Deny');
    },
    code: 'local.wiring',
    says: 'cloudwatch.amazonaws.com may not publish to it',
  },
  {
    name: 'a topic whose key CloudWatch may not use',
    change: ({ service }) => {
      const { KeyPolicy } = pick(service, 'AWS::KMS::Key', 'AlarmKey');
      (KeyPolicy as { Statement: unknown[] }).Statement.pop();
    },
    code: 'local.wiring',
    says: 'cloudwatch.amazonaws.com may not kms:Decrypt with it',
  },
  {
    name: 'a subscription to no topic',
    change: ({ service }) => {
      pick(service, 'AWS::SNS::Subscription').TopicArn = 'arn:none';
    },
    code: 'local.wiring',
    says: 'no topic arn:none',
  },
  {
    name: 'a subscription that is no mail',
    change: ({ service }) => {
      pick(service, 'AWS::SNS::Subscription').Protocol = 'sms';
    },
    code: 'local.unsupported_property',
    says: 'AWS::SNS::Subscription.Protocol: not email',
  },
  {
    name: 'a dashboard of an alarm that is not there',
    change: ({ service }) => {
      pick(service, 'AWS::CloudWatch::Dashboard').DashboardBody = JSON.stringify({
        widgets: [{ properties: { alarms: ['arn:none'] } }],
      });
    },
    code: 'local.wiring',
    says: 'no alarm arn:none',
  },
  {
    name: 'a dashboard of a queue that is not there',
    change: ({ service }) => {
      const line = ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', 'none', {}];
      pick(service, 'AWS::CloudWatch::Dashboard').DashboardBody = JSON.stringify({
        widgets: [{ properties: { metrics: [line] } }],
      });
    },
    code: 'local.wiring',
    says: 'there is no QueueName none',
  },
  {
    name: 'a dashboard that is no JSON',
    change: ({ service }) => {
      pick(service, 'AWS::CloudWatch::Dashboard').DashboardBody = '{';
    },
    code: 'local.wiring',
    says: 'its body is no JSON',
  },
  {
    name: 'a schedule expression it cannot read',
    change: ({ service }) => {
      pick(service, 'AWS::Scheduler::Schedule').ScheduleExpression = 'cron(0 8 L * ? *)';
    },
    code: 'local.schedule_expression',
    says: 'cron(0 8 L * ? *)',
  },
];

it.each(cases)('refuses $name', async ({ change, code, says }) => {
  const changed = copyAssembly(assemblyDir, change);
  folders.push(changed);
  const started = startLocalCloud({
    assemblyDir: changed,
    stage: 'dev',
    dataDir: undefined,
    seed: 1,
    now: () => Date.UTC(2011, 2, 31),
    virtualClock: true,
    live: false,
  });
  const error: unknown = await started.then(
    (cloud) => cloud.stop(),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'LocalFault', code });
  expect(String(error)).toContain(says);
});

it('refuses to mask a variable of the template', async () => {
  const started = startLocalCloud({
    assemblyDir,
    stage: 'dev',
    dataDir: undefined,
    seed: 1,
    now: () => Date.UTC(2011, 2, 31),
    virtualClock: true,
    live: false,
    functionEnvironment: { TABLE_NAME: 'other' },
  });
  await expect(started).rejects.toThrow('TABLE_NAME is already set by the template');
});
