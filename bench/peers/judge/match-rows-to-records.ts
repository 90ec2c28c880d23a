/** Which record speaks of which row, told by what they say and never by anybody's key. */
import { toContent } from '../../../local/simulator/sheet-snapshot.ts';
import type { RecordEvidence } from '../record-evidence.ts';
import type { SheetTruth } from './follow-rows.ts';
import { toTitle } from './sheet-rows.ts';

export type TruthRow = SheetTruth['rows'][number];

export type Match = {
  readonly recordOf: ReadonlyMap<TruthRow, RecordEvidence>;
  /** Active records no row was left for. */
  readonly spare: readonly RecordEvidence[];
};

/** One record a row: first those that say the same, then by title, then by any title it ever bore. */
export function matchRowsToRecords(truth: SheetTruth, records: readonly RecordEvidence[]): Match {
  const recordOf = new Map<TruthRow, RecordEvidence>();
  const left = new Set(records.filter(({ isActive }) => isActive));
  const tiers: readonly [
    ofRow: (row: TruthRow) => string,
    ofRecord: (record: RecordEvidence) => readonly string[],
  ][] = [
    [({ content }) => content, ({ cells }) => [toContent(cells)]],
    [({ title }) => title, ({ cells }) => [toTitle(cells)]],
    [
      ({ initiative }) => String(initiative),
      ({ cells }) => [...(truth.bearers.get(toTitle(cells)) ?? [])].map(String),
    ],
  ];
  for (const [ofRow, ofRecord] of tiers) {
    const byKey = new Map<string, RecordEvidence[]>();
    for (const record of left) {
      for (const key of ofRecord(record)) byKey.set(key, [...(byKey.get(key) ?? []), record]);
    }
    for (const row of truth.rows) {
      const record = byKey.get(ofRow(row))?.find((one) => left.has(one));
      if (recordOf.has(row) || record === undefined) continue;
      recordOf.set(row, record);
      left.delete(record);
    }
  }
  return { recordOf, spare: [...left] };
}
