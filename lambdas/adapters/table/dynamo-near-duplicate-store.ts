/** The near-duplicate store on DynamoDB: small items, small queries, a few at a time. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand, BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { CurrentTitle, RowRef } from '../../../core/near/find-across-units.ts';
import type { NearKeyItem } from '../../../core/near/near-key-items.ts';
import { toYearText } from '../../../core/near/near-key-items.ts';
import type { NearDuplicateStore } from '../../ports/near-duplicate-store.ts';
import { MAX_ITEMS_A_KEY } from '../../ports/near-duplicate-store.ts';
import { parseNearKeyItem, toNearKeyItem } from './near-key-item.ts';
import type { StoredItem } from './parse-item.ts';
import { parseItem } from './parse-item.ts';
import { toGiveUp } from './read-items.ts';
import type { Waiting } from './retry.ts';
import { retry } from './retry.ts';
import { toTableFailure } from './table-failure.ts';
import { toNearKey, toNearPartition, toRowKey, toUnitBounds } from './table-keys.ts';

export type NearDuplicateStoreOptions = {
  /** Made by `createTableClient`; its own retries should be off, they are counted here. */
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly programme: string;
  readonly waiting: Waiting;
};

/** What one BatchWriteItem and one BatchGetItem take. */
const MAX_BATCH_WRITES = 25;
const MAX_BATCH_KEYS = 100;

export function createDynamoNearDuplicateStore(
  options: NearDuplicateStoreOptions,
): NearDuplicateStore {
  const { programme } = options;
  return {
    async findItems(keys, exceptUnit) {
      const found = await Promise.all(keys.map((key) => findOne(options, key, exceptUnit)));
      return found.flat();
    },
    async change(unit, { puts, removes }) {
      const requests = [
        ...removes.map((ref) => ({ DeleteRequest: { Key: toNearKey(programme, ref) } })),
        ...puts.map((item) => ({ PutRequest: { Item: toNearKeyItem(programme, item) } })),
      ];
      const batches: Promise<void>[] = [];
      for (let from = 0; from < requests.length; from += MAX_BATCH_WRITES) {
        batches.push(writeBatch(options, unit, requests.slice(from, from + MAX_BATCH_WRITES)));
      }
      await Promise.all(batches);
    },
    async readTitles(rows) {
      // One batch must not name a row twice, and several rows may be near to the same one.
      const refs = [...new Map(rows.map((row) => [`${row.unit}#${row.id}`, row])).values()];
      const titles: CurrentTitle[] = [];
      for (let from = 0; from < refs.length; from += MAX_BATCH_KEYS) {
        titles.push(...(await readTitles(options, refs.slice(from, from + MAX_BATCH_KEYS))));
      }
      return titles;
    },
  };
}

/** Steps over the own unit's items: a long series of like titles would hide all others. */
async function findOne(
  options: NearDuplicateStoreOptions,
  key: string,
  exceptUnit: string,
): Promise<readonly NearKeyItem[]> {
  const pk = toNearPartition(options.programme, key);
  const own = toUnitBounds(exceptUnit);
  const page = { unit: exceptUnit, pk, limit: MAX_ITEMS_A_KEY };
  const first = await readPage(options, { ...page, after: '' });
  const items = first.items.map(parseNearKeyItem).filter(({ unit }) => unit !== exceptUnit);
  const { lastSortKey } = first;
  const endsInOwn = lastSortKey !== undefined && lastSortKey > own.from && lastSortKey < own.to;
  if (!endsInOwn) return items;
  const limit = MAX_ITEMS_A_KEY - items.length;
  const beyond = await readPage(options, { ...page, limit, after: own.to });
  return [...items, ...beyond.items.map(parseNearKeyItem)];
}

type PageOf = {
  readonly unit: string;
  readonly pk: string;
  readonly after: string;
  readonly limit: number;
};
type Page = {
  readonly items: readonly StoredItem[];
  /** Where the page ends while there is more behind it. */
  readonly lastSortKey: string | undefined;
};

