// The event object a trigger function gets.

import type { EventData } from '../messages.ts';
import type { Bridge } from './bridge.ts';
import { AuthMode } from './script-app.ts';
import { createUser } from './session.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** @returns undefined for a menu item: Google passes nothing */
export function createEvent(
  { setup: { event } }: Bridge,
  { spreadsheet, rangeOf }: Spreadsheet,
): object | undefined {
  if (event.kind === 'none') return undefined;
  const base = {
    authMode: AuthMode[event.authMode],
    ...(event.triggerUid === undefined ? {} : { triggerUid: event.triggerUid }),
  };
  switch (event.kind) {
    case 'open':
      return { ...base, source: spreadsheet, user: createUser(() => event.userEmail) };
    case 'edit':
      return {
        ...base,
        range: rangeOf(event.range),
        source: spreadsheet,
        user: createUser(() => event.userEmail),
        ...(event.value === undefined ? {} : { value: event.value }),
        ...(event.oldValue === undefined ? {} : { oldValue: event.oldValue }),
      };
    case 'change':
      return {
        ...base,
        changeType: event.changeType,
        source: spreadsheet,
        user: createUser(() => event.userEmail),
      };
    case 'clock':
      return { ...base, ...clockFields(event) };
  }
}

/** In UTC, whatever the script's time zone. */
function clockFields({ atMs }: Extract<EventData, { kind: 'clock' }>) {
  const date = new Date(atMs);
  const yearStartMs = Date.UTC(date.getUTCFullYear(), 0, 1);
  const day = Math.floor((atMs - yearStartMs) / 86_400_000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    'day-of-month': date.getUTCDate(),
    'day-of-week': date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
    'week-of-year': Math.floor(day / 7) + 1,
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    timezone: 'UTC',
  };
}
