import { describe, expect, it } from 'vitest';
import { Fault } from '../../core/fault.ts';
import {
  findUnit,
  listLawOn,
  listUnitsInPeriod,
  parseProgramme,
  toProgrammeRules,
} from '../../core/programme.ts';
import { loadProgramme, readProgrammeJson, smallProgramme } from './summary/cast.ts';

function reasonOf(changes: Record<string, unknown>): string {
  try {
    parseProgramme('ben-tre', { ...readProgrammeJson(), ...changes });
  } catch (error) {
    if (error instanceof Fault && error.code === 'config.invalid') {
      return (error as Fault<'config.invalid'>).details.reason;
    }
    throw error;
  }
  return 'accepted';
}

describe('the programme of the sample province', () => {
  it('has 65 units, its period and its reference date', () => {
    const programme = loadProgramme();
    expect(programme.code).toBe('ben-tre');
    expect(programme.units).toHaveLength(65);
    expect(listUnitsInPeriod(programme)).toHaveLength(65);
    expect(toProgrammeRules(programme)).toEqual({
      period: { from: '2008-01-01', to: '2010-12-31' },
      referenceDate: '2011-03-31',
    });
  });

  it('sends only to reserved addresses', () => {
    for (const { address } of loadProgramme().recipients) {
      expect(address).toMatch(/(\.example|@example\.vn)$/);
    }
  });

  it('judges 2010 by the law of 2010', () => {
    const numbers = (day: string) => listLawOn(loadProgramme(), day).map(({ number }) => number);
    expect(numbers('2010-05-15')).toEqual(['31-CP', '84-HĐBT', '03/2003/QH11']);
    expect(numbers('2012-04-24')).toContain('31-CP');
    expect(numbers('2012-04-24')).not.toContain('13/2012/NĐ-CP');
    expect(numbers('2012-04-25')).not.toContain('31-CP');
    expect(numbers('2012-04-25')).toContain('13/2012/NĐ-CP');
  });
});

describe('units', () => {
  it('are read from the lines of units.csv', () => {
    expect(findUnit(loadProgramme(), 'BT003')).toEqual({
      code: 'BT003',
      name: 'Sở Văn hóa, Thể thao và Du lịch',
      type: 'Sở',
      aliases: ['Sở VHTTDL', 'Sở VH-TT-DL', 'Sở Văn hóa Thể thao Du lịch'],
    });
    expect(findUnit(loadProgramme(), 'BT999')).toBeUndefined();
  });

  it('keep their validity and successor', () => {
    const programme = smallProgramme([
      { code: 'AA1', valid_from: '2007-01-01', valid_to: '2009-06-30', successor: 'AA2' },
      { code: 'AA2', aliases: ' Hai ; ;Số 2' },
    ]);
    expect(programme.units).toEqual([
      {
        code: 'AA1',
        name: 'Đơn vị AA1',
        type: 'Sở',
        aliases: [],
        validFrom: '2007-01-01',
        validTo: '2009-06-30',
        successor: 'AA2',
      },
      { code: 'AA2', name: 'Đơn vị AA2', type: 'Sở', aliases: ['Hai', 'Số 2'] },
    ]);
  });

  it('are asked to report when their validity touches the period, in code order', () => {
    const programme = smallProgramme([
      { code: 'AA5' },
      { code: 'AA1', valid_to: '2007-12-31' },
      { code: 'AA2', valid_to: '2008-01-01' },
      { code: 'AA3', valid_from: '2010-12-31' },
      { code: 'AA4', valid_from: '2011-01-01' },
    ]);
    expect(listUnitsInPeriod(programme).map(({ code }) => code)).toEqual(['AA2', 'AA3', 'AA5']);
  });
});

