/** The summary store in memory: obeys the same contract, and counts what was asked of it. */
import type { Catalogue } from '../../../core/catalogue/catalogue.ts';
import type { UnitReport } from '../../../core/summary/figures.ts';
import type { ListRow } from '../../../core/summary/list-row.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitContact, UnitHead } from '../../../core/unit-head.ts';
import type { KeyPolicy } from '../../../lambdas/http/key-policy.ts';
import type { Published, SummaryStore } from '../../../lambdas/ports/summary-store.ts';

export type MemoryStore = SummaryStore & {
  readonly calls: string[];
  putUnit(head: UnitHead, rows: readonly StoredRow[]): void;
  putContact(contact: UnitContact): void;
  putKeyPolicy(unit: string, policy: KeyPolicy): void;
  putCatalogue(catalogue: Catalogue): void;
  /** Runs once, before the next call of that name is answered. */
  before(name: keyof SummaryStore, act: () => void): void;
  published(): Published | undefined;
};

type Pages = { readonly headVersion: number; readonly rows: readonly ListRow[] };

export function createMemoryStore(): MemoryStore {
  const heads = new Map<string, UnitHead>();
  const rowsByUnit = new Map<string, readonly StoredRow[]>();
  const contacts = new Map<string, UnitContact>();
  const policies = new Map<string, KeyPolicy>();
  const pages = new Map<string, Pages>();
  const waiting = new Map<string, (() => void)[]>();
  const calls: string[] = [];
  let published: Published | undefined;
  let catalogue: Catalogue | undefined;
  let taken = 0;

  const enter = (name: keyof SummaryStore, unit = ''): void => {
    calls.push(unit === '' ? name : `${name} ${unit}`);
    waiting.get(name)?.shift()?.();
  };
  const toReport = (unit: string): UnitReport => {
    const head = heads.get(unit);
    const contact = contacts.get(unit);
    return {
      unit,
      ...(head === undefined ? {} : { head }),
      ...(contact === undefined ? {} : { contact }),
    };
  };

  return {
    calls,
    putUnit(head, rows) {
      heads.set(head.unit, head);
      rowsByUnit.set(head.unit, rows);
    },
    putContact: (contact) => void contacts.set(contact.unit, contact),
    putKeyPolicy: (unit, policy) => void policies.set(unit, policy),
    before: (name, act) => void waiting.set(name, [...(waiting.get(name) ?? []), act]),
    published: () => published,
    async readPublished() {
      enter('readPublished');
      return published;
    },
    async takeNumber() {
      enter('takeNumber');
      taken += 1;
      return taken;
    },
    async listChanges(since) {
      enter('listChanges');
      return [
        ...[...heads.values()]
          .filter((head) => head.changedAt >= since)
          .map(({ unit, version }) => ({ kind: 'head' as const, unit, version })),
        ...[...contacts.values()]
          .filter((contact) => contact.changedAt >= since)
          .map(({ unit, changedAt }) => ({ kind: 'contact' as const, unit, changedAt })),
      ];
    },
    async readReports(units) {
      enter('readReports');
      return units.map(toReport);
    },
    async readPages(unit, headVersion) {
      enter('readPages', unit);
      const stored = pages.get(unit);
      if (stored?.headVersion === headVersion) return { kind: 'current', rows: stored.rows };
      return { kind: 'stale', pageCount: stored === undefined ? 0 : 1 };
    },
    async readRows(unit) {
      enter('readRows', unit);
      return (rowsByUnit.get(unit) ?? []).flatMap((row) => toListRow(row) ?? []);
    },
    async writePages({ unit, headVersion, rows }) {
      enter('writePages', unit);
      if (heads.get(unit)?.version !== headVersion) return 'superseded';
      pages.set(unit, { headVersion, rows });
      return 'written';
    },
    async record(next) {
      enter('record');
      if (published !== undefined && published.number > next.number) return 'superseded';
      published = next;
      return 'recorded';
    },
    putCatalogue: (next) => {
      catalogue = next;
    },
    async readCatalogue() {
      enter('readCatalogue');
      return catalogue;
    },
    async readKeyPolicy(unit) {
      enter('readKeyPolicy', unit);
      return policies.get(unit);
    },
  };
}
