/** Bounces and complaints of our mails, as SES publishes them on the event bus. */
import * as z from 'zod/mini';
import type { MailRecipient } from '../../core/digest/mail-settings.ts';
import type { DeadAddress } from '../../core/digest/problems.ts';
import type { DigestStore } from '../ports/digest-store.ts';
import type { Logger, Metrics } from '../ports/telemetry.ts';

const people = z.array(z.object({ emailAddress: z.string() }));

/** @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
export const FeedbackEvent = z.object({
  source: z.literal('aws.ses'),
  detail: z.discriminatedUnion('eventType', [
    z.object({
      eventType: z.literal('Bounce'),
      bounce: z.object({ bounceType: z.string(), bouncedRecipients: people }),
    }),
    z.object({
      eventType: z.literal('Complaint'),
      complaint: z.object({ complainedRecipients: people }),
    }),
  ]),
});
export type FeedbackEvent = z.infer<typeof FeedbackEvent>;

export type FeedbackDeps = {
  readonly store: Pick<DigestStore, 'writeDeadAddress'>;
  readonly programme: { readonly recipients: readonly MailRecipient[] };
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

/** Safe to repeat: the bus may deliver an event twice. */
export async function noteFeedback(deps: FeedbackDeps, event: FeedbackEvent): Promise<void> {
  const { kind, addresses } = readFeedback(event);
  const known = deps.programme.recipients.filter(({ address }) => addresses.has(toKey(address)));
  deps.logger.warn('mail feedback', { kind, recipients: known.length });
  if (kind === 'transient') return;
  for (const { address: recipient } of known) {
    await deps.store.writeDeadAddress({ recipient, kind, at: deps.now() });
  }
  deps.metrics.count('MailAddressDead', known.length);
}

type Feedback = {
  /** A full mailbox or a server that is down may take the next mail. */
  readonly kind: DeadAddress['kind'] | 'transient';
  readonly addresses: ReadonlySet<string>;
};

function readFeedback({ detail }: FeedbackEvent): Feedback {
  const toKeys = (list: readonly { readonly emailAddress: string }[]) =>
    new Set(list.map(({ emailAddress }) => toKey(emailAddress)));
  if (detail.eventType === 'Complaint') {
    return { kind: 'complained', addresses: toKeys(detail.complaint.complainedRecipients) };
  }
  const { bounceType, bouncedRecipients } = detail.bounce;
  const kind = bounceType === 'Permanent' ? 'bounced' : 'transient';
  return { kind, addresses: toKeys(bouncedRecipients) };
}

/** «Name <address>» or the address alone, in any capitals: other programs write it on its way. */
function toKey(address: string): string {
  return (/<([^<>]+)>$/.exec(address)?.[1] ?? address).trim().toLowerCase();
}
