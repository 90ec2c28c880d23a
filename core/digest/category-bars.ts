/** Rows by category as bars: lengths by the greatest, shares that add up to 100,0 %. */

import { formatDong } from '../format.ts';
import { CATEGORIES } from '../lists.ts';
import { formatTenths } from '../report/format-tenths.ts';
import { toShareTenths } from '../summary/largest-remainder.ts';
import type { Summary } from '../summary/summary.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import type { MailBar } from './mail-view.ts';

/** None where nothing is counted yet: of nothing there is nothing to draw. */
export function toCategoryBars(byCategory: Summary['byCategory']): readonly MailBar[] {
  const counts = CATEGORIES.map((category) => byCategory[category]);
  const shares = toShareTenths(counts);
  if (shares === undefined) return [];
  const greatest = Math.max(...counts);
  return CATEGORIES.map((category, index) => {
    const count = counts[index] ?? 0;
    return {
      label: CATEGORY_NAMES[category],
      value: formatDong(count),
      share: formatTenths(shares[index] ?? 0),
      drawn: count === 0 ? [] : [toWidth(count, greatest)],
    };
  });
}

/** Never so thin that it looks like a 0. */
function toWidth(count: number, greatest: number): MailBar['drawn'][number] {
  const width = Math.max(1, Math.round((100 * count) / greatest));
  return { width, rest: 100 - width };
}
