/** Items exactly as the table has them, read page by page, so that memory never holds them all. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { toGiveUp, withTable } from '../../lambdas/adapters/table/read-items.ts';
import { retry } from '../../lambdas/adapters/table/retry.ts';
import { toTableFailure } from '../../lambdas/adapters/table/table-failure.ts';
import type { ItemKey } from '../../lambdas/adapters/table/table-keys.ts';
import { toProgrammeKey } from '../../lambdas/adapters/table/table-keys.ts';
import type { ProgrammeTable } from './programme-table.ts';

export type RawItem = { readonly [attribute: string]: AttributeValue };

/** Of at most 1 MB each: a terabyte. */
const MAX_PAGES = 1_000_000;

/**
 * All items of the programme, or only those whose partition key begins so; each page as it comes,
 * in no order.
 *
 * A Scan: near-duplicate keys, addresses and rows without a head cannot be named beforehand, and a
 * command that is to find what is wrong must not ask only for what should be there. Functions are
 * not granted it; this runs with an operator's own credentials.
 */
export async function* scanProgramme(
  table: ProgrammeTable,
  options: { readonly keysOnly?: true; readonly prefix?: string } = {},
): AsyncGenerator<readonly RawItem[]> {
  const own = toProgrammeKey(table.programme);
  const { prefix } = options;
  let start: Record<string, AttributeValue> | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const command = new ScanCommand({
      TableName: table.tableName,
      ConsistentRead: true,
      FilterExpression:
        prefix === undefined ? 'pk = :own OR begins_with(pk, :below)' : 'begins_with(pk, :below)',
      ExpressionAttributeValues: {
        ':below': { S: prefix ?? `${own}#` },
        ...(prefix === undefined ? { ':own': { S: own } } : {}),
      },
      ...(options.keysOnly === true ? { ProjectionExpression: 'pk, sk' } : {}),
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const access = { ...table, unit: table.programme };
    const answer = await withTable(access, () => table.dynamo.send(command));
    if (answer.Items !== undefined && answer.Items.length > 0) yield answer.Items;
    start = answer.LastEvaluatedKey;
    if (start === undefined) return;
  }
}

/** A partition's items in the order of sort keys, each page as it comes. */
export async function* queryPartition(
  table: ProgrammeTable,
  pk: string,
): AsyncGenerator<readonly RawItem[]> {
  let start: Record<string, AttributeValue> | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const command = new QueryCommand({
      TableName: table.tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const answer = await withTable({ ...table, unit: pk }, () => table.dynamo.send(command));
    if (answer.Items !== undefined && answer.Items.length > 0) yield answer.Items;
    start = answer.LastEvaluatedKey;
    if (start === undefined) return;
  }
}

export async function readRawItem(
  table: ProgrammeTable,
  { pk, sk }: ItemKey,
): Promise<RawItem | undefined> {
  const command = new GetItemCommand({
    TableName: table.tableName,
    Key: { pk: { S: pk }, sk: { S: sk } },
    ConsistentRead: true,
  });
  const answer = await withTable({ ...table, unit: pk }, () => table.dynamo.send(command));
  return answer.Item;
}

/** What one BatchGetItem takes. */
export const MAX_BATCH_KEYS = 100;

/** Those that are there, in the order of the keys: at most MAX_BATCH_KEYS, each once. */
export async function readRawItems(
  table: ProgrammeTable,
  keys: readonly ItemKey[],
): Promise<readonly RawItem[]> {
  const found = new Map<string, RawItem>();
  let left: Record<string, AttributeValue>[] = keys.map(({ pk, sk }) => ({
    pk: { S: pk },
    sk: { S: sk },
  }));
  await retry<void>(
    table.waiting,
    async () => {
      try {
        const request = { [table.tableName]: { Keys: left, ConsistentRead: true } };
        const answer = await table.dynamo.send(new BatchGetItemCommand({ RequestItems: request }));
        for (const item of answer.Responses?.[table.tableName] ?? []) found.set(toText(item), item);
        left = answer.UnprocessedKeys?.[table.tableName]?.Keys ?? [];
      } catch (error) {
        return toRepeat(error);
      }
      return left.length === 0 ? { kind: 'done', value: undefined } : { kind: 'again' };
    },
    toGiveUp(table.programme),
  );
  return keys.flatMap(({ pk, sk }) => {
    const item = found.get(`${pk}\n${sk}`);
    return item === undefined ? [] : [item];
  });
}

function toText(item: RawItem): string {
  const { pk, sk } = toItemKey(item);
  return `${pk}\n${sk}`;
}

/** A call that may be repeated without harm. @throws what repeating cannot help */
export function toRepeat(error: unknown): { readonly kind: 'again'; readonly cause: unknown } {
  const { kind } = toTableFailure(error);
  if (kind !== 'busy' && kind !== 'unknownOutcome') throw error;
  return { kind: 'again', cause: error };
}

export function toItemKey(item: RawItem): ItemKey {
  return { pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' };
}

/** Plain code-unit order, as sort keys have within a partition as long as they are ASCII. */
export function compareKeys(one: ItemKey, other: ItemKey): number {
  if (one.pk !== other.pk) return one.pk < other.pk ? -1 : 1;
  return one.sk < other.sk ? -1 : one.sk > other.sk ? 1 : 0;
}
