/** How every mail ends: that nobody typed it, what it does not hold, how to stop it. */
import { MAIL_LABELS } from '../wording/mail.ts';
import type { MailFrame } from './mail-facts.ts';
import type { MailView } from './mail-view.ts';

export function toFooter({ unsubscribeUrl }: MailFrame): Pick<MailView, 'footer' | 'unsubscribe'> {
  const unsubscribe =
    unsubscribeUrl === undefined ? [] : [{ label: MAIL_LABELS.unsubscribe, url: unsubscribeUrl }];
  return { footer: MAIL_LABELS.footer, unsubscribe };
}
