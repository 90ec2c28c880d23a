/** Which mails a scheduled time stands for, told from the programme and that time alone. */
import type { Programme } from '../programme.ts';
import { countDaysBetween, toVietnamDay } from '../time.ts';
import type { MailKind } from './mail-facts.ts';
import { MAIL_KINDS } from './mail-facts.ts';
import type { MailRecipient, MailSettings } from './mail-settings.ts';
import { listMailTimes } from './mail-settings.ts';

export type DueMail = { readonly recipient: MailRecipient; readonly kind: MailKind };

/** What one recipient may be sent at one time: the first of these that is not in vain, and no other. */
export type DueRecipient = {
  readonly recipient: MailRecipient;
  /** At least one, in the order of precedence. */
  readonly kinds: readonly MailKind[];
};

export type DueDecision =
  /** In the order they are sent: alerts last, since the others may be what they tell of. */
  | { readonly kind: 'due'; readonly recipients: readonly DueRecipient[] }
  | {
      readonly kind: 'refused';
      /** Too long ago, still to come, or no time of day at which anything is sent. */
      readonly reason: 'backlog' | 'early' | 'noMailTime';
    };

/** A schedule that was paused or changed must not send what nobody waits for any more. */
export const MAX_LATENESS_MS = 6 * 3_600_000;
/** Clocks differ. */
export const MAX_EARLINESS_MS = 5 * 60_000;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Of Vietnam, which has no other. */
const OFFSET_MINUTES = 7 * 60;

export type DueInput = {
  readonly programme: Programme;
  /** Epoch milliseconds. */
  readonly scheduledAt: number;
  readonly now: number;
};

export function decideDueMails({ programme, scheduledAt, now }: DueInput): DueDecision {
  const { mails } = programme;
  if (now - scheduledAt > MAX_LATENESS_MS) return { kind: 'refused', reason: 'backlog' };
  if (scheduledAt - now > MAX_EARLINESS_MS) return { kind: 'refused', reason: 'early' };
  const time = toTimeOfDay(scheduledAt);
  if (mails === undefined || time === undefined || !listMailTimes(mails).includes(time)) {
    return { kind: 'refused', reason: 'noMailTime' };
  }
  const moment = { time, day: toVietnamDay(scheduledAt), weekday: toWeekday(scheduledAt) };
  const due = programme.recipients.map((recipient) => ({
    recipient,
    kinds: MAIL_KINDS.filter((kind) => isDue(mails, kind, recipient, moment, programme)),
  }));
  return { kind: 'due', recipients: MAIL_KINDS.flatMap((kind) => due.filter(isPlacedAt(kind))) };
}

/** Whoever may get an alert comes last, else in the order of what he gets first. */
function isPlacedAt(kind: MailKind): (due: DueRecipient) => boolean {
  return ({ kinds }) => (kinds.includes('alert') ? kind === 'alert' : kinds[0] === kind);
}

type Moment = { readonly time: string; readonly day: string; readonly weekday: number };

function isDue(
  { kinds }: MailSettings,
  kind: MailKind,
  recipient: MailRecipient,
  moment: Moment,
  { deadline }: Pick<Programme, 'deadline'>,
): boolean {
  const { weekly, monthly, reminder, closing, alert } = kinds;
  const { time, day, weekday } = moment;
  const isFor = (to: readonly string[]): boolean => to.includes(recipient.kind);
  switch (kind) {
    case 'closing':
      return (
        closing?.time === time &&
        isFor(closing.to) &&
        deadline !== undefined &&
        countDaysBetween(deadline, day) === closing.daysAfterDeadline
      );
    case 'reminder':
      return (
        reminder?.time === time &&
        recipient.kind === 'unit' &&
        deadline !== undefined &&
        reminder.daysBeforeDeadline.includes(countDaysBetween(day, deadline))
      );
    case 'monthly':
      return (
        monthly?.time === time && isFor(monthly.to) && Number(day.slice(8)) === monthly.dayOfMonth
      );
    case 'weekly':
      return weekly?.time === time && isFor(weekly.to) && weekly.weekdays.includes(weekday);
    case 'alert':
      return alert?.times.includes(time) === true && recipient.kind === 'operator';
  }
}

/** «07:30»; undefined for a time that is no whole minute, which no schedule has. */
function toTimeOfDay(epochMs: number): string | undefined {
  if (epochMs % MINUTE_MS !== 0) return undefined;
  const minutes = (epochMs / MINUTE_MS + OFFSET_MINUTES) % DAY_MINUTES;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** ISO: Monday 1 to Sunday 7. The first of 1970 was a Thursday. */
function toWeekday(epochMs: number): number {
  const days = Math.floor((epochMs / MINUTE_MS + OFFSET_MINUTES) / DAY_MINUTES);
  return ((days + 3) % 7) + 1;
}
