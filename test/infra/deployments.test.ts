// Which stacks there are: stages that differ where they should, programmes that share what they must.
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { addStacks } from '../../infra/add-stacks.ts';
import { type Templates, toTemplates, useInfraApps } from './infra-app.ts';

const apps = useInfraApps();
const mails = {
  from: 'so@tra-vinh.example',
  replyTo: 'ban@tra-vinh.example',
  language: 'vi',
  kinds: { closing: { to: ['committee'], daysAfterDeadline: 1, time: '06:05' } },
};

describe('the stages', () => {
  let dev: Templates;
  let prod: Templates;

  beforeAll(() => {
    dev = toTemplates(addStacks(apps.create({ stage: 'dev' })));
    prod = toTemplates(addStacks(apps.create({ stage: 'prod' })));
  });

  it('keep what cannot be made again in prod; dev may be thrown away whole', () => {
    for (const [{ stateful }, policy, isProtected] of [
      [dev, 'Delete', false],
      [prod, 'Retain', true],
    ] as const) {
      for (const type of ['DynamoDB::Table', 'SecretsManager::Secret', 'KMS::Key', 'S3::Bucket']) {
        stateful.hasResource(`AWS::${type}`, {
          DeletionPolicy: policy,
          UpdateReplacePolicy: policy,
        });
      }
      stateful.hasResourceProperties('AWS::DynamoDB::Table', {
        DeletionProtectionEnabled: isProtected,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
    }
  });

  it('protect the stack of prod from deletion', () => {
    const isProtected = (stage: string) =>
      addStacks(apps.create({ stage })).stateful.terminationProtection;
    expect([isProtected('dev'), isProtected('prod')]).toEqual([false, true]);
  });

  it.each([
    ['/aws/lambda/so-sang-kien-$stage-ben-tre-ingest', 14, 180],
    [undefined, 7, 30],
  ])('keep the log %s for %i and for %i days', (name, devDays, prodDays) => {
    for (const [stage, { service }, RetentionInDays] of [
      ['dev', dev, devDays],
      ['prod', prod, prodDays],
    ] as const) {
      service.hasResource('AWS::Logs::LogGroup', {
        DeletionPolicy: stage === 'prod' ? 'Retain' : 'Delete',
        Properties: {
          LogGroupName: name?.replace('$stage', stage) ?? Match.absent(),
          RetentionInDays,
        },
      });
    }
  });

  it('keep old reports for half a year in prod and for two weeks in dev', () => {
    for (const [{ stateful }, ExpirationInDays] of [
      [dev, 14],
      [prod, 180],
    ] as const) {
      stateful.hasResourceProperties('AWS::S3::Bucket', {
        LifecycleConfiguration: {
          Rules: Match.arrayWith([Match.objectLike({ Prefix: 'publications/', ExpirationInDays })]),
        },
      });
    }
  });

  it('tell apart on the bill what costs: application, stage, programme, component', () => {
    const untagged: string[] = [];
    for (const { stateful, service } of [dev, prod]) {
      const resources = { ...stateful.toJSON().Resources, ...service.toJSON().Resources };
      for (const [logicalId, { Type, Properties }] of Object.entries<{
        readonly Type: string;
        readonly Properties?: { readonly Tags?: unknown };
      }>(resources)) {
        if (!BILLED.has(Type)) continue;
        const keys = readTagKeys(Properties?.Tags);
        if (String(keys) !== 'application,component,programme,stage') {
          untagged.push(`${logicalId} ${keys}`);
        }
      }
    }
    expect(untagged).toEqual([]);
  });
});

/** Types that cost something by the month or by use, and can be tagged. */
const BILLED: ReadonlySet<string> = new Set(
  [
    'ApiGatewayV2::Api',
    'CloudWatch::Alarm',
    'DynamoDB::Table',
    'KMS::Key',
    'Lambda::Function',
    'Logs::LogGroup',
    'S3::Bucket',
    'SNS::Topic',
    'SQS::Queue',
    'SecretsManager::Secret',
  ].map((type) => `AWS::${type}`),
);

function readTagKeys(tags: unknown): readonly string[] {
  const keys = Array.isArray(tags) ? tags.map(({ Key }) => String(Key)) : Object.keys(tags ?? {});
  return keys.sort();
}

describe('the deployment', () => {
  it.each([
    [{}, 'Say which stage'],
    [{ stage: 'test' }, 'Say which stage'],
    [{ stage: 'dev', programme: 'Bến Tre' }, 'A programme code'],
    [{ stage: 'dev', 'mail-identity': 'yes' }, '-c mail-identity= takes new or existing, not yes'],
    [{ stage: 'dev', 'reserved-concurrency': 'ingest' }, '-c reserved-concurrency= takes'],
    [{ stage: 'dev', 'reserved-concurrency': 'ingest=0' }, '-c reserved-concurrency= takes'],
    [{ stage: 'dev', 'reserved-concurrency': 'digests=2' }, 'no function is called digests'],
  ])('refuses %j', (context, reason) => {
    expect(() => addStacks(apps.create(context))).toThrow(reason);
  });

  it('gives each programme its own service over the same table', () => {
    const programmesDir = apps.writeProgramme('tra-vinh', { name: 'Trà Vinh' });
    apps.writeProgramme('vinh-long', { mails });
    const stacks = addStacks(apps.create({ stage: 'dev', 'programmes-dir': programmesDir }));
    expect(stacks.stateful.stackName).toBe('so-sang-kien-dev-stateful');
    const [traVinh, vinhLong, ...others] = stacks.services;
    expect(others).toEqual([]);
    expect(traVinh.stackName).toBe('so-sang-kien-dev-tra-vinh-service');
    expect(vinhLong?.stackName).toBe('so-sang-kien-dev-vinh-long-service');
    // It says nothing of mails, so nothing sends any.
    Template.fromStack(traVinh).resourceCountIs('AWS::SES::EmailIdentity', 0);
    Template.fromStack(vinhLong ?? traVinh).hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(5 6 * * ? *)',
    });
  });

  it('shares the same stack, whichever programmes are deployed with it', () => {
    const programmesDir = apps.writeProgramme('tra-vinh', { name: 'Trà Vinh' });
    apps.writeProgramme('vinh-long', { mails });
    const read = (context: Readonly<Record<string, string>>): unknown => {
      const app = apps.create({ stage: 'prod', 'programmes-dir': programmesDir, ...context });
      return Template.fromStack(addStacks(app).stateful).toJSON();
    };
    const all = read({});
    expect(read({ programme: 'tra-vinh' })).toEqual(all);
    expect(read({ programme: 'vinh-long' })).toEqual(all);
  });

  it('refuses a programme that is not there, and one whose mails are not as they must be', () => {
    expect(() => addStacks(apps.create({ stage: 'dev', programme: 'ca-mau' }))).toThrow(
      /^No programme ca-mau: /,
    );
    const programmesDir = apps.writeProgramme('ben-tre', { mails: { from: 'nobody' } });
    const context = { stage: 'dev', programme: 'ben-tre', 'programmes-dir': programmesDir };
    expect(() => addStacks(apps.create(context))).toThrow(/programme\.json: mails\.from: /);
  });

  it('reserves no concurrency unless asked to, and then what was asked for', () => {
    const listReserved = (context: Readonly<Record<string, string>>) => {
      const { service } = toTemplates(addStacks(apps.create({ stage: 'prod', ...context })));
      const functions = Object.values(service.findResources('AWS::Lambda::Function'));
      return functions.flatMap(({ Properties }) =>
        Properties.ReservedConcurrentExecutions === undefined
          ? []
          : [`${Properties.FunctionName} ${Properties.ReservedConcurrentExecutions}`],
      );
    };
    expect(listReserved({})).toEqual([]);
    expect(listReserved({ 'reserved-concurrency': 'ingest=20,summarize=2' })).toEqual([
      'so-sang-kien-prod-ben-tre-ingest 20',
      'so-sang-kien-prod-ben-tre-summarize 2',
    ]);
  });

  it('uses the verified domain of another stage or programme of the account when told to', () => {
    const context = { stage: 'dev', 'mail-identity': 'existing' };
    const { service } = toTemplates(addStacks(apps.create(context)));
    service.resourceCountIs('AWS::SES::EmailIdentity', 0);
    expect(JSON.stringify(service.findResources('AWS::IAM::Policy'))).toContain(
      ':identity/ben-tre.example',
    );
  });

  it('synthesises the same templates every time', () => {
    const read = (): readonly string[] => {
      const app = apps.create({ stage: 'dev' });
      addStacks(app);
      return app.synth().stacks.map(({ template }) => JSON.stringify(template));
    };
    const [first, second] = [read(), read()];
    expect(first).toHaveLength(2);
    expect(second).toEqual(first);
    expect(first.join()).not.toContain(apps.folder);
  });

  it('warns of a programme whose alarms nobody would hear', () => {
    const programmesDir = apps.writeProgramme('tra-vinh', { name: 'Trà Vinh', recipients: [] });
    const app = apps.create({
      stage: 'dev',
      programme: 'tra-vinh',
      'programmes-dir': programmesDir,
    });
    const [service] = addStacks(app).services;
    const warnings = service.node.metadata.filter(({ type }) => type === 'aws:cdk:warning');
    expect(JSON.stringify(warnings)).toContain('nobody hears of alarms');
  });
});
