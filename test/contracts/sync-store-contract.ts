/** What every sync store must do; run on the table and on the one in memory. */
import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_AGGREGATES } from '../../core/aggregates.ts';
import type { Slice } from '../../core/sync/plan-slices.ts';
import type { HistoryEntry, RowWrite, StoredRow } from '../../core/sync/stored-row.ts';
import type { UnitContact, UnitHead } from '../../core/unit-head.ts';
import { createHead } from '../../core/unit-head.ts';
import type { KeyPolicy } from '../../lambdas/http/key-policy.ts';
import { revokeKey } from '../../lambdas/http/key-revocation.ts';
import { rotateKey } from '../../lambdas/http/key-rotation.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import { initiative, rowId, storedRow } from '../support/stored-rows.ts';

export type StoreUnderTest = {
  readonly store: SyncStore;
  /** Versions of a row in order. */
  readHistory(unit: string, id: string): Promise<readonly HistoryEntry[]>;
};

const UNIT = 'BT028';
const OTHER_UNIT = 'BT061';
const NOW = 1_300_000_000_000;

export function describeSyncStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let opened: StoreUnderTest;
    beforeEach(async () => {
      opened = await open();
    });

    it('knows nothing of a unit that never wrote', async () => {
      const { store } = opened;
      expect(await store.readUnit(UNIT)).toEqual({});
      expect(await store.readRows(UNIT, { kind: 'all' })).toEqual(new Map());
      expect(await store.readRows(UNIT, { kind: 'byId', ids: [] })).toEqual(new Map());
      const ids = [rowId(UNIT, 1)];
      expect(await store.readRows(UNIT, { kind: 'byId', ids })).toEqual(new Map());
    });

    it('registers the first head and answers every later one with it', async () => {
      const { store } = opened;
      const first = createHead(UNIT, 'sheet-of-the-hospital', 1);
      expect(await store.registerHead(first)).toEqual(first);
      expect(await store.registerHead(createHead(UNIT, 'a-copy', 1))).toEqual(first);
      expect(await store.readUnit(UNIT)).toEqual({ head: first });
      expect(await store.readUnit(OTHER_UNIT)).toEqual({});
    });

    it('lets one of two first heads win', async () => {
      const { store } = opened;
      const heads = await Promise.all(
        ['one', 'other'].map((sheet) => store.registerHead(createHead(UNIT, sheet, 1))),
      );
      expect(heads[0]).toEqual(heads[1]);
    });

    it('gives back exactly what was committed: head, rows and history', async () => {
      const { store } = opened;
      const slice = toSlice(createHead(UNIT, 'sheet', 1), FULL_WRITES, { head: FULL_HEAD });
      expect(await store.commitSlice(slice)).toEqual({ kind: 'committed' });
      expect(await store.readUnit(UNIT)).toEqual({ head: slice.head });
      const rows = await store.readRows(UNIT, { kind: 'all' });
      expect(rows).toEqual(new Map(FULL_WRITES.map(({ row }) => [row.id, row])));
      for (const { row, history } of FULL_WRITES) {
        const entries = history === undefined ? [] : [history];
        expect(await opened.readHistory(UNIT, row.id)).toEqual(entries);
      }
    });

    it('keeps a sum of money that no number can hold', async () => {
      const { store } = opened;
      const slice = toSlice(createHead(UNIT, 'sheet', 1), [], { head: FULL_HEAD });
      await store.commitSlice(slice);
      const { head } = await store.readUnit(UNIT);
      expect(head?.aggregates.tallies['2010|CTKT']?.countedDong).toBe(123_456_789_012_345_678n);
      expect(head?.aggregates.tallies['|TK']?.countedDong).toBe(0n);
    });

    it('reads the rows asked for and no others', async () => {
      const { store } = opened;
      const writes = createRows(3);
      await store.commitSlice(toSlice(createHead(UNIT, 'sheet', 1), writes));
      const ids = [rowId(UNIT, 3), rowId(UNIT, 1), rowId(UNIT, 99)];
      const rows = await store.readRows(UNIT, { kind: 'byId', ids });
      expect([...rows.keys()].sort()).toEqual([rowId(UNIT, 1), rowId(UNIT, 3)]);
    });

    it('reads more rows than one page or one batch holds', async () => {
      const { store } = opened;
      // 150 rows of some 16 KB are more than the 1 MB of a page and the 100 keys of a batch.
      const note = 'ghi chú '.repeat(1_600);
      let head = createHead(UNIT, 'sheet', 1);
      for (const from of [1, 51, 101]) {
        const slice = toSlice(head, createRows(49 + 1, from, { note }).slice(0, 49));
        expect(await store.commitSlice(slice)).toEqual({ kind: 'committed' });
        head = slice.head;
      }
      const all = await store.readRows(UNIT, { kind: 'all' });
      expect(all.size).toBe(147);
      const ids = [...all.values()].map((row) => row.id);
      expect((await store.readRows(UNIT, { kind: 'byId', ids })).size).toBe(147);
    });

    it('takes a whole slice of 49 rows with their history', async () => {
      const { store } = opened;
      const slice = toSlice(createHead(UNIT, 'sheet', 1), createRows(49));
      expect(await store.commitSlice(slice)).toEqual({ kind: 'committed' });
      expect((await store.readRows(UNIT, { kind: 'all' })).size).toBe(49);
    });

    it('keeps ids that differ only in case apart', async () => {
      const { store } = opened;
      const rows = ['aaaaaaaaaaaaaaaa', 'AAAAAAAAAAAAAAAA'].map((suffix) =>
        storedRow(`${UNIT}-${suffix}` as StoredRow['id']),
      );
      await store.commitSlice(toSlice(createHead(UNIT, 'sheet', 1), rows.map(create)));
      expect((await store.readRows(UNIT, { kind: 'all' })).size).toBe(2);
    });

    describe('the condition on the head', () => {
      it.each<[string, (slice: Slice) => Slice]>([
        ['sequence', (slice) => expecting(slice, { seq: slice.expected.seq + 1 })],
        ['token', (slice) => expecting(slice, { token: 'another' })],
        ['version', (slice) => expecting(slice, { version: slice.expected.version + 1 })],
      ])('refuses a slice that expects another %s, and writes nothing', async (_, change) => {
        const { store } = opened;
        const first = toSlice(createHead(UNIT, 'sheet', 1), createRows(1));
        await store.commitSlice(first);
        const second = toSlice(first.head, createRows(1, 2));
        expect(await store.commitSlice(change(second))).toEqual({ kind: 'superseded' });
        expect(await store.readUnit(UNIT)).toEqual({ head: first.head });
        expect((await store.readRows(UNIT, { kind: 'all' })).size).toBe(1);
        expect(await opened.readHistory(UNIT, rowId(UNIT, 2))).toEqual([]);
        expect(await store.commitSlice(second)).toEqual({ kind: 'committed' });
      });

      it('refuses a first slice where there is a head already', async () => {
        const { store } = opened;
        await store.commitSlice(toSlice(createHead(UNIT, 'sheet', 1), createRows(1)));
        const late = toSlice(createHead(UNIT, 'sheet', 1), createRows(1, 2), { token: 'late' });
        expect(await store.commitSlice(late)).toEqual({ kind: 'superseded' });
      });

      it('refuses a later slice where there is no head', async () => {
        const { store } = opened;
        const head = { ...createHead(UNIT, 'sheet', 1), seq: 3, token: 'lost', version: 3 };
        expect(await store.commitSlice(toSlice(head, createRows(1)))).toEqual({
          kind: 'superseded',
        });
        expect(await store.readUnit(UNIT)).toEqual({});
      });

      it('lets exactly one of two slices on the same head win', async () => {
        const { store } = opened;
        const head = await store.registerHead(createHead(UNIT, 'sheet', 1));
        const slices = ['one', 'other'].map((token, index) =>
          toSlice(head, createRows(2, 1, { note: token }), { token, at: NOW + index }),
        );
        const outcomes = await Promise.all(slices.map((slice) => store.commitSlice(slice)));
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['committed', 'superseded']);
        const winner = slices[outcomes.findIndex(({ kind }) => kind === 'committed')];
        expect(await store.readUnit(UNIT)).toEqual({ head: winner?.head });
        for (const { row, history } of winner?.writes ?? []) {
          expect(await opened.readHistory(UNIT, row.id)).toEqual([history]);
        }
      });

      it('takes a slice once however often it is sent', async () => {
        const { store } = opened;
        const first = toSlice(createHead(UNIT, 'sheet', 1), createRows(1));
        const second = toSlice(first.head, createRows(1, 2), { isFirst: false });
        expect(await store.commitSlice(first)).toEqual({ kind: 'committed' });
        expect(await store.commitSlice(first)).toEqual({ kind: 'committed' });
        expect(await store.commitSlice(second)).toEqual({ kind: 'committed' });
        expect(await store.commitSlice(first)).toEqual({ kind: 'committed' });
        expect(await store.readUnit(UNIT)).toEqual({ head: second.head });
        expect(await opened.readHistory(UNIT, rowId(UNIT, 1))).toHaveLength(1);
      });

      it('never writes a version of a row twice', async () => {
        const { store } = opened;
        const first = toSlice(createHead(UNIT, 'sheet', 1), createRows(1));
        await store.commitSlice(first);
        const again = toSlice(first.head, createRows(1, 1, { note: 'khác' }), { token: 'two' });
        await expect(store.commitSlice(again)).rejects.toMatchObject({
          code: 'store.corrupt_item',
        });
        expect(await store.readUnit(UNIT)).toEqual({ head: first.head });
        expect(await store.readRows(UNIT, { kind: 'all' })).toEqual(
          new Map(first.writes.map(({ row }) => [row.id, row])),
        );
      });
    });

    it('keeps history in the order of versions past nine', async () => {
      const { store } = opened;
      let head = createHead(UNIT, 'sheet', 1);
      for (let version = 1; version <= 11; version += 1) {
        const row = storedRow(rowId(UNIT, 1), { version, at: NOW + version });
        const slice = toSlice(head, [toWrite(row, version === 1 ? 'create' : 'edit')]);
        await store.commitSlice(slice);
        head = slice.head;
      }
      const history = await opened.readHistory(UNIT, rowId(UNIT, 1));
      expect(history.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });

    it('replaces a key policy only by a change of what stands there', async () => {
      const { store } = opened;
      const first = { current: 2, revoked: [1] };
      const [second, other] = [
        { current: 3, revoked: [1] },
        { current: 3, revoked: [1, 2] },
      ];
      const replace = (before: KeyPolicy | undefined, next: KeyPolicy) =>
        store.replaceKeyPolicy(UNIT, { before, next });
      expect(await replace(undefined, first)).toBe('replaced');
      expect(await replace(undefined, { current: 2, revoked: [] })).toBe('superseded');
      expect(await replace(first, second)).toBe('replaced');
      expect(await replace(first, second)).toBe('replaced');
      expect(await replace(first, other)).toBe('superseded');
      expect(await store.readUnit(UNIT)).toEqual({ keyPolicy: second });
    });

    it('lets two who change a key policy at once both have their way', async () => {
      const { store } = opened;
      const [rotation, revocation] = await Promise.all([
        rotateKey(store, UNIT, { now: NOW, overlapMs: 1 }),
        revokeKey(store, UNIT, [1]),
      ]);
      expect([rotation.kind, revocation.kind]).toEqual(['changed', 'changed']);
      const { keyPolicy } = await store.readUnit(UNIT);
      expect(keyPolicy?.current).toBe(3);
      expect(keyPolicy?.revoked).toContain(1);
    });

    it('keeps contact and key policy apart from the head', async () => {
      const { store } = opened;
      const head = await store.registerHead(createHead(UNIT, 'sheet', 1));
      const policy = {
        current: 2,
        previous: { version: 1, acceptedUntil: NOW },
        revoked: [7],
      };
      await store.writeContact(CONTACT);
      await store.replaceKeyPolicy(UNIT, { before: undefined, next: policy });
      expect(await store.readUnit(UNIT)).toEqual({ head, contact: CONTACT, keyPolicy: policy });
      const { statement: _, ...open } = CONTACT;
      await store.writeContact(open);
      const next = { current: 3, revoked: [] };
      expect(await store.replaceKeyPolicy(UNIT, { before: policy, next })).toBe('replaced');
      expect(await store.readUnit(UNIT)).toEqual({
        head,
        contact: open,
        keyPolicy: { current: 3, revoked: [] },
      });
    });

    it('keeps units apart', async () => {
      const { store } = opened;
      await store.commitSlice(toSlice(createHead(UNIT, 'sheet', 1), createRows(2)));
      expect(await store.readUnit(OTHER_UNIT)).toEqual({});
      expect(await store.readRows(OTHER_UNIT, { kind: 'all' })).toEqual(new Map());
      const ids = [rowId(UNIT, 1)];
      expect(await store.readRows(OTHER_UNIT, { kind: 'byId', ids })).toEqual(new Map());
    });
  });
}

