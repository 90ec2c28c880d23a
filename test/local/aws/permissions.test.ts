// Roles allow what their statements say, no more and no less.
import { describe, expect, it } from 'vitest';
import { type CloudModel, toCloudModel } from '../../../local/aws/cloud-model.ts';
import { toRolePermissions } from '../../../local/aws/permissions.ts';

const roleArn = 'arn:aws:iam::0:role/role';
const table = 'arn:aws:dynamodb:r:0:table/t';

function toModel(statements: readonly unknown[]): CloudModel {
  const common = { stack: 'stack', arn: undefined };
  return toCloudModel([
    {
      ...common,
      logicalId: 'Role',
      type: 'AWS::IAM::Role',
      ref: 'role',
      arn: roleArn,
      properties: { AssumeRolePolicyDocument: { Statement: [] } },
    },
    {
      ...common,
      logicalId: 'Policy',
      type: 'AWS::IAM::Policy',
      ref: 'policy',
      properties: {
        PolicyName: 'policy',
        Roles: ['role'],
        PolicyDocument: { Version: '2012-10-17', Statement: statements },
      },
    },
    {
      ...common,
      logicalId: 'OfAnother',
      type: 'AWS::IAM::Policy',
      ref: 'other',
      properties: {
        PolicyName: 'other',
        Roles: ['another'],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
        },
      },
    },
  ]);
}

type Call = Parameters<ReturnType<typeof toRolePermissions>['allows']>[0];

function allows(statements: readonly unknown[], call: Call): boolean {
  const model = toModel(statements);
  const [role] = model.roles;
  if (role === undefined) throw new Error('no role');
  return toRolePermissions(model, role).allows(call);
}

const get: Call = { action: 'dynamodb:GetItem', resource: table };

describe('a statement', () => {
  it.each([
    ['dynamodb:GetItem', table, true],
    [['dynamodb:PutItem', 'dynamodb:GetItem'], ['arn:x', table], true],
    ['dynamodb:Get*', 'arn:aws:dynamodb:*:0:table/t', true],
    ['dynamodb:GetItem', `${table}/index/*`, false],
    ['dynamodb:Get', table, false],
    ['dynamodb:GetItem', 'arn:aws:dynamodb:r:0:table/tt', false],
    ['dynamodbXGetItem', table, false],
  ])('allowing %j on %j: %s', (Action, Resource, expected) => {
    expect(allows([{ Effect: 'Allow', Action, Resource }], get)).toBe(expected);
  });

  it('is needed: nothing is allowed by itself', () => {
    expect(allows([], get)).toBe(false);
  });

  it('that denies wins', () => {
    const both = [
      { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' },
      { Effect: 'Deny', Action: 'dynamodb:GetItem', Resource: table },
    ];
    expect(allows(both, get)).toBe(false);
    expect(allows(both, { ...get, action: 'dynamodb:PutItem' })).toBe(true);
  });
});

describe('a condition', () => {
  const key = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'key' };
  const call: Call = { action: 'kms:Decrypt', resource: 'key', viaService: 'dynamodb.r' };

  it.each([
    [{ StringEquals: { 'kms:ViaService': 'dynamodb.r' } }, true],
    [{ StringEquals: { 'kms:ViaService': 'secretsmanager.r' } }, false],
    [{ StringEquals: { 'aws:SourceAccount': '0' } }, false],
    [{ Bool: { 'aws:SecureTransport': 'true' } }, false],
  ])('%j lets the call through: %s', (Condition, expected) => {
    expect(allows([{ ...key, Condition }], call)).toBe(expected);
  });

  const Condition = {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['P#a#DIGEST', 'P#a#DIGEST#*'] },
  };
  const put = { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: table, Condition };
  it.each([
    [['P#a#DIGEST'], true],
    [['P#a#DIGEST#x@y.example', 'P#a#DIGEST'], true],
    [['P#a#DIGEST', 'P#a#U#BT028'], false],
    [['P#a'], false],
    [[], false],
    [undefined, false],
  ])('on partition keys lets %j through: %s', (leadingKeys, expected) => {
    const keys = leadingKeys === undefined ? {} : { leadingKeys };
    const action = 'dynamodb:PutItem';
    expect(allows([put], { action, resource: table, ...keys })).toBe(expected);
  });
});
