/** What a new «Danh mục» is to show: every line a programme may have, with the value that counts. */
import { formatDay, formatDong } from '../format.ts';
import type { CatalogueReply } from '../messages/catalogue.ts';
import type { Programme } from '../programme.ts';
import { listUnitsInPeriod } from '../programme.ts';
import type { Catalogue } from './catalogue.ts';
import type { CatalogueItem } from './catalogue-key.ts';
import { listCatalogueKeys, parseCatalogueKey } from './catalogue-key.ts';
import type { CatalogueValue } from './catalogue-value.ts';
import { toCurrentValues } from './with-catalogue.ts';

type OpenedLines = Extract<CatalogueReply, { kind: 'opened' }>['lines'];

export function listOpenedLines(programme: Programme, catalogue: Catalogue): OpenedLines {
  const values = toCurrentValues(programme, catalogue);
  const names = new Map(programme.units.map(({ code, name }) => [code, name]));
  const units = listUnitsInPeriod(programme).map(({ code }) => code);
  const keys = listCatalogueKeys(units);
  // A unit outside the period may have a value all the same: without its line it would be withdrawn.
  const others = [...values.keys()].filter((key) => !keys.includes(key));
  return [...keys, ...others].flatMap((key) => {
    const parts = parseCatalogueKey(key);
    if (parts === undefined) return [];
    const unitName = 'unit' in parts ? (names.get(parts.unit) ?? '') : '';
    return [{ key, unitName, cell: toCell(parts.item, values.get(key)) }];
  });
}

function toCell(item: CatalogueItem, value: CatalogueValue | undefined): string | boolean {
  if (item === 'model') return value === true;
  return value === undefined ? '' : toShownValue(item, value);
}

/** As a person would type it, so that it reads as the same value. */
export function toShownValue(item: CatalogueItem, value: CatalogueValue): string {
  if (value === true) return 'x';
  if (item === 'deadline') return formatDay(String(value));
  if (typeof value === 'string') return value;
  return item === 'revenue' || item === 'previousDong' ? toMoneyText(value) : formatDong(value);
}

/** Below this a bare number is taken for one that lacks its unit. */
const SMALLEST_BARE_DONG = 10_000;

function toMoneyText(dong: number): string {
  if (dong === 0 || dong >= SMALLEST_BARE_DONG) return formatDong(dong);
  return `${String(dong / 1_000).replace('.', ',')} nghìn`;
}
