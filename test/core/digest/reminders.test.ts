import { describe, expect, it } from 'vitest';
import { toReminderFacts } from '../../../core/digest/reminders.ts';
import type { RowCounts } from '../../../core/messages/sync-request.ts';
import type { UnitFigures } from '../../../core/summary/figures.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import type { UnitStatus } from '../../../core/summary/unit-status.ts';
import { loadProgramme, NO_COUNTS } from '../summary/cast.ts';

const programme = loadProgramme();

function figures(status: UnitStatus, counts: Partial<RowCounts>, isExpected = true): UnitFigures {
  const [unit] = toFigures({ programme, reports: [], asOf: 0 }).units;
  if (unit === undefined) throw new Error('no unit');
  return { ...unit, status, isExpected, counts: { ...NO_COUNTS, ...counts } };
}

describe('a unit is reminded', () => {
  it.each<[UnitStatus, Partial<RowCounts>, boolean]>([
    ['missing', {}, true],
    ['missing', { rejected: 1 }, true],
    ['entering', { rejected: 1 }, true],
    ['submitted', { incomplete: 1 }, true],
    ['confirmedNone', { waiting: 1 }, true],
    ['entering', { warned: 1 }, false],
    ['submitted', {}, false],
    ['confirmedNone', {}, false],
  ])('as %s with %j: %s', (status, counts, expected) => {
    const facts = toReminderFacts(programme, figures(status, counts), '2011-03-24');
    expect(facts !== undefined).toBe(expected);
  });

  it('of what it owes', () => {
    const counts = { rejected: 1, incomplete: 2, waiting: 3 };
    expect(toReminderFacts(programme, figures('entering', counts), '2011-03-24')).toEqual({
      kind: 'reminder',
      unit: { code: 'BT001', name: 'Sở Khoa học và Công nghệ' },
      programmeName: programme.name,
      period: programme.period,
      deadline: '2011-03-31',
      daysLeft: 7,
      hasReported: true,
      ...counts,
    });
    expect(toReminderFacts(programme, figures('missing', {}), '2011-03-31')).toMatchObject({
      hasReported: false,
      daysLeft: 0,
    });
  });

  it('only when it is asked to report, and there is a deadline', () => {
    expect(toReminderFacts(programme, figures('missing', {}, false), '2011-03-24')).toBeUndefined();
    const open = { ...programme, deadline: undefined };
    expect(toReminderFacts(open, figures('missing', {}), '2011-03-24')).toBeUndefined();
  });
});