describe('mails', () => {
  const kinds = {
    weekly: { to: ['committee'], weekdays: [1], time: '07:30', whenUnchanged: 'say' },
    monthly: { to: ['leaders'], dayOfMonth: 1, time: '07:30', whenUnchanged: 'skip' },
    reminder: { daysBeforeDeadline: [7, 1], time: '07:45' },
    closing: { to: ['committee'], daysAfterDeadline: 1, time: '09:00' },
    alert: { times: ['07:15', '16:45'], silentAfterDays: 14, publicationLateMinutes: 60 },
  };
  const mails = { from: 'a@x.example', replyTo: 'b@x.example', language: 'vi', kinds };
  const withKind = (kind: keyof typeof kinds, changes: object) => ({
    mails: { ...mails, kinds: { ...kinds, [kind]: { ...kinds[kind], ...changes } } },
  });
  const committee = { kind: 'committee', address: 'a@x.example' };

  it('may be left out, each kind of them too', () => {
    expect(reasonOf({ mails: undefined, recipients: [] })).toBe('accepted');
    expect(reasonOf({ mails: { ...mails, kinds: {} }, recipients: [] })).toBe('accepted');
    expect(reasonOf({ mails })).toBe('accepted');
  });

  it.each([
    [{ recipients: [{ kind: 'unit', address: 'a@x.example' }] }, 'recipients.0.unit: not a unit'],
    [
      { recipients: [{ kind: 'chief', address: 'a@x.example' }] },
      'recipients.0.kind: not one of committee, leaders, operator, unit',
    ],
    [
      { recipients: [{ ...committee, name: 'x' }] },
      'recipients.0: name is not known here; known are kind, address',
    ],
    [{ recipients: 'a@x.example' }, 'recipients: not a list of recipients'],
    [
      { recipients: [{ kind: 'unit', unit: 'BT999', address: 'a@x.example' }] },
      'recipients.0.unit: BT999 is no unit',
    ],
    [
      { recipients: [committee, { kind: 'leaders', address: 'A@x.example' }] },
      'recipients.1.address: A@x.example stands at recipients.0 already',
    ],
    [{ mails: { ...mails, from: 'nobody' } }, 'mails.from: not a mail address'],
    [{ mails: { ...mails, from: undefined } }, 'mails.from: not a mail address'],
    [{ mails: 'daily' }, 'mails: not an object of from, replyTo, language, kinds'],
    [{ mails: { ...mails, language: 'en' } }, 'mails.language: not vi'],
    [
      { mails: { ...mails, kinds: { daily: kinds.weekly } } },
      'mails.kinds: daily is not known here; known are weekly, monthly, reminder, closing, alert',
    ],
    [
      withKind('weekly', { day: 1, at: '07:30' }),
      'mails.kinds.weekly: day, at are not known here; known are to, weekdays, time, whenUnchanged',
    ],
    [withKind('weekly', { time: 730 }), 'mails.kinds.weekly.time: not a time of the form HH:mm'],
    [withKind('weekly', { time: '7:30' }), 'mails.kinds.weekly.time: not a time of the form HH:mm'],
    [
      withKind('weekly', { time: '24:00' }),
      'mails.kinds.weekly.time: not a time of the form HH:mm',
    ],
    [
      withKind('weekly', { weekdays: [8] }),
      'mails.kinds.weekly.weekdays.0: not 1 (Monday) to 7 (Sunday)',
    ],
    [withKind('weekly', { weekdays: [] }), 'mails.kinds.weekly.weekdays: names no day'],
    [withKind('weekly', { to: ['all'] }), 'weekly.to.0: not one of committee, leaders, operator'],
    [withKind('weekly', { weekdays: [1, 1] }), 'mails.kinds.weekly.weekdays: names a day twice'],
    [withKind('weekly', { to: [] }), 'mails.kinds.weekly.to: names nobody'],
    [
      withKind('weekly', { to: ['committee', 'committee'] }),
      'mails.kinds.weekly.to: names a kind twice',
    ],
    [
      withKind('weekly', { whenUnchanged: 'maybe' }),
      'mails.kinds.weekly.whenUnchanged: not say or skip',
    ],
    [
      withKind('monthly', { dayOfMonth: 31 }),
      'mails.kinds.monthly.dayOfMonth: not 1 to 28, the days every month has',
    ],
    [withKind('monthly', { dayOfMonth: 0 }), 'mails.kinds.monthly.dayOfMonth: not 1 to 28'],
    [
      withKind('reminder', { daysBeforeDeadline: [7, 7] }),
      'mails.kinds.reminder.daysBeforeDeadline: names a day twice',
    ],
    [
      withKind('reminder', { daysBeforeDeadline: [-1] }),
      'reminder.daysBeforeDeadline.0: not 0 to 365 days',
    ],
    [withKind('closing', { daysAfterDeadline: 1.5 }), 'daysAfterDeadline: not 0 to 365 days'],
    [withKind('alert', { silentAfterDays: 0 }), 'alert.silentAfterDays: not 1 to 365 days'],
    [withKind('alert', { times: ['07:15', '07:15'] }), 'alert.times: names a time twice'],
    [
      withKind('alert', { publicationLateMinutes: 5 }),
      'alert.publicationLateMinutes: not 10 to 10080',
    ],
    [
      { mails, recipients: [] },
      'mails.kinds.weekly.to: reaches nobody: no recipient is of kind committee',
    ],
    [
      { mails: { ...mails, kinds: { reminder: kinds.reminder } }, recipients: [committee] },
      'mails.kinds.reminder: reaches nobody: no recipient is of kind unit',
    ],
    [
      { mails: { ...mails, kinds: { alert: kinds.alert } }, recipients: [committee] },
      'mails.kinds.alert: reaches nobody: no recipient is of kind operator',
    ],
    [
      { mails: { ...mails, kinds: { reminder: kinds.reminder } }, deadline: undefined },
      'mails.kinds.reminder: needs the deadline of the programme',
    ],
    [
      { mails: { ...mails, kinds: { closing: kinds.closing } }, deadline: undefined },
      'mails.kinds.closing: needs the deadline of the programme',
    ],
  ])('%j is refused', (changes, reason) => {
    expect(reasonOf(changes)).toContain(reason);
  });
});

