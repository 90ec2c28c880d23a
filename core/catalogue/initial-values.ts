/** What a programme's own files say, as values of the catalogue: they count until it was taken in. */
import { CATEGORIES } from '../lists.ts';
import type { Programme } from '../programme.ts';
import type { CatalogueKey } from './catalogue-key.ts';
import { toCatalogueKey, toCategoryItem } from './catalogue-key.ts';
import type { CatalogueValue } from './catalogue-value.ts';

export type CatalogueValues = ReadonlyMap<CatalogueKey, CatalogueValue>;

export function toInitialValues({ targets, deadline }: Programme): CatalogueValues {
  const previous = targets?.previous;
  const single = [
    ['previousPeriod', previous?.period],
    ['previousTotal', previous?.total],
    ['previousCounted', previous?.counted],
    ['previousDong', previous?.totalDong],
    ...CATEGORIES.map(
      (category) => [toCategoryItem(category), previous?.byCategory?.[category]] as const,
    ),
    ['deadline', deadline],
  ] as const;
  return new Map<CatalogueKey, CatalogueValue>([
    ...single.flatMap(([item, value]) =>
      value === undefined ? [] : [[toCatalogueKey({ item }), value] as const],
    ),
    ...(targets?.revenues ?? []).map(
      ({ unit, dong }) => [toCatalogueKey({ item: 'revenue', unit }), dong] as const,
    ),
    ...(targets?.modelUnits ?? []).map(
      (unit) => [toCatalogueKey({ item: 'model', unit }), true] as const,
    ),
  ]);
}
