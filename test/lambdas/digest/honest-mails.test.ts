/** What mails claim: of days, of what changed, of errors left; and which of two due ones is sent. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RowCounts } from '../../../core/messages/sync-request.ts';
import { TAB_TITLES } from '../../../core/wording/summary.ts';
import type { LocalTable } from '../../support/local-table.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import type { DigestWorld, Sheet } from './digest-world.ts';
import {
  COMMITTEE,
  createDigestWorld,
  MAILS,
  minutes,
  OPERATOR,
  sheetOf,
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

async function publish(): Promise<void> {
  world.now += minutes(1);
  await world.publish();
}

const readLast = async () => (await world.mails()).at(-1);
const MONDAY = '2011-04-04T07:30:00';
const NEXT_MONDAY = '2011-04-11T07:30:00';
const UNCHANGED = 'Kỳ này không phát sinh thay đổi.';

describe('days to the deadline are those of the mail, not of its figures', () => {
  beforeEach(async () => {
    world.now = toTime('2011-03-01T08:00:00');
    await world.sync('AA1', sheetOf('AA1', 2));
    await world.publish();
  });

  it.each([
    ['2011-03-28T07:30:00', '31/03/2011, còn 3 ngày.'],
    ['2011-04-01T09:00:00', '31/03/2011, đã quá hạn 1 ngày.'],
    ['2011-04-04T07:30:00', '31/03/2011, đã quá hạn 4 ngày.'],
  ])('at %s: %s', async (time, words) => {
    await world.digest(time);
    expect((await readLast())?.text).toContain(words);
  });

  it('a closing mail of the day itself does not speak of days left', async () => {
    const closing = { ...MAILS.kinds.closing, daysAfterDeadline: 0 };
    const mails = { ...MAILS, kinds: { ...MAILS.kinds, closing } };
    world = createDigestWorld(table, toProgramme({ mails }));
    world.now = toTime('2011-03-31T08:00:00');
    await world.sync('AA1', sheetOf('AA1', 2));
    await world.publish();
    await world.digest('2011-03-31T09:00:00');
    expect((await readLast())?.text).toContain('Đơn vị chưa nộp: Đơn vị AA2');
    expect((await readLast())?.text).not.toMatch(/còn \d+ ngày|ngày cuối/);
  });
});

describe('that nothing changed', () => {
  async function open(changes: Record<string, unknown> = {}): Promise<void> {
    world = createDigestWorld(table, toProgramme(changes));
    await world.sync('AA1', sheetOf('AA1', 2), { rejected: 1, warned: 1 });
    await world.publish();
    await world.digest(MONDAY);
  }
  const say = (unit: string, counts: Partial<RowCounts>) =>
    world.sync(unit, sheetOf(unit, unit === 'AA1' ? 2 : 0), counts);

  const CHANGES: readonly (readonly [string, () => Promise<void>])[] = [
    ['rows of a unit are incomplete', () => say('AA2', { incomplete: 4 })],
    ['rows wait', () => say('AA2', { waiting: 3 })],
    ['a warning is new', () => say('AA1', { rejected: 1, warned: 2 })],
    [
      'another unit has the refused row',
      async () => {
        await say('AA1', { rejected: 0, warned: 1 });
        await say('AA2', { rejected: 1 });
      },
    ],
    ['a row outside the period came', () => world.sync('AA3', outside())],
  ];

  it.each(CHANGES)('is not said when %s', async (_, change) => {
    await open();
    await change();
    await publish();
    await world.digest(NEXT_MONDAY);
    expect(await world.mails()).toHaveLength(2);
    expect((await readLast())?.text).not.toContain(UNCHANGED);
    expect((await readLast())?.text).toContain('tăng 0, sửa 0, rút 0');
  });

  it.each(CHANGES)('keeps no mail back when %s', async (_, change) => {
    const weekly = { ...MAILS.kinds.weekly, whenUnchanged: 'skip' };
    await open({ mails: { ...MAILS, kinds: { ...MAILS.kinds, weekly } } });
    await change();
    await publish();
    await world.digest(NEXT_MONDAY);
    expect(await world.mails()).toHaveLength(2);
  });

  it('names what changed beside the rows', async () => {
    await open();
    await world.sync('AA2', new Map(), { incomplete: 4, warned: 3 });
    await publish();
    await world.digest(NEXT_MONDAY);
    const text = (await readLast())?.text;
    expect(text).toContain('Dòng còn thiếu cột bắt buộc (chưa tính vào tổng): thêm 4');
    expect(text).toContain('Dòng có cảnh báo: thêm 3');
    expect(text).not.toContain('Đơn vị chưa nộp: thêm');
  });

  it('is said, and keeps a mail back, when only the time went on', async () => {
    await open();
    await say('AA1', { rejected: 1, warned: 1 });
    await publish();
    await world.digest(NEXT_MONDAY);
    expect((await readLast())?.text).toContain(UNCHANGED);
  });

  it('is not said where the last mail kept less of what it said', async () => {
    await open();
    const { store } = world;
    world.deps = {
      store: {
        ...store,
        async readLastTold(recipient, kind) {
          const told = await store.readLastTold(recipient, kind);
          return told === undefined ? told : { ...told, said: undefined };
        },
      },
    };
    await world.digest(NEXT_MONDAY);
    expect((await readLast())?.text).not.toContain(UNCHANGED);
    expect((await readLast())?.text).toContain('tăng 0, sửa 0, rút 0');
  });
});

function outside(): Sheet {
  return new Map([[rowId('AA3', 1), validCells({ title: 'Máy ép', appliedOn: '15/05/2007' })]]);
}

it('rows that are only incomplete are still to be mended, and their units counted', async () => {
  await world.sync('AA1', sheetOf('AA1', 2));
  await world.sync('AA2', new Map(), { incomplete: 4 });
  await world.publish();
  await world.digest(MONDAY);
  const mail = await readLast();
  expect(mail?.text).not.toContain('Không còn lỗi');
  expect(mail?.html).not.toContain('không còn lỗi');
  expect(mail?.text).toContain(
    'Còn 4 lỗi và 0 cảnh báo tại 1 đơn vị (trong đó 4 dòng còn thiếu cột bắt buộc).',
  );
  expect(mail?.text).toContain('Đơn vị có lỗi hoặc cảnh báo: Đơn vị AA2.');
});

describe('of two mails due to one reader at one time', () => {
  /** A Monday. */
  const AUGUST_FIRST = '2011-08-01T07:30:00';
  async function open(whenUnchanged: 'say' | 'skip'): Promise<void> {
    const monthly = { ...MAILS.kinds.monthly, to: ['committee'], whenUnchanged };
    world = createDigestWorld(
      table,
      toProgramme({ mails: { ...MAILS, kinds: { ...MAILS.kinds, monthly } } }),
    );
    world.now = toTime('2011-07-20T08:00:00');
    await world.sync('AA1', sheetOf('AA1', 2));
    await world.publish();
  }
  const listSubjects = async () => (await world.mails()).map(({ text }) => text.slice(0, 200));

  it('the second is sent when the first was stopped', async () => {
    await open('say');
    await world.store.writeOptOut(COMMITTEE, 'monthly', world.now);
    expect(await world.digest(AUGUST_FIRST)).toEqual({ due: 1, sent: 1, notSent: 0 });
    await world.digest(AUGUST_FIRST);
    const [mail, ...others] = await world.mails();
    expect(others).toEqual([]);
    expect(mail?.html).toContain('Thư tổng hợp định kỳ');
    expect(mail?.headers.replace(/\r\n\s+/g, '')).toContain('kind=weekly');
  });

  it('the second is sent when the first has nothing to say', async () => {
    await open('skip');
    await world.digest('2011-07-25T07:30:00');
    expect(await world.digest(AUGUST_FIRST)).toEqual({ due: 1, sent: 1, notSent: 0 });
    expect((await readLast())?.html).toContain('Thư tổng hợp định kỳ');
  });

  it('only the first is sent otherwise', async () => {
    await open('say');
    await world.digest(AUGUST_FIRST);
    await world.digest(AUGUST_FIRST);
    expect(await listSubjects()).toHaveLength(1);
    expect((await readLast())?.html).toContain('Thư tổng hợp hằng tháng');
  });

  it('neither is sent when both were stopped', async () => {
    await open('say');
    await world.store.writeOptOut(COMMITTEE, 'monthly', world.now);
    await world.store.writeOptOut(COMMITTEE, 'weekly', world.now);
    expect(await world.digest(AUGUST_FIRST)).toEqual({ due: 1, sent: 0, notSent: 0 });
    expect(await world.mails()).toEqual([]);
  });
});

