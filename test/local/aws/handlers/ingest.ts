// A handler for tests: does what its request says, with the SDK the real functions use.
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const table = new DynamoDBClient({});
const secrets = new SecretsManagerClient({});
const TableName = process.env.TABLE_NAME;
if (TableName === undefined) throw new Error('TABLE_NAME is not set');
let invocations = 0;

type Order = { readonly do: string; readonly key?: string; readonly bytes?: number };
type Event = { readonly body?: string } & Partial<Order>;

export async function handler(event: Event): Promise<unknown> {
  invocations += 1;
  const order: Order =
    event.body === undefined ? { ...event, do: event.do ?? '' } : JSON.parse(event.body);
  const key = { pk: { S: order.key ?? 'key' }, sk: { S: 'HEAD' } };
  switch (order.do) {
    case 'echo':
      return reply(event);
    case 'environment':
      return reply(process.env);
    case 'count':
      console.log(`invocation ${invocations}`);
      return reply({ invocations, pid: process.pid });
    case 'time':
      return reply({
        now: Date.now(),
        date: new Date().toISOString(),
        fixed: new Date(0).toISOString(),
        isDate: new Date() instanceof Date,
      });
    case 'throw':
      console.log('about to throw');
      throw new TypeError('planned');
    case 'crash':
      console.log('about to crash');
      return process.exit(7);
    case 'reject':
      Promise.reject(new RangeError('forgotten'));
      return new Promise(() => undefined);
    case 'hang':
      for (;;) if (invocations < 0) return undefined;
    case 'large':
      return 'x'.repeat(order.bytes ?? 0);
    case 'put':
      await table.send(new PutItemCommand({ TableName, Item: key }));
      return reply({ stored: true });
    case 'transact': {
      const Put = { TableName, Item: key };
      const ConditionCheck = {
        TableName,
        Key: { ...key, sk: { S: 'OTHER' } },
        ConditionExpression: 'attribute_not_exists(pk)',
      };
      await table.send(
        new TransactWriteItemsCommand({ TransactItems: [{ Put }, { ConditionCheck }] }),
      );
      return reply({ stored: true });
    }
    case 'get': {
      const { Item } = await table.send(
        new GetItemCommand({ TableName, Key: key, ConsistentRead: true }),
      );
      return reply({ found: Item !== undefined });
    }
    case 'scan':
      await table.send(new ScanCommand({ TableName }));
      return reply({});
    case 'secret': {
      const SecretId = process.env.MASTER_SECRET_ID;
      const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
      return reply({ secret: SecretString });
    }
    default:
      return { statusCode: 422, headers: { 'x-test': 'yes' }, body: `unknown ${order.do}` };
  }
}

function reply(body: unknown): unknown {
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}