async function readPage(
  options: NearDuplicateStoreOptions,
  { unit, pk, after, limit }: PageOf,
): Promise<Page> {
  const condition = after === '' ? 'pk = :pk' : 'pk = :pk AND sk > :after';
  const command = new QueryCommand({
    TableName: options.tableName,
    KeyConditionExpression: condition,
    ExpressionAttributeValues: { ':pk': pk, ...(after === '' ? {} : { ':after': after }) },
    Limit: limit,
  });
  const answer = await whileBusy(options, unit, () => options.client.send(command));
  const last: unknown = answer.LastEvaluatedKey?.sk;
  return { items: answer.Items ?? [], lastSortKey: typeof last === 'string' ? last : undefined };
}

type WriteRequest =
  | { readonly DeleteRequest: { readonly Key: StoredItem } }
  | { readonly PutRequest: { readonly Item: StoredItem } };

async function writeBatch(
  options: NearDuplicateStoreOptions,
  unit: string,
  requests: readonly WriteRequest[],
): Promise<void> {
  const { client, tableName, waiting } = options;
  let left: StoredItem[] = [...requests];
  await retry(
    waiting,
    async () => {
      try {
        const RequestItems = { [tableName]: left };
        const answer = await client.send(new BatchWriteCommand({ RequestItems }));
        left = answer.UnprocessedItems?.[tableName] ?? [];
      } catch (error) {
        return toRepeatIfBusy(error);
      }
      return left.length === 0 ? { kind: 'done', value: undefined } : { kind: 'again' };
    },
    toGiveUp(unit),
  );
}

/** No more of a row than other units may be told, and whether it counts. */
const TitleOfRow = z.object({
  unit: z.string(),
  id: z.string(),
  state: z.enum(['active', 'held', 'deleted']),
  initiative: z.object({ title: z.string(), year: z.optional(z.int()) }),
});

async function readTitles(
  options: NearDuplicateStoreOptions,
  rows: readonly RowRef[],
): Promise<readonly CurrentTitle[]> {
  const { client, tableName, programme, waiting } = options;
  const items: StoredItem[] = [];
  let left: StoredItem[] = rows.map(({ unit, id }) => toRowKey(programme, unit, id));
  await retry(
    waiting,
    async () => {
      try {
        const answer = await client.send(
          new BatchGetCommand({ RequestItems: { [tableName]: { Keys: left, ...TITLE_ONLY } } }),
        );
        items.push(...(answer.Responses?.[tableName] ?? []));
        left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
      } catch (error) {
        return toRepeatIfBusy(error);
      }
      return left.length === 0 ? { kind: 'done', value: undefined } : { kind: 'again' };
    },
    toGiveUp(rows[0]?.unit ?? ''),
  );
  return items.flatMap((item) => {
    const { unit, id, state, initiative } = parseItem(TitleOfRow, item);
    if (state === 'deleted') return [];
    return [{ unit, id, title: initiative.title, year: toYearText(initiative.year) }];
  });
}

const TITLE_ONLY = {
  ProjectionExpression: 'pk, sk, #unit, id, #state, initiative.title, initiative.#year',
  ExpressionAttributeNames: { '#unit': 'unit', '#state': 'state', '#year': 'year' },
};

function whileBusy<T>(
  { waiting }: NearDuplicateStoreOptions,
  unit: string,
  call: () => Promise<T>,
): Promise<T> {
  return retry<T>(
    waiting,
    async () => {
      try {
        return { kind: 'done', value: await call() };
      } catch (error) {
        return toRepeatIfBusy(error);
      }
    },
    toGiveUp(unit),
  );
}

/** A table out of reach is not asked again: the typist waits for the answer, not for the advice. */
function toRepeatIfBusy(error: unknown): { readonly kind: 'again'; readonly cause: unknown } {
  if (toTableFailure(error).kind !== 'busy') throw error;
  return { kind: 'again', cause: error };
}
