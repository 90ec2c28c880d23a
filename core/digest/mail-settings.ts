/** Who gets which mails and when, as a programme's folder says it. */
import * as z from 'zod/mini';
import { unitCode } from '../unit-code.ts';

const RECIPIENT_GROUPS = ['committee', 'leaders', 'operator'] as const;
const group = z.enum(RECIPIENT_GROUPS);
const groups = z.array(group).check(z.minLength(1, 'names nobody'));

const address = z.email();
export const MailRecipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: group, address }),
  z.strictObject({ kind: z.literal('unit'), unit: unitCode, address }),
]);
export type MailRecipient = z.infer<typeof MailRecipient>;

/** HH:mm, Vietnam time. */
const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time of the form HH:mm'));
const whenUnchanged = z.enum(['say', 'skip']);
const days = z.int().check(z.gte(0), z.lte(365));

/** Of each kind at most one rule; a kind that is left out is not sent. */
const MailRules = z.strictObject({
  weekly: z.optional(
    z.strictObject({
      to: groups,
      /** ISO weekdays, Monday 1 to Sunday 7. */
      weekdays: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.minLength(1)),
      time,
      whenUnchanged,
    }),
  ),
  monthly: z.optional(
    z.strictObject({
      to: groups,
      dayOfMonth: z
        .int()
        .check(z.refine((day) => day >= 1 && day <= 28, 'not 1 to 28, the days every month has')),
      time,
      whenUnchanged,
    }),
  ),
  /** To units that have not reported, or have rows that do not count yet. */
  reminder: z.optional(
    z.strictObject({ daysBeforeDeadline: z.array(days).check(z.minLength(1)), time }),
  ),
  /** With the report files. */
  closing: z.optional(z.strictObject({ to: groups, daysAfterDeadline: days, time })),
  /** To the operator, when there is something he was not told. */
  alert: z.optional(
    z.strictObject({
      times: z.array(time).check(z.minLength(1)),
      silentAfterDays: z.int().check(z.gte(1), z.lte(365)),
      publicationLateMinutes: z.int().check(z.gte(10), z.lte(10_080)),
    }),
  ),
});

export const MailSettings = z.strictObject({
  from: address,
  replyTo: address,
  language: z.literal('vi'),
  kinds: MailRules,
});
export type MailSettings = z.infer<typeof MailSettings>;

/** Every time of day at which a mail may be due, in order, each once: «07:30». */
export function listMailTimes({ kinds }: MailSettings): readonly string[] {
  const { weekly, monthly, reminder, closing, alert } = kinds;
  const times = [weekly, monthly, reminder, closing].flatMap((rule) => rule?.time ?? []);
  return [...new Set([...times, ...(alert?.times ?? [])])].sort();
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
