/** The mail of the deadline: the figures as they were taken for good, with the files made of them. */
import { formatPeriod } from '../format.ts';
import {
  CHANGE_TEXTS,
  MAIL_KIND_NAMES,
  toAsOfLine,
  toAttachmentsSentence,
  toClosingSubject,
  toGreeting,
  toPreheader,
  toUnpublishedSentence,
} from '../wording/mail.ts';
import type { ClosingFacts, MailFrame } from './mail-facts.ts';
import { toFooter } from './mail-footer.ts';
import { toMoment } from './mail-moment.ts';
import type { MailView } from './mail-view.ts';
import {
  listMainLinks,
  toPublishedParagraphs,
  toPublishedSections,
  toPublishedTiles,
} from './published-view.ts';

export function toClosingView(facts: ClosingFacts, frame: MailFrame): MailView {
  const { summary, review, attachments, unpublishedUnits } = facts;
  const moment = toMoment(facts.asOf);
  const period = formatPeriod(facts.period);
  return {
    subject: toClosingSubject({ ...summary, period, day: moment.day }),
    preheader: toPreheader({ ...review, changes: undefined, missing: facts.missing.length }),
    programme: facts.programmeName,
    kindName: MAIL_KIND_NAMES.closing,
    asOf: toAsOfLine(moment),
    greeting: toGreeting(frame.reader),
    paragraphs: [
      ...toPublishedParagraphs(facts, CHANGE_TEXTS.unknown),
      ...(unpublishedUnits === 0 ? [] : [toUnpublishedSentence(moment, unpublishedUnits)]),
      ...(attachments.length === 0 ? [] : [toAttachmentsSentence(attachments)]),
    ],
    tileRows: toPublishedTiles(facts),
    mainLinks: listMainLinks(frame.links),
    sections: toPublishedSections(facts, frame.links),
    ...toFooter(frame),
  };
}
