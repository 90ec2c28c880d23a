/** The digest store on DynamoDB. */
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Fault } from '../../../core/fault.ts';
import type { DigestStore, MailMark, RowHistory, Told, ToldOf } from '../../ports/digest-store.ts';
import { mapLimited } from '../../summarize/map-limited.ts';
import {
  parseDeadAddress,
  parseOpenMail,
  parseTold,
  toDeadAddressItem,
  toMailMarkItem,
  toOpenMailItem,
  toOptOutItem,
  toToldText,
} from './digest-item.ts';
import type { SyncStoreOptions } from './dynamo-sync-store.ts';
import type { StoredItem } from './parse-item.ts';
import type { TableAccess } from './read-items.ts';
import { readItems, readPartition, withTable } from './read-items.ts';
import { parseRowVersion } from './row-version-item.ts';
import { toTableFailure } from './table-failure.ts';
import type { ItemKey } from './table-keys.ts';
import {
  OPEN_PREFIX,
  ROW_PREFIX,
  toDeadAddressKey,
  toHistoryPartition,
  toMailMarkKey,
  toOpenMailKey,
  toOpenMailsKey,
  toOptOutKey,
  toRecipientKey,
  toUnitKey,
} from './table-keys.ts';

export type DigestStoreOptions = SyncStoreOptions & {
  /** Epoch milliseconds: the table keeps expired items for a while. */
  readonly now: () => number;
};

const ROWS_AT_ONCE = 16;

export function createDynamoDigestStore(options: DigestStoreOptions): DigestStore {
  const { programme, now } = options;
  return {
    async readStandings(mails, scheduledAt) {
      const wanted = mails.map(({ recipient: { address }, kind }) => ({
        mark: toMailMarkKey(programme, address, scheduledAt),
        optOut: toOptOutKey(programme, address, kind),
        dead: toDeadAddressKey(programme, address),
      }));
      const keys = wanted.flatMap((one) => [one.mark, one.optOut, one.dead]);
      // A batch may not name a key twice, and two mails may go to one address.
      const byText = new Map(keys.map((key) => [`${key.pk}|${key.sk}`, key]));
      const items = await readItems(toAccess(options), [...byText.values()]);
      const found = new Set(items.map(({ pk, sk }) => `${String(pk)}|${String(sk)}`));
      const has = ({ pk, sk }: ItemKey): boolean => found.has(`${pk}|${sk}`);
      return wanted.map(({ mark, optOut, dead }) => ({
        isMarked: has(mark),
        isOptedOut: has(optOut),
        isDead: has(dead),
      }));
    },
    readLastTold: (recipient, kind) => readLastTold(options, recipient, kind),
    putPending: (mark) => putPending(options, mark),
    recordSent: (mark, { messageId, told }) =>
      transact(options, [
        toMarkUpdate(options, mark, {
          status: 'SENT',
          sentAt: now(),
          messageId,
          ...(told === undefined ? {} : { toldKind: told.kind, told: toToldText(told) }),
        }),
        {
          Delete: {
            TableName: options.tableName,
            Key: toOpenMailKey(programme, mark.recipient, mark.scheduledAt),
          },
        },
      ]),
    recordOpen: (mark, outcome) =>
      transact(options, [
        toMarkUpdate(
          options,
          mark,
          outcome.kind === 'refused'
            ? { status: 'FAILED', reason: outcome.reason }
            : { status: 'PENDING' },
        ),
        { Put: { TableName: options.tableName, Item: toOpenMailItem(programme, mark, outcome) } },
      ]),
    async listOpenMails() {
      const items = await readPartition(toAccess(options), toOpenMailsKey(programme), OPEN_PREFIX);
      const nowSeconds = Math.floor(now() / 1000);
      return items
        .map(parseOpenMail)
        .filter(({ expiresAtSeconds }) => expiresAtSeconds > nowSeconds)
        .map(({ expiresAtSeconds: _, ...mail }) => mail);
    },
    async listDeadAddresses(recipients) {
      const keys = recipients.map((recipient) => toDeadAddressKey(programme, recipient));
      const items = await readItems(toAccess(options), keys);
      return items
        .map(parseDeadAddress)
        .sort((one, other) => one.at - other.at || (one.recipient < other.recipient ? -1 : 1));
    },
    writeDeadAddress: (address) => putNew(options, toDeadAddressItem(programme, address)),
    writeOptOut: (recipient, kind, at) =>
      put(options, toOptOutItem(programme, { recipient, kind, at })),
    readChangedRows: (unit, afterHead) => readChangedRows(options, unit, afterHead),
  };
}

/** Faults name a unit; what belongs to no unit is named by the programme. */
function toAccess(options: DigestStoreOptions): TableAccess {
  return { ...options, unit: options.programme };
}

/** Of marks, with a few a page: the one looked for is nearly always the newest. */
const MARKS_A_PAGE = 25;
const MAX_MARK_PAGES = 40;

