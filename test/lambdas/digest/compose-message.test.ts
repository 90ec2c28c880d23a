/** Messages as bytes, read back by a parser that shares no code with what wrote them. */
import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import type { MessageInput } from '../../../lambdas/digest/compose-message.ts';
import { composeMessage } from '../../../lambdas/digest/compose-message.ts';
import { renderMail } from '../../../lambdas/digest/render-mail.ts';
import { AS_OF, digestFacts, FRAME } from '../../core/digest/mail-cast.ts';

const MAIL = renderMail(digestFacts(), FRAME);

function input(parts: Partial<MessageInput> = {}): MessageInput {
  return {
    from: { name: 'Sổ Sáng Kiến', address: 'so-sang-kien@ben-tre.example' },
    to: 'ban-to-chuc@ben-tre.example',
    replyTo: 'van-hanh@ben-tre.example',
    subject: MAIL.subject,
    text: MAIL.text,
    html: MAIL.html,
    sentAt: AS_OF,
    messageId: '<ben-tre.1301272200000.committee@ben-tre.example>',
    unsubscribe: {
      url: `https://api.example/v1/mails/stop?recipient=1&token=${'a'.repeat(120)}`,
      address: 'van-hanh@ben-tre.example',
    },
    attachments: [],
    ...parts,
  };
}

async function compose(parts: Partial<MessageInput> = {}) {
  const bytes = Buffer.from(await composeMessage(input(parts)));
  return { bytes, raw: bytes.toString('latin1'), parsed: await simpleParser(bytes) };
}

/** Names of the headers, which end at the first empty line. */
function listHeaders(raw: string): readonly string[] {
  const [head = ''] = raw.split('\r\n\r\n');
  return [...head.matchAll(/^([A-Za-z-]+): /gm)].map(([, name = '']) => name);
}

/** Bytes of every value, in no text encoding. */
function toBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 37) % 256);
}

describe('a message', () => {
  it('has its headers as they were given', async () => {
    const { parsed, raw } = await compose();
    expect(parsed.from?.value).toEqual([
      { name: 'Sổ Sáng Kiến', address: 'so-sang-kien@ben-tre.example' },
    ]);
    expect(parsed.to).toMatchObject({ text: 'ban-to-chuc@ben-tre.example' });
    expect(parsed.replyTo?.text).toBe('van-hanh@ben-tre.example');
    expect(parsed.subject).toBe(MAIL.subject);
    expect(parsed.date?.getTime()).toBe(AS_OF);
    expect(parsed.messageId).toBe('<ben-tre.1301272200000.committee@ben-tre.example>');
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect([...listHeaders(raw)].sort()).toEqual([
      'Auto-Submitted',
      'Content-Type',
      'Date',
      'From',
      'List-Unsubscribe',
      'List-Unsubscribe-Post',
      'MIME-Version',
      'Message-ID',
      'Reply-To',
      'Subject',
      'To',
    ]);
  });

  it('can be stopped with one request', async () => {
    const { raw } = await compose();
    const head = raw.split('\r\n\r\n')[0]?.replace(/\r\n[ \t]+/g, ' ');
    expect(head).toContain(
      `\r\nList-Unsubscribe: <mailto:van-hanh@ben-tre.example?subject=unsubscribe>, <https://api.example/v1/mails/stop?recipient=1&token=${'a'.repeat(120)}>\r\n`,
    );
    expect(head).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  });

  it('offers no way out to a reader who has none', async () => {
    const { raw } = await compose({ unsubscribe: undefined });
    expect(raw).not.toMatch(/^List-/m);
  });

  it('has the text and the HTML part in UTF-8, the better one last', async () => {
    const { parsed, raw } = await compose();
    expect(parsed.text).toBe(MAIL.text);
    expect(parsed.html).toBe(MAIL.html);
    const types = [...raw.matchAll(/^Content-Type: ([^;\r]+)(?:; charset=([\w-]+))?/gm)];
    expect(types.map(([, type, charset]) => [type, charset])).toEqual([
      ['multipart/alternative', undefined],
      ['text/plain', 'utf-8'],
      ['text/html', 'utf-8'],
    ]);
  });

  it('is ASCII in lines every server takes', async () => {
    const { raw } = await compose({
      text: 'ă'.repeat(5000),
      subject: `${MAIL.subject} `.repeat(5),
    });
    expect(raw).not.toMatch(/[^\r\n\t -~]/);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it('is the same bytes from the same input, and has another boundary for another text', async () => {
    const [one, again, other] = [await compose(), await compose(), await compose({ text: 'x' })];
    expect(one.bytes.equals(again.bytes)).toBe(true);
    const boundary = (raw: string) => /boundary="([^"]+)"/.exec(raw)?.[1];
    expect(boundary(other.raw)).not.toBe(boundary(one.raw));
  });
});

