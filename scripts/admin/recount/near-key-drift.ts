/** Near-duplicate keys that should stand for a programme's rows, against those that do. */
import type { NearKeyItem, NearKeyRef } from '../../../core/near/near-key-items.ts';
import { planNearKeyItems } from '../../../core/near/near-key-items.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { toNearPartition } from '../../../lambdas/adapters/table/table-keys.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import type { RawItem } from '../raw-items.ts';
import { scanProgramme, toItemKey } from '../raw-items.ts';
import type { Stop } from '../stop.ts';
import type { Drift } from './find-unit-drift.ts';

export type NearKeyFindings = {
  readonly drifts: readonly Drift[];
  readonly puts: readonly NearKeyItem[];
  readonly removes: readonly NearKeyRef[];
};

/** Holds titles of all rows under their keys: some megabytes for a province. */
export type ExpectedKeys = Map<string, NearKeyItem>;

export function addExpectedKeys(
  expected: ExpectedKeys,
  unit: string,
  rows: readonly StoredRow[],
): void {
  for (const item of planNearKeyItems(unit, rows)) expected.set(toText(item), item);
}

/** @param units whose keys are looked at; those of others stay as they are */
export async function findNearKeyDrift(
  table: ProgrammeTable,
  expected: ExpectedKeys,
  units: (unit: string) => boolean,
  stop: Stop,
): Promise<NearKeyFindings> {
  const missing = new Map(expected);
  const drifts: Drift[] = [];
  const puts: NearKeyItem[] = [];
  const removes: NearKeyRef[] = [];
  for await (const items of scanProgramme(table, {
    prefix: toNearPartition(table.programme, ''),
  })) {
    stop.check();
    for (const item of items) {
      const ref = toRef(table.programme, item);
      if (!units(ref.unit)) continue;
      const wanted = expected.get(toText(ref));
      missing.delete(toText(ref));
      if (wanted === undefined) {
        removes.push(ref);
        drifts.push({
          kind: 'nearKeyOrphan',
          unit: ref.unit,
          place: toPlace(ref),
          isMendable: true,
        });
      } else if (item.title?.S !== wanted.title || item.year?.S !== wanted.year) {
        puts.push(wanted);
        drifts.push({
          kind: 'nearKeyDiffers',
          unit: ref.unit,
          place: toPlace(ref),
          isMendable: true,
        });
      }
    }
  }
  for (const item of missing.values()) {
    puts.push(item);
    drifts.push({
      kind: 'nearKeyMissing',
      unit: item.unit,
      place: toPlace(item),
      isMendable: true,
    });
  }
  return { drifts, puts, removes };
}

/** By its keys, whatever its attributes say. */
function toRef(programme: string, item: RawItem): NearKeyRef {
  const { pk, sk } = toItemKey(item);
  const [unit = '', id = ''] = sk.split('#');
  return { key: pk.slice(toNearPartition(programme, '').length), unit, id };
}

function toText({ key, unit, id }: NearKeyRef): string {
  return `${key}\n${unit}\n${id}`;
}

/** A key is made of words of a title. */
function toPlace({ key, id }: NearKeyRef): string {
  return `${id} under ${key}`;
}
