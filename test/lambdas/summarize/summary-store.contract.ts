/** What every summary store must do; run on the one in memory and on the table. */
import { beforeEach, describe, expect, it } from 'vitest';
import { toListRow } from '../../../core/summary/list-row.ts';
import type { Summary } from '../../../core/summary/summary.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitContact, UnitHead } from '../../../core/unit-head.ts';
import type { KeyPolicy } from '../../../lambdas/http/key-policy.ts';
import type { Published, SummaryStore } from '../../../lambdas/ports/summary-store.ts';
import { AS_OF, contactOf, headOf } from '../../core/summary/cast.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';

/** A store of an empty programme, and what ingest would write there. */
export type StoreSetup = {
  readonly store: SummaryStore;
  putUnit(head: UnitHead, rows: readonly StoredRow[]): Promise<void>;
  putContact(contact: UnitContact): Promise<void>;
  putKeyPolicy(unit: string, policy: KeyPolicy): Promise<void>;
};

const SUMMARY: Summary = {
  asOf: '2011-03-31T08:05:00+07:00',
  total: 1,
  unitsReported: 1,
  unitsTotal: 2,
  byCategory: { CTKT: 1, TK: 0, PVDT: 0, TCQL: 0, HLH: 0 },
  byYear: { '2008': 0, '2009': 0, '2010': 0, '': 1 },
  byUnit: { AA1: 1 },
  benefit: { totalDong: 72_060_800_000, counted: 1, notYet: 0, cannot: 0 },
  missingUnits: ['AA2'],
  outOfPeriod: 0,
  rejected: 0,
  incomplete: 0,
  waiting: 0,
  held: 0,
};

function publishedOf(number: number): Published {
  return {
    number,
    asOf: AS_OF,
    basis: 'basis',
    summary: SUMMARY,
    marks: { AA1: { head: 3, contact: AS_OF }, AA2: { head: -1, contact: 0 } },
    log: [{ number, asOf: AS_OF, total: 1, changedUnits: 1, hasCatalogueChanged: true }],
  };
}

