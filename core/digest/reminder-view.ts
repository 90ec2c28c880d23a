/** The mail to one unit: what it still owes, until when, and how it is done. */
import { formatDong, formatPeriod } from '../format.ts';
import {
  MAIL_KIND_NAMES,
  REMINDER_TEXTS,
  toDeadlineSentence,
  toGreeting,
  toReminderPreheader,
  toReminderSubject,
} from '../wording/mail.ts';
import type { MailFrame, ReminderFacts } from './mail-facts.ts';
import { toFooter } from './mail-footer.ts';
import type { MailSection, MailView } from './mail-view.ts';
import { toSection } from './mail-view.ts';

export function toReminderView(facts: ReminderFacts, frame: MailFrame): MailView {
  const { unit, deadline, daysLeft, hasReported } = facts;
  return {
    subject: toReminderSubject(unit.name, deadline),
    preheader: toReminderPreheader({ daysLeft, hasReported, rows: countRows(facts) }),
    programme: facts.programmeName,
    kindName: MAIL_KIND_NAMES.reminder,
    asOf: '',
    greeting: toGreeting('unit', unit.name),
    paragraphs: [
      toStateSentence(facts),
      toDeadlineSentence({ period: formatPeriod(facts.period), deadline, daysLeft }),
      ...(hasReported ? [] : [REMINDER_TEXTS.toReport]),
      ...(facts.rejected + facts.incomplete > 0 ? [REMINDER_TEXTS.toMend] : []),
    ],
    tileRows: [],
    mainLinks: frame.links,
    sections: toRowSections(facts),
    ...toFooter(frame),
  };
}

function countRows({ rejected, incomplete, waiting }: ReminderFacts): number {
  return rejected + incomplete + waiting;
}

function toStateSentence(facts: ReminderFacts): string {
  if (!facts.hasReported) return REMINDER_TEXTS.notReported;
  return countRows(facts) > 0 ? REMINDER_TEXTS.rowsLeft : REMINDER_TEXTS.allDone;
}

function toRowSections(facts: ReminderFacts): readonly MailSection[] {
  const figures = (['rejected', 'incomplete', 'waiting'] as const)
    .filter((count) => facts[count] > 0)
    .map((count) => ({ label: REMINDER_TEXTS[count], value: formatDong(facts[count]) }));
  return figures.length === 0 ? [] : [toSection(REMINDER_TEXTS.rowsTitle, { figures })];
}
