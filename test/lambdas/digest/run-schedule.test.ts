/** What a scheduled time does: who gets what, once, whatever fails on the way. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalTable } from '../../support/local-table.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import { MASTER_SECRET } from '../../support/sync-event.ts';
import type { DigestWorld, Sheet } from './digest-world.ts';
import {
  COMMITTEE,
  createDigestWorld,
  LEADERS,
  MAILS,
  minutes,
  OPERATOR,
  toProgramme,
  toTime,
} from './digest-world.ts';

let table: LocalTable;
let world: DigestWorld;

beforeAll(async () => {
  table = await startLocalTable();
});
afterAll(() => table.stop());
beforeEach(() => {
  world = createDigestWorld(table);
});

/** Rows 1 to `count` of a unit, each with a title of its own. */
function sheet(unit: string, count: number): Sheet {
  return new Map(
    Array.from({ length: count }, (_, index) => [
      rowId(unit, index + 1),
      validCells({ title: `Cải tiến lò sấy cơm dừa số ${index + 1} của ${unit}` }),
    ]),
  );
}

async function publishRows(count = 2): Promise<void> {
  await world.sync('AA1', sheet('AA1', count));
  await world.publish();
}

const readers = async () => (await world.mails()).map(({ to }) => to);
const MONDAY = '2011-04-04T07:30:00';
const NEXT_MONDAY = '2011-04-11T07:30:00';
const ALERT = '2011-04-04T16:45:00';

describe('a digest', () => {
  it('says what was published, and to whom it may be answered', async () => {
    await publishRows();
    expect(await world.digest(MONDAY)).toEqual({ due: 1, sent: 1, notSent: 0 });
    const [mail, ...others] = await world.mails();
    expect(others).toEqual([]);
    expect(mail?.to).toBe(COMMITTEE);
    expect(mail?.subject).toContain('2 sáng kiến, 1/3 đơn vị đã nộp');
    expect(mail?.headers).toContain(`Reply-To: ${COMMITTEE}`);
    expect(mail?.headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(world.counts).toEqual(['MailSent']);
  });

  it('is not sent before the first publication', async () => {
    await world.sync('AA1', sheet('AA1', 2));
    expect(await world.digest(MONDAY)).toEqual({ due: 1, sent: 0, notSent: 0 });
    expect(world.log.at(-1)?.fields).toMatchObject({ outcome: 'none', reason: 'unpublished' });
  });

  it('counts refused and warned rows as they stood when it was published', async () => {
    await world.sync('AA1', sheet('AA1', 2), { rejected: 3, warned: 4 });
    await world.publish();
    await world.sync('AA1', sheet('AA1', 2), { rejected: 0, warned: 0 });
    await world.digest(MONDAY);
    expect((await world.mails())[0]?.text).toContain('Còn 3 lỗi và 4 cảnh báo tại 1 đơn vị');
  });

  it('says that nothing changed, or is not sent then, as the programme has it', async () => {
    await publishRows();
    await world.digest(MONDAY);
    await world.digest(NEXT_MONDAY);
    expect((await world.mails()).at(-1)?.text).toContain('Kỳ này không phát sinh thay đổi.');

    // The leaders' is monthly, and skipped when nothing changed.
    await world.digest('2011-05-01T07:30:00');
    expect((await readers()).filter((to) => to === LEADERS)).toHaveLength(1);
    await world.digest('2011-06-01T07:30:00');
    expect((await readers()).filter((to) => to === LEADERS)).toHaveLength(1);
    expect(world.log.at(-1)?.fields).toMatchObject({ outcome: 'none', reason: 'unchanged' });
    await publishRows(3);
    await world.digest('2011-07-01T07:30:00');
    const last = (await world.mails()).at(-1);
    expect(last?.to).toBe(LEADERS);
    // Counted from the one of May: that of June was never sent.
    expect(last?.text).toContain('tăng 1, sửa 0, rút 0');
  });

  it('has no author in it', async () => {
    const rows = sheet('AA1', 1);
    rows.set(rowId('AA1', 2), validCells({ title: 'Máy ép', authors: 'Nguyễn Văn Thử (100%)' }));
    await world.sync('AA1', new Map());
    await world.publish();
    await world.digest(MONDAY);
    await world.sync('AA1', rows);
    await world.publish();
    await world.digest(NEXT_MONDAY);
    const [, mail] = await world.mails();
    expect(mail?.text).toContain('Máy ép');
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/Nguyễn Văn Thử|Tổ Cơ điện/);
  });

  it('claims no changes where a unit was published while it was written to', async () => {
    await publishRows();
    await world.digest(MONDAY);
    const { readChangedRows } = world.store;
    let reads = 0;
    world.deps = {
      store: {
        ...world.store,
        async readLastTold(recipient, kind) {
          const told = await world.store.readLastTold(recipient, kind);
          if (told === undefined || !('marks' in told)) return told;
          return { ...told, marks: { ...told.marks, AA1: { head: -1, contact: 0 } } };
        },
        async readChangedRows(unit, afterHead) {
          reads += 1;
          return readChangedRows(unit, afterHead);
        },
      },
    };
    await publishRows(3);
    await world.digest(NEXT_MONDAY);
    expect((await world.mails()).at(-1)?.text).toContain('3 sáng kiến của 1/3 đơn vị.');
    expect(reads).toBe(0);
  });

  it('claims no changes that do not add up', async () => {
    await publishRows();
    await world.digest(MONDAY);
    world.deps = { store: { ...world.store, readChangedRows: async () => [] } };
    await publishRows(3);
    await world.digest(NEXT_MONDAY);
    expect((await world.mails()).at(-1)?.text).toContain('3 sáng kiến của 1/3 đơn vị.');
    expect(world.log.map(({ message }) => message)).toContain('changes do not add up');
  });

  it('reads nothing of units that did not change', async () => {
    await world.sync('AA2', sheet('AA2', 5));
    await publishRows();
    await world.digest(MONDAY);
    const read: string[] = [];
    const { store } = world;
    world.deps = {
      store: {
        ...store,
        async readChangedRows(unit, afterHead) {
          const rows = await store.readChangedRows(unit, afterHead);
          read.push(`${unit} ${rows.length}`);
          return rows;
        },
      },
    };
    await publishRows(3);
    await world.digest(NEXT_MONDAY);
    // One row is new; the two others were written before.
    expect(read).toEqual(['AA1 1']);
  });
});