export function describeSummaryStore(name: string, setUp: () => Promise<StoreSetup>): void {
  describe(name, () => {
    let setup: StoreSetup;
    let store: SummaryStore;
    beforeEach(async () => {
      setup = await setUp();
      store = setup.store;
    });

    it('has no publication before the first one is recorded, also when numbers were taken', async () => {
      expect(await store.readPublished()).toBeUndefined();
      await store.takeNumber();
      expect(await store.readPublished()).toBeUndefined();
    });

    it('gives each number once, also to those who ask together', async () => {
      const numbers = await Promise.all([1, 2, 3, 4].map(() => store.takeNumber()));
      expect([...numbers].sort()).toEqual([1, 2, 3, 4]);
      expect(await store.takeNumber()).toBe(5);
    });

    it('gives back what was recorded', async () => {
      expect(await store.record(publishedOf(4))).toBe('recorded');
      expect(await store.readPublished()).toEqual(publishedOf(4));
      expect(await store.takeNumber()).toBe(1);
      expect(await store.readPublished()).toEqual(publishedOf(4));
    });

    it('keeps the record of the highest number, and takes a repeat of it', async () => {
      await store.record(publishedOf(4));
      expect(await store.record(publishedOf(3))).toBe('superseded');
      expect(await store.readPublished()).toEqual(publishedOf(4));
      expect(await store.record(publishedOf(4))).toBe('recorded');
      expect(await store.record(publishedOf(5))).toBe('recorded');
      expect((await store.readPublished())?.number).toBe(5);
    });

    it('lists heads and contacts changed at or after a time', async () => {
      await setup.putUnit(headOf('AA1', [], { version: 7, changedAt: 1000 }), []);
      await setup.putContact(contactOf('AA1', { changedAt: 2000 }));
      await setup.putUnit(headOf('AA2', [], { version: 2, changedAt: 999 }), []);
      expect(await store.listChanges(1000)).toEqual([
        { kind: 'head', unit: 'AA1', version: 7 },
        { kind: 'contact', unit: 'AA1', changedAt: 2000 },
      ]);
      expect(await store.listChanges(1001)).toEqual([
        { kind: 'contact', unit: 'AA1', changedAt: 2000 },
      ]);
      expect(await store.listChanges(2001)).toEqual([]);
    });

    it('reads heads and contacts of the units asked for, in that order, and of no other', async () => {
      const head = headOf('AA1', [storedRow(rowId('AA1', 1))], { changedAt: 5 });
      const contact = contactOf('AA3', { statement: 'none' });
      await setup.putUnit(head, []);
      await setup.putContact(contact);
      expect(await store.readReports(['AA3', 'AA2', 'AA1'])).toEqual([
        { unit: 'AA3', contact },
        { unit: 'AA2' },
        { unit: 'AA1', head },
      ]);
      expect(await store.readReports([])).toEqual([]);
    });

    it('reads more units at once than one call of the table takes', async () => {
      const units = Array.from({ length: 130 }, (_, index) => `AA${index + 100}`);
      await setup.putUnit(headOf('AA229', []), []);
      const reports = await store.readReports(units);
      expect(reports.map(({ unit }) => unit)).toEqual(units);
      expect(reports.flatMap(({ head }) => head?.unit ?? [])).toEqual(['AA229']);
    });

    const rows = [
      storedRow(rowId('AA1', 1), {
        initiative: initiative({ field: 'YT', recognition: 'CS', award: 'NHI' }),
        warnings: ['W_SMALL'],
      }),
      storedRow(rowId('AA1', 2), { state: 'held', holdId: 'H1' }),
      storedRow(rowId('AA1', 3), { state: 'deleted' }),
    ];
    const listed = rows.flatMap((row) => toListRow(row) ?? []);

    it('reads active and held rows of one unit', async () => {
      await setup.putUnit(headOf('AA1', rows), rows);
      expect(await store.readRows('AA1')).toEqual(listed);
      expect(await store.readRows('AA2')).toEqual([]);
    });

    it('keeps pages for one version of the head', async () => {
      await setup.putUnit(headOf('AA1', rows, { version: 3 }), rows);
      expect(await store.readPages('AA1', 3)).toEqual({ kind: 'stale', pageCount: 0 });
      const pages = { unit: 'AA1', headVersion: 3, rows: listed, pageCount: 0 };
      expect(await store.writePages(pages)).toBe('written');
      expect(await store.readPages('AA1', 3)).toEqual({ kind: 'current', rows: listed });
      expect(await store.readPages('AA1', 4)).toEqual({ kind: 'stale', pageCount: 1 });
      expect(await store.readPages('AA2', 3)).toEqual({ kind: 'stale', pageCount: 0 });
    });

    it('writes no page once the head has moved', async () => {
      await setup.putUnit(headOf('AA1', rows, { version: 4 }), rows);
      const pages = { unit: 'AA1', headVersion: 3, rows: listed, pageCount: 0 };
      expect(await store.writePages(pages)).toBe('superseded');
      expect(await store.readPages('AA1', 3)).toEqual({ kind: 'stale', pageCount: 0 });
    });

    it('remembers that a unit has no rows', async () => {
      await setup.putUnit(headOf('AA1', [], { version: 2 }), []);
      await store.writePages({ unit: 'AA1', headVersion: 2, rows: [], pageCount: 0 });
      expect(await store.readPages('AA1', 2)).toEqual({ kind: 'current', rows: [] });
    });

    it('reads the key policy of whoever has one', async () => {
      expect(await store.readKeyPolicy('committee')).toBeUndefined();
      await setup.putKeyPolicy('committee', { current: 2, revoked: [1] });
      expect(await store.readKeyPolicy('committee')).toEqual({ current: 2, revoked: [1] });
    });
  });
}
