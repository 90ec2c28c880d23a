/** Rows by unit, units and rows in their order. */
import type { ValidRow } from './valid-row.ts';

export function groupByUnit(rows: readonly ValidRow[]): ReadonlyMap<string, readonly ValidRow[]> {
  const units = new Map<string, ValidRow[]>();
  for (const row of rows) {
    const own = units.get(row.unit) ?? [];
    own.push(row);
    units.set(row.unit, own);
  }
  return units;
}
