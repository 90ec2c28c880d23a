/** A client of the table that counts what it reads and writes. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import { LOCAL_TABLE_PLACE } from '../../local/aws/local-table-place.ts';

export type ReadCounts = {
  /** Calls of any kind. */
  readonly calls: number;
  /** Items that were read. */
  readonly items: number;
};

export function createCountingClient(endpoint: string) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const dynamo = new DynamoDBClient({
    endpoint,
    ...LOCAL_TABLE_PLACE,
  });
  const client = createTableClient(dynamo);
  let calls = 0;
  let items = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      calls += 1;
      items += countItems(result.output);
      return result;
    },
    { step: 'initialize', name: 'count' },
  );
  return {
    client,
    /** Since the last time it was asked. */
    take(): ReadCounts {
      const counts = { calls, items };
      calls = 0;
      items = 0;
      return counts;
    },
    close: () => dynamo.destroy(),
  };
}

function countItems(output: object): number {
  const { Items, Responses } = output as {
    readonly Items?: readonly unknown[];
    readonly Responses?: { readonly [table: string]: readonly unknown[] };
  };
  const batched = Object.values(Responses ?? {}).reduce((sum, list) => sum + list.length, 0);
  return (Items?.length ?? 0) + batched;
}
