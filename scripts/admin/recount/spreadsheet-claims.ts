/** Spreadsheets that more than one unit's head claims: each unit but one has lost its own. */
import { readItems } from '../../../lambdas/adapters/table/read-items.ts';
import { toHeadKey } from '../../../lambdas/adapters/table/table-keys.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import type { Drift } from './find-unit-drift.ts';

/** Which is the rightful one no item tells, so nothing is mended. By unit, of all units. */
export async function findSharedSpreadsheets(
  table: ProgrammeTable,
  units: readonly string[],
): Promise<ReadonlyMap<string, Drift>> {
  const keys = units.map((unit) => toHeadKey(table.programme, unit));
  const heads = await readItems({ ...table, unit: table.programme }, keys);
  const ids = new Map(heads.map(({ pk, spreadsheetId }) => [pk, spreadsheetId]));
  const toId = (unit: string) => ids.get(toHeadKey(table.programme, unit).pk);
  return new Map(
    units.flatMap((unit): [string, Drift][] => {
      const id = toId(unit);
      if (typeof id !== 'string' || id === '') return [];
      const others = units.filter((other) => other !== unit && toId(other) === id);
      if (others.length === 0) return [];
      const found = `${id} is claimed by ${others.join(', ')} too`;
      return [[unit, { kind: 'spreadsheetShared', unit, place: 'HEAD', found, isMendable: false }]];
    }),
  );
}
