// Each DynamoDB request needs the grants IAM would ask for.
import { expect, it } from 'vitest';
import { readNeededGrants } from '../../../local/aws/table-actions.ts';

it.each([
  ['GetItem', { TableName: 't' }, ['dynamodb:GetItem t']],
  ['Query', { TableName: 't', IndexName: 'changes' }, ['dynamodb:Query t changes']],
  [
    'BatchWriteItem',
    { RequestItems: { a: [], b: [] } },
    ['dynamodb:BatchWriteItem a', 'dynamodb:BatchWriteItem b'],
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 't' } },
        { Update: { TableName: 't' } },
        { Delete: { TableName: 't' } },
        { ConditionCheck: { TableName: 'u' } },
      ],
    },
    [
      'dynamodb:PutItem t',
      'dynamodb:UpdateItem t',
      'dynamodb:DeleteItem t',
      'dynamodb:ConditionCheckItem u',
    ],
  ],
  [
    'BatchExecuteStatement',
    {
      Statements: [
        { Statement: `INSERT INTO "t" VALUE {'pk': ?}` },
        { Statement: 'UPDATE "t" SET "a" = ? WHERE "pk" = ?' },
        { Statement: 'DELETE FROM "u" WHERE "pk" = ?' },
        { Statement: 'SELECT * FROM "u" WHERE pk = ?' },
      ],
    },
    [
      'dynamodb:PartiQLInsert t',
      'dynamodb:PartiQLUpdate t',
      'dynamodb:PartiQLDelete u',
      'dynamodb:PartiQLSelect ',
    ],
  ],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName: 't' } }] }, ['dynamodb:GetItem t']],
])('%s', (operation, body, expected) => {
  const needed = readNeededGrants(operation, body) ?? [];
  expect(
    needed.map(({ action, table, index }) => [action, table, index ?? []].flat().join(' ')),
  ).toEqual(expected);
});

it.each([
  ['ListTables', {}],
  ['BatchGetItem', { RequestItems: [] }],
  ['BatchExecuteStatement', { Statements: [{}] }],
  ['TransactWriteItems', { TransactItems: [{ Put: {} }] }],
])('%s without a table needs nothing that could be granted', (operation, body) => {
  expect(readNeededGrants(operation, body)).toBeUndefined();
});

it.each([
  ['PutItem', { TableName: 't', Item: { pk: { S: 'a' }, sk: { S: 'b' } } }, ['a']],
  ['UpdateItem', { TableName: 't', Key: { pk: { S: 'a' }, sk: { S: 'b' } } }, ['a']],
  [
    'TransactWriteItems',
    { TransactItems: [{ Delete: { TableName: 't', Key: { pk: { S: 'c' } } } }] },
    ['c'],
  ],
  ['Query', { TableName: 't' }, undefined],
])('%s names the partition keys a grant may be limited to', (operation, body, keys) => {
  expect(readNeededGrants(operation, body)?.[0]?.leadingKeys).toEqual(keys);
});