describe('the operator', () => {
  it('is told every problem by name, however many there are, and none twice', async () => {
    const units = Array.from({ length: 130 }, (_, index) => {
      const code = `AB${String(index + 1).padStart(3, '0')}`;
      return { code, name: `Đơn vị ${code}`, type: 'Sở' };
    });
    const recipients = [
      { kind: 'committee', address: COMMITTEE },
      { kind: 'operator', address: OPERATOR },
      { kind: 'leaders', address: 'leaders@x.example' },
      { kind: 'unit', unit: 'AB001', address: 'ab001@x.example' },
    ];
    world = createDigestWorld(table, toProgramme({ units, recipients }));
    for (const day of ['24', '25', '26']) await world.digest(`2011-03-${day}T16:45:00`);
    const mails = await world.mails();
    expect(mails).toHaveLength(2);
    expect(mails[0]?.text).toContain('29 việc khác được nêu trong thư báo sau');
    expect(mails[1]?.text).not.toContain('thư báo sau');
    const text = mails.map((mail) => mail.text).join('\n');
    // The first has an address: it is reminded itself.
    for (const { code } of units.slice(1)) expect(text.split(`${code} Đơn vị`)).toHaveLength(2);
  });

  it('is told once of an address that bounces twice', async () => {
    const bounce = {
      source: 'aws.ses',
      detail: {
        eventType: 'Bounce',
        bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: COMMITTEE }] },
      },
    };
    await world.event(bounce);
    await world.digest('2011-03-24T16:45:00');
    await world.event(bounce);
    await world.digest('2011-03-25T16:45:00');
    const texts = (await world.mails()).filter(({ to }) => to === OPERATOR);
    expect(texts.map(({ text }) => text.includes(COMMITTEE))).toEqual([true]);
  });
});

it('two links of one mail never lead to the same place', async () => {
  await world.sync('AA1', sheetOf('AA1', 2));
  await world.publish();
  await world.digest(MONDAY);
  const mail = await readLast();
  const urls = [...(mail?.html.matchAll(/href="([^"]*)"/g) ?? [])].map(([, url]) => url);
  expect(urls.length).toBeGreaterThan(1);
  expect(new Set(urls).size).toBe(urls.length);
});

it('leads to the tabs of those who are missing and of what is to be looked at, as they were placed', async () => {
  await world.sync('AA1', sheetOf('AA1', 2));
  await world.publish();
  await world.digest(MONDAY);
  const text = (await readLast())?.text ?? '';
  const { sheetIds = {} } = (await world.summaries.readPublished()) ?? {};
  for (const title of [TAB_TITLES.missing, TAB_TITLES.review]) {
    expect(sheetIds[title]).toBeGreaterThan(0);
    expect(text).toContain(`#gid=${sheetIds[title]}`);
  }
});
