/** `restore-row`: brings a deleted row back as held, and says how its sheet gets it again. */
import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { TypedCells } from '../../../core/columns.ts';
import { planNearChanges } from '../../../core/near/near-items.ts';
import type { Programme } from '../../../core/programme.ts';
import { toProgrammeRules } from '../../../core/programme.ts';
import type { RowId } from '../../../core/row-id.ts';
import { toReadingRules } from '../../../core/rules.ts';
import { decideRestore } from '../../../core/sync/decide-restore.ts';
import { planSlices } from '../../../core/sync/plan-slices.ts';
import type { HistoryEntry, RowWrite, StoredRow } from '../../../core/sync/stored-row.ts';
import { toVietnamDay } from '../../../core/time.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import { createDynamoNearDuplicateStore } from '../../../lambdas/adapters/table/dynamo-near-duplicate-store.ts';
import { createDynamoSyncStore } from '../../../lambdas/adapters/table/dynamo-sync-store.ts';
import { parseHistoryItem } from '../../../lambdas/adapters/table/history-item.ts';
import { toOperatorRecordItem } from '../../../lambdas/adapters/table/operator-record-item.ts';
import { readPartition } from '../../../lambdas/adapters/table/read-items.ts';
import { toHistoryPartition } from '../../../lambdas/adapters/table/table-keys.ts';
import { changeNearItems } from '../../../lambdas/ingest/change-near-items.ts';
import { AdminError } from '../admin-error.ts';
import type { ProgrammeTable } from '../programme-table.ts';

export type RestoreRequest = {
  readonly table: ProgrammeTable;
  readonly programme: Programme;
  readonly unit: string;
  readonly id: string;
  /** Undefined for the last one. */
  readonly version: number | undefined;
  readonly operator: string;
  readonly dryRun: boolean;
  readonly now: () => number;
};

export type RestoreResult = {
  /** 'onSheet': nothing was written, the sheet must be edited. */
  readonly kind: 'restored' | 'wouldRestore' | 'unchanged' | 'onSheet';
  readonly id: string;
  /** Whose cells these are. */
  readonly version: number;
  readonly cells: TypedCells;
  /** The new one; absent where nothing was written. */
  readonly newVersion?: number;
  readonly holdId?: string;
  /** 1-based, where the row stood when its unit last said so. */
  readonly rowNumber?: number;
};

/** Another writer may come between so often. */
const MAX_TRIES = 5;

/** @throws AdminError when there is no such row or version, or it is no valid row */
export async function restoreRow(request: RestoreRequest): Promise<RestoreResult> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const result = await tryRestore(request);
    if (result !== 'superseded') return result;
  }
  throw new AdminError(`unit ${request.unit} changed each time; nothing was written, repeat`);
}

async function tryRestore(request: RestoreRequest): Promise<RestoreResult | 'superseded'> {
  const { table, unit, id } = request;
  const store = createDynamoSyncStore(table);
  const { head, contact } = await store.readUnit(unit);
  const stored = await store.readRows(unit, { kind: 'byId', ids: [id as RowId] });
  const row = stored.get(id);
  if (head === undefined || row === undefined) {
    throw new AdminError(`${id}: no such row in programme ${table.programme}`);
  }
  const { version, cells } = await findVersion(request, row);
  const now = request.now();
  const rules = toReadingRules(toProgrammeRules(request.programme), toVietnamDay(now));
  const decision = decideRestore({ head, row, cells, rules, now });
  const place = toRowNumber(contact?.locations, id);
  const rowNumber = place === undefined ? {} : { rowNumber: place };
  switch (decision.kind) {
    case 'onSheet':
    case 'unchanged':
      return { kind: decision.kind, id, version, cells, ...rowNumber };
    case 'unreadable': {
      const codes = decision.messages.map(({ code }) => code).join(', ');
      throw new AdminError(`${id} version ${version} is no valid row today: ${codes}`);
    }
    case 'restore': {
      const { write } = decision;
      const told = toTold(write, { version, cells });
      if (request.dryRun) return { kind: 'wouldRestore', ...told };
      const outcome = await commit(request, { head, stored, write, now });
      return outcome === 'superseded' ? outcome : { kind: 'restored', ...told };
    }
  }
}

function toTold({ row }: RowWrite, { version, cells }: Pick<HistoryEntry, 'version' | 'cells'>) {
  const { id, version: newVersion, holdId = '' } = row;
  return { id, version, cells, newVersion, holdId };
}

async function findVersion(
  { table, unit, id, version }: RestoreRequest,
  row: StoredRow,
): Promise<Pick<HistoryEntry, 'version' | 'cells'>> {
  if (version === undefined) return row;
  const partition = toHistoryPartition(table.programme, unit, id);
  const items = await readPartition({ ...table, unit }, partition, 'V#');
  const entries = items.map(parseHistoryItem);
  const entry = entries.find((one) => one.version === version);
  if (entry !== undefined) return entry;
  const known = entries.map((one) => `${one.version} (${one.kind})`).join(', ');
  throw new AdminError(`${id} has no version ${version}; it has ${known}`);
}

type Commit = {
  readonly head: UnitHead;
  readonly stored: ReadonlyMap<string, StoredRow>;
  readonly write: RowWrite;
  readonly now: number;
};

/** The transaction of every accepted change: row, history and head, while the head is still that. */
async function commit(
  { table, unit, operator }: RestoreRequest,
  { head, stored, write, now }: Commit,
): Promise<'committed' | 'superseded'> {
  const token = `restore-${randomUUID()}`;
  const answer = { index: false, missing: [], resend: [], accepted: [] };
  const decision = { kind: 'decided', outcomes: [], writes: [write], answer } as const;
  const slices = planSlices({ decision, head, stored, token, keyVersion: head.keyVersion, now });
  for (const slice of slices) {
    const { kind } = await createDynamoSyncStore(table).commitSlice(slice);
    if (kind === 'superseded') return kind;
  }
  const { id, version, holdId } = write.row;
  const changes = planNearChanges({ unit, writes: [write], stored });
  const Item = toOperatorRecordItem(table.programme, {
    act: 'restore-row',
    by: operator,
    at: now,
    token,
    unit,
    details: { id, version, holdId },
  });
  try {
    await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
    const { left } = await changeNearItems(createDynamoNearDuplicateStore(table), changes);
    if (left > 0) throw new AdminError(`${left} near-duplicate keys were written to meanwhile`);
  } catch (cause) {
    const state = `${id} counts again as version ${version}, but the record or its keys are missing`;
    throw new AdminError(`${state}: recount --unit ${unit} --mend writes the keys`, { cause });
  }
  return 'committed';
}

type Locations = { readonly firstRow: number; readonly ids: readonly string[] };

function toRowNumber(locations: Locations | undefined, id: string): number | undefined {
  const index = locations?.ids.indexOf(id) ?? -1;
  return locations === undefined || index < 0 ? undefined : locations.firstRow + index;
}
