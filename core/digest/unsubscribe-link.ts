/** What the token in an unsubscribe link is the HMAC of: one address and one kind of mail. */
import type { MailKind } from './mail-facts.ts';

export const UNSUBSCRIBE_PATH = '/v1/mail/unsubscribe';

/** The operator's mails cannot be stopped by a link: who else would know of a failure? */
export type StoppableKind = Exclude<MailKind, 'alert'>;

export type UnsubscribeParts = {
  readonly programme: string;
  readonly recipient: string;
  readonly kind: StoppableKind;
};

/** Length-prefixed, and beginning as no key derivation does. All parts are ASCII. */
export function toUnsubscribeText({ programme, recipient, kind }: UnsubscribeParts): string {
  return ['unsubscribe link', programme, recipient, kind]
    .map((part) => `${part.length}:${part}`)
    .join('');
}
