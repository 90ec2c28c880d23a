/** What the authors cell means: names with their shares. */

import { formatShare } from '../format.ts';
import type { MessageCode } from '../message-codes.ts';
import type { Author } from '../record.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { cutTitles, mendNameCase } from './author-names.ts';
import { normaliseText } from './normalise-text.ts';
import { judgeShares, type SharedName } from './shares.ts';
import { type SplitAuthors, splitAuthors } from './split-authors.ts';
import { readEncoding, SLIP_CODES } from './text.ts';
import { accept, type Finding, quote, type Refusal, refuse, type Verdict } from './verdict.ts';
import { mendKeySlipsInNames } from './vietnamese/key-slips.ts';
import { hasQuestionMarkInside } from './vietnamese/lost-letters.ts';

export function readAuthors(typed: string): Verdict<readonly Author[]> {
  const read = readPeople(typed);
  if (read.kind === 'error') return read;
  const { codes, split, people } = read;
  if (people.length === 0) return refuse('E_REQUIRED', { cột: COLUMN_HEADERS.authors });
  const shares = [...people.map(({ share }) => share), ...split.vagueShares];
  const judged = judgeShares(shares);
  if (judged.kind === 'uneven') return refuse('E_SHARE');
  if (judged.kind === 'wrong') return refuse('E_SHARE', { x: formatShare(judged.sumPercent) });
  const authors = people.map(({ name, share }): Author => {
    const sharePercent = share ?? (people.length === 1 && !split.vague ? 100 : undefined);
    return sharePercent === undefined ? { name } : { name, sharePercent };
  });
  const vague = split.vague ? showVague(split.vagueShares) : '';
  const suggestion = showAuthors(authors) + vague;
  const findings: Finding[] = codes.map((code) => suggest(code, suggestion));
  if (split.divided) findings.push(found('W_AUTHOR_SPLIT', { n: String(people.length) }));
  if (split.vague) findings.push(found('W_AUTHOR_VAGUE'));
  if (split.notes.length > 0) {
    findings.push(found('W_NOTE', { n: quote(split.notes.join('; ')) }));
  }
  const titles = people.map((person) => person.titles).filter((title) => title !== '');
  if (titles.length > 0) findings.push(found('W_AUTHOR_TITLE', { v: quote(titles.join(', ')) }));
  if (people.some(({ recased }) => recased)) findings.push(suggest('W_NAME_CASE', suggestion));
  return accept(authors, findings);
}

type People = {
  readonly kind: 'people';
  readonly codes: readonly MessageCode[];
  readonly split: SplitAuthors;
  readonly people: readonly Person[];
};

function readPeople(typed: string): People | Refusal {
  const decoded = readEncoding(typed);
  if (decoded.kind === 'error') return decoded;
  const { text: normalised } = normaliseText(decoded.text, 'many');
  const keyed = mendKeySlipsInNames(normalised);
  // Judged after VIQR, whose «?» is a tone.
  if (hasQuestionMarkInside(keyed.text)) return refuse('E_LOST_CHARS');
  const codes = [...decoded.codes, ...keyed.methods.map((method) => SLIP_CODES[method])];
  const split = splitAuthors(keyed.text);
  const people = split.pieces.map(readPerson).filter(({ name }) => /\p{L}/u.test(name));
  return { kind: 'people', codes, split, people };
}

/** Who is named in a cell, or in a part of one, whether or not the shares add up. */
export function listAuthors(typed: string): readonly Author[] {
  const read = readPeople(typed);
  if (read.kind === 'error') return [];
  return read.people.map(({ name, share }) =>
    share === undefined ? { name } : { name, sharePercent: share },
  );
}

type Person = {
  readonly name: string;
  readonly share: number | undefined;
  readonly titles: string;
  readonly recased: boolean;
};

function readPerson(piece: SharedName): Person {
  const { name, titles } = cutTitles(piece.name);
  const mended = mendNameCase(name);
  return { name: mended, share: piece.sharePercent, titles, recased: mended !== name };
}

/** The cell as it should have been typed. */
export function showAuthors(authors: readonly Author[]): string {
  return authors
    .map(({ name, sharePercent }) =>
      sharePercent === undefined || sharePercent === 100
        ? name
        : `${name} (${formatShare(sharePercent)}%)`,
    )
    .join('; ');
}

function showVague(shares: readonly number[]): string {
  const [share] = shares;
  return share === undefined ? ' và cộng sự' : ` và cộng sự (${formatShare(share)}%)`;
}

function suggest(code: MessageCode, suggestion: string): Finding {
  return { code, values: { a: quote(suggestion) }, suggestion };
}

function found(code: MessageCode, values: Finding['values'] = {}): Finding {
  return { code, values };
}