describe('once', () => {
  it.each([
    [
      'again later',
      async () => void (await world.digest(MONDAY)),
      async () => world.digest(MONDAY),
    ],
    [
      'twice at once',
      async () => void (await Promise.all([world.digest(MONDAY), world.digest(MONDAY)])),
      async () => undefined,
    ],
  ])('a time delivered %s sends one mail', async (_, first, second) => {
    await publishRows();
    await first();
    await second();
    expect(await readers()).toEqual([COMMITTEE]);
    expect(world.offered).toHaveLength(1);
  });

  it('a run that died after its mark sends nothing more, and the operator is told once', async () => {
    await publishRows();
    const death = new Error('killed');
    const { store } = world;
    world.deps = {
      mailer: {
        send: () => Promise.reject(death),
      },
    };
    await expect(world.digest(MONDAY)).rejects.toBe(death);
    world.deps = {};
    await world.digest(MONDAY);
    expect(world.offered).toEqual([]);
    expect(await store.listOpenMails()).toMatchObject([{ outcome: { kind: 'pending' } }]);

    // A run may be under way still, so nothing is said yet.
    world.now = toTime(MONDAY) + minutes(10);
    expect(await world.digest(ALERT)).toEqual({ due: 1, sent: 1, notSent: 0 });
    expect(await readers()).toEqual([OPERATOR]);
    const [alert] = await world.mails();
    expect(alert?.text).toContain(COMMITTEE);
    expect(alert?.headers).not.toContain('List-Unsubscribe');
    await world.digest('2011-04-05T16:45:00');
    expect(await readers()).toEqual([OPERATOR]);
  });

  it.each([
    ['unknown', { kind: 'unknown', reason: 'TimeoutError' }, 1],
    ['refused', { kind: 'refused', reason: 'MessageRejected' }, 1],
    ['throttled to the end', { kind: 'busy', reason: 'TooManyRequestsException' }, 3],
  ] as const)(
    'a mail that is %s is not sent again, and told to the operator once',
    async (_, outcome, offers) => {
      await publishRows();
      world.outcomes.push(...Array(offers).fill(outcome));
      expect(await world.digest(MONDAY)).toEqual({ due: 1, sent: 0, notSent: 1 });
      await world.digest(MONDAY);
      expect(world.offered).toHaveLength(offers);
      await world.digest(ALERT);
      await world.digest('2011-04-05T16:45:00');
      const mails = await world.mails();
      expect(mails.map(({ to }) => to)).toEqual([OPERATOR]);
      expect(mails[0]?.text).toContain(COMMITTEE);
      if (outcome.kind !== 'unknown') expect(mails[0]?.text).toContain(outcome.reason);
      // The next one is of its own time, and counts from what was surely told: nothing.
      await world.digest(NEXT_MONDAY);
      const next = (await world.mails()).at(-1);
      expect(next?.to).toBe(COMMITTEE);
      expect(next?.text).not.toContain('so với kỳ thư trước');
    },
  );

  it('an alert of the same time tells what has just gone wrong', async () => {
    const alert = { ...MAILS.kinds.alert, times: ['07:30'] };
    const mails = { ...MAILS, kinds: { ...MAILS.kinds, alert } };
    world = createDigestWorld(table, toProgramme({ mails }));
    await publishRows();
    world.outcomes.push({ kind: 'unknown', reason: 'TimeoutError' });
    expect(await world.digest(MONDAY)).toEqual({ due: 2, sent: 1, notSent: 1 });
    const [mail] = await world.mails();
    expect(mail?.to).toBe(OPERATOR);
    expect(mail?.text).toContain(COMMITTEE);
  });

  it('a mail that is throttled for a moment is sent', async () => {
    await publishRows();
    const busy = { kind: 'busy', reason: 'TooManyRequestsException' } as const;
    world.outcomes.push(busy, busy);
    expect(await world.digest(MONDAY)).toEqual({ due: 1, sent: 1, notSent: 0 });
    expect(await world.store.listOpenMails()).toEqual([]);
  });

  it('a mail whose outcome could not be kept stays open', async () => {
    await publishRows();
    const failure = new Error('the table is gone');
    world.deps = { store: { ...world.store, recordSent: () => Promise.reject(failure) } };
    await expect(world.digest(MONDAY)).rejects.toBe(failure);
    world.deps = {};
    await world.digest(MONDAY);
    expect(await readers()).toEqual([COMMITTEE]);
    await world.digest(ALERT);
    expect((await readers()).at(-1)).toBe(OPERATOR);
  });

  it('what fails for one recipient keeps no other from its mail', async () => {
    await publishRows();
    const failure = new Error('no told');
    const { store } = world;
    const fails = { ...store };
    world.deps = { store: fails };
    fails.putPending = (mark) =>
      mark.recipient === 'aa2@x.example' ? Promise.reject(failure) : store.putPending(mark);
    await expect(world.digest('2011-03-24T07:45:00')).rejects.toBe(failure);
    expect(await readers()).toEqual(['aa3@x.example']);
    world.deps = {};
    await world.digest('2011-03-24T07:45:00');
    expect(await readers()).toEqual(['aa3@x.example', 'aa2@x.example']);
  });
});

