/** What one header of a person's own list means. */
import type { EntryColumn, TypedColumn } from '../columns.ts';
import { TYPED_COLUMNS } from '../columns.ts';
import { once } from '../once.ts';
import { findColumn } from '../wording/columns.ts';
import { HEADER_ALIASES, UNCLEAR_HEADERS, UNIT_HEADERS } from '../wording/header-aliases.ts';
import { MAX_HEADER_LENGTH, toHeaderKey, toHeaderWords } from './header-key.ts';

export type HeaderMeaning =
  /** The lower the rank the better the match; 0 is the template's own header. */
  | { readonly kind: 'column'; readonly column: EntryColumn; readonly rank: number }
  | { readonly kind: 'unclear'; readonly columns: readonly TypedColumn[] }
  /** Money, but not in đồng a year: taken as it stands it would be wrong a thousandfold. */
  | { readonly kind: 'otherMeasure' }
  /** Where the author works. */
  | { readonly kind: 'unit' }
  | { readonly kind: 'unknown' };

type Alias = { readonly column: TypedColumn; readonly rank: number };

type KnownHeaders = {
  readonly aliases: ReadonlyMap<string, Alias>;
  readonly unclear: ReadonlyMap<string, readonly TypedColumn[]>;
  readonly units: ReadonlySet<string>;
};

/** Keys need the table of syllables: no run waits for it that meets no list to adopt. */
const readKnown = once((): KnownHeaders => {
  const aliases = TYPED_COLUMNS.flatMap((column) =>
    HEADER_ALIASES[column].map(
      (alias, index) => [toHeaderKey(alias), { column, rank: index + 1 }] as const,
    ),
  );
  return {
    aliases: new Map(aliases.reverse()),
    unclear: new Map(UNCLEAR_HEADERS.map(({ header, columns }) => [toHeaderKey(header), columns])),
    units: new Set(UNIT_HEADERS.map(toHeaderKey)),
  };
});
/** A header known only without its brackets comes after every one known whole. */
const BRACKETS_RANK = 100;

/** @param isMeasuredAbove whether a line above the list says that money is not in đồng */
export function matchHeader(text: string, isMeasuredAbove = false): HeaderMeaning {
  // However long: behind the receipt's header a whole banner may stand.
  const exact = findColumn(text);
  if (exact !== undefined) return { kind: 'column', column: exact, rank: 0 };
  if (text.length > MAX_HEADER_LENGTH || text.trim() === '') return { kind: 'unknown' };
  const whole = toHeaderKey(text);
  const bare = toHeaderKey(text.replace(/\([^()]*\)|\[[^\]]*\]/g, ' '));
  const { aliases, unclear, units } = readKnown();
  const alias = aliases.get(whole) ?? addRank(aliases.get(bare));
  if (alias !== undefined) {
    const isWrong = alias.column === 'benefit' && !isInDong(text, isMeasuredAbove);
    return isWrong ? { kind: 'otherMeasure' } : { kind: 'column', ...alias };
  }
  if (units.has(whole) || units.has(bare)) return { kind: 'unit' };
  const columns = unclear.get(whole) ?? unclear.get(bare);
  return columns === undefined ? { kind: 'unknown' } : { kind: 'unclear', columns };
}

function addRank(alias: Alias | undefined): Alias | undefined {
  return alias === undefined ? undefined : { ...alias, rank: alias.rank + BRACKETS_RANK };
}

const OTHER_MEASURE = new RegExp(
  [
    'trieu|nghin|ngan|trd|tr d|tr dong|ti(?! le)|1 ?000 ?(?:dong|d|vnd)|usd',
    'dong (?:1 |mot |moi )?(?:thang|qui)',
    '(?:0?[2-9]|[1-9]\\d) nam',
  ]
    .map((words) => `(?:^| )(?:${words})(?= |$)`)
    .join('|'),
);

/** What the header itself says weighs more than a line above. */
function isInDong(text: string, isMeasuredAbove: boolean): boolean {
  if (namesOtherMeasure(text)) return false;
  return !isMeasuredAbove || /(?:^| )(?:dong|vnd)(?= |$)/.test(toHeaderWords(text).join(' '));
}

/** «(triệu đồng)», «1.000đ», «đồng/tháng», «3 năm». */
export function namesOtherMeasure(text: string): boolean {
  return OTHER_MEASURE.test(toHeaderWords(text).join(' '));
}

/** A line above a list such as «Đơn vị tính: triệu đồng». */
export function isMeasureLine(text: string): boolean {
  if (text.length > MAX_HEADER_LENGTH) return false;
  const words = toHeaderWords(text).join(' ');
  return /(?:^| )(?:dvt|don vi tinh)(?: |$)/.test(words) && OTHER_MEASURE.test(words);
}
