/** One scheduled time: decides what is due, and sends each of it at most once. */
import { createHash } from 'node:crypto';
import { withCatalogue } from '../../core/catalogue/with-catalogue.ts';
import type { DueMail, DueRecipient } from '../../core/digest/due-mails.ts';
import { decideDueMails } from '../../core/digest/due-mails.ts';
import type { MailKind } from '../../core/digest/mail-facts.ts';
import type { MailSettings } from '../../core/digest/mail-settings.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import type { Standing } from '../ports/digest-store.ts';
import type { DigestDeps } from './digest-deps.ts';
import type { MailContent, MailContents } from './mail-contents.ts';
import { createMailContents } from './mail-contents.ts';
import { readMailFrame } from './mail-frame.ts';
import type { MailResult, SendDeps } from './send-mail.ts';
import { refuseMail, sendMail } from './send-mail.ts';

export type ScheduleResult = {
  readonly due: number;
  readonly sent: number;
  /** Refused or unknown: the operator is told. */
  readonly notSent: number;
};

const NOTHING: ScheduleResult = { due: 0, sent: 0, notSent: 0 };

/**
 * What fails for one recipient keeps no other from its mail; the run then fails as a whole, and
 * its repeat does only what has no mark.
 *
 * @param scheduledAt epoch milliseconds
 * @throws the first of what failed before a mail was marked
 */
export async function runSchedule(given: DigestDeps, scheduledAt: number): Promise<ScheduleResult> {
  // The deadline is the one the committee set last.
  const programme = withCatalogue(given.programme, await given.summaries.readCatalogue());
  const deps = { ...given, programme };
  const { logger, metrics, now } = deps;
  const scheduledTime = new Date(scheduledAt).toISOString();
  const decision = decideDueMails({ programme, scheduledAt, now: now() });
  const settings = programme.mails;
  if (decision.kind === 'refused' || settings === undefined) {
    const reason = decision.kind === 'refused' ? decision.reason : 'noMailTime';
    logger.warn('mails refused', { scheduledTime, reason });
    metrics.count('MailTimeRefused', 1);
    return NOTHING;
  }
  const due = decision.recipients;
  if (due.length === 0) return NOTHING;
  const mails = due.map(toMails);
  const standings = await deps.store.readStandings(mails.flat(), scheduledAt);
  const run: Run = {
    deps,
    settings,
    scheduledAt,
    token: deps.newToken(),
    contents: createMailContents(deps, scheduledAt),
    sending: { ...deps, patience: deps.createPatience() },
  };
  const errors: unknown[] = [];
  const results: Outcome[] = [];
  let first = 0;
  for (const choices of mails) {
    const standing = standings.slice(first, first + choices.length);
    first += choices.length;
    const outcome = await handleRecipient(run, choices, standing);
    if (outcome.kind === 'failed') errors.push(outcome.error);
    else results.push(outcome);
  }
  // Also where no alert leaves, since nothing is new or the operator's address is dead.
  if (mails.flat().some(({ kind }) => kind === 'alert')) {
    metrics.count('SilentUnits', await run.contents.countSilentUnits());
  }
  if (errors.length > 0) throw errors[0];
  const count = (kinds: readonly Outcome['kind'][]): number =>
    results.filter(({ kind }) => kinds.includes(kind)).length;
  return { due: due.length, sent: count(['sent']), notSent: count(['refused', 'unknown']) };
}

type Run = {
  readonly deps: DigestDeps;
  readonly settings: MailSettings;
  readonly scheduledAt: number;
  readonly token: string;
  readonly contents: MailContents;
  readonly sending: SendDeps;
};

type Outcome =
  | MailResult
  | { readonly kind: 'skipped'; readonly reason: 'marked' | 'optedOut' | 'deadAddress' }
  | Extract<MailContent, { kind: 'none' }>;

function toMails({ recipient, kinds }: DueRecipient): readonly DueMail[] {
  return kinds.map((kind) => ({ recipient, kind }));
}

