/** Who gets which mails and when, as a programme's folder says it. */
import * as z from 'zod/mini';
import { unitCode } from '../unit-code.ts';

const RECIPIENT_GROUPS = ['committee', 'leaders', 'operator'] as const;
const GROUP_NAMES = RECIPIENT_GROUPS.join(', ');
const group = z.enum(RECIPIENT_GROUPS, `not one of ${GROUP_NAMES}`);
const groups = z.array(group, `not a list of ${GROUP_NAMES}`).check(z.minLength(1, 'names nobody'));

const address = z.email('not a mail address of the form name@place');
export const MailRecipient = z.discriminatedUnion(
  'kind',
  [strict({ kind: group, address }), strict({ kind: z.literal('unit'), unit: unitCode, address })],
  `not one of ${GROUP_NAMES}, unit`,
);
export type MailRecipient = z.infer<typeof MailRecipient>;

/** HH:mm, Vietnam time. */
const NO_TIME = 'not a time of the form HH:mm';
const time = z.string(NO_TIME).check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, NO_TIME));
const whenUnchanged = z.enum(['say', 'skip'], 'not say or skip');
const days = whole(0, 365, 'not 0 to 365 days');

/** Of each kind at most one rule; a kind that is left out is not sent. */
const MailRules = strict({
  weekly: z.optional(
    strict({
      to: groups,
      /** ISO weekdays, Monday 1 to Sunday 7. */
      weekdays: z
        .array(whole(1, 7, 'not 1 (Monday) to 7 (Sunday)'), 'not a list of days, 1 (Monday) to 7')
        .check(z.minLength(1, 'names no day')),
      time,
      whenUnchanged,
    }),
  ),
  monthly: z.optional(
    strict({
      to: groups,
      dayOfMonth: whole(1, 28, 'not 1 to 28, the days every month has'),
      time,
      whenUnchanged,
    }),
  ),
  /** To units that have not reported, or have rows that do not count yet. */
  reminder: z.optional(
    strict({
      daysBeforeDeadline: z.array(days, 'not a list of days').check(z.minLength(1, 'names no day')),
      time,
    }),
  ),
  /** With the report files. */
  closing: z.optional(strict({ to: groups, daysAfterDeadline: days, time })),
  /** To the operator, when there is something he was not told. */
  alert: z.optional(
    strict({
      times: z.array(time, 'not a list of times').check(z.minLength(1, 'names no time')),
      silentAfterDays: whole(1, 365, 'not 1 to 365 days'),
      publicationLateMinutes: whole(10, 10_080, 'not 10 to 10080, the minutes of a week'),
    }),
  ),
});

export const MailSettings = strict({
  from: address,
  replyTo: address,
  language: z.literal('vi', 'not vi'),
  kinds: MailRules,
});
export type MailSettings = z.infer<typeof MailSettings>;

/** Every time of day at which a mail may be due, in order, each once: «07:30». */
export function listMailTimes({ kinds }: MailSettings): readonly string[] {
  const { weekly, monthly, reminder, closing, alert } = kinds;
  const times = [weekly, monthly, reminder, closing].flatMap((rule) => rule?.time ?? []);
  return [...new Set([...times, ...(alert?.times ?? [])])].sort();
}

/** An object that knows its keys, and says so where it is given others. */
function strict<Shape extends z.core.$ZodShape>(shape: Shape) {
  const names = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error(issue) {
      if (issue.code !== 'unrecognized_keys') return `not an object of ${names}`;
      const { keys } = issue;
      const verb = keys.length === 1 ? 'is' : 'are';
      return `${keys.join(', ')} ${verb} not known here; known are ${names}`;
    },
  });
}

/** Both bounds belong to it. */
function whole(least: number, greatest: number, message: string) {
  return z.int(message).check(z.gte(least, message), z.lte(greatest, message));
}

export type SettingProblem = {
  readonly path: readonly (string | number)[];
  readonly message: string;
};

type ProgrammeParts = {
  readonly recipients: readonly MailRecipient[];
  readonly mails?: MailSettings | undefined;
  readonly deadline?: string | undefined;
};

/** What each part alone cannot show: unknown units, repeated addresses, mails that reach nobody. */
export function listMailProblems(
  programme: ProgrammeParts,
  unitCodes: ReadonlySet<string>,
): readonly SettingProblem[] {
  const { mails } = programme;
  return [
    ...listRecipientProblems(programme.recipients, unitCodes),
    ...(mails === undefined ? [] : listRuleProblems(mails, programme)),
  ];
}

/** One mail a time is for an address: two recipients of one address would take each other's. */
function listRecipientProblems(
  recipients: readonly MailRecipient[],
  unitCodes: ReadonlySet<string>,
): readonly SettingProblem[] {
  const places = new Map<string, number>();
  return recipients.flatMap((recipient, index) => {
    const problems: SettingProblem[] = [];
    const path = ['recipients', index];
    if (recipient.kind === 'unit' && !unitCodes.has(recipient.unit)) {
      problems.push({ path: [...path, 'unit'], message: `${recipient.unit} is no unit` });
    }
    const same = places.get(recipient.address.toLowerCase());
    if (same === undefined) places.set(recipient.address.toLowerCase(), index);
    else {
      const message = `${recipient.address} stands at recipients.${same} already`;
      problems.push({ path: [...path, 'address'], message });
    }
    return problems;
  });
}

function listRuleProblems(mails: MailSettings, programme: ProgrammeParts) {
  const { weekly, monthly, reminder, closing, alert } = mails.kinds;
  const addressed = { weekly, monthly, closing };
  const problems: SettingProblem[] = [];
  const kinds = new Set(programme.recipients.map(({ kind }) => kind));
  const add = (rule: keyof MailSettings['kinds'], key: string, message: string): void => {
    problems.push({ path: ['mails', 'kinds', rule, ...(key === '' ? [] : [key])], message });
  };
  for (const rule of ['weekly', 'monthly', 'closing'] as const) {
    const to = addressed[rule]?.to ?? [];
    for (const kind of to) {
      if (!kinds.has(kind)) add(rule, 'to', `reaches nobody: no recipient is of kind ${kind}`);
    }
    if (hasRepeats(to)) add(rule, 'to', 'names a kind twice');
  }
  if (reminder !== undefined && !kinds.has('unit')) {
    add('reminder', '', 'reaches nobody: no recipient is of kind unit');
  }
  if (alert !== undefined && !kinds.has('operator')) {
    add('alert', '', 'reaches nobody: no recipient is of kind operator');
  }
  if (hasRepeats(weekly?.weekdays ?? [])) add('weekly', 'weekdays', 'names a day twice');
  if (hasRepeats(reminder?.daysBeforeDeadline ?? [])) {
    add('reminder', 'daysBeforeDeadline', 'names a day twice');
  }
  if (hasRepeats(alert?.times ?? [])) add('alert', 'times', 'names a time twice');
  if (programme.deadline === undefined) {
    if (reminder !== undefined) add('reminder', '', 'needs the deadline of the programme');
    if (closing !== undefined) add('closing', '', 'needs the deadline of the programme');
  }
  return problems;
}

function hasRepeats(values: readonly (string | number)[]): boolean {
  return new Set(values).size !== values.length;
}
