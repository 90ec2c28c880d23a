/** Holds what a scenario expects of mails against those that were sent. */
import type { MailView } from '../mails/read-mail.ts';
import type { Expectations } from './expectations.ts';
import type { Verdict } from './judge-records.ts';

type ExpectedMail = NonNullable<Expectations['mail']>;

/** Without a count there must be one at least; the words may stand in either part. */
export function judgeMails(expected: ExpectedMail, mails: readonly MailView[]): Verdict {
  const { count } = expected;
  const found = mails.filter((mail) => matches(expected, mail)).length;
  if (count === undefined ? found > 0 : found === count) return undefined;
  const wanted = count === undefined ? 'at least 1' : String(count);
  return `${found} mails match, not ${wanted}; sent were ${describe(mails)}`;
}

function matches({ to, subjectContains, bodyContains }: ExpectedMail, mail: MailView): boolean {
  return (
    (to === undefined || mail.to.toLowerCase() === to.toLowerCase()) &&
    (subjectContains === undefined || mail.subject.includes(subjectContains)) &&
    (bodyContains === undefined ||
      mail.text.includes(bodyContains) ||
      mail.html.includes(bodyContains))
  );
}

const MAX_DESCRIBED = 20;

function describe(mails: readonly MailView[]): string {
  if (mails.length === 0) return 'none';
  const lines = mails.slice(-MAX_DESCRIBED).map(({ to, subject }) => `${to} «${subject}»`);
  return mails.length > MAX_DESCRIBED ? `…, ${lines.join(', ')}` : lines.join(', ');
}