const CONTACT: UnitContact = {
  unit: UNIT,
  counts: { incomplete: 1, rejected: 2, waiting: 0, warned: 3 },
  statement: 'done',
  bundle: '0.1.0',
  lastContactAt: NOW,
  changedAt: NOW - 5,
};

/** Every field a row may have, and every kind of cell. */
const FULL_ROW: StoredRow = storedRow(rowId(UNIT, 1), {
  version: 2,
  cells: {
    title: ' Sấy cơm dừa\n"hai" lớp \u{1f965} ',
    category: '',
    field: false,
    authors: 'Tổ Cơ điện (60%); Tổ Sấy (40%)',
    appliedOn: { serial: 40_313.5 },
    benefit: 1_250_000_000.25,
    note: 1e300,
    decision: -0.000_000_000_1,
  },
  initiative: initiative({
    field: 'CN',
    authors: [
      { name: 'Tổ Cơ điện', sharePercent: 33.33 },
      { name: 'Tổ Sấy', sharePercent: 66.67 },
    ],
    benefit: { kind: 'counted', dong: 99_999_999_999_999, estimated: true },
    recognition: 'CS',
    award: 'NHI',
  }),
  warnings: ['W_ROUND', 'W_SERIAL'],
});

const HELD_ROW: StoredRow = storedRow(rowId(UNIT, 2), {
  state: 'held',
  holdId: 'H4',
  initiative: initiative({ benefit: { kind: 'notYet' }, appliedOn: '', place: 'undated' }),
});
const DELETED_ROW: StoredRow = storedRow(rowId(UNIT, 3), {
  version: 3,
  state: 'deleted',
  initiative: initiative({ benefit: { kind: 'cannot' }, place: 'outside' }),
});

