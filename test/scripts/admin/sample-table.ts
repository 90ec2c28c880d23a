/** The sample province in a table of its own, accepted by the very handler that serves it. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TypedCells } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { createSummaryTable } from '../../../lambdas/adapters/summary-table.ts';
import { createDynamoCatalogueStore } from '../../../lambdas/adapters/table/dynamo-catalogue-store.ts';
import { createDynamoDigestStore } from '../../../lambdas/adapters/table/dynamo-digest-store.ts';
import { createDynamoNearDuplicateStore } from '../../../lambdas/adapters/table/dynamo-near-duplicate-store.ts';
import { createDynamoSyncStore } from '../../../lambdas/adapters/table/dynamo-sync-store.ts';
import { readSampleRows } from '../../../local/sample/read-sample.ts';
import type { ProgrammeTable } from '../../../scripts/admin/programme-table.ts';
import { readProgrammeFile } from '../../../scripts/admin/read-programme-file.ts';
import { createWorld, NOW, toSet } from '../../lambdas/ingest/ingest-world.ts';
import type { LocalTable } from '../../support/local-table.ts';
import { createLocalClient, startLocalTable } from '../../support/local-table.ts';
import { rowId } from '../../support/stored-rows.ts';

export const PROGRAMME = 'ben-tre';
export const WAITING = { pause: async () => {}, random: () => 0 };
const SAMPLE = resolve(import.meta.dirname, '../../../programmes/ben-tre/sample/rows.csv');

export type AdminTable = ProgrammeTable & { readonly local: LocalTable; stop(): Promise<void> };

/** @param endpoint through which the commands reach it, where that is not its own */
export async function openEmptyTable(programme = PROGRAMME): Promise<AdminTable> {
  const local = await startLocalTable();
  const dynamo = createLocalClient(local.endpoint);
  return {
    local,
    dynamo,
    client: local.client,
    tableName: local.tableName,
    programme,
    waiting: WAITING,
    async stop() {
      dynamo.destroy();
      await local.stop();
    },
  };
}

/** A sheet's side of the conversation with that table. */
export function createWorldOn(table: ProgrammeTable) {
  return createWorld({
    store: createDynamoSyncStore(table),
    nearDuplicates: createDynamoNearDuplicateStore(table),
    programme: readProgrammeFile(PROGRAMME),
  });
}

export type SentRow = { readonly id: string; readonly cells: TypedCells };

/** The rows of the sample by unit; those refused by the rules among them. */
export function readSample(): ReadonlyMap<string, readonly SentRow[]> {
  const units = [...readSampleRows(readFileSync(join(SAMPLE), 'utf8'))];
  return new Map(
    units.map(([unit, rows]) => [
      unit,
      rows.map((values, index) => ({
        id: rowId(unit, index),
        cells: Object.fromEntries(
          TYPED_COLUMNS.map((column, position) => [column, values[position] ?? '']),
        ),
      })),
    ]),
  );
}

/** All 241 rows sent, pages and everything else that a programme has beside rows. */
export async function fillWithSample(table: ProgrammeTable): Promise<void> {
  const world = createWorldOn(table);
  const store = createSummaryTable(table);
  for (const [unit, rows] of readSample()) {
    const spreadsheetId = `sheet-of-${unit}`;
    await world.sync({ unit, spreadsheetId, rows: [...rows], set: toSet(rows) });
    const [report] = await store.readReports([unit]);
    const headVersion = report?.head?.version ?? 0;
    const listed = await store.readRows(unit);
    await store.writePages({ unit, headVersion, rows: listed, pageCount: 0 });
  }
  await world.deps.store.replaceKeyPolicy('BT028', {
    before: undefined,
    next: { current: 2, revoked: [1] },
  });
  await createDynamoCatalogueStore(table).commit({
    after: 0,
    next: { seq: 1, token: 't', version: 1, entries: [], digest: 'd', recentDeletions: [] },
    history: { version: 1, at: NOW, changes: [] },
  });
  await store.takeNumber();
  await createDynamoDigestStore({ ...table, now: () => NOW }).putPending({
    recipient: 'ban-to-chuc@ben-tre.example',
    mailKind: 'weekly',
    scheduledAt: NOW,
    token: 'mail',
    markedAt: NOW,
  });
}
