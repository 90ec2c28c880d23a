/** The sync store on DynamoDB. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Fault } from '../../../core/fault.ts';
import type { Slice } from '../../../core/sync/plan-slices.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import type {
  KeyPolicyChange,
  SliceOutcome,
  StoredUnit,
  SyncStore,
} from '../../ports/sync-store.ts';
import { parseContactItem, toContactItem } from './contact-item.ts';
import { parseHeadItem, toHeadItem } from './head-item.ts';
import { toHistoryItem } from './history-item.ts';
import { parseKeyPolicyItem, toKeyPolicyItem } from './key-policy-item.ts';
import type { StoredItem } from './parse-item.ts';
import { readItems, readPartition, toGiveUp, withTable } from './read-items.ts';
import type { Waiting } from './retry.ts';
import { retry } from './retry.ts';
import { parseRowItem, toRowItem } from './row-item.ts';
import { toRowTie, toVersionTie } from './row-version-item.ts';
import { toTableFailure } from './table-failure.ts';
import {
  ROW_PREFIX,
  toContactKey,
  toHeadKey,
  toHistoryKey,
  toKeyPolicyKey,
  toRowKey,
  toUnitKey,
} from './table-keys.ts';

export type SyncStoreOptions = {
  /** Made by `createTableClient`; its own retries should be off, they are counted here. */
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly programme: string;
  readonly waiting: Waiting;
};

export function createDynamoSyncStore(options: SyncStoreOptions): SyncStore {
  const { programme } = options;
  return {
    readUnit: (unit) => readUnit(options, unit),
    async readRows(unit, needed) {
      const access = { ...options, unit };
      const items =
        needed.kind === 'all'
          ? await readPartition(access, toUnitKey(programme, unit), ROW_PREFIX)
          : await readItems(
              access,
              needed.ids.map((id) => toRowKey(programme, unit, id)),
            );
      return new Map(items.map(parseRowItem).map((row) => [row.id, row]));
    },
    registerHead: (head) => registerHead(options, head),
    commitSlice: (slice) => commitSlice(options, slice),
    writeContact: (contact) => put(options, contact.unit, toContactItem(programme, contact)),
    replaceKeyPolicy: (unit, change) => replaceKeyPolicy(options, unit, change),
  };
}

async function readUnit(options: SyncStoreOptions, unit: string): Promise<StoredUnit> {
  const { programme } = options;
  const keys = [
    toHeadKey(programme, unit),
    toContactKey(programme, unit),
    toKeyPolicyKey(programme, unit),
  ] as const;
  const items = await readItems({ ...options, unit }, keys);
  const [head, contact, policy] = keys.map(({ sk }) => items.find((item) => item.sk === sk));
  return {
    ...(head === undefined ? {} : { head: parseHeadItem(head) }),
    ...(contact === undefined ? {} : { contact: parseContactItem(contact) }),
    ...(policy === undefined ? {} : { keyPolicy: parseKeyPolicyItem(policy) }),
  };
}

async function readHead(options: SyncStoreOptions, unit: string): Promise<UnitHead | undefined> {
  const [item] = await readItems({ ...options, unit }, [toHeadKey(options.programme, unit)]);
  return item === undefined ? undefined : parseHeadItem(item);
}

function put(options: SyncStoreOptions, unit: string, item: StoredItem): Promise<void> {
  const { client, tableName } = options;
  return withTable({ ...options, unit }, async () => {
    await client.send(new PutCommand({ TableName: tableName, Item: item }));
  });
}

/** Whether our write or another's stands is told by reading: it is right after a lost answer too. */
async function registerHead(options: SyncStoreOptions, head: UnitHead): Promise<UnitHead> {
  const { client, tableName, programme } = options;
  const Item = toHeadItem(programme, head);
  const ConditionExpression = 'attribute_not_exists(pk)';
  return retry(
    options.waiting,
    async () => {
      try {
        await client.send(new PutCommand({ TableName: tableName, Item, ConditionExpression }));
        return { kind: 'done', value: head };
      } catch (error) {
        if (toTableFailure(error).kind === 'refused') throw error;
        const stored = await readHead(options, head.unit);
        return stored === undefined
          ? { kind: 'again', cause: error }
          : { kind: 'done', value: stored };
      }
    },
    toGiveUp(head.unit),
  );
}

/** `current` grows with every change, so it tells which one stands there. */
async function replaceKeyPolicy(
  options: SyncStoreOptions,
  unit: string,
  { before, next }: KeyPolicyChange,
): Promise<'replaced' | 'superseded'> {
  const { client, tableName, programme } = options;
  const command = new PutCommand({
    TableName: tableName,
    Item: toKeyPolicyItem(programme, unit, next),
    ...(before === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#current = :current',
          ExpressionAttributeNames: { '#current': 'current' },
          ExpressionAttributeValues: { ':current': before.current },
        }),
  });
  return retry<'replaced' | 'superseded'>(
    options.waiting,
    async () => {
      try {
        await client.send(command);
        return { kind: 'done', value: 'replaced' };
      } catch (error) {
        return decideAfterPolicyFailure(options, unit, { before, next }, error);
      }
    },
    toGiveUp(unit),
  );
}

