/** Holds one unit's records against its sheet at the quiet end. */
import { MAX_ROW_BYTES } from '../../../core/messages/sync-limits.ts';
import { duplicateKey } from '../../../core/near/duplicates.ts';
import { readRow } from '../../../core/reading/read-row.ts';
import type { Initiative } from '../../../core/record.ts';
import type { ReadingRules } from '../../../core/rules.ts';
import { toUtf8Length } from '../../../core/utf8-length.ts';
import { toContent } from '../../../local/simulator/sheet-snapshot.ts';
import type { RecordEvidence } from '../record-evidence.ts';
import { countMixed, countMoved } from './count-mixed.ts';
import { countNeedless } from './count-needless.ts';
import type { SheetTruth } from './follow-rows.ts';
import type { TruthRow } from './match-rows-to-records.ts';
import { matchRowsToRecords } from './match-rows-to-records.ts';
import { type TypedRow, toTitle } from './sheet-rows.ts';

export const COUNTS = [
  /** Valid initiatives on the sheet without any record. */
  'lost',
  /** Records beyond one for each row of an initiative on the sheet. */
  'doubled',
  /** Active records of initiatives that are on the sheet no more. */
  'left',
  /** Initiatives recorded under another record than at first, though they never left the sheet. */
  'moved',
  /** Records whose history speaks of different initiatives. */
  'mixed',
  /** Valid rows whose record says something else. */
  'undelivered',
  /** Versions of what nobody had changed. */
  'needless',
  /** Recorded initiatives that had no record for a while, though they stood on the sheet. */
  'missed',
] as const;
export type Count = (typeof COUNTS)[number];
export type Judgement = { readonly [count in Count]: number };

export function judgeUnit(evidence: {
  readonly truth: SheetTruth;
  readonly records: readonly RecordEvidence[];
  readonly rules: ReadingRules;
  /** Titles found without a record meanwhile. */
  readonly missed: ReadonlySet<string>;
}): Judgement {
  const { truth, records, rules, missed } = evidence;
  const { recordOf, spare } = matchRowsToRecords(truth, records);
  const isExact = (row: TruthRow) => {
    const record = recordOf.get(row);
    return record !== undefined && toContent(record.cells) === row.content;
  };
  const valid = groupDuplicates(truth.rows, rules);
  // Of exact duplicates one must be recorded, whichever.
  const due = valid.filter((rows) => !rows.some(isExact));
  const isLost = (rows: readonly TruthRow[]) => rows.every((row) => !recordOf.has(row));
  const onSheet = new Set(truth.rows.map(({ initiative }) => initiative));
  const isOfSheet = ({ cells }: RecordEvidence) =>
    [...(truth.bearers.get(toTitle(cells)) ?? [])].some((one) => onSheet.has(one));
  const counted = spare.filter(({ isHeld }) => !isHeld);
  const titles = new Set(valid.flat().map(({ title }) => title));
  return {
    lost: due.filter(isLost).length,
    doubled: counted.filter(isOfSheet).length,
    left: counted.filter((record) => !isOfSheet(record)).length,
    moved: countMoved(truth, titles, records),
    mixed: countMixed(truth, records),
    undelivered: due.filter((rows) => !isLost(rows)).length,
    needless: countNeedless(truth, records),
    missed: missed.size,
  };
}

/** What the programme's rules say of a row alone; undefined when it must not be recorded. */
export function readValid(row: TypedRow, rules: ReadingRules): Initiative | undefined {
  const { cells, hasFormula } = row;
  if (hasFormula || toUtf8Length(JSON.stringify(cells)) > MAX_ROW_BYTES) return undefined;
  const reading = readRow(cells, rules);
  return reading.kind === 'valid' ? reading.initiative : undefined;
}

/** Valid rows, together with those of the same words and year. */
function groupDuplicates(
  rows: readonly TruthRow[],
  rules: ReadingRules,
): readonly (readonly TruthRow[])[] {
  const groups = new Map<string, TruthRow[]>();
  for (const row of rows) {
    const initiative = readValid(row, rules);
    if (initiative === undefined) continue;
    const key = `${initiative.year ?? ''}|${duplicateKey(initiative.title)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}
