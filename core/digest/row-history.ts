/** What a row said at two publications, told from its history by the head versions it came with. */
import type { CellValue } from '../cell.ts';
import { isDateCell } from '../cell.ts';
import type { TypedCells } from '../columns.ts';
import { readRow } from '../reading/read-row.ts';
import type { Initiative } from '../record.ts';
import type { ProgrammeRules } from '../rules.ts';
import { toReadingRules } from '../rules.ts';
import type { VersionKind } from '../sync/stored-row.ts';
import { toVietnamDay } from '../time.ts';
import type { RowPair, StandingRow } from './changes.ts';
import type { NamedUnit } from './mail-facts.ts';

/** An accepted version as history keeps it. */
export type RowVersion = {
  readonly kind: VersionKind;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly cells: TypedCells;
  /** Of the transaction that wrote it; 0 before these were kept. */
  readonly headVersion: number;
  /** As it was read then; undefined before this was kept. */
  readonly counted: CountedPart | undefined;
};

export type CountedPart = Pick<Initiative, 'place' | 'recognition'>;

export type RowHistoryInput = {
  readonly unit: NamedUnit;
  /** In the order they were written. */
  readonly versions: readonly RowVersion[];
  /** Head versions of the two publications; 0 where the unit was not part of one. */
  readonly headThen: number;
  readonly headNow: number;
  readonly rules: ProgrammeRules;
};

/** Undefined for a row that stood at neither. */
export function toRowPair(input: RowHistoryInput): RowPair | undefined {
  const { unit, versions, headThen, headNow, rules } = input;
  const first = findVersion(versions, headThen);
  const last = findVersion(versions, headNow);
  const before = toStanding(first, rules);
  const after = toStanding(last, rules);
  if (before === undefined && after === undefined) return undefined;
  return { unit, at: (last ?? first)?.at ?? 0, before, after };
}

/** The version that stood when the head had that version. */
function findVersion(versions: readonly RowVersion[], head: number): RowVersion | undefined {
  if (head === 0) return undefined;
  const standing = versions.filter(({ headVersion }) => headVersion <= head);
  return standing[standing.length - 1];
}

function toStanding(
  version: RowVersion | undefined,
  rules: ProgrammeRules,
): StandingRow | undefined {
  if (version === undefined || version.kind === 'delete') return undefined;
  const { cells } = version;
  const { place, recognition } = version.counted ?? readAgain(version, rules);
  const initiative = { title: toText(cells.title), place };
  return {
    cells,
    initiative: recognition === undefined ? initiative : { ...initiative, recognition },
  };
}

/** What was accepted then is read the same by the rules of its day. */
function readAgain({ cells, at }: RowVersion, rules: ProgrammeRules): CountedPart {
  const reading = readRow(cells, toReadingRules(rules, toVietnamDay(at)));
  return reading.kind === 'valid' ? reading.initiative : { place: 'undated' };
}

function toText(value: CellValue | undefined): string {
  if (value === undefined) return '';
  return isDateCell(value) ? String(value.serial) : String(value);
}
