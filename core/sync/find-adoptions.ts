/** Rows that are records of which no row of the sheet bears the id any more. */
import type { SyncRequest, SyncRow } from '../messages/sync-request.ts';
import type { Fingerprint } from './fingerprint.ts';
import {
  BLANK_HASH,
  countEqualHashes,
  titleHash,
  toColumnHashes,
  toFingerprint,
} from './fingerprint.ts';
import type { RowState, StoredRow } from './stored-row.ts';

export type AdoptionInput = {
  readonly request: SyncRequest;
  readonly stored: ReadonlyMap<string, StoredRow>;
};

/**
 * The record each such row is, by the id the row came with. Hidden ids can be lost: whoever sorts
 * the visible columns alone and then deletes a row deletes the id of another one. That one then has
 * no id, or one left behind by the content that went.
 *
 * Equal content comes first; then, of records that are missing just now, the same title with the
 * most agreeing cells, as the sheet itself matches edited rows. A record that was deleted before is
 * not the same because its title is.
 *
 * A row that is not valid keeps what it was accepted with last; where another row says exactly that,
 * it is not counted beside it: the record is that row.
 */
export function findAdoptions(input: AdoptionInput): ReadonlyMap<string, StoredRow> {
  const { request, stored } = input;
  const absent = listAbsent(input);
  const otherwise = listOfInvalidRows(input);
  const adoptions = new Map<string, StoredRow>();
  if (absent.length + otherwise.length === 0) return adoptions;
  const free = new Set(absent);
  const take = (row: SyncRow, record: StoredRow | undefined) => {
    if (record === undefined) return;
    adoptions.set(row.id, record);
    free.delete(record);
  };
  const newRows = request.rows.filter((row) => !stored.has(row.id));
  const byContent = groupByContent([...absent, ...otherwise]);
  for (const row of newRows) {
    take(row, byContent.get(toFingerprint(toColumnHashes(row.cells)))?.shift());
  }
  // Only an index tells that the record's own row is not somewhere else on the sheet.
  if (request.index === undefined) return adoptions;
  for (const row of request.rows) {
    const isOpen = !adoptions.has(row.id) && mayBeAnother(row, stored.get(row.id));
    if (isOpen) take(row, findSameTitle(row, free));
  }
  return adoptions;
}

/** Whether a row may be another record than the one under its id: the title is new. */
export function mayBeAnother(row: SyncRow, own: StoredRow | undefined): boolean {
  if (own === undefined) return true;
  const { title } = row.cells;
  if (title === undefined) return false;
  return titleHash(toColumnHashes({ title })) !== titleHash(toColumnHashes(own.cells));
}

/** By index where one came, else the held ones. Those that count stand first. */
function listAbsent({ request, stored }: AdoptionInput): readonly StoredRow[] {
  const present = new Set([
    ...request.rows.map((row) => row.id),
    ...(request.index ?? []).map(([id]) => id),
  ]);
  const states: readonly RowState[] =
    request.index === undefined ? ['held'] : ['active', 'held', 'deleted'];
  return states.flatMap((state) =>
    [...stored.values()].filter((row) => row.state === state && !present.has(row.id)),
  );
}

/** Records that count though their rows, which bear their ids, say something else that is not valid. */
function listOfInvalidRows({ request, stored }: AdoptionInput): readonly StoredRow[] {
  const sent = new Set<string>(request.rows.map((row) => row.id));
  return (request.index ?? []).flatMap(([id, fingerprint]) => {
    const record = fingerprint === null && !sent.has(id) ? stored.get(id) : undefined;
    return record === undefined || record.state === 'deleted' ? [] : [record];
  });
}

function groupByContent(records: readonly StoredRow[]): Map<Fingerprint, StoredRow[]> {
  const byContent = new Map<Fingerprint, StoredRow[]>();
  for (const record of records) {
    const same = byContent.get(record.fingerprint) ?? [];
    same.push(record);
    byContent.set(record.fingerprint, same);
  }
  return byContent;
}

function findSameTitle(row: SyncRow, free: ReadonlySet<StoredRow>): StoredRow | undefined {
  const hashes = toColumnHashes(row.cells);
  if (titleHash(hashes) === BLANK_HASH) return undefined;
  let best: { readonly record: StoredRow; readonly agreeing: number } | undefined;
  for (const record of free) {
    if (record.state === 'deleted') continue;
    const other = toColumnHashes(record.cells);
    if (titleHash(other) !== titleHash(hashes) || keepsMore(record, row)) continue;
    const agreeing = countEqualHashes(hashes, other);
    if (best === undefined || agreeing > best.agreeing) best = { record, agreeing };
  }
  return best?.record;
}

/** Cells the sheet has no column for would be kept, and the row not be what the sheet sent. */
function keepsMore(record: StoredRow, { cells }: SyncRow): boolean {
  const merged = toColumnHashes({ ...record.cells, ...cells });
  return toFingerprint(merged) !== toFingerprint(toColumnHashes(cells));
}
