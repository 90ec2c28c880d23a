/** `erase-author`: takes a name out of all that is past; what a sheet still says waits for it. */
import { randomUUID } from 'node:crypto';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { DeleteCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { parseAuthorKey } from '../../../core/reading/erase-author.ts';
import { toCellsItem } from '../../../lambdas/adapters/table/cells-item.ts';
import { parseContactItem } from '../../../lambdas/adapters/table/contact-item.ts';
import { toOperatorRecordItem } from '../../../lambdas/adapters/table/operator-record-item.ts';
import { readItems, withTable } from '../../../lambdas/adapters/table/read-items.ts';
import { toTableFailure } from '../../../lambdas/adapters/table/table-failure.ts';
import type { ItemKey } from '../../../lambdas/adapters/table/table-keys.ts';
import {
  toContactKey,
  toHistoryKey,
  toHistoryPartition,
  toRowKey,
  toUnitKey,
} from '../../../lambdas/adapters/table/table-keys.ts';
import { AdminError, UsageError } from '../admin-error.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import { readUnitState } from '../recount/unit-state.ts';
import type { Stop } from '../stop.ts';
import { surveyProgramme } from '../transfer/survey.ts';
import { findOtherMentions } from './find-other-mentions.ts';
import type { Mention, RowPlaces, Search, UnitPlaces } from './find-places.ts';
import { findPlaces } from './find-places.ts';

export type EraseRequest = {
  readonly table: ProgrammeTable;
  readonly name: string;
  /** Undefined for all. */
  readonly unit: string | undefined;
  readonly mentions: boolean;
  readonly operator: string;
  readonly dryRun: boolean;
  readonly now: () => number;
  readonly stop: Stop;
};

export type ErasedUnit = {
  readonly unit: string;
  /** Rows and versions erased, or to be erased. */
  readonly erased: readonly { readonly id: string; readonly versions: readonly number[] }[];
  readonly pages: number;
  /** Rows whose sheet still says the name; `rowNumber` where they stood when the unit last said so. */
  readonly waiting: readonly { readonly id: string; readonly rowNumber?: number }[];
  readonly mentions: readonly Mention[];
  /** Changed by the unit in this very moment: repeat the command. */
  readonly superseded: readonly string[];
};

export type EraseResult = {
  readonly units: readonly ErasedUnit[];
  readonly others: readonly ItemKey[];
};

/** @throws UsageError when the text is not one person's name */
export async function eraseAuthor(request: EraseRequest): Promise<EraseResult> {
  const { table, stop } = request;
  const key = parseAuthorKey(request.name);
  if (key === undefined) {
    throw new UsageError(`«${request.name}» is not one name of at least two words`);
  }
  const search = { key, erasesMentions: request.mentions };
  const survey = await surveyProgramme(table);
  const codes = [...survey.units.keys()].filter((unit) => (request.unit ?? unit) === unit);
  if (request.unit !== undefined && codes.length === 0) {
    throw new AdminError(`table ${table.tableName} has nothing of unit ${request.unit}`);
  }
  const units: ErasedUnit[] = [];
  for (const unit of codes) {
    const prefix = toHistoryPartition(table.programme, unit, '');
    const ids = [...(survey.units.get(unit) ?? [])].map((pk) => pk.slice(prefix.length));
    const erased = await eraseInUnit(request, unit, ids, search);
    if (hasPlaces(erased)) units.push(erased);
  }
  return { units, others: await findOtherMentions(table, key, stop) };
}

function hasPlaces({ erased, pages, waiting, mentions, superseded }: ErasedUnit): boolean {
  return erased.length + pages + waiting.length + mentions.length + superseded.length > 0;
}

async function eraseInUnit(
  request: EraseRequest,
  unit: string,
  historyIds: readonly string[],
  search: Search,
): Promise<ErasedUnit> {
  const { table, dryRun, stop } = request;
  const places = findPlaces(await readUnitState(table, unit, historyIds, stop), search);
  const erasable = places.rows.filter((one) => one.row !== undefined || one.history.length > 0);
  const superseded: string[] = [];
  if (!dryRun && erasable.length + places.pages.length > 0) {
    await writeRecord(request, unit, places, erasable);
    for (const row of erasable) {
      stop.check();
      if ((await eraseRow(table, unit, row)) === 'superseded') superseded.push(row.id);
    }
    for (const sk of places.pages) {
      const Key = { pk: toUnitKey(table.programme, unit), sk };
      const command = new DeleteCommand({ TableName: table.tableName, Key });
      await withTable({ ...table, unit }, () => table.client.send(command));
    }
  }
  return {
    unit,
    erased: erasable.filter(({ id }) => !superseded.includes(id)).map(toErased),
    pages: places.pages.length,
    waiting: await addRowNumbers(table, unit, places),
    mentions: places.mentions,
    superseded,
  };
}

function toErased({ id, history }: RowPlaces) {
  return { id, versions: history.map(({ version }) => version) };
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Below the 100 items of a transaction; of more versions than these each part may be repeated. */
const ITEMS_A_TRANSACTION = 90;

/** Versions, times, kinds and figures stay: only cells and what was read of them are replaced. */
async function eraseRow(
  table: ProgrammeTable,
  unit: string,
  { id, row, history }: RowPlaces,
): Promise<'erased' | 'superseded'> {
  const { tableName: TableName, programme } = table;
  const updates: TransactItem[] = history.map(({ version, cells }) => ({
    Update: {
      TableName,
      Key: toHistoryKey({ programme, unit, id, version }),
      UpdateExpression: 'SET #cells = :cells',
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#cells': 'cells', '#version': 'version' },
      ExpressionAttributeValues: { ':cells': toCellsItem(cells), ':version': version },
    },
  }));
  if (row !== undefined) {
    updates.push({
      Update: {
        TableName,
        Key: toRowKey(programme, unit, id),
        UpdateExpression: 'SET #cells = :cells, #initiative = :initiative, #print = :print',
        ConditionExpression: '#version = :version AND #state = :deleted',
        ExpressionAttributeNames: {
          '#cells': 'cells',
          '#initiative': 'initiative',
          '#print': 'fingerprint',
          '#version': 'version',
          '#state': 'state',
        },
        ExpressionAttributeValues: {
          ':cells': toCellsItem(row.cells),
          ':initiative': row.initiative,
          ':print': row.fingerprint,
          ':version': row.version,
          ':deleted': 'deleted',
        },
      },
    });
  }
  for (let from = 0; from < updates.length; from += ITEMS_A_TRANSACTION) {
    const TransactItems = updates.slice(from, from + ITEMS_A_TRANSACTION);
    const command = new TransactWriteCommand({ TransactItems });
    try {
      await withTable({ ...table, unit }, () => table.client.send(command));
    } catch (error) {
      if (toTableFailure(error).kind !== 'conditionFailed') throw error;
      return 'superseded';
    }
  }
  return 'erased';
}

/** Before anything is erased; it says where, and never whose name. */
async function writeRecord(
  { table, operator, now }: EraseRequest,
  unit: string,
  { pages }: UnitPlaces,
  erasable: readonly RowPlaces[],
): Promise<void> {
  const Item = toOperatorRecordItem(table.programme, {
    act: 'erase-author',
    by: operator,
    at: now(),
    token: randomUUID(),
    unit,
    details: { rows: erasable.map(toErased), pages: pages.length },
  });
  const command = new PutCommand({ TableName: table.tableName, Item });
  await withTable({ ...table, unit }, () => table.client.send(command));
}

async function addRowNumbers(
  table: ProgrammeTable,
  unit: string,
  { rows }: UnitPlaces,
): Promise<ErasedUnit['waiting']> {
  const waiting = rows.filter(({ waits }) => waits);
  if (waiting.length === 0) return [];
  const [item] = await readItems({ ...table, unit }, [toContactKey(table.programme, unit)]);
  const locations = item === undefined ? undefined : parseContactItem(item).locations;
  return waiting.map(({ id }) => {
    const index = locations?.ids.indexOf(id) ?? -1;
    return locations === undefined || index < 0
      ? { id }
      : { id, rowNumber: locations.firstRow + index };
  });
}
