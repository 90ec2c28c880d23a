/** The periodic mail: where the programme stands and what changed since the reader's last one. */
import { formatDong, formatPeriod } from '../format.ts';
import { toShownTitle } from '../near/shown-title.ts';
import {
  CHANGE_TEXTS,
  MAIL_KIND_NAMES,
  MAIL_LABELS,
  toAsOfLine,
  toDigestSubject,
  toGreeting,
  toPreheader,
} from '../wording/mail.ts';
import { isUnchanged } from './changes.ts';
import type { Changes, DigestFacts, MailFrame } from './mail-facts.ts';
import { toFooter } from './mail-footer.ts';
import { toMoment } from './mail-moment.ts';
import type { MailSection, MailView } from './mail-view.ts';
import { toSection } from './mail-view.ts';
import {
  listMainLinks,
  toPublishedParagraphs,
  toPublishedSections,
  toPublishedTiles,
} from './published-view.ts';

export function toDigestView(facts: DigestFacts, frame: MailFrame): MailView {
  const { summary, review, changes, asOf } = facts;
  const moment = toMoment(asOf);
  const period = formatPeriod(facts.period);
  return {
    subject: toDigestSubject({ ...summary, period, day: moment.day }),
    preheader: toPreheader({ ...review, changes, missing: facts.missing.length }),
    programme: facts.programmeName,
    kindName: MAIL_KIND_NAMES[facts.kind],
    asOf: toAsOfLine(moment),
    greeting: toGreeting(frame.reader),
    paragraphs: toPublishedParagraphs(facts, toChangedText(changes)),
    tileRows: toPublishedTiles(facts),
    mainLinks: listMainLinks(frame.links),
    sections: [...toChangesSections(changes), ...toPublishedSections(facts, frame.links)],
    ...toFooter(frame),
  };
}

function toChangedText(changes: Changes | undefined): string {
  if (changes === undefined) return CHANGE_TEXTS.unknown;
  return isUnchanged(changes) ? CHANGE_TEXTS.none : CHANGE_TEXTS.some(changes);
}

function countChanged({ added, edited, withdrawn }: Changes): number {
  return added + edited + withdrawn;
}

/** What the sentence above has said needs no section where nothing changed. */
function toChangesSections(changes: Changes | undefined): readonly MailSection[] {
  if (changes === undefined || isUnchanged(changes)) return [];
  const { names, marks, figures, more, example, since } = CHANGE_TEXTS;
  const areAllShown = changes.examples.length >= countChanged(changes);
  return [
    toSection(MAIL_LABELS.changes, {
      texts: [since(toMoment(changes.since)) + (areAllShown ? '' : CHANGE_TEXTS.fewShown)],
      figures: [
        { label: names.added, value: formatDong(changes.added) },
        { label: names.edited, value: formatDong(changes.edited) },
        { label: names.withdrawn, value: formatDong(changes.withdrawn) },
        { label: names.recognised, value: formatDong(changes.recognised) },
        ...changes.figures.map((one) => ({ label: figures[one.name], value: more(one.more) })),
      ],
      items: changes.examples.map(({ kind, unit, title }) => ({
        mark: marks[kind],
        text: example(toShownTitle(title), unit.name),
      })),
    }),
  ];
}
