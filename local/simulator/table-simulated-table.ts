/** The real adapters on a real table server, for simulations: each run under a programme of its own. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { REQUEST_LIMITS } from '../../lambdas/adapters/request-limits.ts';
import { createSummaryTable } from '../../lambdas/adapters/summary-table.ts';
import { createDynamoDigestStore } from '../../lambdas/adapters/table/dynamo-digest-store.ts';
import { createDynamoSyncStore } from '../../lambdas/adapters/table/dynamo-sync-store.ts';
import { parseHistoryItem } from '../../lambdas/adapters/table/history-item.ts';
import { readPartition } from '../../lambdas/adapters/table/read-items.ts';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import { toHistoryPartition } from '../../lambdas/adapters/table/table-keys.ts';
import { LOCAL_TABLE_PLACE } from '../aws/local-table-place.ts';
import type { SimulatedTable } from './simulated-world.ts';

export type TablePlace = { readonly endpoint: string; readonly tableName: string };

/** @returns makes the table of one run; what other runs wrote is not seen there */
export function openTable({ endpoint, tableName }: TablePlace): (run: string) => SimulatedTable {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const client = createTableClient(
    new DynamoDBClient({
      endpoint,
      ...LOCAL_TABLE_PLACE,
      maxAttempts: 1,
      requestHandler: REQUEST_LIMITS,
    }),
  );
  // A server on this machine is busy for moments only; chance has no part in a simulation.
  const waiting = { pause: () => Promise.resolve(), random: () => 0 };
  return (programme) => {
    const options = { client, tableName, programme, waiting };
    const store = createDynamoSyncStore(options);
    return {
      store,
      summaryStore: createSummaryTable(options),
      createDigestStore: (now) => createDynamoDigestStore({ ...options, now }),
      async readRecords(unit) {
        const { head, contact } = await store.readUnit(unit);
        const rows = await store.readRows(unit, { kind: 'all' });
        const history = await Promise.all(
          [...rows.keys()].map(async (id) => {
            const partition = toHistoryPartition(programme, unit, id);
            const items = await readPartition({ ...options, unit }, partition, 'V#');
            return [id, items.map(parseHistoryItem)] as const;
          }),
        );
        return { unit, head, contact, rows, history: new Map(history) };
      },
    };
  };
}
