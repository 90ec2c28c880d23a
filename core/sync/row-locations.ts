/** Where a unit's rows stand on its tab, so that a link can lead to the row itself. */

import { MAX_LOCATED_ROWS } from '../messages/sync-limits.ts';
import type { RowLocations } from '../messages/sync-request.ts';
import type { PlannedRow } from './plan-run.ts';

/** Rows without an id stand nowhere yet, and a pair that waits for its content no longer does. */
export function toRowLocations(sheetId: number, rows: readonly PlannedRow[]): RowLocations {
  const standing = rows.flatMap(({ row: { rowNumber }, plan, planned }) =>
    planned === undefined || plan.kind === 'emptied' ? [] : [{ rowNumber, id: planned.id }],
  );
  const numbers = standing.map(({ rowNumber }) => rowNumber);
  const firstRow = numbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const lastRow = numbers.reduce((one, other) => Math.max(one, other), 0);
  const count = lastRow - firstRow + 1;
  // Without its rows the tab is still worth a link.
  if (standing.length === 0 || count > MAX_LOCATED_ROWS) return { sheetId, firstRow: 1, ids: [] };
  const ids = Array.from({ length: count }, () => '');
  for (const { rowNumber, id } of standing) ids[rowNumber - firstRow] = id;
  return { sheetId, firstRow, ids };
}

/** Row numbers by id. */
export function toRowNumbers({ firstRow, ids }: RowLocations): ReadonlyMap<string, number> {
  return new Map(ids.flatMap((id, index) => (id === '' ? [] : [[id, firstRow + index] as const])));
}

export function equalLocations(one: RowLocations | undefined, other: RowLocations): boolean {
  return (
    one !== undefined &&
    one.sheetId === other.sheetId &&
    one.firstRow === other.firstRow &&
    one.ids.length === other.ids.length &&
    one.ids.every((id, index) => id === other.ids[index])
  );
}
