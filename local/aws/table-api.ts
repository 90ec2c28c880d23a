// Calls the table server as its administrator: creates the table of the template, or checks it.
import * as z from 'zod/mini';
import type { LocalTable } from './cloud-model.ts';
import { LocalFault } from './local-fault.ts';

type Answer = { readonly status: number; readonly body: unknown };

/** Never checked by a local server, but a request without is refused. */
export const localAuthorization =
  'AWS4-HMAC-SHA256 Credential=local/20110101/ap-southeast-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const Description = z.object({
  Table: z.object({
    KeySchema,
    GlobalSecondaryIndexes: z.optional(
      z.nullable(
        z.array(
          z.object({
            IndexName: z.string(),
            KeySchema,
            Projection: z.object({ ProjectionType: z.string() }),
          }),
        ),
      ),
    ),
  }),
});

/** @throws LocalFault when the server refuses, or holds a table with other keys or indexes */
export async function ensureTable(endpoint: string, table: LocalTable): Promise<void> {
  const described = await callTable(endpoint, 'DescribeTable', { TableName: table.ref });
  if (described.status === 200) {
    checkSchema(Description.parse(described.body).Table, table);
    return;
  }
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = table.properties;
  const created = await callTable(endpoint, 'CreateTable', {
    TableName: table.ref,
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
    BillingMode,
  });
  if (created.status !== 200) {
    throw new LocalFault('local.table_refused', {
      action: 'CreateTable',
      reason: JSON.stringify(created.body),
    });
  }
}

function checkSchema(
  found: z.infer<typeof Description>['Table'],
  { ref, properties }: LocalTable,
): void {
  const wanted = describeKeys(properties.KeySchema, properties.GlobalSecondaryIndexes ?? []);
  const actual = describeKeys(found.KeySchema, found.GlobalSecondaryIndexes ?? []);
  if (wanted === actual) return;
  throw new LocalFault('local.table_schema_differs', {
    table: ref,
    difference: `data folder has ${actual}, template has ${wanted}`,
  });
}

type Index = {
  readonly IndexName: string;
  readonly KeySchema: z.infer<typeof KeySchema>;
  readonly Projection: { readonly ProjectionType: string };
};

function describeKeys(keys: z.infer<typeof KeySchema>, indexes: readonly Index[]): string {
  const names = (schema: z.infer<typeof KeySchema>): string =>
    schema.map((key) => `${key.KeyType} ${key.AttributeName}`).join(' ');
  const described = indexes.map(
    (index) => `${index.IndexName} (${names(index.KeySchema)} ${index.Projection.ProjectionType})`,
  );
  return [names(keys), ...described.sort()].join(', ');
}

export async function callTable(endpoint: string, action: string, input: unknown): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${action}`,
      'x-amz-date': '20110101T000000Z',
      authorization: localAuthorization,
    },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: await response.json() };
}
