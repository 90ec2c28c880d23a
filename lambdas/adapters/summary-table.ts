/** The summary store on DynamoDB. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Fault } from '../../core/fault.ts';
import type { UnitReport } from '../../core/summary/figures.ts';
import { toListRow } from '../../core/summary/list-row.ts';
import type { Published, SummaryStore, UnitChange } from '../ports/summary-store.ts';
import { parsePages } from './summary-page-item.ts';
import { writePages } from './summary-page-writes.ts';
import { parsePublishedItem, toPublishedAttributes } from './summary-published-item.ts';
import { parseContactItem } from './table/contact-item.ts';
import { parseHeadItem } from './table/head-item.ts';
import { parseKeyPolicyItem } from './table/key-policy-item.ts';
import type { StoredItem } from './table/parse-item.ts';
import { ITEM_VERSION, parseItem } from './table/parse-item.ts';
import { readCatalogueItem } from './table/read-catalogue-item.ts';
import type { TableAccess } from './table/read-items.ts';
import { readItems, readPartition, withTable } from './table/read-items.ts';
import type { Waiting } from './table/retry.ts';
import { parseRowItem } from './table/row-item.ts';
import { toTableFailure } from './table/table-failure.ts';
import {
  CHANGES_INDEX,
  PAGE_PREFIX,
  ROW_PREFIX,
  toChangesTime,
  toContactKey,
  toHeadKey,
  toKeyPolicyKey,
  toProgrammeKey,
  toPublishedKey,
  toUnitKey,
} from './table/table-keys.ts';

export type SummaryTableOptions = {
  /** Made by `createTableClient`; its own retries should be off, they are counted here. */
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly programme: string;
  readonly waiting: Waiting;
};

export function createSummaryTable(options: SummaryTableOptions): SummaryStore {
  const { programme } = options;
  return {
    readPublished: () => readPublished(options),
    takeNumber: () => takeNumber(options),
    listChanges: (since) => listChanges(options, since),
    readReports: (units) => readReports(options, units),
    async readPages(unit, headVersion) {
      const pk = toUnitKey(programme, unit);
      return parsePages(await readPartition({ ...options, unit }, pk, PAGE_PREFIX), headVersion);
    },
    async readRows(unit) {
      const pk = toUnitKey(programme, unit);
      const items = await readPartition({ ...options, unit }, pk, ROW_PREFIX);
      return items.flatMap((item) => toListRow(parseRowItem(item)) ?? []);
    },
    writePages: (pages) => writePages(options, pages),
    record: (published) => record(options, published),
    readCatalogue: () => readCatalogueItem(options),
    async readKeyPolicy(unit) {
      const [item] = await readItems({ ...options, unit }, [toKeyPolicyKey(programme, unit)]);
      return item === undefined ? undefined : parseKeyPolicyItem(item);
    },
  };
}

/** Faults name a unit; what belongs to all of them is named by the programme. */
function toAccess(options: SummaryTableOptions): TableAccess {
  return { ...options, unit: options.programme };
}

async function readPublished(options: SummaryTableOptions): Promise<Published | undefined> {
  const [item] = await readItems(toAccess(options), [toPublishedKey(options.programme)]);
  return item === undefined ? undefined : parsePublishedItem(item);
}

const Taken = z.object({ taken: z.int().check(z.gte(1)) });

/** A repeat after a lost answer skips a number, which harms nobody. */
async function takeNumber(options: SummaryTableOptions): Promise<number> {
  const Key = toPublishedKey(options.programme);
  const command = new UpdateCommand({
    TableName: options.tableName,
    Key,
    UpdateExpression: 'ADD #taken :one',
    ExpressionAttributeNames: { '#taken': 'taken' },
    ExpressionAttributeValues: { ':one': 1 },
    ReturnValues: 'UPDATED_NEW',
  });
  const answer = await withTable(toAccess(options), () => options.client.send(command));
  return parseItem(Taken, { ...Key, ...answer.Attributes }).taken;
}

/** Of at most 1 MB each. */
const MAX_CHANGE_PAGES = 100;
const Change = z.object({
  sk: z.enum(['HEAD', 'CONTACT']),
  unit: z.string(),
  version: z._default(z.int(), 0),
  changedAt: z.int(),
});

async function listChanges(
  options: SummaryTableOptions,
  since: number,
): Promise<readonly UnitChange[]> {
  const changes: UnitChange[] = [];
  const changesPk = toProgrammeKey(options.programme);
  let start: StoredItem | undefined;
  for (let page = 0; page < MAX_CHANGE_PAGES; page += 1) {
    const command = new QueryCommand({
      TableName: options.tableName,
      IndexName: CHANGES_INDEX,
      KeyConditionExpression: 'changesPk = :pk AND changesSk >= :since',
      ProjectionExpression: 'pk, sk, #unit, #version, changedAt',
      ExpressionAttributeNames: { '#unit': 'unit', '#version': 'version' },
      ExpressionAttributeValues: { ':pk': changesPk, ':since': toChangesTime(since) },
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const answer = await withTable(toAccess(options), () => options.client.send(command));
    changes.push(...(answer.Items ?? []).map(toChange));
    start = answer.LastEvaluatedKey;
    if (start === undefined) return changes;
  }
  throw new Fault('store.corrupt_item', { pk: changesPk, sk: '', reason: 'too many changes' });
}

function toChange(item: StoredItem): UnitChange {
  const { sk, unit, version, changedAt } = parseItem(Change, item);
  return sk === 'HEAD' ? { kind: 'head', unit, version } : { kind: 'contact', unit, changedAt };
}

async function readReports(
  options: SummaryTableOptions,
  units: readonly string[],
): Promise<readonly UnitReport[]> {
  const { programme } = options;
  const keys = units.flatMap((unit) => [toHeadKey(programme, unit), toContactKey(programme, unit)]);
  const items = await readItems(toAccess(options), keys);
  const byKey = new Map(items.map((item) => [`${String(item.pk)}|${String(item.sk)}`, item]));
  return units.map((unit) => {
    const [head, contact] = [toHeadKey(programme, unit), toContactKey(programme, unit)].map(
      ({ pk, sk }) => byKey.get(`${pk}|${sk}`),
    );
    return {
      unit,
      ...(head === undefined ? {} : { head: parseHeadItem(head) }),
      ...(contact === undefined ? {} : { contact: parseContactItem(contact) }),
    };
  });
}

/** The same record written twice is written once, so a repeat after a lost answer is no loss. */
async function record(
  options: SummaryTableOptions,
  published: Published,
): Promise<'recorded' | 'superseded'> {
  const attributes = Object.entries({
    ...toPublishedAttributes(published),
    itemVersion: ITEM_VERSION,
  });
  const command = new UpdateCommand({
    TableName: options.tableName,
    Key: toPublishedKey(options.programme),
    UpdateExpression: `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: 'attribute_not_exists(#number) OR #number <= :number',
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      attributes.map(([name, value]) => [`:${name}`, value]),
    ),
  });
  return withTable(toAccess(options), async () => {
    try {
      await options.client.send(command);
      return 'recorded';
    } catch (error) {
      if (toTableFailure(error).kind === 'conditionFailed') return 'superseded';
      throw error;
    }
  });
}
