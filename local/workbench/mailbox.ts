// Reads the mails that were sent, each once: their bytes never change.
import { type ParsedMail, simpleParser } from 'mailparser';
import type { SentMail } from '../aws/mail-store.ts';
import type { MailContent, MailEntry } from './api/mail-api.ts';

export type MailFile = {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

export type Mailbox = {
  /** The latest first. */
  list(): Promise<readonly MailEntry[]>;
  read(id: string): Promise<MailContent | undefined>;
  readHtml(id: string): Promise<string | undefined>;
  readFile(id: string, index: number): Promise<MailFile | undefined>;
};

export function createMailbox(listSent: () => readonly SentMail[]): Mailbox {
  const parsed = new Map<string, Promise<ParsedMail>>();

  function parse({ messageId, bytes }: SentMail): Promise<ParsedMail> {
    const known = parsed.get(messageId) ?? simpleParser(bytes);
    parsed.set(messageId, known);
    return known;
  }

  async function find(id: string): Promise<{ sent: SentMail; mail: ParsedMail } | undefined> {
    const sent = listSent().find(({ messageId }) => messageId === id);
    return sent === undefined ? undefined : { sent, mail: await parse(sent) };
  }

  return {
    async list() {
      const entries = listSent().map(async (sent) => toEntry(sent, await parse(sent)));
      return (await Promise.all(entries)).reverse();
    },
    async read(id) {
      const found = await find(id);
      if (found === undefined) return undefined;
      const { text, html } = found.mail;
      return {
        ...toEntry(found.sent, found.mail),
        text: text ?? '',
        hasHtml: typeof html === 'string',
      };
    },
    async readHtml(id) {
      const html = (await find(id))?.mail.html;
      return typeof html === 'string' ? html : undefined;
    },
    async readFile(id, index) {
      const file = (await find(id))?.mail.attachments[index];
      if (file === undefined) return undefined;
      const { filename, contentType, content } = file;
      return { name: filename ?? `${index + 1}`, contentType, bytes: content };
    },
  };
}

function toEntry(
  { messageId, atMs }: SentMail,
  { to, subject, attachments }: ParsedMail,
): MailEntry {
  const addressed = [to ?? []].flat().flatMap(({ value }) => value);
  return {
    id: messageId,
    atMs,
    to: addressed.map(({ address }) => address ?? '').join(', '),
    subject: subject ?? '',
    attachmentNames: attachments.map(({ filename }, index) => filename ?? `${index + 1}`),
  };
}
