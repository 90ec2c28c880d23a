/** What the adapter makes of a table that is busy, out of reach, or answers nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Slice } from '../../../core/sync/plan-slices.ts';
import { createHead } from '../../../core/unit-head.ts';
import { REQUEST_LIMITS } from '../../../lambdas/adapters/request-limits.ts';
import { createDynamoSyncStore } from '../../../lambdas/adapters/table/dynamo-sync-store.ts';
import { MAX_ATTEMPTS } from '../../../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../../../lambdas/adapters/table/table-client.ts';
import type { SyncStore } from '../../../lambdas/ports/sync-store.ts';
import type { Spoiling } from '../../support/faulty-proxy.ts';
import { cancelled, vendorError } from '../../support/faulty-proxy.ts';
import type { FaultyTable } from '../../support/faulty-table.ts';
import { startFaultyTable } from '../../support/faulty-table.ts';
import { createLocalClient } from '../../support/local-table.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';

const UNIT = 'BT028';
const CONFLICT = cancelled('TransactionConflict', 'None', 'None');
const LOSE: Spoiling = { kind: 'loseAnswer' };

let faulty: FaultyTable;
let programmes = 0;
let store: SyncStore;
let pausesMs: number[];

beforeAll(async () => {
  faulty = await startFaultyTable();
});
afterAll(() => faulty.stop());
beforeEach(() => {
  programmes += 1;
  pausesMs = [];
  store = createDynamoSyncStore({
    client: createTableClient(faulty.dynamo),
    tableName: faulty.table.tableName,
    programme: `programme-${programmes}`,
    waiting: {
      pause: async (delayMs) => {
        pausesMs.push(delayMs);
      },
      random: () => 0.5,
    },
  });
  faulty.proxy.calls.length = 0;
});

function toSlice(token = 'token'): Slice {
  const row = storedRow(rowId(UNIT, 1));
  const { id, version, at, cells } = row;
  const before = createHead(UNIT, 'sheet', 1);
  return {
    expected: { seq: 0, token: '', version: 0 },
    head: { ...before, seq: 1, token, version: 1 },
    writes: [{ row, history: { id, version, kind: 'create', at, cells } }],
  };
}

function countCalls(operation: string): number {
  return faulty.proxy.calls.filter((call) => call.operation === operation).length;
}

describe('a transaction that meets another', () => {
  it('is tried again after a jittered pause, then committed', async () => {
    faulty.proxy.spoil('TransactWriteItems', CONFLICT, CONFLICT);
    expect(await store.commitSlice(toSlice())).toEqual({ kind: 'committed' });
    expect(countCalls('TransactWriteItems')).toBe(3);
    expect(pausesMs).toEqual([25, 50]);
  });

  it('gives up after its bounded attempts with a conflict', async () => {
    faulty.proxy.spoil('TransactWriteItems', ...Array(MAX_ATTEMPTS).fill(CONFLICT));
    await expect(store.commitSlice(toSlice())).rejects.toMatchObject({
      code: 'store.conflict',
      details: { unit: UNIT },
    });
    expect(countCalls('TransactWriteItems')).toBe(MAX_ATTEMPTS);
    expect(await store.readUnit(UNIT)).toEqual({});
  });

  it('is superseded when the head moved meanwhile', async () => {
    const other = toSlice('other');
    await store.commitSlice(other);
    faulty.proxy.spoil('TransactWriteItems', CONFLICT);
    expect(await store.commitSlice(toSlice())).toEqual({ kind: 'superseded' });
    expect(await store.readUnit(UNIT)).toEqual({ head: other.head });
  });
});

describe('a throttled table', () => {
  it.each([
    ['ProvisionedThroughputExceededException'],
    ['ThrottlingException'],
    ['RequestLimitExceeded'],
  ])('is asked again after %s', async (name) => {
    faulty.proxy.spoil('TransactWriteItems', vendorError(400, name));
    faulty.proxy.spoil('BatchGetItem', vendorError(400, name));
    faulty.proxy.spoil('PutItem', vendorError(400, name));
    faulty.proxy.spoil('Query', vendorError(400, name));
    expect(await store.readUnit(UNIT)).toEqual({});
    expect(await store.commitSlice(toSlice())).toEqual({ kind: 'committed' });
    expect((await store.readRows(UNIT, { kind: 'all' })).size).toBe(1);
    await store.replaceKeyPolicy(UNIT, { before: undefined, next: { current: 2, revoked: [] } });
    expect(countCalls('PutItem')).toBe(2);
  });

  it('is left with a conflict when it stays so', async () => {
    const throttled = vendorError(400, 'ThrottlingException');
    faulty.proxy.spoil('BatchGetItem', ...Array(MAX_ATTEMPTS).fill(throttled));
    await expect(store.readUnit(UNIT)).rejects.toMatchObject({ code: 'store.conflict' });
    expect(countCalls('BatchGetItem')).toBe(MAX_ATTEMPTS);
  });
});

describe('an unknown outcome', () => {
  it('is recognised as done by the head, once', async () => {
    const slice = toSlice();
    faulty.proxy.spoil('TransactWriteItems', LOSE);
    expect(await store.commitSlice(slice)).toEqual({ kind: 'committed' });
    expect(countCalls('TransactWriteItems')).toBe(1);
    expect(await store.readUnit(UNIT)).toEqual({ head: slice.head });
  });

  it('of a key policy is recognised as done, once', async () => {
    faulty.proxy.spoil('PutItem', LOSE);
    const next = { current: 2, revoked: [] };
    expect(await store.replaceKeyPolicy(UNIT, { before: undefined, next })).toBe('replaced');
    expect(countCalls('PutItem')).toBe(1);
    expect(await store.readUnit(UNIT)).toEqual({ keyPolicy: next });
  });

  it('is recognised when no answer comes at all', async () => {
    const impatient = createLocalClient(faulty.proxy.endpoint, {
      ...REQUEST_LIMITS,
      requestTimeout: 400,
    });
    const slice = toSlice();
    faulty.proxy.spoil('TransactWriteItems', { kind: 'hang' });
    const hurried = createDynamoSyncStore({
      client: createTableClient(impatient),
      tableName: faulty.table.tableName,
      programme: `programme-${programmes}`,
      waiting: { pause: async () => {}, random: () => 0 },
    });
    expect(await hurried.commitSlice(slice)).toEqual({ kind: 'committed' });
    expect(countCalls('TransactWriteItems')).toBe(1);
    impatient.destroy();
  });

  it('is sent again with the same token when the head says it was not done', async () => {
    faulty.proxy.spoil('TransactWriteItems', vendorError(500, 'InternalServerError'));
    expect(await store.commitSlice(toSlice())).toEqual({ kind: 'committed' });
    const tokens = faulty.proxy.calls
      .filter((call) => call.operation === 'TransactWriteItems')
      .map(({ body }) => (body as { ClientRequestToken: string }).ClientRequestToken);
    expect(tokens).toHaveLength(2);
    expect(tokens[0]).toMatch(/^[0-9a-f]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
  });

  it('of another slice on the same head is not taken for ours', async () => {
    faulty.proxy.spoil('TransactWriteItems', LOSE);
    await store.commitSlice(toSlice('other'));
    faulty.proxy.spoil('TransactWriteItems', LOSE);
    expect(await store.commitSlice(toSlice('ours'))).toEqual({ kind: 'superseded' });
  });

  it('stays an error of the server when it never becomes known', async () => {
    const down = vendorError(500, 'InternalServerError');
    faulty.proxy.spoil('TransactWriteItems', ...Array(MAX_ATTEMPTS).fill(down));
    await expect(store.commitSlice(toSlice())).rejects.toMatchObject({
      name: 'InternalServerError',
    });
    expect(countCalls('TransactWriteItems')).toBe(MAX_ATTEMPTS);
  });

  it('of a first head is settled by reading it', async () => {
    const head = createHead(UNIT, 'sheet', 1);
    faulty.proxy.spoil('PutItem', LOSE);
    expect(await store.registerHead(head)).toEqual(head);
    faulty.proxy.spoil('PutItem', LOSE);
    expect(await store.registerHead(createHead(UNIT, 'a-copy', 1))).toEqual(head);
    expect(countCalls('PutItem')).toBe(2);
  });
});

describe('what no retry can mend', () => {
  it('is thrown at once', async () => {
    faulty.proxy.spoil('TransactWriteItems', vendorError(400, 'ValidationException'));
    await expect(store.commitSlice(toSlice())).rejects.toMatchObject({
      name: 'ValidationException',
    });
    faulty.proxy.spoil('TransactWriteItems', cancelled('ValidationError', 'None', 'None'));
    await expect(store.commitSlice(toSlice())).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    });
    expect(countCalls('TransactWriteItems')).toBe(2);
    expect(pausesMs).toEqual([]);
  });
});

describe('keys a batch left unread', () => {
  const key = { pk: { S: 'P#none' }, sk: { S: 'HEAD' } };
  const unread = (): Spoiling => ({
    kind: 'answer',
    status: 200,
    body: { Responses: {}, UnprocessedKeys: { [faulty.table.tableName]: { Keys: [key] } } },
  });

  it('are asked for again, and only they', async () => {
    faulty.proxy.spoil('BatchGetItem', unread());
    expect(await store.readUnit(UNIT)).toEqual({});
    const keys = faulty.proxy.calls.map(
      ({ body }) =>
        (body as { RequestItems: Record<string, { Keys: unknown[] }> }).RequestItems[
          faulty.table.tableName
        ]?.Keys,
    );
    expect(keys[0]).toHaveLength(3);
    expect(keys[1]).toEqual([key]);
  });

  it('are not asked for without end', async () => {
    faulty.proxy.spoil('BatchGetItem', ...Array.from({ length: MAX_ATTEMPTS }, unread));
    await expect(store.readUnit(UNIT)).rejects.toMatchObject({ code: 'store.conflict' });
    expect(countCalls('BatchGetItem')).toBe(MAX_ATTEMPTS);
  });
});

it('reads strongly consistently, always', async () => {
  await store.readUnit(UNIT);
  await store.readRows(UNIT, { kind: 'byId', ids: [rowId(UNIT, 1)] });
  await store.readRows(UNIT, { kind: 'all' });
  const flags = faulty.proxy.calls.map(({ body }) =>
    JSON.stringify(body).includes('"ConsistentRead":true'),
  );
  expect(flags).toEqual([true, true, true]);
});
