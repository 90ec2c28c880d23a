/** Which rows may not be counted because another row of the unit holds their place. */
import { duplicateKey } from '../near/duplicates.ts';
import type { NamedInitiative, RowReading } from '../reading/read-row.ts';
import { equalHashes, nameHash, titleHash, toFingerprint } from './fingerprint.ts';
import type { MatchedRow } from './match-rows.ts';

type ReadRow = MatchedRow & { readonly reading: RowReading };

/**
 * The row that keeps each refused row from being counted. Same set of words, same year, same unit:
 * one row holds the place. A row that is refused or not valid goes on counting with what was accepted
 * of it last, and so holds that place, too.
 */
export function findHolders<Row extends ReadRow>(rows: readonly Row[]): ReadonlyMap<Row, Row> {
  const holders = new Map<Row, Row>();
  for (const same of groupByPlace(rows).values()) {
    if (same.length < 2) continue;
    const holder = same.reduce((best, row) => (rankHolder(row) > rankHolder(best) ? row : best));
    for (const row of same) if (row !== holder) holders.set(row, holder);
  }
  const counting = rows.filter((row) => holders.has(row) || isNotValid(row));
  // Most runs see no such row, and need no hashes of all the others.
  if (counting.length === 0) return holders;
  const candidates = groupByName(rows);
  // It grows while it is gone through: each refusal makes one more row count with what it no longer
  // says; no row is refused twice.
  for (const holder of counting) {
    for (const name of listCountingNames(holder)) {
      for (const row of candidates.get(name) ?? []) {
        if (row === holder || holders.has(row)) continue;
        holders.set(row, holder);
        counting.push(row);
      }
    }
  }
  return holders;
}

function isNotValid({ reading }: ReadRow): boolean {
  return reading.kind === 'incomplete' || reading.kind === 'rejected';
}

function groupByPlace<Row extends ReadRow>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const named = toNamed(row.reading);
    if (named !== undefined) addTo(groups, toPlace(named), row);
  }
  return groups;
}

/**
 * Valid rows by what they would count as, unless they were accepted under their name: a copy of what
 * another row still counts with would be counted beside it.
 */
function groupByName<Row extends ReadRow>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const { reading, hashes } = row;
    if (reading.kind !== 'valid' || isAcceptedByName(row)) continue;
    const names = [toFingerprint(hashes), nameHash(hashes), toPlace(reading.initiative)];
    for (const name of names) addTo(groups, name, row);
  }
  return groups;
}

/** Marks of rows that were sent, or only told what counts of them, do not speak of what was accepted. */
function isAcceptedByName({ pair, hashes }: ReadRow): boolean {
  const mark = pair?.mark;
  if (mark?.accepted === undefined || nameHash(mark.hashes) !== nameHash(hashes)) return false;
  return mark.accepted === toFingerprint(mark.hashes);
}

function addTo<Row>(groups: Map<string, Row[]>, key: string, row: Row): void {
  const same = groups.get(key);
  if (same === undefined) groups.set(key, [row]);
  else same.push(row);
}

/**
 * What tells the version that counts of such a row from other initiatives: its hashes, and its words
 * and year where these still stand in the row.
 */
function listCountingNames({ reading, pair, hashes }: ReadRow): readonly string[] {
  const mark = pair?.mark;
  // What was sent may count already.
  const accepted =
    mark?.state === '?' ? (mark.accepted ?? toFingerprint(mark.hashes)) : mark?.accepted;
  if (mark === undefined || accepted === undefined) return [];
  // A mark that speaks of what stands there now does not speak of what counts, unless it says so.
  const isOfRow = equalHashes(mark.hashes, hashes) && mark.accepted !== toFingerprint(mark.hashes);
  if (isOfRow) return mark.accepted === undefined ? [] : [mark.accepted];
  const names: string[] = [accepted, nameHash(mark.hashes)];
  const named = reading.kind === 'incomplete' ? reading.named : toNamed(reading);
  const isNamedSo = nameHash(mark.hashes) === nameHash(hashes);
  if (isNamedSo && named !== undefined) names.push(toPlace(named));
  return names;
}

/** What only one row of a unit may hold: a set of words in a year. */
function toPlace({ title, year }: NamedInitiative): string {
  return `${year ?? ''}|${duplicateKey(title)}`;
}

/** Refused rows are no duplicates yet, but will be once what they were refused for is mended. */
function toNamed(reading: RowReading): NamedInitiative | undefined {
  if (reading.kind === 'valid') return reading.initiative;
  return reading.kind === 'rejected' ? reading.named : undefined;
}

/**
 * Accepted as it stands, or under this name; then sent as it stands, which the server may have; then
 * accepted under this title alone; then what came back, was accepted otherwise, is new; last refused
 * rows, which hold no place a valid one could take. Ties go to the upper row.
 */
function rankHolder(row: ReadRow): number {
  if (row.reading.kind !== 'valid') return -1;
  if (row.pair === undefined) return 0;
  const { mark } = row.pair;
  // Only rows that were sent have ids; what its lost mark spoke of is most likely what stands here.
  if (mark === undefined) return 6;
  const isAsMarked = equalHashes(mark.hashes, row.hashes);
  const isNamedSo = nameHash(mark.hashes) === nameHash(row.hashes);
  // What was emptied and came back is no copy; under another title it is as good as new.
  if (mark.state === 'x') return isAsMarked ? 3 : 0;
  if (mark.state === '=' && isAsMarked) return 8;
  // A row that was accepted under this name, before one that was given it since.
  if (mark.accepted !== undefined && isNamedSo) return 7;
  if (mark.state === '?' && isNamedSo) return 6;
  if (mark.accepted !== undefined && titleHash(mark.hashes) === titleHash(row.hashes)) return 5;
  if (mark.accepted !== undefined) return 2;
  return mark.state === '?' ? 1 : 0;
}
