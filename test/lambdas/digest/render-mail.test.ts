/** Mails as HTML and text: the same words in both, whatever was typed only ever as text. */
import Mustache from 'mustache';
import { describe, expect, it } from 'vitest';
import { toMailView } from '../../../core/digest/mail-content.ts';
import type { Changes, MailFacts } from '../../../core/digest/mail-facts.ts';
import { renderMail } from '../../../lambdas/digest/render-mail.ts';
import { loadMailTemplate } from '../../../scripts/mail-templates.ts';
import {
  alertFacts,
  CHANGES,
  closingFacts,
  digestFacts,
  emptyFacts,
  FRAME,
  HOSPITAL,
  listUnits,
  reminderFacts,
} from '../../core/digest/mail-cast.ts';

const FACTS: readonly (readonly [string, MailFacts])[] = [
  ['weekly', digestFacts()],
  ['monthly', digestFacts({ kind: 'monthly' })],
  ['first', digestFacts({ ...emptyFacts(listUnits(1000)), changes: undefined })],
  ['closing', closingFacts()],
  ['reminder', reminderFacts()],
  ['alert', alertFacts()],
];

/** What a reader of the HTML sees, and the preheader. */
function toVisibleText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>|<title>[\s\S]*?<\/title>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

/** Every text of a view that a person reads; widths and links' targets are none. */
function listTexts(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return key === 'url' || value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => listTexts(part, name));
}

function listUrls(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return key === 'url' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => listUrls(part, name));
}

