/** What is strange about an accepted value, measured by the programme's own period and units. */
import { formatDay, formatPeriod } from '../format.ts';
import type { Programme } from '../programme.ts';
import { listUnitsInPeriod } from '../programme.ts';
import type { Day } from '../rules.ts';
import type { CatalogueMessage } from './catalogue-codes.ts';
import type { CatalogueKey } from './catalogue-key.ts';
import { parseCatalogueKey } from './catalogue-key.ts';
import type { CatalogueValue } from './catalogue-value.ts';

/** A summary that takes longer is hardly meant. */
const MAX_DEADLINE_YEARS = 3;

export function listValueWarnings(
  programme: Programme,
  key: CatalogueKey,
  value: CatalogueValue | undefined,
): readonly CatalogueMessage[] {
  const parts = parseCatalogueKey(key);
  if (parts === undefined || value === undefined) return [];
  switch (parts.item) {
    case 'previousPeriod':
      return warnOfPeriod(programme, String(value));
    case 'deadline':
      return warnOfDeadline(programme, String(value));
    case 'model':
      return warnOfModel(programme, parts.unit);
    default:
      return [];
  }
}

/** A period that begins within a year may share that year with the one before. */
function warnOfPeriod({ period }: Programme, name: string): readonly CatalogueMessage[] {
  const last = name.slice(-4);
  const first = period.from.slice(0, 4);
  const isBefore = last < first || (last === first && !period.from.endsWith('-01-01'));
  if (isBefore) return [];
  return [{ code: 'W_SAME_PERIOD', values: { v: name, a: formatPeriod(period) } }];
}

function warnOfDeadline({ period }: Programme, day: Day): readonly CatalogueMessage[] {
  const a = formatDay(period.to);
  if (day < period.to) return [{ code: 'W_DEADLINE_EARLY', values: { a } }];
  const years = Number(period.to.slice(0, 4)) + MAX_DEADLINE_YEARS;
  const latest = `${String(years).padStart(4, '0')}${period.to.slice(4)}`;
  return day > latest ? [{ code: 'W_DEADLINE_LATE', values: { a } }] : [];
}

function warnOfModel(programme: Programme, unit: string): readonly CatalogueMessage[] {
  const isInPeriod = listUnitsInPeriod(programme).some(({ code }) => code === unit);
  return isInPeriod ? [] : [{ code: 'W_MODEL_OUTSIDE', values: {} }];
}
