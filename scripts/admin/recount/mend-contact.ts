/** Puts a unit's contact back into the changes index, as changed now: publication then looks at it. */
import { randomUUID } from 'node:crypto';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { UnitContact } from '../../../core/unit-head.ts';
import { toOperatorRecordItem } from '../../../lambdas/adapters/table/operator-record-item.ts';
import { withTable } from '../../../lambdas/adapters/table/read-items.ts';
import { toTableFailure } from '../../../lambdas/adapters/table/table-failure.ts';
import { toChangesKey, toContactKey } from '../../../lambdas/adapters/table/table-keys.ts';
import type { ProgrammeTable } from '../programme-table.ts';

export type ContactMend = {
  readonly table: ProgrammeTable;
  /** As it was read. */
  readonly before: UnitContact;
  readonly operator: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** A contact written meanwhile was written whole, with its keys: nothing is left to mend then. */
export async function mendContact({ table, before, operator, now }: ContactMend): Promise<void> {
  const { tableName: TableName, programme } = table;
  const { unit } = before;
  const changedAt = Math.max(now, before.changedAt + 1);
  const { changesPk, changesSk } = toChangesKey(programme, unit, changedAt);
  const Item = toOperatorRecordItem(programme, {
    act: 'recount',
    by: operator,
    at: now,
    token: randomUUID(),
    unit,
    details: { contact: { before: before.changedAt, after: changedAt } },
  });
  const command = new TransactWriteCommand({
    TransactItems: [
      {
        Update: {
          TableName,
          Key: toContactKey(programme, unit),
          UpdateExpression: 'SET changedAt = :at, changesPk = :pk, changesSk = :sk',
          ConditionExpression: 'changedAt = :before AND lastContactAt = :contact',
          ExpressionAttributeValues: {
            ':at': changedAt,
            ':pk': changesPk,
            ':sk': changesSk,
            ':before': before.changedAt,
            ':contact': before.lastContactAt,
          },
        },
      },
      { Put: { TableName, Item } },
    ],
    // A repeat after a lost answer is then taken once.
    ClientRequestToken: randomUUID(),
  });
  try {
    await withTable({ ...table, unit }, () => table.client.send(command));
  } catch (error) {
    if (toTableFailure(error).kind !== 'conditionFailed') throw error;
  }
}
