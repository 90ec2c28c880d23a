// A handler for tests: hands messages to SESv2 as the event says, and remembers what else it is sent.
import { ListContactsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { createSesMailer } from '../../../../lambdas/adapters/mail/ses-mailer.ts';

const client = new SESv2Client({ maxAttempts: 1 });
const seen: unknown[] = [];

type Event = {
  readonly send?: { readonly from: string; readonly to: string; readonly message: string };
  readonly configurationSet?: string;
  /** A call nobody stands in for. */
  readonly unknown?: boolean;
  readonly seen?: boolean;
};

export async function handler(event: Event): Promise<unknown> {
  if (event.seen) return seen;
  if (event.unknown) {
    const command = new ListContactsCommand({ ContactListName: 'x' });
    return client.send(command).catch((error: Error) => error.name);
  }
  if (event.send === undefined) {
    seen.push(event);
    return undefined;
  }
  const { from, to, message } = event.send;
  const { MAIL_CONFIGURATION_SET = '' } = process.env;
  const configurationSet = event.configurationSet ?? MAIL_CONFIGURATION_SET;
  return createSesMailer({ client, configurationSet }).send({
    from,
    to,
    bytes: Buffer.from(message, 'utf8'),
  });
}
