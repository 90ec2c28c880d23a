// A handler for tests: remembers each event in the table, and fails while the table says so.
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

const table = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;

export async function handler(event: { readonly scheduledTime?: string }): Promise<unknown> {
  const Key = { pk: { S: 'switch' }, sk: { S: 'fail' } };
  const { Item } = await table.send(new GetItemCommand({ TableName, Key }));
  if (Item !== undefined) throw new Error('switched to fail');
  const sk = { S: `${event.scheduledTime} at ${new Date().toISOString()}` };
  await table.send(
    new PutItemCommand({
      TableName,
      Item: { pk: { S: 'event' }, sk, event: { S: JSON.stringify(event) } },
    }),
  );
  return { statusCode: 200 };
}
