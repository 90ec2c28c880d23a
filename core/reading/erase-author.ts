/** Takes one person's name out of texts, told by how names are read and not by their letters. */
import { ERASED_AUTHOR } from '../wording/erased-author.ts';
import { listAuthors, showAuthors } from './authors.ts';
import { toComparisonKey } from './vietnamese/comparison-key.ts';

declare const authorKeyBrand: unique symbol;
/** Equal for a name in any capitals, with any titles, with tones at either place. */
export type AuthorKey = string & { readonly [authorKeyBrand]: true };

/** @returns undefined unless the text is exactly one name, of at least two words */
export function parseAuthorKey(typed: string): AuthorKey | undefined {
  const [author, ...others] = listAuthors(typed);
  if (author === undefined || others.length > 0) return undefined;
  const key = toAuthorKey(author.name);
  return key.includes(' ') ? key : undefined;
}

function toAuthorKey(name: string): AuthorKey {
  return listWords(name)
    .map(({ key }) => key)
    .join(' ') as AuthorKey;
}

export function namesAuthor(cell: string, key: AuthorKey): boolean {
  return listAuthors(cell).some(({ name }) => toAuthorKey(name) === key);
}

/**
 * The authors cell with the fixed word where the person stood. Shares and other authors stay; what
 * was said beside the name (a title, a year of birth) goes with it.
 */
export function eraseFromAuthors(cell: string, key: AuthorKey): string {
  if (!namesAuthor(cell, key)) return cell;
  const parts = cell
    .split(/([;\n])/)
    .map((part) => (namesAuthor(part, key) ? erase(part, key) : part));
  const erased = parts.join('');
  // An encoding or a title may only be understood from the whole cell.
  return erased !== cell && !namesAuthor(erased, key) ? erased : erase(cell, key);
}

function erase(part: string, key: AuthorKey): string {
  const people = listAuthors(part).map((author) => ({
    ...author,
    name: eraseName(author.name, key),
  }));
  const space = /^\s*/.exec(part)?.[0] ?? '';
  return `${space}${showAuthors(people)}`;
}

/** Of a name that was read. */
export function eraseName(name: string, key: AuthorKey): string {
  return toAuthorKey(name) === key ? ERASED_AUTHOR : name;
}

/** Whether a free text has the words of the name beside each other. */
export function mentionsAuthor(text: string, key: AuthorKey): boolean {
  return eraseMentions(text, key) !== text;
}

export function eraseMentions(text: string, key: AuthorKey): string {
  const words = listWords(text);
  const wanted = key.split(' ');
  let result = '';
  let from = 0;
  for (let index = 0; index + wanted.length <= words.length; index += 1) {
    const found = words.slice(index, index + wanted.length);
    const [first, last] = [found[0], found[found.length - 1]];
    if (first === undefined || last === undefined) break;
    if (!found.every((word, offset) => word.key === wanted[offset])) continue;
    result += text.slice(from, first.from) + ERASED_AUTHOR;
    from = last.to;
    index += wanted.length - 1;
  }
  return from === 0 ? text : result + text.slice(from);
}

type Word = { readonly key: string; readonly from: number; readonly to: number };

function listWords(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    key: toComparisonKey(word),
    from: index,
    to: index + word.length,
  }));
}
