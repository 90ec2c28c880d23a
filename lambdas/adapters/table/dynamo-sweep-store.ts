/** The sweeper's store on DynamoDB: the one of ingest, and a contact that is never written blindly. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { UnitContact } from '../../../core/unit-head.ts';
import type { SweepStore } from '../../ports/sweep-store.ts';
import { createSummaryTable } from '../summary-table.ts';
import { toContactItem } from './contact-item.ts';
import type { SyncStoreOptions } from './dynamo-sync-store.ts';
import { createDynamoSyncStore } from './dynamo-sync-store.ts';
import { withTable } from './read-items.ts';
import { toTableFailure } from './table-failure.ts';

export function createDynamoSweepStore(options: SyncStoreOptions): SweepStore {
  const { readUnit, readRows, commitSlice } = createDynamoSyncStore(options);
  const { readReports } = createSummaryTable(options);
  return {
    readUnit,
    readRows,
    commitSlice,
    readReports,
    replaceContact: (before, after) => replaceContact(options, before, after),
  };
}

/** A repeat after a lost answer finds its own write and says «superseded», which harms nobody. */
async function replaceContact(
  options: SyncStoreOptions,
  before: UnitContact,
  after: UnitContact,
): Promise<'written' | 'superseded'> {
  const { client, tableName, programme } = options;
  const command = new PutCommand({
    TableName: tableName,
    Item: toContactItem(programme, after),
    ConditionExpression: 'lastContactAt = :contact AND changedAt = :changed',
    ExpressionAttributeValues: { ':contact': before.lastContactAt, ':changed': before.changedAt },
  });
  try {
    await withTable({ ...options, unit: before.unit }, () => client.send(command));
    return 'written';
  } catch (error) {
    if (toTableFailure(error).kind === 'conditionFailed') return 'superseded';
    throw error;
  }
}
