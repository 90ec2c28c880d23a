/** The near-duplicate store on DynamoDB: an item a key, read a hundred at a time. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { CurrentTitle, RowRef } from '../../../core/near/find-across-units.ts';
import type { NearEntries } from '../../../core/near/near-items.ts';
import { toYearText } from '../../../core/near/year-text.ts';
import type { NearDuplicateStore } from '../../ports/near-duplicate-store.ts';
import { waitForAll } from '../../wait-for-all.ts';
import { parseNearItem } from './near-item.ts';
import type { StoredItem } from './parse-item.ts';
import { parseItem } from './parse-item.ts';
import { toGiveUp } from './read-items.ts';
import { MAX_BATCH_STATEMENTS, replaceNearItems } from './replace-near-items.ts';
import type { Waiting } from './retry.ts';
import { retry } from './retry.ts';
import { toTableFailure } from './table-failure.ts';
import { toNearKey, toRowKey } from './table-keys.ts';

export type NearDuplicateStoreOptions = {
  /** Made by `createTableClient`; its own retries should be off, they are counted here. */
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly programme: string;
  readonly waiting: Waiting;
};

/** What one BatchGetItem takes. */
const MAX_BATCH_KEYS = 100;

export function createDynamoNearDuplicateStore(
  options: NearDuplicateStoreOptions,
): NearDuplicateStore {
  const { programme } = options;
  return {
    async readItems(keys, inTime) {
      const items = await inBatches([...new Set(keys)], MAX_BATCH_KEYS, (batch) =>
        readBatch(within(options, inTime), {
          Keys: batch.map((key) => toNearKey(programme, key)),
        }),
      );
      return new Map(
        items.map((item): [string, NearEntries] => {
          const { key, entries } = parseNearItem(programme, item);
          return [key, entries];
        }),
      );
    },
    replaceItems: (replacements, inTime) =>
      inBatches(replacements, MAX_BATCH_STATEMENTS, (batch) =>
        replaceNearItems(within(options, inTime), batch),
      ),
    async readTitles(rows, inTime) {
      // One batch must not name a row twice, and several rows may be near to the same one.
      const refs = new Map(rows.map((row) => [`${row.unit}#${row.id}`, row]));
      const items = await inBatches([...refs.values()], MAX_BATCH_KEYS, (batch) =>
        readBatch(within(options, inTime), {
          Keys: batch.map((row) => toKeyOfRow(programme, row)),
          ...TITLE_ONLY,
        }),
      );
      return items.flatMap(toCurrentTitle);
    },
  };
}

/** The same table, repeated to only while the caller has time. */
function within(
  options: NearDuplicateStoreOptions,
  inTime: (() => boolean) | undefined,
): NearDuplicateStoreOptions {
  if (inTime === undefined) return options;
  return { ...options, waiting: { ...options.waiting, inTime } };
}

/** @throws what the first batch that failed threw, when all have ended */
async function inBatches<From, To>(
  values: readonly From[],
  size: number,
  call: (batch: readonly From[]) => Promise<readonly To[]>,
): Promise<readonly To[]> {
  const calls: Promise<readonly To[]>[] = [];
  for (let from = 0; from < values.length; from += size) {
    calls.push(call(values.slice(from, from + size)));
  }
  return (await waitForAll(calls)).flat();
}

type BatchRequest = {
  readonly Keys: StoredItem[];
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
};

/** Consistent: of two units that commit alike rows at once the later one must see the other's. */
async function readBatch(
  { client, tableName, programme, waiting }: NearDuplicateStoreOptions,
  request: BatchRequest,
): Promise<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  let left = request.Keys;
  await retry(
    waiting,
    async () => {
      try {
        const RequestItems = { [tableName]: { ...request, Keys: left, ConsistentRead: true } };
        const answer = await client.send(new BatchGetCommand({ RequestItems }));
        items.push(...(answer.Responses?.[tableName] ?? []));
        left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
      } catch (error) {
        return toRepeatIfBusy(error);
      }
      return left.length === 0 ? { kind: 'done', value: undefined } : { kind: 'again' };
    },
    toGiveUp(programme),
  );
  return items;
}

/** A table out of reach is not asked again: the typist waits for the answer, not for the advice. */
function toRepeatIfBusy(error: unknown): { readonly kind: 'again'; readonly cause: unknown } {
  if (toTableFailure(error).kind !== 'busy') throw error;
  return { kind: 'again', cause: error };
}

/** No more of a row than other units may be told, and whether it counts. */
const TitleOfRow = z.object({
  unit: z.string(),
  id: z.string(),
  state: z.enum(['active', 'held', 'deleted']),
  initiative: z.object({ title: z.string(), year: z.optional(z.int()) }),
});

const TITLE_ONLY = {
  ProjectionExpression: 'pk, sk, #unit, id, #state, initiative.title, initiative.#year',
  ExpressionAttributeNames: { '#unit': 'unit', '#state': 'state', '#year': 'year' },
};

function toKeyOfRow(programme: string, { unit, id }: RowRef): StoredItem {
  return toRowKey(programme, unit, id);
}

function toCurrentTitle(item: StoredItem): CurrentTitle[] {
  const { unit, id, state, initiative } = parseItem(TitleOfRow, item);
  if (state === 'deleted') return [];
  return [{ unit, id, title: initiative.title, year: toYearText(initiative.year) }];
}