describe('a programme that is wrong is refused with the place and the reason', () => {
  const unit = { code: 'AA1', name: 'Một', type: 'Sở' };
  it.each([
    [{ code: 'Ben Tre' }, 'code: not a programme code'],
    [{ rulesVersion: 0 }, 'rulesVersion: Invalid input'],
    [{ period: { from: '2008-01-01', to: '2010-02-29' } }, 'period.to: not a day of'],
    [{ period: { from: '2011-01-01', to: '2010-12-31' } }, 'period: ends before it begins'],
    [{ referenceDate: '31/03/2011' }, 'referenceDate: not a day of'],
    [{ surprise: 1 }, 'programme: '],
    [{ units: [] }, 'units: '],
    [{ units: [{ ...unit, code: 'committee' }] }, 'units.0.code: not a unit code'],
    [{ units: [{ ...unit, code: 'AA-1' }] }, 'units.0.code: not a unit code'],
    [{ units: [unit, unit] }, 'units.1: unit AA1 is listed twice'],
    [{ units: [{ ...unit, valid_from: '2008' }] }, 'units.0: AA1: valid_from is no day'],
    [{ units: [{ ...unit, valid_to: '2008-13-01' }] }, 'units.0: AA1: valid_to is no day'],
    [
      { units: [{ ...unit, valid_from: '2009-01-02', valid_to: '2009-01-01' }] },
      'units.0: AA1: valid_to is before valid_from',
    ],
    [{ units: [{ ...unit, successor: 'AA9' }] }, 'units.0: AA1: successor AA9 is no other unit'],
    [{ units: [{ ...unit, successor: 'AA1' }] }, 'units.0: AA1: successor AA1 is no other unit'],
    [
      {
        legalReferences: [
          { number: '1', title: 'x', effectiveFrom: '2010-01-02', effectiveTo: '2010-01-01' },
        ],
      },
      'legalReferences.0: ends before it begins',
    ],
    [{ recipients: [{ kind: 'committee', address: 'nobody' }] }, 'recipients.0.address: '],
  ])('%j', (changes, reason) => {
    expect(reasonOf(changes)).toContain(reason);
  });

  it('also when it is no object at all', () => {
    expect(() => parseProgramme('x', null)).toThrow(Fault);
  });

  it('but a leap day is a day, and units of one day are units', () => {
    expect(reasonOf({ deadline: '2012-02-29' })).toBe('accepted');
    const oneDay = { ...unit, valid_from: '2009-01-01', valid_to: '2009-01-01' };
    const alone = { units: [oneDay], recipients: [], mails: undefined };
    expect(reasonOf(alone)).toBe('accepted');
  });
});
