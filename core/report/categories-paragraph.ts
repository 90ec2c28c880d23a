/** Which categories the initiatives fall into, the largest first, with shares that add up. */
import type { Category } from '../lists.ts';
import { CATEGORIES } from '../lists.ts';
import { toShareTenths } from '../summary/largest-remainder.ts';
import type { Summary } from '../summary/summary.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import { CATEGORY_TEXTS, toInitiatives } from '../wording/report.ts';
import { HEADERS, TAB_TITLES } from '../wording/summary.ts';
import { formatTenths } from './format-tenths.ts';
import type { FigureParagraph, SourcedFigure } from './paragraph.ts';
import { toFigure, toParagraph } from './paragraph.ts';

type Counted = {
  readonly category: Category;
  readonly count: number;
  readonly name: string;
  readonly initiatives: string;
  readonly percent: string;
};

export function toCategoriesParagraph({ byCategory }: Summary): FigureParagraph {
  const shares = toShareTenths(CATEGORIES.map((category) => byCategory[category]));
  if (shares === undefined) return toParagraph(CATEGORY_TEXTS.nothing, []);
  const counted = CATEGORIES.map((category, index) =>
    toCounted(category, byCategory[category], shares[index] ?? 0),
  )
    .filter(({ count }) => count > 0)
    // Equal counts stay in the order of the list: sorting is stable.
    .sort((one, other) => other.count - one.count);
  const largest = counted.filter(({ count }) => count === counted[0]?.count);
  const others = counted.slice(largest.length);
  const empty = CATEGORIES.filter((category) => byCategory[category] === 0);
  const next = others.map(CATEGORY_TEXTS.item).join('; ');
  const sentences = [
    `${toFirst(largest)}${others.length === 0 ? '' : CATEGORY_TEXTS.following(next)}.`,
    ...(empty.length === 0 ? [] : [CATEGORY_TEXTS.empty(toNames(empty))]),
  ];
  return toParagraph(sentences.join(' '), counted.flatMap(toFigures));
}

function toCounted(category: Category, count: number, tenths: number): Counted {
  return {
    category,
    count,
    name: CATEGORY_NAMES[category],
    initiatives: toInitiatives(count),
    percent: formatTenths(tenths),
  };
}

function toFirst(largest: readonly Counted[]): string {
  const [first, ...equal] = largest;
  if (first === undefined) return '';
  if (equal.length === 0) return CATEGORY_TEXTS.one(first);
  return CATEGORY_TEXTS.tie(largest.map(CATEGORY_TEXTS.withPercent).join(', '), first.initiatives);
}

function toNames(categories: readonly Category[]): string {
  return categories.map((category) => CATEGORY_TEXTS.quoted(CATEGORY_NAMES[category])).join(', ');
}

function toFigures({ name, initiatives, percent }: Counted): readonly SourcedFigure[] {
  const place = { tab: TAB_TITLES.categories, row: name };
  return [
    toFigure(initiatives, { ...place, column: HEADERS.total }),
    toFigure(percent, { ...place, column: HEADERS.share }),
  ];
}