describe('a time', () => {
  it('of long ago sends nothing, so that a paused schedule has no backlog', async () => {
    await publishRows();
    world.now = toTime(MONDAY) + minutes(6 * 60) + 1;
    expect(await world.digest(MONDAY)).toEqual({ due: 0, sent: 0, notSent: 0 });
    expect(await world.mails()).toEqual([]);
    expect(world.log.at(-1)).toMatchObject({
      message: 'mails refused',
      fields: { reason: 'backlog' },
    });
    expect(world.counts).toEqual(['MailTimeRefused']);
  });

  it('at which the programme sends nothing is refused', async () => {
    await world.digest('2011-04-04T07:31:00');
    expect(world.log.at(-1)?.fields).toMatchObject({ reason: 'noMailTime' });
  });

  it('at which nobody is due does nothing', async () => {
    expect(await world.digest('2011-04-05T07:30:00')).toEqual({ due: 0, sent: 0, notSent: 0 });
    expect(world.counts).toEqual([]);
  });
});

describe('a reminder', () => {
  it('goes to units that have not reported or have rows that do not count yet', async () => {
    await world.sync('AA1', sheet('AA1', 2));
    await world.sync('AA2', sheet('AA2', 2), { rejected: 1, incomplete: 2, waiting: 3 });
    await world.digest('2011-03-24T07:45:00');
    const mails = await world.mails();
    expect(mails.map(({ to }) => to)).toEqual(['aa2@x.example', 'aa3@x.example']);
    expect(mails[0]?.subject).toBe('[Nhắc nộp] Đơn vị AA2: hạn gửi danh sách sáng kiến 31/03/2011');
    expect(mails[0]?.text).toContain('https://docs.google.com/spreadsheets/d/sheet-of-AA2/edit');
    expect(mails[1]?.text).not.toContain('docs.google.com');
  });

  it('tells the operator of units it cannot reach', async () => {
    const { recipients } = toProgramme();
    const known = recipients.filter(({ address }) => !address.startsWith('aa3'));
    world = createDigestWorld(table, toProgramme({ recipients: known }));
    await world.digest('2011-03-24T16:45:00');
    const [mail, ...others] = await world.mails();
    expect(others).toEqual([]);
    expect(mail?.to).toBe(OPERATOR);
    expect(mail?.text).toContain('Đơn vị AA3');
    expect(mail?.text).not.toContain('Đơn vị AA2');
  });
});

