/** A table full of rows: decided by core, made into items by the product's own builders. */

import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { createRowIdSource } from '../../core/row-id.ts';
import { decideSync } from '../../core/sync/decide-sync.ts';
import { EMPTY_SET, toColumnHashes, toFingerprint } from '../../core/sync/fingerprint.ts';
import { planSlices } from '../../core/sync/plan-slices.ts';
import type { RowWrite, StoredRow } from '../../core/sync/stored-row.ts';
import { toNextVersion } from '../../core/sync/stored-row.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import { createHead } from '../../core/unit-head.ts';
import { toContactItem } from '../../lambdas/adapters/table/contact-item.ts';
import { toHeadItem } from '../../lambdas/adapters/table/head-item.ts';
import type { StoredItem } from '../../lambdas/adapters/table/parse-item.ts';
import { toRowItem } from '../../lambdas/adapters/table/row-item.ts';
import { toRowTie } from '../../lambdas/adapters/table/row-version-item.ts';
import { generateRows } from '../valid-rows/generate-rows.ts';
import { RULES } from '../valid-rows/valid-row.ts';

export type Filling = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly programme: string;
  /** Rows by unit. */
  readonly rowsOf: ReadonlyMap<string, number>;
  /** When all of it was accepted, epoch milliseconds. */
  readonly now: number;
};

/** Rows that differ in all but their number; more would take the rules more time than the table. */
const PATTERNS = 400;
const BATCH_ITEMS = 25;
const BATCHES_AT_ONCE = 4;
const MAX_TRIES = 10;

/** History is left out: nothing that is measured here reads it, and a scan would have to. */
export async function fillTable(filling: Filling): Promise<ReadonlyMap<string, UnitHead>> {
  const { programme, rowsOf, now } = filling;
  const heads = new Map<string, UnitHead>();
  const patterns = decidePatterns(now);
  let serial = 0;
  let waiting: StoredItem[] = [];
  for (const [unit, count] of rowsOf) {
    const newId = createRowIdSource(unit, '6a2f41a0-0000-4000-8000-000000000000');
    const writes = Array.from({ length: count }, (): RowWrite => {
      serial += 1;
      const pattern = patterns[serial % patterns.length];
      if (pattern === undefined) throw new Error('no row was accepted');
      return toOwnRow(pattern, newId(), serial, now);
    });
    const { head, items } = toUnitItems({ programme, unit, writes, now });
    heads.set(unit, head);
    waiting.push(...items);
    if (waiting.length < BATCH_ITEMS * BATCHES_AT_ONCE) continue;
    await writeItems(filling, waiting);
    waiting = [];
  }
  await writeItems(filling, waiting);
  return heads;
}

/** Each passes through what the server decides of a row it has not seen. */
function decidePatterns(now: number): readonly StoredRow[] {
  const unit = 'BT001';
  const newId = createRowIdSource(unit, '6a2f41a0-0000-4000-8000-000000000001');
  const rows = generateRows({ seed: 5, count: PATTERNS, unit }).map(({ cells }) => ({
    id: newId(),
    cells,
  }));
  const request = {
    v: 1,
    bundle: 'bench',
    unit,
    spreadsheetId: 'patterns',
    after: 0,
    sentAt: now,
    counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
    set: EMPTY_SET,
    rows,
  } as const;
  const head = createHead(unit, request.spreadsheetId, 1);
  const decision = decideSync({
    request: { ...request, rows },
    head,
    stored: new Map(),
    rules: RULES,
    now,
  });
  if (decision.kind !== 'decided') throw new Error('the patterns were not decided');
  return decision.writes.map(({ row }) => row);
}

function toOwnRow(pattern: StoredRow, id: StoredRow['id'], serial: number, now: number): RowWrite {
  const title = `${pattern.initiative.title} đợt ${serial}`;
  const cells = { ...pattern.cells, title };
  const fingerprint = toFingerprint(toColumnHashes(cells));
  const initiative = { ...pattern.initiative, title };
  return toNextVersion(
    { ...pattern, id, version: 0, cells, fingerprint, initiative },
    'create',
    now,
  );
}

type UnitParts = {
  readonly programme: string;
  readonly unit: string;
  readonly writes: readonly RowWrite[];
  readonly now: number;
};

function toUnitItems({ programme, unit, writes, now }: UnitParts) {
  const slices = planSlices({
    decision: {
      kind: 'decided',
      outcomes: [],
      writes,
      answer: { index: false, missing: [], resend: [], accepted: [] },
    },
    head: createHead(unit, `spreadsheet-of-${unit}`, 1),
    stored: new Map(),
    token: `filled-${unit}`,
    keyVersion: 1,
    now,
  });
  const head = slices.at(-1)?.head ?? createHead(unit, `spreadsheet-of-${unit}`, 1);
  const contact = {
    unit,
    counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
    bundle: 'bench',
    lastContactAt: now,
    changedAt: now,
  };
  const rows = slices.flatMap((slice) =>
    slice.writes.map(({ row }) => ({
      ...toRowItem(programme, unit, row),
      ...toRowTie(slice.head.version),
    })),
  );
  return {
    head,
    items: [toHeadItem(programme, head), toContactItem(programme, contact), ...rows],
  };
}

async function writeItems(
  { client, tableName }: Filling,
  items: readonly StoredItem[],
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / BATCH_ITEMS) }, (_, index) =>
    items.slice(index * BATCH_ITEMS, (index + 1) * BATCH_ITEMS),
  );
  const next = batches.values();
  const work = async (): Promise<void> => {
    for (const batch of next) await writeBatch(client, tableName, batch);
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, work));
}

async function writeBatch(
  client: DynamoDBDocumentClient,
  tableName: string,
  batch: readonly StoredItem[],
): Promise<void> {
  let left: StoredItem[] = batch.map((Item) => ({ PutRequest: { Item } }));
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === MAX_TRIES) throw new Error('the table does not take the rows');
    const answer = await client.send(
      new BatchWriteCommand({ RequestItems: { [tableName]: left } }),
    );
    left = answer.UnprocessedItems?.[tableName] ?? [];
  }
}
