/** What each row of a readable sheet is owed at rest: its record and its receipt. */
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';
import { toBenefitView } from '../../scenario/end-state.ts';
import type { Expectations } from '../../scenario/expectations.ts';
import { foldTitle } from '../../scenario/judge-records.ts';
import type { UnitEvidence } from '../evidence.ts';
import type { JudgedRow, ValidRow } from '../judge-rows.ts';
import { equalsRecord, groupDuplicates } from '../judge-rows.ts';

/** @param judged all rows of its sheet, blank ones too */
export function expectRows(
  unit: UnitEvidence,
  judged: readonly JudgedRow[],
): readonly Expectations[] {
  const isHolding = [...unit.rows.values()].some(({ state }) => state === 'held');
  // Which of several rows that are one initiative is recorded is not for a scenario to say.
  const equals = new Set<JudgedRow>(
    groupDuplicates(judged).flatMap((group) => (group.length > 1 ? group : [])),
  );
  return judged.flatMap((one) => {
    if (equals.has(one)) return [];
    // A held row's receipt may stand where it was wiped.
    if (one.kind === 'blank') return isHolding ? [] : [expectReceipt(unit, one)];
    const record = one.kind === 'valid' ? expectRecord(unit, one, judged) : [];
    return [...record, expectReceipt(unit, one), ...expectVersion(unit, one)];
  });
}

function expectRecord(
  { unit, rows }: UnitEvidence,
  one: ValidRow,
  judged: readonly JudgedRow[],
): readonly Expectations[] {
  const { title, category, appliedOn: date, benefit } = one.initiative;
  const isShared = judged.some((other) => {
    if (other === one || other.kind === 'blank') return false;
    if (other.kind === 'valid') return other.initiative.title === title;
    // A row that is no longer valid keeps what was last accepted of it.
    const accepted = rows.get(other.row.idText)?.initiative.title;
    return accepted === title || foldTitle(other.row.title) === title;
  });
  if (isShared) return [];
  const wanted = { benefit: toBenefitView(benefit), date, category };
  return [{ do: 'expect', record: { unit, title, state: 'active', ...wanted } }];
}

const RECEIPTS = {
  blank: 'none',
  valid: 'saved',
  incomplete: 'incomplete',
  rejected: 'rejected',
} as const;

function expectReceipt({ unit }: UnitEvidence, { kind, row }: JudgedRow): Expectations {
  return { do: 'expect', receipt: { in: unit, row: row.rowNumber, state: RECEIPTS[kind] } };
}

/** Whatever version counts for the row, its receipt names it. */
function expectVersion(
  { unit, rows }: UnitEvidence,
  { kind, row }: JudgedRow,
): readonly Expectations[] {
  const record = rows.get(row.idText);
  if (record === undefined || record.state === 'deleted') return [];
  if (kind === 'valid' && !equalsRecord(row, record)) return [];
  const contains = `lần ${record.version} `;
  return [
    { do: 'expect', cell: { in: unit, row: row.rowNumber, col: COLUMN_HEADERS.receipt, contains } },
  ];
}
