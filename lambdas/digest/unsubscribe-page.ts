/** The page an unsubscribe link opens: it asks, says it is done, or says nothing. */
import type { HttpReply } from '../http/http-reply.ts';

export type Page = {
  readonly statusCode: number;
  readonly title: string;
  readonly text: string;
  /** Words of a button that asks for the same address again, by POST. */
  readonly button?: string;
};

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const STYLE = [
  'body{font:16px/1.6 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0;padding:24px}',
  'main{max-width:34em;margin:0 auto}h1{font-size:1.25em}',
  'button{font:inherit;color:#fff;background:#8a1c1c;border:0;border-radius:4px;padding:12px 20px}',
].join('');

/** A form without an action posts to the address it came from, so the link stays what it was. */
export function toPageReply({ statusCode, title, text, button }: Page): HttpReply {
  const form =
    button === undefined
      ? ''
      : `<form method="post"><button type="submit">${toHtml(button)}</button></form>`;
  return {
    statusCode,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
    body: [
      '<!doctype html><html lang="vi"><head><meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width,initial-scale=1">',
      '<meta name="robots" content="noindex">',
      `<title>${toHtml(title)}</title><style>${STYLE}</style></head>`,
      `<body><main><h1>${toHtml(title)}</h1><p>${toHtml(text)}</p>${form}</main></body></html>`,
    ].join(''),
  };
}

function toHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
