/** The mailer on SESv2. The client must be made with `maxAttempts: 1`: a second attempt could be a second mail. */
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mailer, SendOutcome } from '../../ports/mailer.ts';

export type SesMailerOptions = {
  readonly client: SESv2Client;
  /** Tells bounces and complaints of our mails from others of the account. */
  readonly configurationSet: string;
};

export function createSesMailer({ client, configurationSet }: SesMailerOptions): Mailer {
  return {
    async send({ from, to, bytes }) {
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: bytes } },
        ConfigurationSetName: configurationSet,
      });
      let hasLeft = false;
      // The last step before the connection: keys were found, the request is signed.
      command.middlewareStack.add(
        (next) => (args) => {
          hasLeft = true;
          return next(args);
        },
        { step: 'deserialize', priority: 'low', name: 'noteLeaving' },
      );
      try {
        const { MessageId } = await client.send(command);
        if (MessageId === undefined) return { kind: 'unknown', reason: 'no message id' };
        return { kind: 'sent', messageId: MessageId };
      } catch (error) {
        return hasLeft ? toFailure(error) : { kind: 'busy', reason: toName(error) };
      }
    },
  };
}

const BUSY_NAMES = new Set([
  'LimitExceededException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);
/** No connection came about, so nothing can have been taken. */
const UNREACHED_CODES = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ENOTFOUND']);

type VendorError = Error & {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
};

/** Whatever is not known to be a refusal may have been taken. The name, not the message: that quotes addresses. */
function toFailure(error: unknown): SendOutcome {
  if (!(error instanceof Error)) return { kind: 'unknown', reason: toName(error) };
  const { name, code = '', $metadata } = error as VendorError;
  const status = $metadata?.httpStatusCode ?? 0;
  if (BUSY_NAMES.has(name) || status === 429) return { kind: 'busy', reason: name };
  if (UNREACHED_CODES.has(code)) return { kind: 'busy', reason: code };
  // 408: the service stopped waiting for a request that may have come whole all the same.
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'refused', reason: name };
  return { kind: 'unknown', reason: name };
}

function toName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
