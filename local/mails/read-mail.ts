/** A mail as its reader sees it, parsed from the bytes that were sent. */
import { simpleParser } from 'mailparser';
import type { SentMail } from '../aws/mail-store.ts';

export type MailView = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Names of the files. */
  readonly attachments: readonly string[];
};

export type ReadMail = MailView & { readonly messageId: string; readonly atMs: number };

export async function readMail({ messageId, atMs, bytes }: SentMail): Promise<ReadMail> {
  const { to, subject, text, html, attachments } = await simpleParser(bytes);
  const addressed = [to ?? []].flat().flatMap(({ value }) => value);
  return {
    messageId,
    atMs,
    to: addressed.map(({ address }) => address ?? '').join(', '),
    subject: subject ?? '',
    text: text ?? '',
    html: typeof html === 'string' ? html : '',
    attachments: attachments.map(({ filename }) => filename ?? ''),
  };
}

/** By time, then by address: mails of one time are sent in no order that matters. */
export async function readMails(mails: readonly SentMail[]): Promise<readonly ReadMail[]> {
  const read = await Promise.all(mails.map(readMail));
  return read.sort(
    (one, other) => one.atMs - other.atMs || (one.to < other.to ? -1 : one.to > other.to ? 1 : 0),
  );
}
