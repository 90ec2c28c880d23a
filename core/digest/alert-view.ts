/** The mail to the operator: what does not mend itself, by kind, with what to do about it. */
import { unreachable } from '../unreachable.ts';
import {
  MAIL_KIND_NAMES,
  PROBLEM_LINES,
  PROBLEM_TEXTS,
  toAlertSubject,
  toCheckedLine,
  toGreeting,
} from '../wording/mail.ts';
import type { AlertFacts, MailFrame, MailKind, Problem } from './mail-facts.ts';
import { toFooter } from './mail-footer.ts';
import { formatMoment, toMoment } from './mail-moment.ts';
import type { MailSection, MailView } from './mail-view.ts';
import { toSection } from './mail-view.ts';
import { listMainLinks } from './published-view.ts';

/** What concerns everybody comes first. */
const PROBLEM_ORDER = [
  'publicationLate',
  'unknownMail',
  'refusedMail',
  'bounced',
  'complained',
  'noAddress',
  'silentUnit',
] as const;

export function toAlertView(facts: AlertFacts, frame: MailFrame): MailView {
  const { problems, programmeName } = facts;
  const sections = PROBLEM_ORDER.flatMap((kind) => toProblemSections(kind, problems));
  return {
    subject: toAlertSubject(programmeName, problems.length),
    preheader: `${sections.map(({ title }) => title).join('; ')}.`,
    programme: programmeName,
    kindName: MAIL_KIND_NAMES.alert,
    asOf: toCheckedLine(toMoment(facts.at)),
    greeting: toGreeting('operator'),
    paragraphs: [
      PROBLEM_LINES.opening(problems.length),
      ...(facts.later === 0 ? [] : [PROBLEM_LINES.later(facts.later)]),
    ],
    tileRows: [],
    mainLinks: listMainLinks(frame.links),
    sections,
    ...toFooter(frame),
  };
}

/** Every line: what is not named here would count as told all the same. */
function toProblemSections(
  kind: Problem['kind'],
  problems: readonly Problem[],
): readonly MailSection[] {
  const lines = problems.filter((problem) => problem.kind === kind).map(toLine);
  if (lines.length === 0) return [];
  const { title, action } = PROBLEM_TEXTS[kind];
  return [toSection(title, { texts: [action], items: lines.map((text) => ({ mark: '', text })) })];
}

function toLine(problem: Problem): string {
  switch (problem.kind) {
    case 'silentUnit':
      return PROBLEM_LINES.silentUnit(
        problem.unit.name,
        formatMoment(problem.lastContactAt),
        problem.found,
      );
    case 'publicationLate':
      return PROBLEM_LINES.publicationLate(
        formatMoment(problem.changedAt),
        problem.publishedAt === undefined ? undefined : formatMoment(problem.publishedAt),
      );
    case 'unknownMail':
      return toMailLine(problem);
    case 'refusedMail':
      return PROBLEM_LINES.refused(toMailLine(problem), problem.reason);
    case 'bounced':
    case 'complained':
      return PROBLEM_LINES.address(problem.recipient, formatMoment(problem.at));
    case 'noAddress':
      return `${problem.unit.code} ${problem.unit.name}`;
    default:
      return unreachable(problem);
  }
}

type MailProblem = Extract<Problem, { readonly mailKind: MailKind }>;

function toMailLine({ mailKind, recipient, scheduledAt }: MailProblem): string {
  return PROBLEM_LINES.mail(MAIL_KIND_NAMES[mailKind], recipient, formatMoment(scheduledAt));
}
