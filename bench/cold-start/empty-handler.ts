/** The reference: nothing but the same client of the table, and a first call that writes one item. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 1 }));

export async function handler(): Promise<void> {
  const Item = { pk: `P#bench#${Date.now()}`, sk: 'HEAD' };
  const Put = { TableName: process.env.TABLE_NAME, Item };
  await client.send(new TransactWriteCommand({ TransactItems: [{ Put }] }));
}
