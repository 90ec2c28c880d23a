/** Invariant 1: at rest the records are what the sheets say, cell for cell, and nothing else. */
import type { Evidence, UnitEvidence, Violation } from '../evidence.ts';
import { equalsRecord, groupDuplicates, isCountedElsewhere, judgeRows } from '../judge-rows.ts';
import type { SeenRow } from '../sheet-snapshot.ts';

export function checkRecordsEqualSheets(evidence: Evidence): readonly Violation[] {
  if (!evidence.isQuiet) return [violate('the system does not come to rest')];
  return evidence.units.flatMap((unit) => [...checkRows(unit, evidence), ...checkHeld(unit)]);
}

function checkRows({ unit, sheet, rows }: UnitEvidence, evidence: Evidence) {
  // While entry stands still nothing is compared: what counts is what was accepted before.
  if (sheet.kind === 'stopped' || !sheet.isWhole) return [];
  const violations: Violation[] = [];
  const at = (row: SeenRow) => `${unit} row ${row.rowNumber} «${row.title}»`;
  const accounted = new Map<string, SeenRow>();
  const filled = sheet.rows.filter((row) => !row.isBlank);
  for (const row of filled) {
    if (row.idText === '') continue;
    const other = accounted.get(row.idText);
    if (other !== undefined) {
      violations.push(violate(`${at(row)} and row ${other.rowNumber} have one id ${row.idText}`));
    }
    accounted.set(row.idText, row);
  }
  const judged = judgeRows(filled, evidence);
  for (const group of groupDuplicates(judged)) {
    const same = group.map(({ row }) => row);
    const holders = same.filter((row) => rows.get(row.idText)?.state === 'active');
    const equal = holders.filter((row) => equalsRecord(row, rows.get(row.idText)));
    const isCopy = group.some((one) => isCountedElsewhere(one, judged, rows));
    if (equal.length === 0 && !isCopy) {
      const [first] = same;
      const record = rows.get(first?.idText ?? '');
      const found =
        record === undefined ? 'no record' : `${record.state} version ${record.version}`;
      if (first !== undefined)
        violations.push(violate(`${at(first)} is valid but has ${found} of its content`));
    }
    for (const row of equal.slice(1)) violations.push(violate(`${at(row)} is recorded twice`));
  }
  for (const record of rows.values()) {
    if (record.state !== 'active' || accounted.has(record.id)) continue;
    violations.push(
      violate(`${unit} record ${record.id} «${record.initiative.title}» is active without a row`),
    );
  }
  return [...violations, ...checkContents(unit, rows)];
}

/** Copies are refused, also of what a row counts with that says something else by now. */
function checkContents(unit: string, rows: UnitEvidence['rows']): readonly Violation[] {
  const known = new Map<string, string>();
  return [...rows.values()].flatMap(({ id, state, fingerprint, initiative }) => {
    if (state !== 'active') return [];
    const other = known.get(fingerprint);
    known.set(fingerprint, id);
    if (other === undefined) return [];
    return [violate(`${unit} records ${other} and ${id} «${initiative.title}» have one content`)];
  });
}

function checkHeld({ unit, sheet, head, rows }: UnitEvidence): readonly Violation[] {
  const held = [...rows.values()].filter(({ state }) => state === 'held');
  const violations: Violation[] = [];
  if (held.length !== (head?.hold?.count ?? 0)) {
    violations.push(
      violate(`${unit} holds ${held.length} records, its head says ${head?.hold?.count ?? 0}`),
    );
  }
  for (const { id, holdId } of held) {
    if (holdId !== head?.hold?.id)
      violations.push(violate(`${unit} record ${id} is held without an open hold`));
  }
  if (sheet.kind === 'stopped' || !sheet.isWhole) return violations;
  const filled = new Set(sheet.rows.filter((row) => !row.isBlank).map(({ idText }) => idText));
  for (const { id } of held) {
    if (filled.has(id))
      violations.push(violate(`${unit} record ${id} is held though its row stands there`));
  }
  return violations;
}

function violate(reason: string): Violation {
  return { invariant: 1, reason };
}
