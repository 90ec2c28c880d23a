/** `recount`: counts every unit from its rows, and mends what differs when asked to. */
import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoNearDuplicateStore } from '../../../lambdas/adapters/table/dynamo-near-duplicate-store.ts';
import { toOperatorRecordItem } from '../../../lambdas/adapters/table/operator-record-item.ts';
import type { ItemKey } from '../../../lambdas/adapters/table/table-keys.ts';
import { toHistoryPartition } from '../../../lambdas/adapters/table/table-keys.ts';
import { changeNearItems } from '../../../lambdas/ingest/change-near-items.ts';
import { MAX_REPLACEMENTS_A_CALL } from '../../../lambdas/ports/near-duplicate-store.ts';
import { AdminError } from '../admin-error.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import type { Stop } from '../stop.ts';
import { surveyProgramme } from '../transfer/survey.ts';
import { writeItems } from '../write-items.ts';
import type { Drift } from './find-unit-drift.ts';
import { findContactDrift, findUnitDrift } from './find-unit-drift.ts';
import { mendContact } from './mend-contact.ts';
import { mendUnit } from './mend-unit.ts';
import type { ExpectedKeys, NearKeyFindings } from './near-key-drift.ts';
import { addExpectedKeys, findNearKeyDrift } from './near-key-drift.ts';
import { findSharedSpreadsheets } from './spreadsheet-claims.ts';
import { readUnitState } from './unit-state.ts';

export type RecountRequest = {
  readonly table: ProgrammeTable;
  /** Undefined for all. */
  readonly unit: string | undefined;
  readonly mend: boolean;
  readonly operator: string;
  readonly now: () => number;
  readonly stop: Stop;
  onUnit(counted: CountedUnit): void;
};

export type CountedUnit = {
  readonly unit: string;
  readonly rows: number;
  readonly drifts: readonly Drift[];
  readonly isMended: boolean;
};

export type RecountResult = {
  readonly units: readonly CountedUnit[];
  readonly nearKeys: { readonly drifts: readonly Drift[]; readonly isMended: boolean };
};

/** A unit that is written to between counting and mending is counted again. */
const MAX_MENDS = 5;

/** @throws AdminError when the operator stopped it or a unit does not come to rest */
export async function recountProgramme(request: RecountRequest): Promise<RecountResult> {
  const { table, stop } = request;
  const survey = await surveyProgramme(table);
  const codes = [...survey.units.keys()].filter((unit) => (request.unit ?? unit) === unit);
  if (request.unit !== undefined && codes.length === 0) {
    throw new AdminError(`table ${table.tableName} has nothing of unit ${request.unit}`);
  }
  const shared = await findSharedSpreadsheets(table, [...survey.units.keys()]);
  const expected: ExpectedKeys = new Map();
  const units: CountedUnit[] = [];
  for (const unit of codes) {
    const prefix = toHistoryPartition(table.programme, unit, '');
    const ids = [...(survey.units.get(unit) ?? [])].map((pk) => pk.slice(prefix.length));
    const own = await recountUnit(request, unit, ids, expected);
    const counted = { ...own, drifts: [...own.drifts, ...[shared.get(unit) ?? []].flat()] };
    units.push(counted);
    request.onUnit(counted);
  }
  const counts = (unit: string) => request.unit === undefined || unit === request.unit;
  const nearKeys = await findNearKeyDrift(table, { expected, counts, stop });
  const isMended = request.mend && nearKeys.drifts.length > 0;
  if (isMended) await mendNearKeys(request, nearKeys);
  return { units, nearKeys: { drifts: nearKeys.drifts, isMended } };
}

async function recountUnit(
  request: RecountRequest,
  unit: string,
  historyIds: readonly string[],
  expected: ExpectedKeys,
): Promise<CountedUnit> {
  for (let mends = 0; mends < MAX_MENDS; mends += 1) {
    const state = await readUnitState(request.table, unit, historyIds, request.stop);
    const { drifts, mend } = findUnitDrift(state);
    const rows = state.rows.map(({ row }) => row);
    const { head: before } = state;
    const wants = request.mend && mend !== undefined && before !== undefined;
    if (wants) {
      const { table, operator } = request;
      const now = request.now();
      const outcome = await mendUnit({ table, before, mend, drifts, operator, now });
      if (outcome === 'superseded') continue;
    }
    const ofContact = findContactDrift(state);
    const wantsContact = request.mend && state.contact !== undefined && ofContact.length > 0;
    if (wantsContact) {
      const { table, operator } = request;
      await mendContact({ table, before: state.contact.read, operator, now: request.now() });
    }
    addExpectedKeys(expected, unit, rows);
    const isMended = wants || wantsContact;
    return { unit, rows: rows.length, drifts: [...drifts, ...ofContact], isMended };
  }
  throw new AdminError(`unit ${unit} changed each time before it could be mended; repeat later`);
}

/** The record first: what it announces and a cut left undone, the next recount finds again. */
async function mendNearKeys(request: RecountRequest, found: NearKeyFindings): Promise<void> {
  const { table, operator, now, stop } = request;
  const { changes, removes } = found;
  const record = toOperatorRecordItem(table.programme, {
    act: 'recount',
    by: operator,
    at: now(),
    token: randomUUID(),
    ...(request.unit === undefined ? {} : { unit: request.unit }),
    details: {
      nearKeysPut: changes.flatMap(({ puts }) => puts.map(({ id }) => id)),
      nearKeysRemoved: [...changes.flatMap((change) => change.removes), ...removes.map(toText)],
    },
  });
  await table.client.send(new PutCommand({ TableName: table.tableName, Item: cutRecord(record) }));
  for (let from = 0; from < removes.length; from += MAX_REPLACEMENTS_A_CALL) {
    stop.check();
    const part = removes.slice(from, from + MAX_REPLACEMENTS_A_CALL);
    await writeItems(
      table,
      part.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk: { S: pk }, sk: { S: sk } } } })),
    );
  }
  const store = createDynamoNearDuplicateStore(table);
  for (let from = 0; from < changes.length; from += MAX_REPLACEMENTS_A_CALL) {
    stop.check();
    const part = changes.slice(from, from + MAX_REPLACEMENTS_A_CALL);
    const { left } = await changeNearItems(store, part);
    if (left > 0)
      throw new AdminError(`${left} near-duplicate keys changed each time; repeat later`);
  }
}

function toText({ pk, sk }: ItemKey): string {
  return `${pk} ${sk}`;
}

const MAX_DETAILS = 100_000;

/** An item takes 400 KB: of very many keys the record keeps the beginning. */
function cutRecord(record: ReturnType<typeof toOperatorRecordItem>) {
  const details = String(record.details);
  return details.length <= MAX_DETAILS
    ? record
    : { ...record, details: details.slice(0, MAX_DETAILS), isCut: true };
}