const FULL_WRITES: readonly RowWrite[] = [
  toWrite(FULL_ROW, 'edit'),
  { row: HELD_ROW },
  toWrite(DELETED_ROW, 'delete'),
];

const NOTHING = { count: 0, countedDong: 0n, counted: 0, estimated: 0, notYet: 0, cannot: 0 };

const FULL_HEAD: Partial<UnitHead> = {
  keyVersion: 2,
  set: { n: 1, digest: '00ff00ff00ff00ff' },
  aggregates: {
    tallies: {
      '2010|CTKT': {
        count: 3,
        countedDong: 123_456_789_012_345_678n,
        counted: 2,
        estimated: 1,
        notYet: 1,
        cannot: 0,
      },
      '|TK': { ...NOTHING, count: 1, cannot: 1 },
    },
    outOfPeriod: 1,
  },
  active: 1,
  hold: { id: 'H4', count: 1 },
  recentDeletions: [{ at: 1_300_000_000_123, count: 1 }],
};

function toWrite(row: StoredRow, kind: HistoryEntry['kind']): RowWrite {
  const { id, version, at, cells } = row;
  return { row, history: { id, version, kind, at, cells } };
}

function create(row: StoredRow): RowWrite {
  return toWrite(row, 'create');
}

function createRows(count: number, from = 1, cells: { readonly note?: string } = {}): RowWrite[] {
  return Array.from({ length: count }, (_, index) => {
    const id = rowId(UNIT, from + index);
    const { cells: base } = storedRow(id);
    return create(storedRow(id, { cells: { ...base, ...cells } }));
  });
}

type SliceChanges = {
  readonly token?: string;
  readonly head?: Partial<UnitHead>;
  readonly at?: number;
  readonly isFirst?: boolean;
};

/** The slice that follows a head. */
function toSlice(before: UnitHead, writes: readonly RowWrite[], changes: SliceChanges = {}): Slice {
  const { seq, token, version } = before;
  const isFirst = changes.isFirst ?? true;
  return {
    expected: { seq, token, version },
    writes,
    head: {
      ...before,
      aggregates: EMPTY_AGGREGATES,
      ...changes.head,
      seq: isFirst ? seq + 1 : seq,
      token: isFirst ? (changes.token ?? `token-${seq + 1}`) : token,
      version: version + 1,
      changedAt: changes.at ?? NOW,
    },
  };
}

function expecting(slice: Slice, changes: Partial<Slice['expected']>): Slice {
  return { ...slice, expected: { ...slice.expected, ...changes } };
}
