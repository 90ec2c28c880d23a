// Every statement of every policy of both stages: no wildcard without a written reason, nobody unknown.
import { type App, CfnResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { addStacks } from '../../infra/add-stacks.ts';
import { createSynthesis, listAcknowledgements, useInfraApps } from './infra-app.ts';

const apps = useInfraApps();
const synthesise = createSynthesis(apps);

type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
};

/** Where policies stand, by resource type. */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Policy': ['PolicyDocument'],
  'AWS::IAM::Role': ['AssumeRolePolicyDocument'],
  'AWS::KMS::Key': ['KeyPolicy'],
  'AWS::S3::BucketPolicy': ['PolicyDocument'],
  'AWS::SNS::TopicPolicy': ['PolicyDocument'],
  'AWS::SQS::QueuePolicy': ['PolicyDocument'],
};

/** Wildcards no rule of AWS asks about, with the reason each is right. */
const REASONS: readonly { readonly statement: RegExp; readonly reason: string }[] = [
  {
    statement: /^AWS::KMS::Key Allow kms:\* on \* to \{"AWS":.*:root/,
    reason: 'Who may manage a key is said by the account, else nobody could mend its policy.',
  },
  {
    statement:
      /^AWS::KMS::Key Allow kms:Decrypt kms:GenerateDataKey on \* to \{"Service":"cloudwatch/,
    reason: 'In the policy of a key «*» is this key; CloudWatch encrypts alarms with it.',
  },
  {
    statement:
      /^AWS::KMS::Key Allow [\w:* ]+ on \* to \{"AWS":.*:root.* if \{"StringEquals":\{"kms:ViaService":.*"secretsmanager\./,
    reason:
      'Written by the CDK for every secret with a key: who may use the secret uses its key, through Secrets Manager only.',
  },
];

/** @returns one line for each statement that lets too much and says not why */
function listUnexplained(app: App): readonly string[] {
  const explained = listAcknowledgements(app);
  return app.node.findAll().flatMap((construct) => {
    if (!CfnResource.isCfnResource(construct)) return [];
    const { path } = construct.node;
    const own = explained.filter((one) => path.startsWith(`${one.path}/`));
    return listStatements(construct).flatMap((statement) => {
      if (statement.Effect === 'Deny') return [];
      const line = describeStatement(construct.cfnResourceType, statement);
      if (REASONS.some((one) => one.statement.test(line))) return [];
      const isOpen =
        listWildcards(statement).some(
          (wildcard) => !own.some(({ finding }) => finding.endsWith(`${wildcard}]`)),
        ) || /^\{"AWS":"\*"\}$|^"\*"$/.test(JSON.stringify(statement.Principal) ?? '');
      return isOpen ? [line] : [];
    });
  });
}

function listStatements(construct: CfnResource): readonly Statement[] {
  const names = POLICIES[construct.cfnResourceType];
  if (names === undefined) return [];
  const { Properties = {} }: { Properties?: Record<string, { Statement: readonly Statement[] }> } =
    Object.values(
      Stack.of(construct).resolve(construct._toCloudFormation()).Resources,
    )[0] as object;
  return names.flatMap((name) => Properties[name]?.Statement ?? []);
}

/** What of an action, or of a resource after its name, is left open. */
function listWildcards({ Action, Resource = [] }: Statement): readonly string[] {
  const resources = [Resource].flat().map((one) => flatten(one));
  return [...[Action].flat(), ...resources].filter((text) => text.includes('*')).map(toTail);
}

/** Names of other resources are long and no wildcards: what follows them is what is compared. */
function toTail(text: string): string {
  return text.slice(text.lastIndexOf('>') + 1);
}

function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const join: unknown = 'Fn::Join' in value ? value['Fn::Join'] : undefined;
  if (!Array.isArray(join)) return `<${JSON.stringify(value)}>`;
  const [separator, parts] = join;
  return parts.map(flatten).join(separator);
}

function describeStatement(type: string, statement: Statement): string {
  const { Effect, Action, Resource, Principal, Condition } = statement;
  const actions = [Action].flat().join(' ');
  const resources = [Resource ?? []].flat().map(flatten).join(' ');
  const condition = Condition === undefined ? '' : ` if ${JSON.stringify(Condition)}`;
  return `${type} ${Effect} ${actions} on ${resources} to ${JSON.stringify(Principal)}${condition}`;
}

describe.each(['dev', 'prod'])('the stage %s', (stage) => {
  it('lets nobody do anything, or anything to everything, without saying why', () => {
    expect(listUnexplained(synthesise(stage).app)).toEqual([]);
  });

  it('gives no function a policy of AWS, and lets no role be taken on from another account', () => {
    const { stacks } = synthesise(stage);
    const roles = [stacks.stateful, ...stacks.services].flatMap((stack) =>
      stack.node.findAll().filter((one) => one instanceof iam.CfnRole),
    );
    expect(roles.length).toBeGreaterThan(3);
    for (const role of roles) {
      expect(Stack.of(role).resolve(role.managedPolicyArns) ?? []).toEqual([]);
      const [trust, ...others] = listStatements(role);
      expect(others).toEqual([]);
      expect(trust).toMatchObject({
        Action: 'sts:AssumeRole',
        Principal: { Service: expect.stringMatching(/^(lambda|scheduler)\.amazonaws\.com$/) },
      });
    }
  });
});

describe('a wildcard without a reason', () => {
  it('is found, whether all of an action or resource or a part of it', () => {
    const app = apps.create({ stage: 'dev' });
    const { services } = addStacks(app);
    const planted = [
      ['dynamodb:*', 'arn:aws:dynamodb:::table/a'],
      ['s3:Get*', 'arn:aws:s3:::b'],
      ['s3:PutObject', '*'],
      ['s3:DeleteObject', 'arn:aws:s3:::c/latest/*'],
    ] as const;
    for (const [action, resource] of planted) {
      services[0].ingest.function.addToRolePolicy(
        new iam.PolicyStatement({ actions: [action], resources: [resource] }),
      );
    }
    app.synth();
    expect(listUnexplained(app)).toEqual(
      planted.map(
        ([action, resource]) => `AWS::IAM::Policy Allow ${action} on ${resource} to undefined`,
      ),
    );
  });

  it('is found where anybody may publish', () => {
    const app = apps.create({ stage: 'dev' });
    const { services } = addStacks(app);
    const queue = services[0].node.findChild('SummarizeDeadLetters');
    if (!('addToResourcePolicy' in queue && typeof queue.addToResourcePolicy === 'function')) {
      throw new Error('no queue');
    }
    queue.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.AnyPrincipal()],
        actions: ['sqs:SendMessage'],
        resources: ['arn:aws:sqs:::a'],
      }),
    );
    app.synth();
    expect(listUnexplained(app)).toHaveLength(1);
  });
});
