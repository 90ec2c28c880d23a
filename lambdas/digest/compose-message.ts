/** One mail as the bytes that go over the wire: a MIME message with a text part and an HTML part. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { toOneLine } from '../../core/digest/one-line.ts';
import type { ReportName } from '../../core/report/report-name.ts';
import { REPORT_CONTENT_TYPES } from '../../core/report/report-name.ts';

export type MailAttachment = { readonly name: ReportName; readonly content: Uint8Array };

export type MessageInput = {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** With its angle brackets. */
  readonly messageId: string;
  /** Undefined for a reader who cannot stop these mails. */
  readonly unsubscribe: { readonly url: string; readonly address: string } | undefined;
  readonly attachments: readonly MailAttachment[];
};

export async function composeMessage(input: MessageInput): Promise<Uint8Array> {
  const { from, to, replyTo, subject, text, html, sentAt, messageId, attachments } = input;
  const composer = new MailComposer({
    from: { name: toOneLine(from.name), address: toAddress(from.address) },
    to: { name: '', address: toAddress(to) },
    replyTo: { name: '', address: toAddress(replyTo) },
    subject: toOneLine(subject),
    messageId: toBare(messageId),
    date: new Date(sentAt),
    text,
    html,
    headers: { 'Auto-Submitted': 'auto-generated', ...toListHeaders(input.unsubscribe) },
    attachments: attachments.map(({ name, content }) => ({
      filename: name,
      contentType: REPORT_CONTENT_TYPES[name],
      content: Buffer.from(content),
    })),
    newline: 'win',
    baseBoundary: toBoundary(input),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** RFC 8058: a mail program may stop the mails with one request of its own. */
function toListHeaders(unsubscribe: MessageInput['unsubscribe']): Record<string, string> {
  if (unsubscribe === undefined) return {};
  const mailto = `mailto:${toAddress(unsubscribe.address)}?subject=unsubscribe`;
  return {
    'List-Unsubscribe': `<${mailto}>, <${toBare(unsubscribe.url)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** Of one mailbox: what would end it, name a second one or begin a new header is a bug before here. */
function toAddress(address: string): string {
  assert(/^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+$/.test(address), 'not one mail address');
  return address;
}

/** Goes into a header as it is. */
function toBare(value: string): string {
  assert(/^[!-~]+$/.test(value), 'not printable ASCII without spaces');
  return value;
}

/** The same message has the same bytes, and nobody who typed a part of it knew its boundary. */
function toBoundary({ messageId, text, html }: MessageInput): string {
  return createHash('sha256').update([messageId, text, html].join('\0')).digest('hex').slice(0, 32);
}