/** At most one mail: whatever became of the first that was not in vain is what became of all. */
async function handleRecipient(
  run: Run,
  mails: readonly DueMail[],
  standings: readonly Standing[],
): Promise<Outcome | { readonly kind: 'failed'; readonly error: unknown }> {
  const { logger, metrics } = run.deps;
  let last: Outcome = { kind: 'taken' };
  for (const [index, mail] of mails.entries()) {
    try {
      last = await handleMail(run, mail, standings[index]);
    } catch (error) {
      logger.error('mail failed', { ...toFields(run, mail), ...toErrorFields(error) });
      metrics.count('MailFailed', 1);
      return { kind: 'failed', error };
    }
    report(run, mail, last);
    if (!isInVain(last)) return last;
  }
  return last;
}

function isInVain(outcome: Outcome): boolean {
  return outcome.kind === 'none' || (outcome.kind === 'skipped' && outcome.reason === 'optedOut');
}

async function handleMail(
  run: Run,
  mail: DueMail,
  standing: Standing | undefined,
): Promise<Outcome> {
  if (standing?.isMarked === true) return { kind: 'skipped', reason: 'marked' };
  if (standing?.isOptedOut === true) return { kind: 'skipped', reason: 'optedOut' };
  if (standing?.isDead === true) return { kind: 'skipped', reason: 'deadAddress' };
  const content = await run.contents.read(mail);
  const { scheduledAt, token, settings } = run;
  const { address } = mail.recipient;
  const about = { recipient: address, mailKind: mail.kind, scheduledAt, token };
  if (content.kind === 'none') {
    if (mail.kind !== 'closing') return content;
    return refuseMail(run.deps.store, { ...about, markedAt: run.deps.now() }, content.reason);
  }
  const bytes = await compose(run, mail, content);
  return sendMail(run.sending, {
    mark: { ...about, markedAt: run.deps.now() },
    message: { from: settings.from, to: address, bytes },
    told: content.told,
  });
}

async function compose(
  { deps, settings, scheduledAt }: Run,
  mail: DueMail,
  content: Extract<MailContent, { kind: 'mail' }>,
): Promise<Uint8Array> {
  const frame = await readMailFrame(deps, mail, content.report);
  const { subject, html, text } = deps.mailWriter.render(content.facts, frame);
  const { unsubscribeUrl: url } = frame;
  return deps.mailWriter.compose({
    from: { name: deps.programme.name, address: settings.from },
    to: mail.recipient.address,
    replyTo: settings.replyTo,
    subject,
    text,
    html,
    sentAt: deps.now(),
    messageId: toMessageId(deps.programme.code, settings, mail, scheduledAt),
    unsubscribe: url === undefined ? undefined : { url, address: settings.replyTo },
    attachments: content.attachments,
  });
}

/** The same mail has the same id; it says nothing of its reader. */
function toMessageId(
  programme: string,
  { from }: MailSettings,
  { recipient, kind }: DueMail,
  scheduledAt: number,
): string {
  const parts = [programme, kind, recipient.address, scheduledAt].join('|');
  const id = createHash('sha256').update(parts).digest('hex').slice(0, 32);
  return `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

const METRICS: { readonly [kind in Outcome['kind']]: string } = {
  sent: 'MailSent',
  taken: 'MailSkipped',
  skipped: 'MailSkipped',
  none: 'MailSkipped',
  refused: 'MailRefused',
  unknown: 'MailUnknown',
};

function report(run: Run, mail: DueMail, outcome: Outcome): void {
  const { logger, metrics } = run.deps;
  const { kind, ...rest } = outcome;
  const fields = { ...toFields(run, mail), outcome: kind, ...rest };
  if (kind === 'unknown' || kind === 'refused') logger.error('mail', fields);
  else logger.info('mail', fields);
  metrics.count(METRICS[kind], 1);
}

type MailFields = {
  readonly scheduledTime: string;
  readonly mailKind: MailKind;
  readonly recipientKind: string;
  readonly unit: string | undefined;
};

/** No address: the mark in the table has it. */
function toFields({ scheduledAt }: Run, { recipient, kind }: DueMail): MailFields {
  return {
    scheduledTime: new Date(scheduledAt).toISOString(),
    mailKind: kind,
    recipientKind: recipient.kind,
    unit: recipient.kind === 'unit' ? recipient.unit : undefined,
  };
}
