/** The contract of the summary store, in memory and on a DynamoDB-compatible server. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_PAGE_BYTES } from '../../../core/summary/cut-pages.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import type { SummaryTableOptions } from '../../../lambdas/adapters/summary-table.ts';
import { createSummaryTable } from '../../../lambdas/adapters/summary-table.ts';
import { toContactItem } from '../../../lambdas/adapters/table/contact-item.ts';
import { toHeadItem } from '../../../lambdas/adapters/table/head-item.ts';
import { toKeyPolicyItem } from '../../../lambdas/adapters/table/key-policy-item.ts';
import type { StoredItem } from '../../../lambdas/adapters/table/parse-item.ts';
import { readPartition } from '../../../lambdas/adapters/table/read-items.ts';
import { toRowItem } from '../../../lambdas/adapters/table/row-item.ts';
import { toPublishedKey, toUnitKey } from '../../../lambdas/adapters/table/table-keys.ts';
import { headOf } from '../../core/summary/cast.ts';
import type { LocalTable } from '../../support/local-table.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import { createMemoryStore } from './memory-store.ts';
import type { StoreSetup } from './summary-store.contract.ts';
import { describeSummaryStore } from './summary-store.contract.ts';

let table: LocalTable;
let programmes = 0;
beforeAll(async () => {
  table = await startLocalTable();
});
afterAll(() => table.stop());

async function put(item: StoredItem): Promise<void> {
  await table.client.send(new PutCommand({ TableName: table.tableName, Item: item }));
}

function newOptions(): SummaryTableOptions {
  programmes += 1;
  return {
    client: table.client,
    tableName: table.tableName,
    programme: `programme-${programmes}`,
    waiting: { pause: async () => {}, random: () => 0 },
  };
}

function setUpTable(options = newOptions()): StoreSetup {
  const { programme } = options;
  return {
    store: createSummaryTable(options),
    async putUnit(head, rows) {
      await put(toHeadItem(programme, head));
      for (const row of rows) await put(toRowItem(programme, head.unit, row));
    },
    putContact: (contact) => put(toContactItem(programme, contact)),
    putKeyPolicy: (unit, policy) => put(toKeyPolicyItem(programme, unit, policy)),
  };
}

describeSummaryStore('the store in memory', async () => {
  const store = createMemoryStore();
  return {
    store,
    putUnit: async (head, rows) => store.putUnit(head, rows),
    putContact: async (contact) => store.putContact(contact),
    putKeyPolicy: async (unit, policy) => store.putKeyPolicy(unit, policy),
  };
});
describeSummaryStore('the store on the table', async () => setUpTable());

describe('pages on the table', () => {
  const UNIT = 'AA1';
  /** Each about 20 KB of JSON. */
  const rowsOf = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      storedRow(rowId(UNIT, index + 1), {
        initiative: initiative({ description: 'ộ'.repeat(6_600) }),
      }),
    ).flatMap((row) => toListRow(row) ?? []);

  function listPages(options: SummaryTableOptions): Promise<readonly StoredItem[]> {
    return readPartition({ ...options, unit: UNIT }, toUnitKey(options.programme, UNIT), 'PAGE#');
  }

  it('are bounded, many where they must be, and those left over are removed', async () => {
    const options = newOptions();
    const { store, putUnit } = setUpTable(options);
    await putUnit(headOf(UNIT, [], { version: 1 }), []);
    // More than one transaction takes.
    const rows = rowsOf(220);
    await store.writePages({ unit: UNIT, headVersion: 1, rows, pageCount: 0 });
    const pages = await listPages(options);
    expect(pages.length).toBeGreaterThan(12);
    for (const { rows: text } of pages) {
      expect(Buffer.byteLength(String(text))).toBeLessThanOrEqual(MAX_PAGE_BYTES);
    }
    expect(await store.readPages(UNIT, 1)).toEqual({ kind: 'current', rows });

    await putUnit(headOf(UNIT, [], { version: 2 }), []);
    const fewer = rows.slice(0, 20);
    const pageCount = pages.length;
    await store.writePages({ unit: UNIT, headVersion: 2, rows: fewer, pageCount });
    expect(await listPages(options)).toHaveLength(2);
    expect(await store.readPages(UNIT, 2)).toEqual({ kind: 'current', rows: fewer });
  });

  it('are not taken when one of them is missing or of another version', async () => {
    const options = newOptions();
    const { store, putUnit } = setUpTable(options);
    await putUnit(headOf(UNIT, [], { version: 1 }), []);
    await store.writePages({ unit: UNIT, headVersion: 1, rows: rowsOf(20), pageCount: 0 });
    const [first, second] = await listPages(options);
    await put({ ...second, headVersion: 2 });
    expect(await store.readPages(UNIT, 1)).toEqual({ kind: 'stale', pageCount: 2 });
    await put({ ...second, pageCount: 3 });
    expect(await store.readPages(UNIT, 1)).toEqual({ kind: 'stale', pageCount: 2 });
    await put({ ...first, rows: '[{"id":1}]' });
    await put({ ...second });
    await expect(store.readPages(UNIT, 1)).rejects.toMatchObject({ code: 'store.corrupt_item' });
  });
});

describe('a record that cannot be read', () => {
  it.each(['summary', 'marks', 'log'])('is a fault that names %s', async (name) => {
    const options = newOptions();
    const good = { number: 1, asOf: 1, basis: 'b', itemVersion: 1, marks: '{}', log: '[]' };
    const key = toPublishedKey(options.programme);
    const summary = JSON.stringify({
      asOf: '',
      ...{ total: 0, unitsReported: 0, unitsTotal: 0 },
      byCategory: { CTKT: 0, TK: 0, PVDT: 0, TCQL: 0, HLH: 0 },
      ...{ byYear: {}, byUnit: {}, missingUnits: [] },
      benefit: { totalDong: 0, counted: 0, notYet: 0, cannot: 0 },
      ...{ outOfPeriod: 0, rejected: 0, incomplete: 0, waiting: 0, held: 0 },
    });
    const { store } = setUpTable(options);
    await put({ ...key, ...good, summary });
    expect((await store.readPublished())?.number).toBe(1);
    await put({ ...key, ...good, summary, [name]: '[1]' });
    await expect(store.readPublished()).rejects.toMatchObject({
      code: 'store.corrupt_item',
      details: { reason: name },
    });
  });
});
