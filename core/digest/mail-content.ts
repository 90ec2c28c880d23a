/** The words of a mail, whatever its kind. */
import { unreachable } from '../unreachable.ts';
import { toAlertView } from './alert-view.ts';
import { toClosingView } from './closing-view.ts';
import { toDigestView } from './digest-view.ts';
import type { MailFacts, MailFrame } from './mail-facts.ts';
import type { MailView } from './mail-view.ts';
import { toReminderView } from './reminder-view.ts';

export function toMailView(facts: MailFacts, frame: MailFrame): MailView {
  switch (facts.kind) {
    case 'weekly':
    case 'monthly':
      return toDigestView(facts, frame);
    case 'closing':
      return toClosingView(facts, frame);
    case 'reminder':
      return toReminderView(facts, frame);
    case 'alert':
      return toAlertView(facts, frame);
    default:
      return unreachable(facts);
  }
}
