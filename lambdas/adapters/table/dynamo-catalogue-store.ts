/** The catalogue on DynamoDB: one item of values, one item of history a change. */
import { createHash } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Fault } from '../../../core/fault.ts';
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import type { CatalogueCommit, CatalogueStore } from '../../ports/catalogue-store.ts';
import { parseCatalogueItem, toCatalogueHistoryItem, toCatalogueItem } from './catalogue-item.ts';
import { parseKeyPolicyItem } from './key-policy-item.ts';
import { readCatalogueItem } from './read-catalogue-item.ts';
import { readItems, toGiveUp } from './read-items.ts';
import type { Waiting } from './retry.ts';
import { retry } from './retry.ts';
import { toTableFailure } from './table-failure.ts';
import { toCatalogueKey, toKeyPolicyKey } from './table-keys.ts';

export type CatalogueStoreOptions = {
  /** Made by `createTableClient`; its own retries should be off, they are counted here. */
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly programme: string;
  readonly waiting: Waiting;
};

export function createDynamoCatalogueStore(options: CatalogueStoreOptions): CatalogueStore {
  const { programme } = options;
  return {
    async read() {
      const keys = [toCatalogueKey(programme), toKeyPolicyKey(programme, COMMITTEE_UNIT)];
      const items = await readItems({ ...options, unit: COMMITTEE_UNIT }, keys);
      const [item, policy] = keys.map(({ sk }) => items.find((one) => one.sk === sk));
      return {
        ...(item === undefined ? {} : { catalogue: parseCatalogueItem(item) }),
        ...(policy === undefined ? {} : { keyPolicy: parseKeyPolicyItem(policy) }),
      };
    },
    commit: (commit) => commitCatalogue(options, commit),
  };
}

function commitCatalogue(
  options: CatalogueStoreOptions,
  commit: CatalogueCommit,
): Promise<'committed' | 'superseded'> {
  const command = new TransactWriteCommand(toTransaction(options, commit));
  return retry<'committed' | 'superseded'>(
    options.waiting,
    async () => {
      try {
        await options.client.send(command);
        return { kind: 'done', value: 'committed' };
      } catch (error) {
        return decideAfterFailure(options, commit, error);
      }
    },
    toGiveUp(COMMITTEE_UNIT),
  );
}

/** Whose write stands is told by reading: our own after a lost answer, or another's. */
async function decideAfterFailure(
  options: CatalogueStoreOptions,
  { after, next }: CatalogueCommit,
  error: unknown,
) {
  const failure = toTableFailure(error);
  if (failure.kind === 'refused') throw error;
  if (failure.kind === 'busy') return { kind: 'again', cause: error } as const;
  const stored = await readCatalogueItem(options);
  if (stored?.token === next.token) return { kind: 'done', value: 'committed' } as const;
  if ((stored?.seq ?? 0) !== after) return { kind: 'done', value: 'superseded' } as const;
  // The values are as expected, so the version about to be written is in history already: a drift.
  if (failure.kind === 'conditionFailed') {
    const reason = 'a version of this request exists in history';
    throw new Fault('store.corrupt_item', { ...toCatalogueKey(options.programme), reason });
  }
  return { kind: 'again', cause: error } as const;
}

function toTransaction(
  { tableName, programme }: CatalogueStoreOptions,
  { after, next, history }: CatalogueCommit,
) {
  const isNew = 'attribute_not_exists(pk)';
  const values = {
    TableName: tableName,
    Item: toCatalogueItem(programme, next),
    ...(after === 0
      ? { ConditionExpression: isNew }
      : {
          ConditionExpression: '#seq = :after',
          ExpressionAttributeNames: { '#seq': 'seq' },
          ExpressionAttributeValues: { ':after': after },
        }),
  };
  const entry =
    history === undefined
      ? []
      : [
          {
            Put: {
              TableName: tableName,
              Item: toCatalogueHistoryItem(programme, history),
              ConditionExpression: isNew,
            },
          },
        ];
  return {
    TransactItems: [{ Put: values }, ...entry],
    ClientRequestToken: createHash('sha256')
      .update(`${programme}|catalogue|${next.token}|${next.seq}`)
      .digest('hex')
      .slice(0, 36),
  };
}
