/** A programme as the committee's tab has it: its targets and its deadline are the accepted ones. */
import { CATEGORIES } from '../lists.ts';
import type { Programme } from '../programme.ts';
import { compareCodes } from '../programme.ts';
import type { PreviousPeriod, Targets } from '../targets.ts';
import type { Catalogue } from './catalogue.ts';
import type { CatalogueKey, SingleItem } from './catalogue-key.ts';
import { parseCatalogueKey, toCatalogueKey, toCategoryItem } from './catalogue-key.ts';
import type { CatalogueValue } from './catalogue-value.ts';
import { type CatalogueValues, toInitialValues } from './initial-values.ts';

/** @param catalogue undefined before the tab was first taken in */
export function withCatalogue(programme: Programme, catalogue: Catalogue | undefined): Programme {
  if (catalogue === undefined || catalogue.entries.length === 0) return programme;
  const values = toCurrentValues(programme, catalogue);
  const { deadline: _deadline, targets: _targets, ...rest } = programme;
  const deadline = values.get(toCatalogueKey({ item: 'deadline' }));
  return {
    ...rest,
    targets: toTargets(programme, values),
    ...(typeof deadline === 'string' ? { deadline } : {}),
  };
}

/** Accepted ones, and the programme's own where nothing was accepted yet. */
export function toCurrentValues(programme: Programme, catalogue: Catalogue): CatalogueValues {
  const values = new Map<CatalogueKey, CatalogueValue>(toInitialValues(programme));
  for (const { key, value } of catalogue.entries) {
    if (value === null) values.delete(key);
    else values.set(key, value);
  }
  return values;
}

function toTargets(programme: Programme, values: CatalogueValues): Targets {
  const known = new Set(programme.units.map(({ code }) => code));
  const ofUnits = [...values].flatMap(([key, value]) => {
    const parts = parseCatalogueKey(key);
    // The list of units may have changed since.
    if (parts === undefined || !('unit' in parts) || !known.has(parts.unit)) return [];
    return [{ ...parts, value }];
  });
  const sorted = ofUnits.sort((one, other) => compareCodes(one.unit, other.unit));
  const previous = toPrevious(values);
  return {
    ...(previous === undefined ? {} : { previous }),
    revenues: sorted.flatMap(({ item, unit, value }) =>
      item === 'revenue' && typeof value === 'number' ? [{ unit, dong: value }] : [],
    ),
    modelUnits: sorted.flatMap(({ item, unit }) => (item === 'model' ? [unit] : [])),
  };
}

/** Nothing can be compared with a period of which one of the four is not known. */
function toPrevious(values: CatalogueValues): PreviousPeriod | undefined {
  const findValue = (item: SingleItem) => values.get(toCatalogueKey({ item }));
  const numberOf = (item: SingleItem) => {
    const value = findValue(item);
    return typeof value === 'number' ? value : undefined;
  };
  const period = findValue('previousPeriod');
  const total = numberOf('previousTotal');
  const counted = numberOf('previousCounted');
  const totalDong = numberOf('previousDong');
  if (typeof period !== 'string' || total === undefined) return undefined;
  if (counted === undefined || totalDong === undefined) return undefined;
  const named = CATEGORIES.flatMap((category) => {
    const count = numberOf(toCategoryItem(category));
    return count === undefined ? [] : [[category, count] as const];
  });
  const byCategory = Object.fromEntries(named);
  return {
    period,
    total,
    counted,
    totalDong,
    ...(named.length === 0 ? {} : { byCategory }),
  };
}
