/** A mail in words, before it has a look: what the templates of both parts are filled with. */
import type { MailLink } from './mail-facts.ts';

/**
 * Texts are not escaped and may hold whatever somebody typed; whoever fills a template folds them
 * to one line. Every field is there even when it is empty: a template looks for a missing one
 * further out.
 */
export type MailView = {
  readonly subject: string;
  readonly preheader: string;
  readonly programme: string;
  readonly kindName: string;
  /** «Số liệu đến …»; '' where no figures are told. */
  readonly asOf: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** Two in a row. */
  readonly tileRows: readonly { readonly tiles: readonly MailTile[] }[];
  readonly mainLinks: readonly MailLink[];
  readonly sections: readonly MailSection[];
  readonly footer: string;
  /** Of one link or none. */
  readonly unsubscribe: readonly MailLink[];
};

/** A figure that is seen before a word is read. */
export type MailTile = { readonly value: string; readonly label: string };

export type MailSection = {
  readonly title: string;
  readonly texts: readonly string[];
  readonly bars: readonly MailBar[];
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  readonly items: readonly { readonly mark: string; readonly text: string }[];
  readonly links: readonly MailLink[];
};

export type MailBar = {
  readonly label: string;
  readonly value: string;
  /** «66,8%» */
  readonly share: string;
  /** Of one width in whole percent of the greatest bar, 1 to 100; empty for a 0. */
  readonly drawn: readonly { readonly width: number; readonly rest: number }[];
};

export function toSection(title: string, parts: Partial<Omit<MailSection, 'title'>>): MailSection {
  return { title, texts: [], bars: [], figures: [], items: [], links: [], ...parts };
}
