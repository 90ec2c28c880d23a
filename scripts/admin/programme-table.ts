/** One programme's items of one table, as every command of the operator reaches them. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Waiting } from '../../lambdas/adapters/table/retry.ts';

export type ProgrammeTable = {
  /** Gives attributes as the table has them: every digit of a number. */
  readonly dynamo: DynamoDBClient;
  /** For what the product's own adapters read and write. */
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly programme: string;
  readonly waiting: Waiting;
};

export type OpenProgrammeTable = ProgrammeTable & {
  /** Also ends the table server where one was started for this command. */
  close(): Promise<void>;
};
