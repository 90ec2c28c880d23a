/** Divides the authors cell into names with shares: silently at «;» and lines, else with a warning. */
import { cutTitles, isTeamName, isTitleOnly, looksLikePerson } from './author-names.ts';
import { cutShare, isNoteAlone, type SharedName } from './shares.ts';

export type SplitAuthors = {
  readonly pieces: readonly SharedName[];
  /** Whether commas or «và» divided authors, which may be a mistake. */
  readonly divided: boolean;
  /** Whether co-authors are mentioned without names. */
  readonly vague: boolean;
  /** Shares given to those. */
  readonly vagueShares: readonly number[];
  /** What stands beside the names, in the order of the text. */
  readonly notes: readonly string[];
};

const UNNAMED = '(?:cộng sự|cs|đồng tác giả|tác giả|đồng nghiệp|cộng tác viên|ctv)';
/** «và cộng sự», «(cùng các tác giả)»; or a piece that is nothing else. */
const VAGUE = new RegExp(
  [
    `(?:^|[\\s,(])(?:và|cùng|&|\\+) ?(?:các |nhóm |những |một số )?${UNNAMED}(?!\\p{L})`,
    '(?:^|, ?)(?:các )?(?:cộng sự|đồng tác giả|tác giả khác)\\.?(?=\\s*(?:\\(|$|\\d))',
  ].join('|'),
  'iu',
);
const AND_SO_ON = /[\s,](?:v\. ?v\.?|\.{2,3}|…)$/u;

export function splitAuthors(text: string): SplitAuthors {
  const pieces: SharedName[] = [];
  const vagueShares: number[] = [];
  const notes: string[] = [];
  let divided = false;
  let vague = false;
  for (const line of text.split(/[;\n]/)) {
    const entry = line.replace(/^\s*(?:\d{1,2}[.)]|[-•*+])\s*/u, '').trim();
    const { named, unnamed } = cutUnnamed(entry);
    if (unnamed !== undefined) {
      vague = true;
      const { sharePercent } = cutShare(unnamed);
      if (sharePercent !== undefined) vagueShares.push(sharePercent);
    }
    const names = splitNames(named);
    const authors = names.filter((name) => !isNoteAlone(name)).map(cutShare);
    divided ||= authors.length > 1;
    pieces.push(...authors);
    notes.push(
      ...names.flatMap((name) => (isNoteAlone(name) ? [name] : (cutShare(name).note ?? []))),
    );
  }
  return { pieces, divided, vague, vagueShares, notes };
}

/** Takes co-authors without names out of an entry, with all that is said of them up to a comma. */
function cutUnnamed(entry: string): { readonly named: string; readonly unnamed?: string } {
  const mention = VAGUE.exec(entry) ?? AND_SO_ON.exec(entry);
  if (mention === null) return { named: entry };
  const from = mention.index + mention[0].length;
  const comma = entry.slice(from).search(/,(?!\d)/);
  const to = comma < 0 ? entry.length : from + comma;
  const named = entry.slice(0, mention.index) + entry.slice(to);
  const unnamed = entry.slice(mention.index, to).trim();
  return { named, unnamed: unnamed.replace(/^\((.*)\)$/s, '$1') };
}

/** Commas and «và» divide people; within the name of a team only before another author. */
function splitNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const { name, divider } of divideNames(text)) {
    const before = names[names.length - 1];
    if (name === '') continue;
    if (before === undefined) names.push(name);
    else if (isTitleOnly(before)) names[names.length - 1] = `${before.replace(/\.$/, '')}. ${name}`;
    else if (isTitleOnly(name)) names[names.length - 1] = `${name.replace(/\.$/, '')}. ${before}`;
    else if (continuesTeam(before, name)) names[names.length - 1] = before + divider + name;
    else names.push(name);
  }
  return names;
}

type DividedName = { readonly name: string; readonly divider: string };

/** Cuts at commas and «và» outside brackets; a comma between digits belongs to a share. */
function divideNames(text: string): readonly DividedName[] {
  const names: DividedName[] = [];
  let divider = '';
  let depth = 0;
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(/[(),]|(?<=[\s)])và(?=\s)/giu)) {
    if (mark === '(') depth += 1;
    else if (mark === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && !/^\d,\d$/.test(text.slice(index - 1, index + 2))) {
      names.push({ name: text.slice(from, index).trim(), divider });
      divider = mark === ',' ? ', ' : ` ${mark} `;
      from = index + mark.length;
    }
  }
  return [...names, { name: text.slice(from).trim(), divider }];
}

/** «Phòng Tổ chức, Hành chính»: what follows is neither a team nor a person. */
function continuesTeam(before: string, part: string): boolean {
  if (!isTeamName(before) || cutShare(before).sharePercent !== undefined) return false;
  const { name } = cutShare(part);
  return !isTeamName(name) && !looksLikePerson(cutTitles(name).name);
}
