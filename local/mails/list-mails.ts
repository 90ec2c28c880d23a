/** Mails as lines for a terminal: a list of all, or one of them whole. */
import { formatVietnamTime } from '../../core/time.ts';
import type { ReadMail } from './read-mail.ts';

/** One line each: number, time, reader, subject. */
export function toMailLines(mails: readonly ReadMail[]): readonly string[] {
  if (mails.length === 0) return ['no mail was sent yet'];
  const width = String(mails.length).length;
  return mails.map(({ atMs, to, subject, attachments }, index) => {
    const number = String(index + 1).padStart(width);
    const files = attachments.length === 0 ? '' : `  [${attachments.join(', ')}]`;
    return `${number}  ${formatVietnamTime(atMs)}  ${to}  ${toOneLine(subject)}${files}`;
  });
}

export function toMailText(mail: ReadMail): string {
  const { atMs, to, subject, attachments, text } = mail;
  return [
    `To:          ${to}`,
    `Date:        ${formatVietnamTime(atMs)}`,
    `Subject:     ${toOneLine(subject)}`,
    ...(attachments.length === 0 ? [] : [`Attachments: ${attachments.join(', ')}`]),
    '',
    toPrintable(text),
  ].join('\n');
}

/** A terminal would obey what stands in a mail. */
function toPrintable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '');
}

function toOneLine(text: string): string {
  return toPrintable(text).replace(/\s+/g, ' ');
}