describe('the closing mail', () => {
  const CLOSING = '2011-04-01T09:00:00';

  it('has the files of the publication it speaks of, made first when there are none', async () => {
    await publishRows();
    await world.digest(CLOSING);
    const mails = await world.mails();
    expect(mails.map(({ to }) => to)).toEqual([COMMITTEE, LEADERS]);
    for (const { attachments } of mails) {
      expect(attachments).toEqual([
        { name: 'du-thao-bao-cao.docx', content: 'docx' },
        { name: 'bang-tong-hop.xlsx', content: 'xlsx' },
      ]);
    }
    expect(world.reports.written).toBe(1);
  });

  it('is not marked while the files are of another publication, so that the repeat sends it', async () => {
    await publishRows();
    world.deps = {
      reports: {
        ...world.reports,
        readFile: async (name) => ({ name, publication: 9, bytes: Buffer.from('old') }),
      },
    };
    await expect(world.digest(CLOSING)).rejects.toMatchObject({
      code: 'digest.report_differs',
      details: { publication: 1, found: 9 },
    });
    expect(world.offered).toEqual([]);
    world.deps = {};
    await world.digest(CLOSING);
    expect(await readers()).toEqual([COMMITTEE, LEADERS]);
  });
});

describe('an address', () => {
  const feedback = (
    eventType: 'Bounce' | 'Complaint',
    address: string,
    bounceType = 'Permanent',
  ) => ({
    version: '0',
    source: 'aws.ses',
    'detail-type': eventType === 'Bounce' ? 'Email Bounced' : 'Email Complaint Received',
    detail: {
      eventType,
      ...(eventType === 'Bounce'
        ? { bounce: { bounceType, bouncedRecipients: [{ emailAddress: address }] } }
        : { complaint: { complainedRecipients: [{ emailAddress: address }] } }),
      mail: { messageId: 'm' },
    },
  });

  it.each(['Bounce', 'Complaint'] as const)(
    'after a %s gets no more, and the operator is told once',
    async (eventType) => {
      await publishRows();
      await world.event(feedback(eventType, `Ban <${COMMITTEE.toUpperCase()}>`));
      await world.event(feedback(eventType, COMMITTEE));
      expect(await world.digest(MONDAY)).toEqual({ due: 1, sent: 0, notSent: 0 });
      expect(world.log.at(-1)?.fields).toMatchObject({ outcome: 'skipped', reason: 'deadAddress' });
      await world.digest(ALERT);
      await world.digest('2011-04-05T16:45:00');
      const mails = await world.mails();
      expect(mails.map(({ to }) => to)).toEqual([OPERATOR]);
      expect(mails[0]?.text).toContain(COMMITTEE);
    },
  );

  it('that is only busy, or not ours, goes on as before', async () => {
    await publishRows();
    await world.event(feedback('Bounce', COMMITTEE, 'Transient'));
    await world.event(feedback('Bounce', 'somebody@x.example'));
    await world.digest(MONDAY);
    expect(await readers()).toEqual([COMMITTEE]);
    await world.digest(ALERT);
    expect(await readers()).toEqual([COMMITTEE]);
  });
});

