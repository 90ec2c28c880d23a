/** What else stands in a unit's records at rest, besides what each row is owed. */
import type { Expectations } from '../../scenario/expectations.ts';
import { foldTitle } from '../../scenario/judge-records.ts';
import type { Evidence, UnitEvidence } from '../evidence.ts';
import { listRepeatedBirths } from '../invariants/check-history.ts';
import type { JudgedRow } from '../judge-rows.ts';
import { equalsRecord, groupDuplicates } from '../judge-rows.ts';

/** @param judged all rows of its sheet, blank ones too */
export function expectRecords(
  evidence: Evidence,
  unit: UnitEvidence,
  judged: readonly JudgedRow[],
): readonly Expectations[] {
  const filled = judged.filter(({ kind }) => kind !== 'blank');
  return [
    ...expectActive(unit, filled),
    ...expectNone(unit, filled),
    ...expectDeleted(evidence, unit),
  ];
}

/** Where more are active than rows are owed one. */
function expectActive(
  { unit, rows }: UnitEvidence,
  filled: readonly JudgedRow[],
): readonly Expectations[] {
  const owed = countOwed(rows, filled);
  const active = [...rows.values()].filter(({ state }) => state === 'active').length;
  return active <= owed ? [] : [{ do: 'expect', records: { unit, active: owed } }];
}

/** One for each initiative on the sheet, and what was last accepted of the other rows. */
function countOwed(rows: UnitEvidence['rows'], filled: readonly JudgedRow[]): number {
  const groups = groupDuplicates(filled);
  const holders = groups.map(
    (group) => group.find(({ row }) => equalsRecord(row, rows.get(row.idText))) ?? group[0],
  );
  const held = new Set(holders.map((holder) => holder?.row.idText));
  const others = filled.flatMap(({ kind, row }) => {
    const record = rows.get(row.idText);
    if (record?.state !== 'active' || held.has(record.id)) return [];
    return kind === 'valid' && equalsRecord(row, record) ? [] : [record.id];
  });
  return groups.length + new Set(others).size;
}

function expectNone(
  { unit, rows }: UnitEvidence,
  filled: readonly JudgedRow[],
): readonly Expectations[] {
  const kept = new Set(
    filled.flatMap((one) => [
      foldTitle(one.row.title),
      one.kind === 'valid' ? one.initiative.title : '',
      rows.get(one.row.idText)?.initiative.title ?? '',
    ]),
  );
  const active = [...rows.values()].filter(({ state }) => state === 'active');
  const titles = new Set(active.map(({ initiative }) => initiative.title));
  return [...titles]
    .filter((title) => !kept.has(title))
    .map((title) => ({ do: 'expect', noRecord: { unit, title } }));
}

/** What nobody put there, or not so often, was never to be deleted either. */
function expectDeleted(evidence: Evidence, { unit, rows }: UnitEvidence): readonly Expectations[] {
  const deleted = [...rows.values()].filter(({ state }) => state === 'deleted');
  const repeated = listRepeatedBirths(evidence)
    .filter((birth) => birth.unit === unit)
    .map(({ title, creations, births }) => {
      const own = deleted.filter(({ cells }) => String(cells.title ?? '') === title);
      return Math.min(creations - births, own.length);
    });
  const foreign = new Set(
    evidence.commits.flatMap((commit) =>
      commit.unit === unit && (commit.sender !== unit || !commit.isRegistered)
        ? commit.writes.flatMap(({ history }) => (history?.kind === 'create' ? history.id : []))
        : [],
    ),
  );
  const never =
    repeated.reduce((sum, count) => sum + count, 0) +
    deleted.filter(({ id }) => foreign.has(id)).length;
  return never === 0
    ? []
    : [{ do: 'expect', records: { unit, deleted: Math.max(0, deleted.length - never) } }];
}
