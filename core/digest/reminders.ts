/** Which units still owe something before the deadline, and what their reminder says. */
import type { Programme } from '../programme.ts';
import type { Day } from '../rules.ts';
import type { UnitFigures } from '../summary/figures.ts';
import { countDaysBetween } from '../time.ts';
import type { ReminderFacts } from './mail-facts.ts';

/** Undefined for a unit that has reported and whose rows all count, or that is not asked to. */
export function toReminderFacts(
  programme: Programme,
  figures: UnitFigures,
  today: Day,
): ReminderFacts | undefined {
  const { deadline, name: programmeName, period } = programme;
  const { unit, isExpected, status, counts } = figures;
  if (deadline === undefined || !isExpected) return undefined;
  const { rejected, incomplete, waiting } = counts;
  const hasReported = status !== 'missing';
  if (hasReported && rejected + incomplete + waiting === 0) return undefined;
  return {
    kind: 'reminder',
    unit: { code: unit.code, name: unit.name },
    programmeName,
    period,
    deadline,
    daysLeft: countDaysBetween(today, deadline),
    hasReported,
    rejected,
    incomplete,
    waiting,
  };
}

/** From the day of the first reminder to the deadline: who has no address can still be called. */
export function isReminderTime({ mails, deadline }: Programme, today: Day): boolean {
  const days = mails?.kinds.reminder?.daysBeforeDeadline;
  if (days === undefined || deadline === undefined) return false;
  const daysLeft = countDaysBetween(today, deadline);
  return daysLeft >= 0 && daysLeft <= Math.max(...days);
}