describe('a link to stop mails', () => {
  async function readLink(): Promise<string> {
    const [mail] = await world.mails();
    const link = /https:\/\/api\.example\/v1\/mail\/unsubscribe\S+/.exec(mail?.text ?? '')?.[0];
    if (link === undefined) throw new Error('no link');
    return link;
  }

  it('asks first, and then stops mails of that kind to that address', async () => {
    await publishRows();
    await world.digest(MONDAY);
    const link = await readLink();
    const page = await world.http('GET', link);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<form method="post">');
    expect(page.body).toContain(COMMITTEE);
    await world.digest(NEXT_MONDAY);
    expect(await readers()).toEqual([COMMITTEE, COMMITTEE]);

    const done = await world.http('POST', link);
    expect(done.statusCode).toBe(200);
    expect(done.body).not.toContain('<form');
    await world.digest('2011-04-18T07:30:00');
    expect(await readers()).toEqual([COMMITTEE, COMMITTEE]);
    expect(world.log.at(-1)?.fields).toMatchObject({ outcome: 'skipped', reason: 'optedOut' });
  });

  it('goes on when the master secret was changed since, and not when it is no link of ours', async () => {
    await publishRows();
    await world.digest(MONDAY);
    const link = await readLink();
    world.deps = { masterSecret: async () => 'n'.repeat(64) };
    expect((await world.http('POST', link)).statusCode).toBe(403);
    world.deps = { ...world.deps, formerSecret: async () => MASTER_SECRET };
    expect((await world.http('POST', `${link.slice(0, -1)}x`)).statusCode).toBe(403);
    expect((await world.http('POST', link)).statusCode).toBe(200);
  });

  it('stops no other kind', async () => {
    await publishRows();
    await world.digest('2011-03-28T07:30:00');
    await world.http('POST', await readLink());
    await world.digest('2011-04-01T09:00:00');
    expect(await readers()).toEqual([COMMITTEE, COMMITTEE, LEADERS]);
  });

  it.each<[string, (url: URL) => void]>([
    ['another address', (url) => url.searchParams.set('to', LEADERS)],
    ['another kind', (url) => url.searchParams.set('kind', 'closing')],
    ['the operator’s kind', (url) => url.searchParams.set('kind', 'alert')],
    ['another token', (url) => url.searchParams.set('token', 'a'.repeat(64))],
    ['no token', (url) => url.searchParams.delete('token')],
    ['no address', (url) => url.searchParams.delete('to')],
    ['markup', (url) => url.searchParams.set('to', '"><script>x</script>@x.example')],
  ])('with %s says nothing and stops nothing', async (_, change) => {
    await publishRows();
    await world.digest(MONDAY);
    const url = new URL(await readLink());
    change(url);
    for (const method of ['GET', 'POST'] as const) {
      const reply = await world.http(method, url.href);
      expect(reply.statusCode).toBe(403);
      expect(reply.body).not.toMatch(/x\.example|<script>x/);
    }
    await world.digest(NEXT_MONDAY);
    expect(await readers()).toEqual([COMMITTEE, COMMITTEE]);
  });

  it('that could not be kept says so', async () => {
    await publishRows();
    await world.digest(MONDAY);
    const writeOptOut = () => Promise.reject(new Error('the table is gone'));
    world.deps = { store: { ...world.store, writeOptOut } };
    expect((await world.http('POST', await readLink())).statusCode).toBe(500);
  });
});

describe('the operator', () => {
  it('gets nothing while there is nothing to tell', async () => {
    await publishRows();
    world.now = toTime(ALERT);
    await world.sync('AA1', sheet('AA1', 2));
    expect(await world.digest(ALERT)).toEqual({ due: 1, sent: 0, notSent: 0 });
  });

  it('hears of a unit that fell silent and of a publication that is late, each once', async () => {
    world.now = toTime('2011-03-01T08:00:00');
    await publishRows();
    world.now += minutes(5);
    await world.sync('AA1', sheet('AA1', 3));
    await world.digest(ALERT);
    await world.digest('2011-04-05T16:45:00');
    const mails = await world.mails();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toContain('2 việc cần xem');
    // Counted at both times, though only the first had something new to say.
    expect(world.counts.filter((name) => name === 'SilentUnits')).toHaveLength(2);
    await world.publish();
    world.now += minutes(5);
    await world.sync('AA1', sheet('AA1', 4));
    await world.digest('2011-04-06T16:45:00');
    // That is another publication which is late.
    expect((await world.mails()).at(-1)?.subject).toContain('1 việc cần xem');
  });
});

it('an event nobody knows is a fault', async () => {
  await expect(world.event({ a: 1, b: 2 })).rejects.toMatchObject({
    code: 'digest.unknown_event',
    details: { keys: 'a b' },
  });
  await expect(world.event(null)).rejects.toMatchObject({ code: 'digest.unknown_event' });
});

it('the same time sends to a new recipient of a changed programme, and to no other again', async () => {
  await publishRows();
  await world.digest(MONDAY);
  const { code, recipients } = world.programme;
  const more = [...recipients, { kind: 'committee', address: 'second@x.example' }];
  const changed = createDigestWorld(table, toProgramme({ code, recipients: more, mails: MAILS }));
  changed.now = world.now;
  await changed.digest(MONDAY);
  expect((await changed.mails()).map(({ to }) => to)).toEqual(['second@x.example']);
});
