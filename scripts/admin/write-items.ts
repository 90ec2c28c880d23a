/** Items put or deleted many at a time, whatever stands there. */
import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { toGiveUp } from '../../lambdas/adapters/table/read-items.ts';
import { retry } from '../../lambdas/adapters/table/retry.ts';
import { mapLimited } from '../../lambdas/summarize/map-limited.ts';
import type { ProgrammeTable } from './programme-table.ts';
import { toRepeat } from './raw-items.ts';

/** What one BatchWriteItem takes. */
export const BATCH_ITEMS = 25;
const BATCHES_AT_ONCE = 4;

/** No item twice. */
export async function writeItems(
  table: ProgrammeTable,
  requests: readonly WriteRequest[],
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(requests.length / BATCH_ITEMS) }, (_, index) =>
    requests.slice(index * BATCH_ITEMS, (index + 1) * BATCH_ITEMS),
  );
  await mapLimited(batches, BATCHES_AT_ONCE, (batch) => writeBatch(table, batch));
}

async function writeBatch(table: ProgrammeTable, batch: readonly WriteRequest[]): Promise<void> {
  let left: WriteRequest[] = [...batch];
  await retry<void>(
    table.waiting,
    async () => {
      try {
        const RequestItems = { [table.tableName]: left };
        const answer = await table.dynamo.send(new BatchWriteItemCommand({ RequestItems }));
        left = answer.UnprocessedItems?.[table.tableName] ?? [];
      } catch (error) {
        return toRepeat(error);
      }
      return left.length === 0 ? { kind: 'done', value: undefined } : { kind: 'again' };
    },
    toGiveUp(table.programme),
  );
}
