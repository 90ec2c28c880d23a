/** What the committee may bring along, item by item; an item of a unit carries the unit's code. */
import type { Category } from '../lists.ts';
import { CATEGORIES } from '../lists.ts';

export const UNIT_ITEMS = ['revenue', 'model'] as const;
export type UnitItem = (typeof UNIT_ITEMS)[number];

export type CategoryItem = `previous${Category}`;
const CATEGORY_ITEMS: readonly CategoryItem[] = CATEGORIES.map(toCategoryItem);

/** In the order of the tab. */
export const SINGLE_ITEMS = [
  'previousPeriod',
  'previousTotal',
  'previousCounted',
  'previousDong',
  ...CATEGORY_ITEMS,
  'deadline',
] as const;
export type SingleItem = (typeof SINGLE_ITEMS)[number];

export const CATALOGUE_ITEMS: readonly CatalogueItem[] = [...SINGLE_ITEMS, ...UNIT_ITEMS];
export type CatalogueItem = SingleItem | UnitItem;

declare const catalogueKeyBrand: unique symbol;
/** «deadline», or «revenue.BT061». */
export type CatalogueKey = string & { readonly [catalogueKeyBrand]: true };

export type CatalogueKeyParts =
  | { readonly item: SingleItem }
  | { readonly item: UnitItem; readonly unit: string };

/** As `unitCode` has it; whether the programme has such a unit only the server knows. */
const UNIT = /^[A-Z][A-Z0-9]{1,15}$/;

export function toCatalogueKey(parts: CatalogueKeyParts): CatalogueKey {
  return ('unit' in parts ? `${parts.item}.${parts.unit}` : parts.item) as CatalogueKey;
}

export function toCategoryItem(category: Category): CategoryItem {
  return `previous${category}`;
}

export function parseCatalogueKey(text: string): CatalogueKeyParts | undefined {
  const [name = '', unit, ...more] = text.split('.');
  if (more.length > 0) return undefined;
  if (unit === undefined) {
    const item = SINGLE_ITEMS.find((one) => one === name);
    return item === undefined ? undefined : { item };
  }
  const item = UNIT_ITEMS.find((one) => one === name);
  return item === undefined || !isUnitCode(unit) ? undefined : { item, unit };
}

export function isUnitCode(text: string): boolean {
  return UNIT.test(text);
}

export function isUnitItem(item: CatalogueItem): item is UnitItem {
  return UNIT_ITEMS.some((one) => one === item);
}

/** Every key a programme with these units may have, in the order of the tab. */
export function listCatalogueKeys(units: readonly string[]): readonly CatalogueKey[] {
  return [
    ...SINGLE_ITEMS.map((item) => toCatalogueKey({ item })),
    ...UNIT_ITEMS.flatMap((item) => units.map((unit) => toCatalogueKey({ item, unit }))),
  ];
}
