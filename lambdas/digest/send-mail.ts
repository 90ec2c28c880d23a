/** One mail, at most once: its mark, one message handed over, and what became of it. */
import type { DigestStore, MailMark, Told } from '../ports/digest-store.ts';
import type { Mailer, MailToSend, SendOutcome } from '../ports/mailer.ts';

export type SendDeps = {
  readonly store: Pick<DigestStore, 'putPending' | 'recordSent' | 'recordOpen'>;
  readonly mailer: Mailer;
  readonly patience: Patience;
};

/** Waits between offers of messages that were surely not taken, so many in a run. */
export type Patience = {
  /** @returns whether to offer again; false when the run has waited enough. `attempt` is from 1. */
  wait(attempt: number): Promise<boolean>;
};

export type MarkedMail = {
  readonly mark: MailMark;
  readonly message: MailToSend;
  readonly told: Told | undefined;
};

export type MailResult =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Another run has it, or had it. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nobody sends it again: the operator is told. */
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * The message is whole before its mark is put. A run that dies after that leaves the mark PENDING,
 * and no later run sends it, since it cannot know.
 */
export async function sendMail(deps: SendDeps, mail: MarkedMail): Promise<MailResult> {
  const { store } = deps;
  const { mark, message, told } = mail;
  if ((await store.putPending(mark)) === 'taken') return { kind: 'taken' };
  const outcome = await offer(deps, message);
  switch (outcome.kind) {
    case 'sent':
      await store.recordSent(mark, { messageId: outcome.messageId, told });
      return outcome;
    case 'unknown':
      await store.recordOpen(mark, { kind: 'unknown' });
      return outcome;
    case 'refused':
    case 'busy': {
      const { reason } = outcome;
      await store.recordOpen(mark, { kind: 'refused', reason });
      return { kind: 'refused', reason };
    }
  }
}

/** What must go and cannot: the operator is told as of any mail that surely did not leave. */
export async function refuseMail(
  store: SendDeps['store'],
  mark: MailMark,
  reason: string,
): Promise<MailResult> {
  if ((await store.putPending(mark)) === 'taken') return { kind: 'taken' };
  await store.recordOpen(mark, { kind: 'refused', reason });
  return { kind: 'refused', reason };
}

async function offer({ mailer, patience }: SendDeps, message: MailToSend): Promise<SendOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await mailer.send(message);
    if (outcome.kind !== 'busy' || !(await patience.wait(attempt))) return outcome;
  }
}