/** After a lost answer our own write is found where it was to stand. */
async function decideAfterPolicyFailure(
  options: SyncStoreOptions,
  unit: string,
  { before, next }: KeyPolicyChange,
  error: unknown,
) {
  const failure = toTableFailure(error);
  if (failure.kind === 'refused') throw error;
  if (failure.kind === 'busy') return { kind: 'again', cause: error } as const;
  const { keyPolicy } = await readUnit(options, unit);
  if (isDeepStrictEqual(keyPolicy, next)) return { kind: 'done', value: 'replaced' } as const;
  if (keyPolicy?.current !== before?.current) return { kind: 'done', value: 'superseded' } as const;
  return { kind: 'again', cause: error } as const;
}

async function commitSlice(options: SyncStoreOptions, slice: Slice): Promise<SliceOutcome> {
  const command = new TransactWriteCommand(toTransaction(options, slice));
  return retry<SliceOutcome>(
    options.waiting,
    async () => {
      try {
        await options.client.send(command);
        return { kind: 'done', value: { kind: 'committed' } };
      } catch (error) {
        return decideAfterFailure(options, slice, error);
      }
    },
    toGiveUp(slice.head.unit),
  );
}

/** A head that carries our token at our version or later says the slice is in. */
async function decideAfterFailure(options: SyncStoreOptions, slice: Slice, error: unknown) {
  const failure = toTableFailure(error);
  if (failure.kind === 'refused') throw error;
  if (failure.kind === 'busy') return { kind: 'again', cause: error } as const;
  const stored = await readHead(options, slice.head.unit);
  if (stored?.token === slice.head.token && stored.version >= slice.head.version) {
    return { kind: 'done', value: { kind: 'committed' } } as const;
  }
  if (isExpected(stored, slice)) {
    if (failure.kind === 'conditionFailed') throw toHistoryFault(options, slice);
    return { kind: 'again', cause: error } as const;
  }
  return { kind: 'done', value: { kind: 'superseded' } } as const;
}

function isExpected(stored: UnitHead | undefined, { expected }: Slice): boolean {
  if (stored === undefined) return expected.version === 0;
  return (
    stored.seq === expected.seq &&
    stored.token === expected.token &&
    stored.version === expected.version
  );
}

/** The head is as expected, so a version about to be written is in history already: a drift. */
function toHistoryFault({ programme }: SyncStoreOptions, { head, writes }: Slice): Fault {
  const entry = writes.find((write) => write.history !== undefined)?.history;
  const key =
    entry === undefined
      ? toHeadKey(programme, head.unit)
      : toHistoryKey({ programme, unit: head.unit, id: entry.id, version: entry.version });
  return new Fault('store.corrupt_item', { ...key, reason: 'a version of this slice exists' });
}

function toTransaction({ tableName, programme }: SyncStoreOptions, slice: Slice) {
  const { head, expected, writes } = slice;
  const { unit } = head;
  const isNew = 'attribute_not_exists(pk)';
  const isSame = '#seq = :seq AND #token = :token AND #version = :version';
  const putHead = {
    TableName: tableName,
    Item: toHeadItem(programme, head),
    ConditionExpression: expected.version === 0 ? `${isNew} OR (${isSame})` : isSame,
    ExpressionAttributeNames: { '#seq': 'seq', '#token': 'token', '#version': 'version' },
    ExpressionAttributeValues: {
      ':seq': expected.seq,
      ':token': expected.token,
      ':version': expected.version,
    },
  };
  const puts = writes.flatMap(({ row, history }) => [
    {
      Put: {
        TableName: tableName,
        Item: { ...toRowItem(programme, unit, row), ...toRowTie(head.version) },
      },
    },
    ...(history === undefined
      ? []
      : [
          {
            Put: {
              TableName: tableName,
              Item: {
                ...toHistoryItem(programme, unit, history),
                ...toVersionTie(head.version, row),
              },
              ConditionExpression: isNew,
            },
          },
        ]),
  ]);
  return {
    TransactItems: [{ Put: putHead }, ...puts],
    ClientRequestToken: toClientRequestToken(programme, slice),
  };
}

/** The same slice sent twice within ten minutes is taken once, even while the first is under way. */
function toClientRequestToken(programme: string, { head }: Slice): string {
  return createHash('sha256')
    .update(`${programme}|${head.unit}|${head.token}|${head.version}`)
    .digest('hex')
    .slice(0, 36);
}
