// What SES tells of mails to its mailbox simulator: the events of a bounce and of a complaint.
import type { CloudModel } from './cloud-model.ts';
import type { TakenMail } from './mail-api.ts';

/** The addresses of SES itself for trying this out. */
const FEEDBACK = {
  'bounce@simulator.amazonses.com': 'Bounce',
  'complaint@simulator.amazonses.com': 'Complaint',
} as const;

const DETAIL_TYPES = { Bounce: 'Email Bounced', Complaint: 'Email Complaint Received' } as const;

/** @see https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html */
export function listFeedback(
  model: CloudModel,
  mail: TakenMail,
  atMs: number,
): readonly Readonly<Record<string, unknown>>[] {
  return mail.to.flatMap((address) => {
    const eventType = FEEDBACK[address as keyof typeof FEEDBACK];
    if (eventType === undefined || !isPublished(model, mail, eventType)) return [];
    const timestamp = new Date(atMs).toISOString();
    const people = [{ emailAddress: address }];
    const about =
      eventType === 'Bounce'
        ? { bounce: { bounceType: 'Permanent', bouncedRecipients: people, timestamp } }
        : { complaint: { complainedRecipients: people, timestamp } };
    return [
      {
        version: '0',
        source: 'aws.ses',
        'detail-type': DETAIL_TYPES[eventType],
        time: timestamp,
        detail: { eventType, ...about, mail: toMailPart(mail, timestamp) },
      },
    ];
  });
}

function isPublished(
  { eventDestinations }: CloudModel,
  { configurationSet }: TakenMail,
  eventType: 'Bounce' | 'Complaint',
): boolean {
  const wanted = eventType === 'Bounce' ? 'bounce' : 'complaint';
  return eventDestinations.some(
    ({ properties: { ConfigurationSetName, EventDestination } }) =>
      ConfigurationSetName === configurationSet &&
      EventDestination.Enabled &&
      EventDestination.MatchingEventTypes.includes(wanted),
  );
}

function toMailPart({ messageId, from, to, configurationSet }: TakenMail, timestamp: string) {
  return {
    timestamp,
    messageId,
    source: from,
    destination: to,
    tags: { 'ses:configuration-set': [configurationSet] },
  };
}
