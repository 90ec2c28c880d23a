// Intrinsics and conditions come out as CloudFormation would resolve them.
import { describe, expect, it } from 'vitest';
import { deployTemplates } from '../../../local/aws/deploy-templates.ts';
import type { StackTemplate } from '../../../local/aws/read-assembly.ts';

const surroundings = { account: '000000000000', region: 'ap-southeast-1', partition: 'aws' };

function resolveDescription(
  description: unknown,
  parameters: Readonly<Record<string, string>> = {},
): unknown {
  const stack: StackTemplate = {
    name: 'stack',
    assetFolders: new Map(),
    template: {
      Parameters: {
        Size: { Type: 'String', Default: 'small' },
        Bare: { Type: 'String' },
      },
      Conditions: {
        IsLarge: { 'Fn::Equals': [{ Ref: 'Size' }, 'large'] },
        IsSmall: { 'Fn::Not': [{ Condition: 'IsLarge' }] },
        Both: { 'Fn::And': [{ Condition: 'IsLarge' }, { Condition: 'IsSmall' }] },
        Either: { 'Fn::Or': [{ Condition: 'IsLarge' }, { Condition: 'IsSmall' }] },
      },
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue' },
        Key: { Type: 'AWS::KMS::Key', Properties: { Description: description } },
        Extra: { Type: 'AWS::KMS::Key', Condition: 'IsLarge' },
      },
    },
  };
  const resources = deployTemplates([stack], parameters, surroundings);
  return resources.find(({ logicalId }) => logicalId === 'Key')?.properties.Description;
}

const queueArn = 'arn:aws:sqs:ap-southeast-1:000000000000:stack-Queue';

describe('intrinsics', () => {
  it.each([
    [{ Ref: 'Size' }, 'small'],
    [{ Ref: 'AWS::Region' }, 'ap-southeast-1'],
    [{ Ref: 'AWS::AccountId' }, '000000000000'],
    [{ Ref: 'AWS::StackName' }, 'stack'],
    [{ Ref: 'Queue' }, 'https://sqs.ap-southeast-1.amazonaws.com/000000000000/stack-Queue'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, queueArn],
    [{ 'Fn::GetAtt': 'Queue.QueueName' }, 'stack-Queue'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Size' }, 'c']] }, 'a-small-c'],
    [{ 'Fn::Sub': `\${Size}/\${Queue.QueueName}/\${!Size}` }, `small/stack-Queue/\${Size}`],
    [{ 'Fn::Sub': [`\${A}-\${Size}`, { A: { Ref: 'AWS::Partition' } }] }, 'aws-small'],
    [
      { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] },
      'stack-Queue',
    ],
    [{ 'Fn::If': ['IsLarge', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    [{ Ref: 'AWS::NoValue' }, undefined],
    [
      ['a', { Ref: 'AWS::NoValue' }, 'b'],
      ['a', 'b'],
    ],
    [{ Condition: { Bool: { x: 'false' } } }, { Condition: { Bool: { x: 'false' } } }],
  ])('%j becomes %j', (given, expected) => {
    expect(resolveDescription(given)).toEqual(expected);
  });

  it('takes parameters from the caller', () => {
    expect(resolveDescription({ 'Fn::If': ['IsLarge', 'yes', 'no'] }, { Size: 'large' })).toBe(
      'yes',
    );
  });

  it.each([
    [{ 'Fn::GetAtt': ['Queue', 'Colour'] }, 'Queue.Colour'],
    [{ Ref: 'Bare' }, 'parameter Bare has no value'],
    [{ Ref: 'Extra' }, 'Extra'],
    [{ 'Fn::ImportValue': 'other:Export' }, 'import of other:Export'],
    [{ 'Fn::Select': [3, ['a']] }, 'Fn::Select 3'],
    [{ 'Fn::If': ['NoSuch', 'a', 'b'] }, 'condition NoSuch'],
  ])('%j is refused', (given, reference) => {
    expect(() => resolveDescription(given)).toThrow(
      expect.objectContaining({
        code: 'local.unresolved_reference',
        details: { stack: 'stack', reference },
      }),
    );
  });

  it.each(['Fn::Base64', 'Fn::FindInMap', 'Fn::Cidr'])('%s is refused by name', (intrinsic) => {
    expect(() => resolveDescription({ [intrinsic]: [] })).toThrow(
      expect.objectContaining({ details: { stack: 'stack', intrinsic } }),
    );
  });
});
