/** Finds the table a command works on: at AWS, behind an address, or in a stopped system's folder. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { toStatefulStackName } from '../../infra/resource-names.ts';
import { REAL_WAITING } from '../../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import { openDataFolder } from '../../local/aws/data-folder.ts';
import { LOCAL_TABLE_PLACE } from '../../local/aws/local-table-place.ts';
import { startTableServer, useTableServer } from '../../local/aws/table-server.ts';
import { AdminError } from './admin-error.ts';
import type { OpenProgrammeTable } from './programme-table.ts';

export type TablePlace =
  | { readonly kind: 'aws'; readonly region: string | undefined; readonly stage: string }
  | { readonly kind: 'endpoint'; readonly url: string }
  /** Of a local system that is stopped: it keeps its table in a file of one process. */
  | { readonly kind: 'data'; readonly dir: string };

export type TableChoice = {
  readonly place: TablePlace;
  /** Undefined finds it by the stack's name, or takes the only one. */
  readonly tableName: string | undefined;
  readonly programme: string;
};

/** Whole items of 400 KB take longer than a function may wait for one. */
const CLIENT_LIMITS = {
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
} as const;
/** Of 100 names each. */
const MAX_LIST_PAGES = 50;

/** @throws AdminError naming what is not there */
export async function openTable(choice: TableChoice): Promise<OpenProgrammeTable> {
  // Node 20 is what people have; the SDK need not say so each time.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { config, release } = await reach(choice.place);
  const dynamo = new DynamoDBClient({ ...config, requestHandler: CLIENT_LIMITS });
  const close = async () => {
    dynamo.destroy();
    await release();
  };
  try {
    const tableName = await findTable(dynamo, choice);
    const { programme } = choice;
    const client = createTableClient(dynamo);
    return { dynamo, client, tableName, programme, waiting: REAL_WAITING, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Reached = { readonly config: DynamoDBClientConfig; release(): Promise<void> };

async function reach(place: TablePlace): Promise<Reached> {
  switch (place.kind) {
    case 'aws': {
      const config = place.region === undefined ? {} : { region: place.region };
      return { config, release: async () => undefined };
    }
    case 'endpoint': {
      const { endpoint } = useTableServer(place.url);
      return { config: { ...LOCAL_TABLE_PLACE, endpoint }, release: async () => undefined };
    }
    case 'data':
      return startOnFolder(place.dir);
  }
}

async function startOnFolder(dir: string): Promise<Reached> {
  if (!existsSync(join(dir, 'aws', 'table.db'))) {
    throw new AdminError(`${dir}: no table there; name the folder given to npm start --data`);
  }
  const folder = openDataFolder(dir);
  try {
    const server = await startTableServer({ databaseFile: folder.tableFile });
    return {
      config: { ...LOCAL_TABLE_PLACE, endpoint: server.endpoint },
      async release() {
        await server.stop();
        folder.release();
      },
    };
  } catch (error) {
    folder.release();
    throw error;
  }
}

async function findTable(
  dynamo: DynamoDBClient,
  { place, tableName }: TableChoice,
): Promise<string> {
  if (tableName !== undefined) return tableName;
  // As CloudFormation names what `infra/` leaves unnamed: stack, logical id, a random part.
  const prefix = place.kind === 'aws' ? `${toStatefulStackName(place.stage)}-` : '';
  const found = (await listTables(dynamo)).filter((name) => name.startsWith(prefix));
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const whose = place.kind === 'aws' ? ` of stage ${place.stage} in this account and region` : '';
  if (first === undefined) throw new AdminError(`no table${whose}; name one with --table`);
  throw new AdminError(`several tables${whose}: name one with --table: ${found.join(', ')}`);
}

async function listTables(dynamo: DynamoDBClient): Promise<readonly string[]> {
  const names: string[] = [];
  let start: string | undefined;
  for (let page = 0; page < MAX_LIST_PAGES; page += 1) {
    const answer = await dynamo.send(
      new ListTablesCommand(start === undefined ? {} : { ExclusiveStartTableName: start }),
    );
    names.push(...(answer.TableNames ?? []));
    start = answer.LastEvaluatedTableName;
    if (start === undefined) return names;
  }
  throw new AdminError('too many tables to look through: name one with --table');
}
