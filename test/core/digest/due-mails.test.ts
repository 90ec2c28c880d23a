import { describe, expect, it } from 'vitest';
import {
  decideDueMails,
  MAX_EARLINESS_MS,
  MAX_LATENESS_MS,
} from '../../../core/digest/due-mails.ts';
import { listMailTimes } from '../../../core/digest/mail-settings.ts';
import type { Programme } from '../../../core/programme.ts';
import { loadProgramme } from '../summary/cast.ts';

const recipients = [
  { kind: 'unit', unit: 'BT028', address: 'bt028@x.example' },
  { kind: 'committee', address: 'committee@x.example' },
  { kind: 'operator', address: 'operator@x.example' },
  { kind: 'leaders', address: 'leaders@x.example' },
  { kind: 'unit', unit: 'BT061', address: 'bt061@x.example' },
];
const kinds = {
  weekly: { to: ['committee'], weekdays: [1, 3], time: '07:30', whenUnchanged: 'say' },
  monthly: {
    to: ['committee', 'leaders'],
    dayOfMonth: 4,
    time: '07:30',
    whenUnchanged: 'say',
  },
  reminder: { daysBeforeDeadline: [14, 7, 1, 0], time: '07:30' },
  closing: { to: ['leaders'], daysAfterDeadline: 4, time: '07:30' },
  alert: { times: ['16:45', '07:30'], silentAfterDays: 14, publicationLateMinutes: 60 },
};

/** The deadline is 31/03/2011, a Thursday. */
function toProgramme(changes: Record<string, unknown> = {}): Programme {
  const mails = { from: 'a@x.example', replyTo: 'b@x.example', language: 'vi', kinds };
  return loadProgramme({ recipients, mails, ...changes });
}

/** «kinds address» of what is due at that time of Vietnam, asked at that very time. */
function listDue(time: string, programme = toProgramme()): readonly string[] | string {
  const scheduledAt = Date.parse(`${time}+07:00`);
  const decision = decideDueMails({ programme, scheduledAt, now: scheduledAt });
  if (decision.kind === 'refused') return decision.reason;
  return decision.recipients.map(
    ({ kinds, recipient }) => `${kinds.join('+')} ${recipient.address.split('@')[0]}`,
  );
}

describe('at a time of day the programme names', () => {
  it.each([
    // Monday, and the day of the month, and four days after the deadline.
    [
      '2011-04-04T07:30:00',
      ['closing+monthly leaders', 'monthly+weekly committee', 'alert operator'],
    ],
    ['2011-04-06T07:30:00', ['weekly committee', 'alert operator']],
    ['2011-04-05T07:30:00', ['alert operator']],
    ['2011-04-04T16:45:00', ['alert operator']],
    ['2011-03-17T07:30:00', ['reminder bt028', 'reminder bt061', 'alert operator']],
    ['2011-03-24T07:30:00', ['reminder bt028', 'reminder bt061', 'alert operator']],
    ['2011-03-25T07:30:00', ['alert operator']],
    [
      '2011-03-30T07:30:00',
      ['reminder bt028', 'reminder bt061', 'weekly committee', 'alert operator'],
    ],
    ['2011-03-31T07:30:00', ['reminder bt028', 'reminder bt061', 'alert operator']],
    ['2011-04-01T07:30:00', ['alert operator']],
    // Sunday, and the last day of a leap year's February.
    ['2012-02-29T07:30:00', ['weekly committee', 'alert operator']],
    ['2011-04-03T07:30:00', ['alert operator']],
  ])('%s: %j', (time, expected) => {
    expect(listDue(time)).toEqual(expected);
  });

  it('no recipient is named twice', () => {
    for (let day = 1; day <= 28; day += 1) {
      const due = listDue(`2011-04-${String(day).padStart(2, '0')}T07:30:00`);
      const addresses = [due].flat().map((line) => line.split(' ')[1]);
      expect(new Set(addresses).size).toBe(addresses.length);
    }
  });

  it('whoever may get an alert comes last, with what else is his before it', () => {
    const weekly = { ...kinds.weekly, to: ['operator', 'committee'] };
    const mails = {
      ...{ from: 'a@x.example', replyTo: 'b@x.example', language: 'vi' },
      kinds: { ...kinds, weekly },
    };
    expect(listDue('2011-04-06T07:30:00', toProgramme({ mails }))).toEqual([
      'weekly committee',
      'weekly+alert operator',
    ]);
  });

  it('a day begins at midnight of Vietnam', () => {
    const night = { ...kinds, weekly: { ...kinds.weekly, weekdays: [2], time: '00:00' } };
    const mails = { from: 'a@x.example', replyTo: 'b@x.example', language: 'vi', kinds: night };
    // Still Monday in Greenwich.
    expect(listDue('2011-04-05T00:00:00', toProgramme({ mails }))).toEqual(['weekly committee']);
    expect(listDue('2011-04-04T00:00:00', toProgramme({ mails }))).toEqual([]);
  });

  it('nothing is due of kinds that are left out, or need a deadline there is not', () => {
    const { weekly } = kinds;
    const mails = {
      from: 'a@x.example',
      replyTo: 'b@x.example',
      language: 'vi',
      kinds: { weekly },
    };
    const programme = toProgramme({ mails });
    expect(listDue('2011-04-04T07:30:00', programme)).toEqual(['weekly committee']);
    expect(listDue('2011-04-05T07:30:00', programme)).toEqual([]);
    const withoutDeadline = { ...toProgramme(), deadline: undefined };
    expect(listDue('2011-03-31T07:30:00', withoutDeadline)).toEqual(['alert operator']);
    expect(listDue('2011-04-04T07:30:00', withoutDeadline)).toEqual([
      'monthly+weekly committee',
      'monthly leaders',
      'alert operator',
    ]);
  });
});

describe('nothing is sent', () => {
  it.each(['2011-04-04T07:31:00', '2011-04-04T07:30:01', '2011-04-04T19:30:00'])(
    'at %s, which the programme does not name',
    (time) => {
      expect(listDue(time)).toBe('noMailTime');
    },
  );

  it('by a programme without mails', () => {
    expect(listDue('2011-04-04T07:30:00', toProgramme({ mails: undefined }))).toBe('noMailTime');
  });

  const scheduledAt = Date.parse('2011-04-04T07:30:00+07:00');
  it.each([
    [scheduledAt + MAX_LATENESS_MS, 'due'],
    [scheduledAt + MAX_LATENESS_MS + 1, 'backlog'],
    [scheduledAt - MAX_EARLINESS_MS, 'due'],
    [scheduledAt - MAX_EARLINESS_MS - 1, 'early'],
  ])('too late or too early: at %i it is %s', (now, expected) => {
    const decision = decideDueMails({ programme: toProgramme(), scheduledAt, now });
    expect(decision.kind === 'refused' ? decision.reason : decision.kind).toBe(expected);
  });
});

it('lists every time of day once, in order', () => {
  const { mails } = toProgramme();
  if (mails === undefined) throw new Error('no mails');
  expect(listMailTimes(mails)).toEqual(['07:30', '16:45']);
  expect(listMailTimes({ ...mails, kinds: {} })).toEqual([]);
});