async function readLastTold<Kind extends Told['kind']>(
  options: DigestStoreOptions,
  recipient: string,
  kind: Kind,
): Promise<ToldOf<Kind> | undefined> {
  let start: StoredItem | undefined;
  for (let page = 0; page < MAX_MARK_PAGES; page += 1) {
    const command = new QueryCommand({
      TableName: options.tableName,
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: MARKS_A_PAGE,
      // Times begin with a digit, all else of an address with a letter.
      KeyConditionExpression: 'pk = :pk AND sk < :letters',
      FilterExpression: '#status = :sent AND toldKind = :kind',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':pk': toRecipientKey(options.programme, recipient),
        ':letters': 'A',
        ':sent': 'SENT',
        ':kind': kind,
      },
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const answer = await withTable(toAccess(options), () => options.client.send(command));
    const [last] = answer.Items ?? [];
    const told = last === undefined ? undefined : parseTold(last);
    if (told !== undefined && isOfKind(told, kind)) return told;
    start = answer.LastEvaluatedKey;
    if (start === undefined) return undefined;
  }
  return undefined;
}

function isOfKind<Kind extends Told['kind']>(told: Told, kind: Kind): told is ToldOf<Kind> {
  return told.kind === kind;
}

type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** A repeat after a lost answer meets its own token, which is no other run's. */
async function putPending(options: DigestStoreOptions, mark: MailMark): Promise<'put' | 'taken'> {
  const { tableName: TableName, programme } = options;
  const items: TransactItems = [
    {
      Put: {
        TableName,
        Item: toMailMarkItem(programme, mark),
        ConditionExpression: 'attribute_not_exists(pk) OR (#token = :token AND #status = :pending)',
        ExpressionAttributeNames: { '#token': 'token', '#status': 'status' },
        ExpressionAttributeValues: { ':token': mark.token, ':pending': 'PENDING' },
      },
    },
    { Put: { TableName, Item: toOpenMailItem(programme, mark, { kind: 'pending' }) } },
  ];
  try {
    await transact(options, items);
    return 'put';
  } catch (error) {
    if (toTableFailure(error).kind === 'conditionFailed') return 'taken';
    throw error;
  }
}

/** Only of the run whose token it carries. */
function toMarkUpdate(
  { tableName, programme }: DigestStoreOptions,
  { recipient, scheduledAt, token }: MailMark,
  attributes: StoredItem,
): TransactItems[number] {
  const entries = Object.entries(attributes);
  return {
    Update: {
      TableName: tableName,
      Key: toMailMarkKey(programme, recipient, scheduledAt),
      UpdateExpression: `SET ${entries.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: '#token = :token',
      ExpressionAttributeNames: {
        '#token': 'token',
        ...Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':token': token,
        ...Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
      },
    },
  };
}

/** Each of these may be done twice: it then says the same again. */
async function transact(options: DigestStoreOptions, items: TransactItems): Promise<void> {
  const command = new TransactWriteCommand({ TransactItems: items });
  await withTable(toAccess(options), () => options.client.send(command));
}

async function put(options: DigestStoreOptions, item: StoredItem): Promise<void> {
  const command = new PutCommand({ TableName: options.tableName, Item: item });
  await withTable(toAccess(options), () => options.client.send(command));
}

/** Leaves what stands there already, also what a first try of ours wrote. */
async function putNew(options: DigestStoreOptions, item: StoredItem): Promise<void> {
  const command = new PutCommand({
    TableName: options.tableName,
    Item: item,
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  try {
    await withTable(toAccess(options), () => options.client.send(command));
  } catch (error) {
    if (toTableFailure(error).kind !== 'conditionFailed') throw error;
  }
}

async function readChangedRows(
  options: DigestStoreOptions,
  unit: string,
  afterHead: number,
): Promise<readonly RowHistory[]> {
  const access = { ...options, unit };
  const ids = await listChangedIds(options, unit, afterHead);
  return mapLimited(ids, ROWS_AT_ONCE, async (id) => {
    const partition = toHistoryPartition(options.programme, unit, id);
    const items = await readPartition(access, partition, 'V#');
    return { id, versions: items.map(parseRowVersion) };
  });
}

/** Of at most 1 MB each, before the filter. */
const MAX_ROW_PAGES = 400;

async function listChangedIds(
  options: DigestStoreOptions,
  unit: string,
  afterHead: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const pk = toUnitKey(options.programme, unit);
  let start: StoredItem | undefined;
  for (let page = 0; page < MAX_ROW_PAGES; page += 1) {
    const command = new QueryCommand({
      TableName: options.tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      FilterExpression: 'headVersion > :head',
      ProjectionExpression: 'sk',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': ROW_PREFIX, ':head': afterHead },
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const answer = await withTable({ ...options, unit }, () => options.client.send(command));
    ids.push(...(answer.Items ?? []).map(({ sk }) => String(sk).slice(ROW_PREFIX.length)));
    start = answer.LastEvaluatedKey;
    if (start === undefined) return ids;
  }
  throw new Fault('store.corrupt_item', { pk, sk: ROW_PREFIX, reason: 'too many items' });
}