describe('attachments', () => {
  const attachments = [
    { name: 'du-thao-bao-cao.docx', content: toBytes(70_001) },
    { name: 'bang-tong-hop.xlsx', content: toBytes(3) },
  ] as const;

  it('arrive byte by byte, under their names and types, beside both texts', async () => {
    const { parsed } = await compose({ attachments });
    expect(
      parsed.attachments.map(({ filename, contentType, contentDisposition, content }) => ({
        filename,
        contentType,
        contentDisposition,
        hash: createHash('sha256').update(content).digest('hex'),
      })),
    ).toEqual(
      attachments.map(({ name, content }, index) => ({
        filename: name,
        contentType: `application/vnd.openxmlformats-officedocument.${['wordprocessingml.document', 'spreadsheetml.sheet'][index]}`,
        contentDisposition: 'attachment',
        hash: createHash('sha256').update(content).digest('hex'),
      })),
    );
    expect([parsed.text, parsed.html]).toEqual([MAIL.text, MAIL.html]);
  });

  it('may be one', async () => {
    const { parsed } = await compose({ attachments: [attachments[1]] });
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['bang-tong-hop.xlsx']);
    expect([parsed.text, parsed.html]).toEqual([MAIL.text, MAIL.html]);
  });
});

describe('no header can be forged', () => {
  const BREAKS = ['\r\n', '\n', '\r', '\u2028', '\u0085', '\0', '\v'];

  it.each(BREAKS)('by %j in the subject or the name of the sender', async (lineBreak) => {
    const typed = `Bệnh viện${lineBreak}Bcc: x@evil.example${lineBreak}${lineBreak}<b>`;
    const { raw, parsed } = await compose({
      subject: typed,
      from: { name: typed, address: 'so@ben-tre.example' },
    });
    expect(listHeaders(raw)).toEqual(listHeaders((await compose()).raw));
    expect(parsed.subject).toBe('Bệnh viện Bcc: x@evil.example <b>');
    expect(parsed.from?.value).toEqual([
      { name: 'Bệnh viện Bcc: x@evil.example <b>', address: 'so@ben-tre.example' },
    ]);
    expect(parsed.bcc).toBeUndefined();
  });

  it.each([
    'a@b.example\r\nBcc: x@evil.example',
    'a@b.example, x@evil.example',
    'a@b.example;x@evil.example',
    'A <a@b.example>',
    'a@b.example x',
    '"a"@b.example',
    'a@b@c.example',
    'a',
    '',
    '\u0000a@b.example',
  ])('by the address %j', async (address) => {
    await expect(composeMessage(input({ to: address }))).rejects.toThrow('mail address');
    await expect(composeMessage(input({ replyTo: address }))).rejects.toThrow('mail address');
    const from = { name: 'Sổ', address };
    await expect(composeMessage(input({ from }))).rejects.toThrow('mail address');
    const unsubscribe = { url: 'https://x.example', address };
    await expect(composeMessage(input({ unsubscribe }))).rejects.toThrow('mail address');
  });

  it.each(['<a@b>\r\nBcc: x@evil.example', '<a b@c>', '<ă@b>', ''])(
    'by the message id or the link %j',
    async (value) => {
      await expect(composeMessage(input({ messageId: value }))).rejects.toThrow('ASCII');
      const unsubscribe = { url: value, address: 'a@b.example' };
      await expect(composeMessage(input({ unsubscribe }))).rejects.toThrow('ASCII');
    },
  );

  it('by a text that knows how parts are divided', async () => {
    const { raw } = await compose();
    const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '';
    const text = `A\n--${boundary}\nContent-Type: text/html\n\n<b>x</b>\n--${boundary}--\n`;
    const { parsed } = await compose({ text });
    expect(parsed.text).toBe(text);
    expect(parsed.html).toBe(MAIL.html);
  });
});
