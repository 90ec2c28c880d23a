/** The digest store on a real table: marks nobody puts twice, and rows by the head they came with. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Slice } from '../../../core/sync/plan-slices.ts';
import type { RowWrite } from '../../../core/sync/stored-row.ts';
import { toNextVersion } from '../../../core/sync/stored-row.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import { createHead } from '../../../core/unit-head.ts';
import { createDynamoDigestStore } from '../../../lambdas/adapters/table/dynamo-digest-store.ts';
import { createDynamoSyncStore } from '../../../lambdas/adapters/table/dynamo-sync-store.ts';
import { toHistoryItem } from '../../../lambdas/adapters/table/history-item.ts';
import type { Waiting } from '../../../lambdas/adapters/table/retry.ts';
import { REAL_WAITING } from '../../../lambdas/adapters/table/retry.ts';
import { toRowItem } from '../../../lambdas/adapters/table/row-item.ts';
import type { DigestStore, MailMark, Told } from '../../../lambdas/ports/digest-store.ts';
import type { SyncStore } from '../../../lambdas/ports/sync-store.ts';
import type { LocalTable } from '../../support/local-table.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';

const DAY_MS = 86_400_000;
const AT = Date.parse('2011-04-04T07:30:00+07:00');
const TO = 'committee@x.example';
const UNIT = 'BT028';

let table: LocalTable;
let store: DigestStore;
let syncStore: SyncStore;
let programme = '';
let now = AT;
let programmes = 0;

beforeAll(async () => {
  table = await startLocalTable();
});
afterAll(() => table.stop());
beforeEach(() => {
  programmes += 1;
  programme = `p${programmes}`;
  now = AT;
  const access = { ...table, programme, waiting: REAL_WAITING };
  store = createDynamoDigestStore({ ...access, now: () => now });
  syncStore = createDynamoSyncStore(access);
});

function mark(changes: Partial<MailMark> = {}): MailMark {
  return {
    recipient: TO,
    mailKind: 'weekly',
    scheduledAt: AT,
    token: 'ours',
    markedAt: AT,
    ...changes,
  };
}

const told = (number: number): Told => {
  const marks = { BT028: { head: number, contact: 5 } };
  return { kind: 'publication', number, asOf: AT, total: 7, refused: 1, marks };
};

describe('a mark', () => {
  it('is put once; a repeat after a lost answer is our own, another run is not', async () => {
    expect(await store.putPending(mark())).toBe('put');
    expect(await store.putPending(mark())).toBe('put');
    expect(await store.putPending(mark({ token: 'theirs' }))).toBe('taken');
    expect(await store.putPending(mark({ scheduledAt: AT + 1000 }))).toBe('put');
    expect(await store.putPending(mark({ recipient: 'other@x.example' }))).toBe('put');
  });

  it('is one of two that come at once', async () => {
    const tokens = Array.from({ length: 8 }, (_, index) => `run ${index}`);
    const outcomes = await Promise.all(tokens.map((token) => store.putPending(mark({ token }))));
    expect(outcomes.filter((outcome) => outcome === 'put')).toHaveLength(1);
  });

  it('of a mail that left is not put back by a request that comes late', async () => {
    await store.putPending(mark());
    await store.recordSent(mark(), { messageId: 'm', told: told(1) });
    expect(await store.putPending(mark())).toBe('taken');
    expect(await store.listOpenMails()).toEqual([]);
    expect(await store.readLastTold(TO, 'publication')).toEqual(told(1));
  });

  it('is changed by nobody but the run that put it', async () => {
    await store.putPending(mark());
    const theirs = mark({ token: 'theirs' });
    await expect(store.recordSent(theirs, { messageId: 'm', told: undefined })).rejects.toThrow();
    await expect(store.recordOpen(theirs, { kind: 'unknown' })).rejects.toThrow();
    expect(await store.listOpenMails()).toMatchObject([{ outcome: { kind: 'pending' } }]);
  });

  it('is put although the first answer was lost', async () => {
    let sends = 0;
    const client = new Proxy(table.client, {
      get(target, key, receiver) {
        if (key !== 'send') return Reflect.get(target, key, receiver);
        return async (command: Parameters<typeof target.send>[0]) => {
          sends += 1;
          const answer = await target.send(command);
          if (sends > 1) return answer;
          throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
        };
      },
    });
    const waiting: Waiting = { pause: async () => undefined, random: () => 0 };
    const lossy = createDynamoDigestStore({
      ...{ ...table, client, programme, waiting },
      now: () => now,
    });
    expect(await lossy.putPending(mark())).toBe('put');
    expect(sends).toBe(2);
  });
});

describe('what stands in the way', () => {
  it('is told of each mail, in their order', async () => {
    const recipient = (address: string) => ({ kind: 'committee', address }) as const;
    const addresses = [TO, 'opted@x.example', 'dead@x.example', 'free@x.example'];
    await store.putPending(mark());
    await store.writeOptOut('opted@x.example', 'weekly', AT);
    await store.writeOptOut('free@x.example', 'monthly', AT);
    await store.writeDeadAddress({ recipient: 'dead@x.example', kind: 'bounced', at: AT });
    const mails = addresses.map((address) => {
      return { recipient: recipient(address), kind: 'weekly' } as const;
    });
    const free = { isMarked: false, isOptedOut: false, isDead: false };
    expect(await store.readStandings(mails, AT)).toEqual([
      { ...free, isMarked: true },
      { ...free, isOptedOut: true },
      { ...free, isDead: true },
      free,
    ]);
    expect(await store.readStandings(mails.slice(0, 1), AT + 1000)).toEqual([free]);
    expect(await store.listDeadAddresses(addresses)).toEqual([
      { recipient: 'dead@x.example', kind: 'bounced', at: AT },
    ]);
  });
});

describe('what was told last', () => {
  async function send(index: number, what: Told | undefined, recipient = TO): Promise<void> {
    const one = mark({ scheduledAt: AT + index * DAY_MS, recipient });
    await store.putPending(one);
    await store.recordSent(one, { messageId: `m${index}`, told: what });
  }

  it('is that of the newest mail that left and told something of that kind', async () => {
    expect(await store.readLastTold(TO, 'publication')).toBeUndefined();
    await send(1, told(1));
    await send(2, told(2));
    await send(3, { kind: 'problems', keys: ['a'] });
    await send(4, undefined);
    await store.putPending(mark({ scheduledAt: AT + 5 * DAY_MS }));
    await send(6, told(6), 'other@x.example');
    expect(await store.readLastTold(TO, 'publication')).toEqual(told(2));
    expect(await store.readLastTold(TO, 'problems')).toEqual({ kind: 'problems', keys: ['a'] });
  });

  it('is found behind many other mails', async () => {
    await send(1, told(1));
    for (let index = 2; index < 60; index += 1) await send(index, undefined);
    expect(await store.readLastTold(TO, 'publication')).toEqual(told(1));
  });
});

describe('open mails', () => {
  it('are those that did not surely leave, oldest first, for two months', async () => {
    const later = mark({ scheduledAt: AT + DAY_MS, markedAt: AT + DAY_MS });
    await store.putPending(later);
    await store.recordOpen(later, { kind: 'unknown' });
    const refused = mark({ recipient: 'other@x.example' });
    await store.putPending(refused);
    await store.recordOpen(refused, { kind: 'refused', reason: 'MessageRejected' });
    await store.putPending(mark());
    expect(await store.listOpenMails()).toMatchObject([
      { recipient: TO, scheduledAt: AT, outcome: { kind: 'pending' } },
      { recipient: 'other@x.example', outcome: { kind: 'refused', reason: 'MessageRejected' } },
      { recipient: TO, scheduledAt: AT + DAY_MS, outcome: { kind: 'unknown' } },
    ]);
    now = AT + 60 * DAY_MS;
    expect(await store.listOpenMails()).toMatchObject([{ scheduledAt: AT + DAY_MS }]);
  });
});

describe('rows written after a head version', () => {
  const ids = [1, 2, 3, 4].map((number) => rowId(UNIT, number));

  async function commit(head: UnitHead, writes: readonly RowWrite[]): Promise<UnitHead> {
    const { seq, token, version } = head;
    const next = { ...head, seq: seq + 1, token: `t${seq}`, version: version + 1 };
    const slice: Slice = { expected: { seq, token, version }, head: next, writes };
    expect(await syncStore.commitSlice(slice)).toEqual({ kind: 'committed' });
    return next;
  }

  it('are found with all their versions, held and deleted ones too', async () => {
    const rows = ids.map((id) =>
      toNextVersion(
        storedRow(id, { version: 0, initiative: initiative({ recognition: 'CS' }) }),
        'create',
        AT,
      ),
    );
    const [first, second, third] = rows.map(({ row }) => row);
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    const head = await commit(createHead(UNIT, 's', 1), rows);
    expect(await store.readChangedRows(UNIT, head.version)).toEqual([]);
    const last = await commit(head, [
      { row: { ...first, state: 'held', holdId: 'H1' } },
      toNextVersion({ ...second, state: 'deleted' }, 'delete', AT + 1),
      toNextVersion({ ...third, initiative: initiative({ place: 'outside' }) }, 'edit', AT + 2),
    ]);
    const changed = await store.readChangedRows(UNIT, head.version);
    const counted = { place: 'inside', recognition: 'CS' };
    const created = { kind: 'create', at: AT, headVersion: 1, counted };
    expect(changed).toEqual([
      { id: ids[0], versions: [{ ...created, cells: first.cells }] },
      {
        id: ids[1],
        versions: [
          { ...created, cells: second.cells },
          { kind: 'delete', at: AT + 1, headVersion: 2, counted, cells: second.cells },
        ],
      },
      {
        id: ids[2],
        versions: [
          { ...created, cells: third.cells },
          {
            kind: 'edit',
            at: AT + 2,
            headVersion: 2,
            counted: { place: 'outside' },
            cells: third.cells,
          },
        ],
      },
    ]);
    expect(await store.readChangedRows(UNIT, last.version)).toEqual([]);
    expect(await store.readChangedRows('BT061', 0)).toEqual([]);
  });

  it('are read as of 0 where they are older than these versions', async () => {
    const [id] = ids;
    if (id === undefined) throw new Error();
    const { row, history } = toNextVersion(storedRow(id, { version: 0 }), 'create', AT);
    for (const Item of [toRowItem(programme, UNIT, row), toHistoryItem(programme, UNIT, history)]) {
      await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
    }
    expect(await store.readChangedRows(UNIT, 0)).toEqual([]);
    const head = await commit(createHead(UNIT, 's', 1), [toNextVersion(row, 'edit', AT + 1)]);
    const [changed] = await store.readChangedRows(UNIT, 0);
    expect(changed?.versions).toMatchObject([
      { headVersion: 0, counted: undefined },
      { headVersion: head.version, counted: { place: 'inside' } },
    ]);
  });
});
