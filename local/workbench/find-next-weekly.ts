// When the weekly mails go out next, as the programme says it.
import type { Programme } from '../../core/programme.ts';
import { toVietnamDay } from '../../core/time.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** @returns epoch milliseconds after `nowMs`; undefined where the programme has no weekly mail */
export function findNextWeekly({ mails }: Programme, nowMs: number): number | undefined {
  const weekly = mails?.kinds.weekly;
  if (weekly === undefined) return undefined;
  for (let days = 0; days <= WEEK_DAYS; days += 1) {
    const day = toVietnamDay(nowMs + days * DAY_MS);
    const atMs = Date.parse(`${day}T${weekly.time}:00+07:00`);
    if (atMs > nowMs && weekly.weekdays.includes(toWeekday(day))) return atMs;
  }
  return undefined;
}

/** ISO: Monday 1 to Sunday 7. */
function toWeekday(day: string): number {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
  return sundayFirst === 0 ? WEEK_DAYS : sundayFirst;
}
