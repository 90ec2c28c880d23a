/** Writes a unit's pages while its head is still the one they were made from. */
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { cutPages } from '../../core/summary/cut-pages.ts';
import type { PagesToWrite } from '../ports/summary-store.ts';
import { toPageItem } from './summary-page-item.ts';
import { withTable } from './table/read-items.ts';
import type { Waiting } from './table/retry.ts';
import { toTableFailure } from './table/table-failure.ts';
import { toHeadKey, toPageKey } from './table/table-keys.ts';

type PageWriteOptions = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly programme: string;
  readonly waiting: Waiting;
};

/** 12 pages of 300 KB stay below the 4 MB a transaction takes. */
const PAGES_PER_TRANSACTION = 12;
/** With the condition, the 100 items a transaction takes. */
const REMOVALS_PER_TRANSACTION = 99;

type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

/**
 * Each transaction carries the condition on the head, and each page its number among how many:
 * pages written in several transactions are only taken when all of them stand.
 */
export async function writePages(
  options: PageWriteOptions,
  pages: PagesToWrite,
): Promise<'written' | 'superseded'> {
  const { programme, tableName: TableName } = options;
  const { unit, headVersion, pageCount } = pages;
  const cut = cutPages(pages.rows);
  // A unit without rows has one empty page, which says that it was looked at.
  const texts = cut.length === 0 ? ['[]'] : cut;
  const puts = texts.map((rows, page) => ({
    Put: {
      TableName,
      Item: toPageItem({ programme, unit, headVersion, page, pageCount: texts.length, rows }),
    },
  }));
  const removals = Array.from({ length: Math.max(0, pageCount - texts.length) }, (_, index) => ({
    Delete: { TableName, Key: toPageKey(programme, unit, texts.length + index) },
  }));
  const groups = [
    ...cutGroups<TransactItems[number]>(puts, PAGES_PER_TRANSACTION),
    ...cutGroups<TransactItems[number]>(removals, REMOVALS_PER_TRANSACTION),
  ];
  for (const group of groups) {
    if ((await transact(options, pages, group)) === 'superseded') return 'superseded';
  }
  return 'written';
}

async function transact(
  options: PageWriteOptions,
  { unit, headVersion }: PagesToWrite,
  items: TransactItems,
): Promise<'written' | 'superseded'> {
  const condition = {
    ConditionCheck: {
      TableName: options.tableName,
      Key: toHeadKey(options.programme, unit),
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': headVersion },
    },
  };
  const command = new TransactWriteCommand({ TransactItems: [condition, ...items] });
  return withTable({ ...options, unit }, async () => {
    try {
      await options.client.send(command);
      return 'written';
    } catch (error) {
      if (toTableFailure(error).kind === 'conditionFailed') return 'superseded';
      throw error;
    }
  });
}

function cutGroups<T>(items: readonly T[], size: number): readonly T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
