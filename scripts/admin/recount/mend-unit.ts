/** Writes what a recount found, each transaction with the head it was counted under. */
import { randomUUID } from 'node:crypto';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { UnitHead } from '../../../core/unit-head.ts';
import { toHeadItem } from '../../../lambdas/adapters/table/head-item.ts';
import { toHistoryItem } from '../../../lambdas/adapters/table/history-item.ts';
import { toOperatorRecordItem } from '../../../lambdas/adapters/table/operator-record-item.ts';
import { toGiveUp } from '../../../lambdas/adapters/table/read-items.ts';
import { retry } from '../../../lambdas/adapters/table/retry.ts';
import { toVersionTie } from '../../../lambdas/adapters/table/row-version-item.ts';
import { toTableFailure } from '../../../lambdas/adapters/table/table-failure.ts';
import { toRowKey, toUnitKey } from '../../../lambdas/adapters/table/table-keys.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import type { Drift, UnitMend } from './find-unit-drift.ts';

export type MendRequest = {
  readonly table: ProgrammeTable;
  /** As it stood when the rows were counted. */
  readonly before: UnitHead;
  readonly mend: UnitMend;
  readonly drifts: readonly Drift[];
  readonly operator: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** With the head and the record, below the 100 items a transaction takes. */
const CHANGES_A_TRANSACTION = 80;

/**
 * The sequence stays, so no sheet is disturbed. The token is a new one: a request that was between
 * two of its slices must not take this head for one it wrote itself.
 *
 * @returns 'superseded' when the unit changed meanwhile: count it again
 */
export async function mendUnit(request: MendRequest): Promise<'mended' | 'superseded'> {
  const changes = listChanges(request);
  const groups = Array.from(
    { length: Math.max(1, Math.ceil(changes.length / CHANGES_A_TRANSACTION)) },
    (_, index) => changes.slice(index * CHANGES_A_TRANSACTION, (index + 1) * CHANGES_A_TRANSACTION),
  );
  let { before } = request;
  for (const group of groups) {
    const head: UnitHead = {
      ...request.mend.head,
      version: before.version + 1,
      token: `recount-${randomUUID()}`,
      changedAt: Math.max(request.now, before.changedAt),
    };
    if ((await transact(request, before, head, group)) === 'superseded') return 'superseded';
    before = head;
  }
  return 'mended';
}

function listChanges({ table, mend }: MendRequest): readonly TransactItem[] {
  const { tableName: TableName, programme } = table;
  const { unit } = mend.head;
  const rows = mend.rows.map((row) => ({
    Update: {
      TableName,
      Key: toRowKey(programme, unit, row.id),
      UpdateExpression: 'SET #fingerprint = :fingerprint',
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#fingerprint': 'fingerprint', '#version': 'version' },
      ExpressionAttributeValues: { ':fingerprint': row.fingerprint, ':version': row.version },
    },
  }));
  const history = mend.history.map(({ entry, row, headVersion }) => ({
    Put: {
      TableName,
      Item: { ...toHistoryItem(programme, unit, entry), ...toVersionTie(headVersion, row) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }));
  const pages = mend.pages.map((sk) => ({
    Delete: { TableName, Key: { pk: toUnitKey(programme, unit), sk } },
  }));
  return [...rows, ...history, ...pages];
}

async function transact(
  request: MendRequest,
  before: UnitHead,
  head: UnitHead,
  changes: readonly TransactItem[],
): Promise<'mended' | 'superseded'> {
  const { table } = request;
  const isSame = '#seq = :seq AND #token = :token AND #version = :version';
  const putHead = {
    Put: {
      TableName: table.tableName,
      Item: toHeadItem(table.programme, head),
      ConditionExpression: isSame,
      ExpressionAttributeNames: { '#seq': 'seq', '#token': 'token', '#version': 'version' },
      ExpressionAttributeValues: {
        ':seq': before.seq,
        ':token': before.token,
        ':version': before.version,
      },
    },
  };
  const putRecord = {
    Put: { TableName: table.tableName, Item: toRecord(request, before, head) },
  };
  const command = new TransactWriteCommand({
    TransactItems: [putHead, putRecord, ...changes],
    // A repeat after a lost answer is then taken once.
    ClientRequestToken: randomUUID(),
  });
  return retry<'mended' | 'superseded'>(
    table.waiting,
    async () => {
      try {
        await table.client.send(command);
        return { kind: 'done', value: 'mended' };
      } catch (error) {
        const { kind } = toTableFailure(error);
        if (kind === 'conditionFailed') return { kind: 'done', value: 'superseded' };
        if (kind === 'refused') throw error;
        return { kind: 'again', cause: error };
      }
    },
    toGiveUp(head.unit),
  );
}

function toRecord(request: MendRequest, before: UnitHead, head: UnitHead) {
  const { table, drifts, operator, now, mend } = request;
  return toOperatorRecordItem(table.programme, {
    act: 'recount',
    by: operator,
    at: now,
    token: head.token,
    unit: head.unit,
    details: {
      drifts: drifts.map(({ kind, place, isMendable }) => ({ kind, place, isMendable })),
      before: toCounted(before),
      after: toCounted(head),
      rebuilt: mend.history.map(({ entry }) => `${entry.id} version ${entry.version}`),
    },
  });
}

function toCounted({ seq, version, set, aggregates, active, hold }: UnitHead) {
  return { seq, version, set, aggregates, active, hold };
}
