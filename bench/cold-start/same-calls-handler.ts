/** A second reference: nothing but the clients ingest has, and the calls it makes for an idle sheet. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { BatchGetCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 1 }));
const secrets = new SecretsManagerClient();

/**
 * The master secret, and meanwhile head, contact and key policy of a unit; of a new one the head and
 * the contact are written.
 */
export async function handler({ isNew }: { readonly isNew: boolean }): Promise<void> {
  const TableName = process.env.TABLE_NAME ?? '';
  const pk = `P#bench#${Date.now()}`;
  const Keys = ['HEAD', 'CONTACT', 'POLICY'].map((sk) => ({ pk, sk }));
  const RequestItems = { [TableName]: { Keys, ConsistentRead: true } };
  await Promise.all([
    secrets.send(new GetSecretValueCommand({ SecretId: process.env.MASTER_SECRET_ID })),
    client.send(new BatchGetCommand({ RequestItems })),
  ]);
  if (!isNew) return;
  await client.send(new PutCommand({ TableName, Item: { pk, sk: 'HEAD' } }));
  await client.send(new PutCommand({ TableName, Item: { pk, sk: 'CONTACT' } }));
}
