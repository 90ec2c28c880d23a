/** Invariant 1: at rest the records are what the sheets say, cell for cell, and nothing else. */

import { MAX_ROW_BYTES } from '../../../core/messages/sync-request.ts';
import { duplicateKey } from '../../../core/near/duplicates.ts';
import type { Programme } from '../../../core/programme.ts';
import { toProgrammeRules } from '../../../core/programme.ts';
import { readRow } from '../../../core/reading/read-row.ts';
import type { ReadingRules } from '../../../core/rules.ts';
import { toReadingRules } from '../../../core/rules.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { toVietnamDay } from '../../../core/time.ts';
import { toUtf8Length } from '../../../core/utf8-length.ts';
import type { Evidence, UnitEvidence, Violation } from '../evidence.ts';
import type { SeenRow } from '../sheet-snapshot.ts';
import { toContent } from '../sheet-snapshot.ts';

export function checkRecordsEqualSheets(evidence: Evidence): readonly Violation[] {
  if (!evidence.isQuiet) return [violate('the system does not come to rest')];
  const rules = toRules(evidence.programme, evidence.endMs);
  return evidence.units.flatMap((unit) => [...checkRows(unit, rules), ...checkHeld(unit)]);
}

function toRules(programme: Programme, endMs: number): ReadingRules {
  return toReadingRules(toProgrammeRules(programme), toVietnamDay(endMs));
}

function checkRows({ unit, sheet, rows }: UnitEvidence, rules: ReadingRules) {
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
  const valid = filled.filter((row) => isValid(row, rules));
  for (const same of groupDuplicates(valid, rules)) {
    const holders = same.filter((row) => rows.get(row.idText)?.state === 'active');
    const equal = holders.filter((row) => equals(row, rows.get(row.idText)));
    if (equal.length === 0) {
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
  return violations;
}

function isValid(row: SeenRow, rules: ReadingRules): boolean {
  const isTooLong = toUtf8Length(JSON.stringify(row.cells)) > MAX_ROW_BYTES;
  return !row.hasFormula && !isTooLong && readRow(row.cells, rules).kind === 'valid';
}

/** Rows of one set of words and one year: exactly one of them is to be recorded. */
function groupDuplicates(
  valid: readonly SeenRow[],
  rules: ReadingRules,
): readonly (readonly SeenRow[])[] {
  const groups = new Map<string, SeenRow[]>();
  for (const row of valid) {
    const reading = readRow(row.cells, rules);
    if (reading.kind !== 'valid') continue;
    const { title, year } = reading.initiative;
    const key = `${year ?? ''}|${duplicateKey(title)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function equals(row: SeenRow, record: StoredRow | undefined): boolean {
  return record !== undefined && toContent(record.cells) === row.content;
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
