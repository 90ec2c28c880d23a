/** One mail as its reader gets it: subject, preheader, and the same words as HTML and as text. */
import Mustache from 'mustache';
import { toMailView } from '../../core/digest/mail-content.ts';
import type { MailFacts, MailFrame } from '../../core/digest/mail-facts.ts';
import { toOneLine } from '../../core/digest/one-line.ts';
import { template as htmlTemplate } from './templates/mail.mjml';
import { template as textTemplate } from './templates/mail.mustache';

export type RenderedMail = {
  readonly subject: string;
  /** What mail programs show beside the subject. */
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
};

/** Whatever somebody typed stays text in both parts and within its own line. */
export function renderMail(facts: MailFacts, frame: MailFrame): RenderedMail {
  const view = toMailView(facts, frame);
  return {
    subject: toOneLine(view.subject),
    preheader: toOneLine(view.preheader),
    html: Mustache.render(htmlTemplate, view, {}, { escape: toHtmlText }),
    text: Mustache.render(textTemplate, view, {}, { escape: toPlainText }),
  };
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function toHtmlText(value: unknown): string {
  return toPlainText(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function toPlainText(value: unknown): string {
  return toOneLine(String(value));
}
