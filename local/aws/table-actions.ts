// Says which IAM actions a DynamoDB request needs, and on what.
import * as z from 'zod/mini';

export type NeededGrant = {
  readonly action: string;
  readonly table: string;
  readonly index: string | undefined;
  /** Partition keys, where the call names items one by one. */
  readonly leadingKeys: readonly string[] | undefined;
};

const Keyed = z.object({ pk: z.object({ S: z.string() }) });
const InTable = z.object({
  TableName: z.string(),
  IndexName: z.optional(z.string()),
  Key: z.optional(z.unknown()),
  Item: z.optional(z.unknown()),
});
const Batch = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), InTable)) });

const Statements = z.object({ Statements: z.array(z.object({ Statement: z.string() })) });

/** A transaction needs the action of each of its parts, as if they were called one by one. */
const transactionActions: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** @returns undefined for a request that names no table, which nobody here needs */
export function readNeededGrants(
  operation: string,
  body: unknown,
): readonly NeededGrant[] | undefined {
  if (operation.startsWith('Transact')) {
    const parsed = z.safeParse(Transaction, body);
    return parsed.data?.TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, part]) => ({
        action: `dynamodb:${transactionActions[kind] ?? kind}`,
        table: part.TableName,
        index: undefined,
        leadingKeys: listLeadingKeys(part),
      })),
    );
  }
  if (operation === 'BatchExecuteStatement') return readStatements(body);
  const action = `dynamodb:${operation}`;
  if (operation.startsWith('Batch')) {
    const parsed = z.safeParse(Batch, body);
    if (!parsed.success) return undefined;
    return Object.keys(parsed.data.RequestItems).map((table) => ({
      action,
      table,
      index: undefined,
      leadingKeys: undefined,
    }));
  }
  const parsed = z.safeParse(InTable, body);
  if (!parsed.success) return undefined;
  const { TableName: table, IndexName: index } = parsed.data;
  return [{ action, table, index, leadingKeys: listLeadingKeys(parsed.data) }];
}

/** PartiQL has an action for each kind of statement, and none for the call that carries them. */
function readStatements(body: unknown): readonly NeededGrant[] | undefined {
  const parsed = z.safeParse(Statements, body);
  return parsed.data?.Statements.flatMap(({ Statement }) => {
    const [, verb = 'SELECT', table = ''] = WRITING.exec(Statement) ?? [];
    const kind = `${verb.charAt(0)}${verb.slice(1).toLowerCase()}`;
    return { action: `dynamodb:PartiQL${kind}`, table, index: undefined, leadingKeys: undefined };
  });
}

/** Whatever else a statement is, it reads: nobody here needs that. */
const WRITING = /^(INSERT(?= INTO)|UPDATE|DELETE(?= FROM))[^"]*"([^"]+)"/;

/** Of the calls that name one item; no grant of ours asks for the keys of others. */
function listLeadingKeys({ Key, Item }: z.infer<typeof InTable>): readonly string[] | undefined {
  const parsed = z.safeParse(Keyed, Key ?? Item);
  return parsed.success ? [parsed.data.pk.S] : undefined;
}