describe.each(FACTS)('the %s mail', (_, facts) => {
  const view = toMailView(facts, FRAME);
  const mail = renderMail(facts, FRAME);

  it('shows every text of its view in the HTML part', () => {
    const visible = toVisibleText(mail.html);
    const { subject: _subject, ...texts } = view;
    for (const text of listTexts(texts)) expect(visible).toContain(text);
  });

  it('says the same in the text part, but for the tiles and what stands beside the subject', () => {
    const { subject: _subject, preheader: _preheader, tileRows: _tiles, ...texts } = view;
    for (const text of listTexts(texts)) expect(mail.text).toContain(text);
  });

  it('links to the same places in both parts', () => {
    const targets = [...mail.html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) =>
      url.replace(/&amp;/g, '&'),
    );
    expect(targets).toEqual(listUrls(view));
    for (const url of targets) expect(mail.text).toContain(`: ${url}\n`);
  });

  it('has a subject and a preheader of one line', () => {
    expect([mail.subject, mail.preheader]).toEqual([view.subject, view.preheader]);
    expect(mail.html).toContain(`<title>${view.subject}</title>`);
  });

  it('leaves no placeholder', () => {
    expect(mail.html + mail.text).not.toMatch(/\{\{|\}\}|undefined|\[object|NaN/);
  });

  it('is Vietnamese HTML that fetches nothing and is not cut short', () => {
    expect(mail.html).toMatch(/<html lang="vi"/);
    expect(mail.html).not.toMatch(/<(?:img|link|script|iframe|form|object)\b|url\(|@import|src=/i);
    // From 102 kB on the largest mail provider hides the rest.
    expect(Buffer.byteLength(mail.html)).toBeLessThan(90_000);
  });

  it('has no gaps of several lines in the text part', () => {
    expect(mail.text).not.toMatch(/\n\n\n|[^\S\n]\n/);
    expect(mail.text.startsWith(`${view.greeting}\n\n`)).toBe(true);
  });
});

describe('what somebody typed', () => {
  const line = 'Thư gửi tự động, không chứa thông tin cá nhân của tác giả.';
  const titles: readonly (readonly [typed: string, shown: string])[] = [
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['</td></table><a href="https://x.example">', '</td></table><a href="https://x.example">'],
    ['"><img src=x onerror=alert(1)>', '"><img src=x onerror=alert(1)>'],
    ["' onclick='x", "' onclick='x"],
    ['&lt;b&gt; &amp; &#60;', '&lt;b&gt; &amp; &#60;'],
    ['=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['+cmd', '+cmd'],
    ['@SUM(A1)', '@SUM(A1)'],
    [
      '{{footer}} {{{footer}}} {{&footer}} {{#sections}}',
      '{{footer}} {{{footer}}} {{&footer}} {{#sections}}',
    ],
    ['$& $1 $`', '$& $1 $`'],
    ['<!--[if mso]>', '<!--[if mso]>'],
    [
      `A\r\n${line}\nBảng tổng hợp: https://x.example`,
      `A ${line} Bảng tổng hợp: https://x.example`,
    ],
    ['A\u2028\u2029\u0085\v\f\u0000\u001b[31mB', 'A [31mB'],
    ['A\u202egnp.exe\u202c \u2066B\u2069\u200f', 'Agnp.exe B'],
  ];

  it.each(titles)('%j is text in both parts, as a title', (typed, shown) => {
    const examples = [{ kind: 'added', unit: HOSPITAL, title: typed }] as const;
    const changes: Changes = { ...CHANGES, examples };
    const mail = renderMail(digestFacts({ changes }), FRAME);
    const plain = renderMail(
      digestFacts({ changes: { ...changes, examples: [{ ...examples[0], title: 'Y' }] } }),
      FRAME,
    );
    expect(mail.text).toContain(`\n- Mới: “${shown}” (${HOSPITAL.name})\n`);
    expect(mail.text.split('\n').length).toBe(plain.text.split('\n').length);
    expect(toVisibleText(mail.html)).toContain(`Mới: “${shown}” (${HOSPITAL.name})`);
    expect(listTags(mail.html)).toEqual(listTags(plain.html));
  });

  it.each(titles)('%j is text in both parts, as the name of a unit', (typed, shown) => {
    const mail = renderMail(reminderFacts({ unit: { code: 'BT001', name: typed } }), FRAME);
    const plain = renderMail(reminderFacts({ unit: { code: 'BT001', name: 'Y' } }), FRAME);
    expect(mail.subject).toBe(`[Nhắc nộp] ${shown}: hạn gửi danh sách sáng kiến 31/03/2011`);
    expect(mail.text.startsWith(`Kính gửi ${shown},\n\nĐến nay`)).toBe(true);
    expect(toVisibleText(mail.html)).toContain(`Kính gửi ${shown},`);
    expect(listTags(mail.html)).toEqual(listTags(plain.html));
  });

  it('that is very long without a space is cut as a title', () => {
    const examples = [{ kind: 'added', unit: HOSPITAL, title: 'x'.repeat(50_000) }] as const;
    const mail = renderMail(digestFacts({ changes: { ...CHANGES, examples } }), FRAME);
    expect(Buffer.byteLength(mail.html)).toBeLessThan(60_000);
  });

  it('in a link stays within its attribute', () => {
    const url = 'https://x.example/?a="><b>&amp;=1';
    const links = [{ label: '<b>', url }];
    const mail = renderMail(reminderFacts(), { ...FRAME, links });
    expect(mail.html).toContain('href="https://x.example/?a=&quot;&gt;&lt;b&gt;&amp;amp;=1"');
    expect(mail.html).not.toContain('<b>');
  });
});

/** With their attributes, but for the one attribute that repeats the subject. */
function listTags(html: string): readonly string[] {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/aria-label="[^"]*"/, ''));
}

describe('the templates', () => {
  const folder = new URL('../../../lambdas/digest/templates/', import.meta.url);
  const known = new Set(['.', ...FACTS.flatMap(([, facts]) => listKeys(toMailView(facts, FRAME)))]);

  it.each(['mail.mjml', 'mail.mustache'])(
    '%s names only what a view has, and escapes it',
    async (name) => {
      const names = listNames(Mustache.parse(await readTemplate(name)));
      expect(names.length).toBeGreaterThan(10);
      expect(names.filter((one) => !known.has(one))).toEqual([]);
    },
  );

  it('show every field there is', async () => {
    const names = new Set(listNames(Mustache.parse(await readTemplate('mail.mjml'))));
    expect([...known].filter((key) => !names.has(key) && !key.endsWith('.length'))).toEqual([]);
  });

  it('hold no words of their own', async () => {
    const vietnamese = /[À-ɏḀ-ỿ]/;
    for (const name of ['mail.mjml', 'mail.mustache']) {
      expect(await readTemplate(name)).not.toMatch(vietnamese);
    }
  });

  async function readTemplate(name: string): Promise<string> {
    const source = await loadMailTemplate(new URL(name, folder).pathname);
    return JSON.parse(/^export const template = (.*);$/s.exec(source ?? '')?.[1] ?? '');
  }
});

function listKeys(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(listKeys);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    key,
    ...(Array.isArray(part) ? [`${key}.length`] : []),
    ...listKeys(part),
  ]);
}

/** Names in a template; an unescaped one is reported by a name no view has. */
function listNames(tokens: unknown): readonly string[] {
  if (!Array.isArray(tokens)) return [];
  return tokens.flatMap((token: unknown): readonly string[] => {
    if (!Array.isArray(token)) return [];
    const [type, name, , , inner] = token;
    if (type === 'text') return [];
    if (type === 'name') return [String(name)];
    if (type === '#' || type === '^') return [String(name), ...listNames(inner)];
    return [`unescaped ${String(name)}`];
  });
}
