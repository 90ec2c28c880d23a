/** What every digest store must do; run on the table and on the one in memory. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Slice } from '../../core/sync/plan-slices.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';
import { createHead } from '../../core/unit-head.ts';
import type { DigestStore, MailMark, Told } from '../../lambdas/ports/digest-store.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import { rowId, storedRow } from '../support/stored-rows.ts';

export type DigestStoreUnderTest = { readonly store: DigestStore; readonly rows: SyncStore };

const UNIT = 'BT028';
const AT = Date.parse('2011-04-04T07:30:00+07:00');
const WEEK_MS = 7 * 86_400_000;
const TO = 'committee@x.example';
const RECIPIENT = { kind: 'committee', address: TO } as const;
const PUBLICATION: Told = {
  kind: 'publication',
  number: 7,
  asOf: AT,
  total: 235,
  refused: 6,
  said: {
    figures: { total: 235, rejected: 6 },
    deadline: '2011-03-31',
    missing: ['BT061'],
    review: { [UNIT]: { refused: 6, warned: 0, incomplete: 1 } },
  },
  marks: { [UNIT]: { head: 3, contact: AT } },
};

function markOf(changes: Partial<MailMark> = {}): MailMark {
  return {
    recipient: TO,
    mailKind: 'weekly',
    scheduledAt: AT,
    token: 'run-1',
    markedAt: AT,
    ...changes,
  };
}

export function describeDigestStore(name: string, open: () => Promise<DigestStoreUnderTest>): void {
  describe(name, () => {
    let opened: DigestStoreUnderTest;
    beforeEach(async () => {
      opened = await open();
    });

    it('lets one run mark a mail, and that run again', async () => {
      const { store } = opened;
      expect(await store.putPending(markOf())).toBe('put');
      expect(await store.putPending(markOf())).toBe('put');
      expect(await store.putPending(markOf({ token: 'run-2' }))).toBe('taken');
      expect(await store.putPending(markOf({ recipient: 'other@x.example' }))).toBe('put');
      expect(await store.putPending(markOf({ scheduledAt: AT + WEEK_MS }))).toBe('put');
    });

    it('never marks a mail anew that left, was refused or is unknown', async () => {
      const { store } = opened;
      const times = [AT, AT + WEEK_MS, AT + 2 * WEEK_MS];
      const [sent, refused, unknown] = times.map((scheduledAt) => markOf({ scheduledAt }));
      if (sent === undefined || refused === undefined || unknown === undefined) throw new Error();
      for (const mark of [sent, refused, unknown]) await store.putPending(mark);
      await store.recordSent(sent, { messageId: 'm', told: PUBLICATION });
      await store.recordOpen(refused, { kind: 'refused', reason: 'MessageRejected' });
      await store.recordOpen(unknown, { kind: 'unknown' });
      for (const mark of [sent, refused]) expect(await store.putPending(mark)).toBe('taken');
      const others = times.map((scheduledAt) => markOf({ scheduledAt, token: 'run-2' }));
      for (const mark of others) expect(await store.putPending(mark)).toBe('taken');
      const due = [{ recipient: RECIPIENT, kind: 'weekly' }] as const;
      const [standing] = await store.readStandings(due, AT);
      expect(standing).toEqual({ isMarked: true, isOptedOut: false, isDead: false });
      expect(await store.listOpenMails()).toEqual([
        expect.objectContaining({
          scheduledAt: AT + WEEK_MS,
          outcome: { kind: 'refused', reason: 'MessageRejected' },
        }),
        expect.objectContaining({
          scheduledAt: AT + 2 * WEEK_MS,
          recipient: TO,
          mailKind: 'weekly',
          markedAt: AT,
          outcome: { kind: 'unknown' },
        }),
      ]);
    });

    it('lists what is pending, and lets no other run say what became of it', async () => {
      const { store } = opened;
      await store.putPending(markOf());
      const stranger = markOf({ token: 'run-2' });
      await expect(
        store.recordSent(stranger, { messageId: 'm', told: PUBLICATION }),
      ).rejects.toThrow();
      await expect(store.recordOpen(stranger, { kind: 'unknown' })).rejects.toThrow();
      expect(await store.listOpenMails()).toEqual([
        expect.objectContaining({ recipient: TO, outcome: { kind: 'pending' } }),
      ]);
      expect(await store.readLastTold(TO, 'publication')).toBeUndefined();
    });

    it('remembers what a recipient was told last, of each sort', async () => {
      const { store } = opened;
      const problems: Told = { kind: 'problems', keys: ['silentUnit|BT001|5'] };
      const later = { ...PUBLICATION, number: 9 };
      const mails: readonly (readonly [number, Told | undefined])[] = [
        [AT + WEEK_MS, later],
        [AT, PUBLICATION],
        [AT + 2 * WEEK_MS, undefined],
        [AT + 3 * WEEK_MS, problems],
      ];
      for (const [scheduledAt, told] of mails) {
        await store.putPending(markOf({ scheduledAt }));
        await store.recordSent(markOf({ scheduledAt }), { messageId: 'm', told });
      }
      expect(await store.readLastTold(TO, 'publication')).toEqual(later);
      expect(await store.readLastTold(TO, 'problems')).toEqual(problems);
      expect(await store.readLastTold('other@x.example', 'publication')).toBeUndefined();
    });

    it('knows who wants no such mails and whose address is dead', async () => {
      const { store } = opened;
      await store.writeOptOut(TO, 'weekly', AT);
      const bounced = { recipient: 'leaders@x.example', kind: 'bounced', at: AT } as const;
      await store.writeDeadAddress(bounced);
      const leaders = { kind: 'leaders', address: bounced.recipient } as const;
      const standings = await store.readStandings(
        [
          { recipient: RECIPIENT, kind: 'weekly' },
          { recipient: RECIPIENT, kind: 'closing' },
          { recipient: leaders, kind: 'monthly' },
        ],
        AT,
      );
      expect(standings.map(({ isOptedOut, isDead }) => [isOptedOut, isDead])).toEqual([
        [true, false],
        [false, false],
        [false, true],
      ]);
      expect(await store.listDeadAddresses([TO, bounced.recipient])).toEqual([bounced]);
      // Heard again later: since the first time it is dead.
      await store.writeDeadAddress({ ...bounced, at: AT + WEEK_MS });
      await store.writeDeadAddress({ ...bounced, kind: 'complained', at: AT + WEEK_MS });
      expect(await store.listDeadAddresses([bounced.recipient])).toEqual([bounced]);
    });

    it('tells the rows written after a head, with all their versions', async () => {
      const { store, rows } = opened;
      const [first, second] = [1, 2].map((number) => storedRow(rowId(UNIT, number)));
      if (first === undefined || second === undefined) throw new Error();
      const head = createHead(UNIT, 'sheet', 1);
      const one = toSlice(head, [first, second], 'create');
      await rows.commitSlice(one);
      const edited = { ...second, version: second.version + 1 };
      const two = toSlice(one.head, [edited], 'edit');
      await rows.commitSlice(two);
      const ids = async (after: number) =>
        (await store.readChangedRows(UNIT, after)).map(({ id }) => id).sort();
      expect(await ids(0)).toEqual([first.id, second.id]);
      expect(await ids(one.head.version)).toEqual([second.id]);
      expect(await ids(two.head.version)).toEqual([]);
      const [changed] = await store.readChangedRows(UNIT, one.head.version);
      const { place } = second.initiative;
      expect(changed?.versions).toEqual([
        expect.objectContaining({ kind: 'create', headVersion: one.head.version }),
        expect.objectContaining({ kind: 'edit', headVersion: two.head.version }),
      ]);
      expect(changed?.versions[1]?.counted?.place).toEqual(place);
      expect(await store.readChangedRows('BT061', 0)).toEqual([]);
    });
  });
}

function toSlice(
  before: Slice['head'],
  rows: readonly StoredRow[],
  kind: 'create' | 'edit',
): Slice {
  const { seq, token, version } = before;
  return {
    expected: { seq, token, version },
    head: { ...before, seq: seq + 1, token: `t${seq + 1}`, version: version + 1 },
    writes: rows.map((row) => ({
      row,
      history: { id: row.id, version: row.version, kind, at: row.at, cells: row.cells },
    })),
  };
}
