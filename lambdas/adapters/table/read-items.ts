/** Consistent reads of the table, each bounded: by keys, or a partition's items by prefix. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Fault } from '../../../core/fault.ts';
import type { StoredItem } from './parse-item.ts';
import type { Waiting } from './retry.ts';
import { retry } from './retry.ts';
import { toTableFailure } from './table-failure.ts';
import type { ItemKey } from './table-keys.ts';

export type TableAccess = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly waiting: Waiting;
  /** Named in faults. */
  readonly unit: string;
};

/** What one BatchGetItem takes. */
const MAX_BATCH_KEYS = 100;
/** Of at most 1 MB each: far more than the 20,000 rows a unit may have. */
const MAX_PAGES = 400;

/** The items that exist, in no particular order. */
export async function readItems(
  access: TableAccess,
  keys: readonly ItemKey[],
): Promise<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  for (let from = 0; from < keys.length; from += MAX_BATCH_KEYS) {
    items.push(...(await readBatch(access, keys.slice(from, from + MAX_BATCH_KEYS))));
  }
  return items;
}

async function readBatch(access: TableAccess, keys: readonly ItemKey[]): Promise<StoredItem[]> {
  const { client, tableName } = access;
  const items: StoredItem[] = [];
  let left: StoredItem[] = [...keys];
  return retry(
    access.waiting,
    async () => {
      const request = { [tableName]: { Keys: left, ConsistentRead: true } };
      try {
        const answer = await client.send(new BatchGetCommand({ RequestItems: request }));
        items.push(...(answer.Responses?.[tableName] ?? []));
        left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
      } catch (error) {
        return toRepeat(error);
      }
      return left.length === 0 ? { kind: 'done', value: items } : { kind: 'again' };
    },
    toGiveUp(access.unit),
  );
}

/** Every item of the partition whose sort key begins so, in the order of sort keys. */
export async function readPartition(
  access: TableAccess,
  pk: string,
  sortKeyPrefix: string,
): Promise<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  let start: StoredItem | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const command = new QueryCommand({
      TableName: access.tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': sortKeyPrefix },
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const answer = await withTable(access, () => access.client.send(command));
    items.push(...(answer.Items ?? []));
    start = answer.LastEvaluatedKey;
    if (start === undefined) return items;
  }
  throw new Fault('store.corrupt_item', { pk, sk: sortKeyPrefix, reason: 'too many items' });
}

/** A call that may be repeated without harm, repeated while the table is busy or out of reach. */
export function withTable<T>(
  { waiting, unit }: Pick<TableAccess, 'waiting' | 'unit'>,
  call: () => Promise<T>,
): Promise<T> {
  return retry<T>(
    waiting,
    async () => {
      try {
        return { kind: 'done', value: await call() };
      } catch (error) {
        return toRepeat(error);
      }
    },
    toGiveUp(unit),
  );
}

/** A table out of reach is not the unit's conflict: it stays what it was. */
export function toGiveUp(unit: string): (cause: unknown) => unknown {
  return (cause) => {
    const isBusy = cause === undefined || toTableFailure(cause).kind !== 'unknownOutcome';
    return isBusy ? new Fault('store.conflict', { unit }, { cause }) : cause;
  };
}

function toRepeat(error: unknown): { readonly kind: 'again'; readonly cause: unknown } {
  const { kind } = toTableFailure(error);
  if (kind !== 'busy' && kind !== 'unknownOutcome') throw error;
  return { kind: 'again', cause: error };
}
