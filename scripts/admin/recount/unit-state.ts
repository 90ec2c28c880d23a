/** Everything the table holds of a unit's rows, read while its head stayed the same. */
import { Fault } from '../../../core/fault.ts';
import type { HistoryEntry, StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitContact, UnitHead } from '../../../core/unit-head.ts';
import { parseContactItem } from '../../../lambdas/adapters/table/contact-item.ts';
import { parseHeadItem } from '../../../lambdas/adapters/table/head-item.ts';
import { parseHistoryItem } from '../../../lambdas/adapters/table/history-item.ts';
import type { StoredItem } from '../../../lambdas/adapters/table/parse-item.ts';
import type { TableAccess } from '../../../lambdas/adapters/table/read-items.ts';
import { readItems, readPartition } from '../../../lambdas/adapters/table/read-items.ts';
import { parseRowItem } from '../../../lambdas/adapters/table/row-item.ts';
import {
  PAGE_PREFIX,
  ROW_PREFIX,
  toContactKey,
  toHeadKey,
  toHistoryPartition,
  toUnitKey,
} from '../../../lambdas/adapters/table/table-keys.ts';
import { mapLimited } from '../../../lambdas/summarize/map-limited.ts';
import { AdminError } from '../admin-error.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import type { Stop } from '../stop.ts';

/** A row with the head's version it was last written at. */
export type StateRow = { readonly row: StoredRow; readonly headVersion: number };

export type CorruptItem = { readonly pk: string; readonly sk: string; readonly reason: string };

export type UnitState = {
  readonly programme: string;
  readonly unit: string;
  readonly head: UnitHead | undefined;
  /** What the head was read from, with its keys of the index. */
  readonly headItem: StoredItem | undefined;
  readonly contact: { readonly read: UnitContact; readonly item: StoredItem } | undefined;
  readonly rows: readonly StateRow[];
  /** By row id, in the order of versions; of rows that are not there too. */
  readonly histories: ReadonlyMap<string, readonly HistoryEntry[]>;
  readonly pages: readonly StoredItem[];
  /** Items that have not the shape they must have. */
  readonly corrupt: readonly CorruptItem[];
};

const MAX_READINGS = 8;
const HISTORIES_AT_ONCE = 16;

/** @param historyIds rows of which there is a history, whether or not there is a row */
export async function readUnitState(
  table: ProgrammeTable,
  unit: string,
  historyIds: readonly string[],
  stop: Stop,
): Promise<UnitState> {
  for (let reading = 1; reading <= MAX_READINGS; reading += 1) {
    stop.check();
    const state = await readOnce(table, unit, historyIds);
    const [now] = await readItems({ ...table, unit }, [toHeadKey(table.programme, unit)]);
    const after = now === undefined ? undefined : tryParse(now, parseHeadItem);
    const isSame = after === undefined || isSameHead(after, state.head);
    if (isSame) return state;
  }
  throw new AdminError(
    `unit ${unit} changed during each of ${MAX_READINGS} readings; repeat later`,
  );
}

async function readOnce(
  table: ProgrammeTable,
  unit: string,
  historyIds: readonly string[],
): Promise<UnitState> {
  const access: TableAccess = { ...table, unit };
  const pk = toUnitKey(table.programme, unit);
  const corrupt: CorruptItem[] = [];
  const parse = <Value>(item: StoredItem, read: (item: StoredItem) => Value): Value[] => {
    try {
      return [read(item)];
    } catch (error) {
      corrupt.push(toCorrupt(item, error));
      return [];
    }
  };
  const [headItem] = await readItems(access, [toHeadKey(table.programme, unit)]);
  const [head] = headItem === undefined ? [] : parse(headItem, parseHeadItem);
  const [contact] = (await readItems(access, [toContactKey(table.programme, unit)])).flatMap(
    (item) => parse(item, (one) => ({ read: parseContactItem(one), item: one })),
  );
  const rows = (await readPartition(access, pk, ROW_PREFIX)).flatMap((item) =>
    parse(item, (one) => ({ row: parseRowItem(one), headVersion: toHeadVersion(one) })),
  );
  const ids = [...new Set([...rows.map(({ row }) => row.id as string), ...historyIds])].sort();
  const histories = await mapLimited(ids, HISTORIES_AT_ONCE, async (id) => {
    const items = await readPartition(access, toHistoryPartition(table.programme, unit, id), 'V#');
    return [id, items.flatMap((item) => parse(item, parseHistoryItem))] as const;
  });
  const pages = await readPartition(access, pk, PAGE_PREFIX);
  return {
    programme: table.programme,
    unit,
    head,
    headItem,
    contact,
    rows,
    histories: new Map(histories),
    pages,
    corrupt,
  };
}

function isSameHead(one: UnitHead, other: UnitHead | undefined): boolean {
  return one.seq === other?.seq && one.token === other.token && one.version === other.version;
}

function toHeadVersion({ headVersion }: StoredItem): number {
  return typeof headVersion === 'number' ? headVersion : 0;
}

function tryParse<Value>(item: StoredItem, read: (item: StoredItem) => Value): Value | undefined {
  try {
    return read(item);
  } catch {
    return undefined;
  }
}

/** @throws what is no defect of the item */
function toCorrupt(item: StoredItem, error: unknown): CorruptItem {
  if (!(error instanceof Fault) || error.code !== 'store.corrupt_item') throw error;
  const reason = error.message;
  return { pk: String(item.pk), sk: String(item.sk), reason };
}
