/** Which partitions and items a programme has, by their keys alone. */
import type { ItemKey } from '../../../lambdas/adapters/table/table-keys.ts';
import {
  toCatalogueHistoryPartition,
  toProgrammeKey,
} from '../../../lambdas/adapters/table/table-keys.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import { compareKeys, scanProgramme, toItemKey } from '../raw-items.ts';

/** Memory grows with the number of keys, some 100 bytes each, never with what the items hold. */
export type Survey = {
  /** Codes in order, each with the partitions of its rows' histories. */
  readonly units: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of everything that belongs to no unit's own partitions, in order. */
  readonly others: readonly ItemKey[];
};

export async function surveyProgramme(table: ProgrammeTable): Promise<Survey> {
  const units = new Map<string, Set<string>>();
  const others: ItemKey[] = [];
  const whole = new Set([
    toProgrammeKey(table.programme),
    toCatalogueHistoryPartition(table.programme),
  ]);
  for await (const items of scanProgramme(table, { keysOnly: true })) {
    for (const key of items.map(toItemKey)) {
      const own = parseUnitPartition(table.programme, key.pk);
      if (own !== undefined) addPartition(units, own, key.pk);
      else if (!whole.has(key.pk)) others.push(key);
    }
  }
  const sorted = [...units].sort(([one], [other]) => (one < other ? -1 : 1));
  return { units: new Map(sorted), others: others.sort(compareKeys) };
}

type UnitPartition = { readonly unit: string; readonly isHistory: boolean };

/** `P#<programme>#U#<unit>` or `…#R#<row>`; no code has a «#». */
function parseUnitPartition(programme: string, pk: string): UnitPartition | undefined {
  const prefix = `${toProgrammeKey(programme)}#U#`;
  if (!pk.startsWith(prefix)) return undefined;
  const [unit = '', ...rest] = pk.slice(prefix.length).split('#');
  return { unit, isHistory: rest.length > 0 };
}

function addPartition(
  units: Map<string, Set<string>>,
  { unit, isHistory }: UnitPartition,
  pk: string,
): void {
  const histories = units.get(unit) ?? new Set();
  if (isHistory) histories.add(pk);
  units.set(unit, histories);
}
