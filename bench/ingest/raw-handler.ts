/** The reference: a function that only writes transactions it was given before, one after another. */
import { readFileSync } from 'node:fs';
import type { TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';

/** Read before anything is measured: batches of transactions, by round. */
const rounds: readonly (readonly (readonly TransactWriteItemsCommandInput[])[])[] = JSON.parse(
  readFileSync(process.env.RAW_FILE ?? '', 'utf8'),
);
const client = new DynamoDBClient({ maxAttempts: 1 });

/** One batch, as one request of ours. */
export async function handler(event: {
  readonly round: number;
  readonly batch: number;
}): Promise<number> {
  const transactions = rounds[event.round]?.[event.batch] ?? [];
  for (const input of transactions) await client.send(new TransactWriteItemsCommand(input));
  return transactions.length;
}
