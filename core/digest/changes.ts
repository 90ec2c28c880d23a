/** What changed between two publications, of rows inside the period only. */
import type { TypedCells } from '../columns.ts';
import type { Initiative } from '../record.ts';
import { equalHashes, toColumnHashes } from '../sync/fingerprint.ts';
import type { ChangedRow, Changes, NamedUnit } from './mail-facts.ts';
import type { Said } from './said.ts';
import { equalSaid, listFigureChanges } from './said.ts';

/** An accepted version that stood (active or held) at one of the two publications. */
export type StandingRow = {
  readonly cells: TypedCells;
  readonly initiative: Pick<Initiative, 'title' | 'place' | 'recognition'>;
};

/** One row at both publications; undefined where it did not stand. */
export type RowPair = {
  readonly unit: NamedUnit;
  /** When the version behind `after`, or the deletion, was accepted; epoch milliseconds. */
  readonly at: number;
  readonly before: StandingRow | undefined;
  readonly after: StandingRow | undefined;
};

export type ChangesInput = {
  /** As of the earlier publication, in epoch milliseconds. */
  readonly since: number;
  /** Every row that may differ; those that do not are not counted. Each row once. */
  readonly rows: readonly RowPair[];
  readonly refusedThen: number;
  /** What the last mail said; undefined before that was kept. */
  readonly saidThen: Said | undefined;
  readonly saidNow: Said;
};

/** Of each kind. */
export const MAX_EXAMPLES = 3;

/** added − withdrawn is the total at the later publication less that at the earlier one. */
export function decideChanges(input: ChangesInput): Changes {
  const { since, rows, refusedThen, saidThen, saidNow } = input;
  const found = rows.flatMap(toFound).sort((one, other) => other.at - one.at);
  const count = (kind: RowChange): number => found.filter((row) => row.kind === kind).length;
  const listExamples = (kind: ChangedRow['kind']): readonly ChangedRow[] =>
    found
      .filter((row) => (row.isRecognised ? 'recognised' : row.kind) === kind)
      .slice(0, MAX_EXAMPLES)
      .map((row) => ({ kind, unit: row.unit, title: row.title }));
  return {
    since,
    added: count('added'),
    edited: count('edited'),
    withdrawn: count('withdrawn'),
    recognised: found.filter((row) => row.isRecognised).length,
    figures: listFigureChanges(saidThen ?? { figures: { rejected: refusedThen } }, saidNow),
    isSaidAgain: saidThen !== undefined && equalSaid(saidThen, saidNow),
    examples: EXAMPLE_KINDS.flatMap(listExamples),
  };
}

/** Whether «nothing changed» is true of all that a mail says, and not of rows alone. */
export function isUnchanged(changes: Changes): boolean {
  const { added, edited, withdrawn, recognised, isSaidAgain } = changes;
  return isSaidAgain && added + edited + withdrawn + recognised === 0;
}

/** A row that is newly recognised is shown as that alone. */
const EXAMPLE_KINDS = ['recognised', 'added', 'edited', 'withdrawn'] as const;

/** None for a row that came and went in between. */
function toFound(pair: RowPair) {
  const shown = pair.after ?? pair.before;
  if (shown === undefined) return [];
  const { unit, at } = pair;
  const { title } = shown.initiative;
  return [{ unit, at, title, kind: decideKind(pair), isRecognised: isNewlyRecognised(pair) }];
}

type RowChange = 'added' | 'edited' | 'withdrawn' | 'none';

/** A new date may move a row across the border of the period: the totals see it come or go. */
function decideKind({ before, after }: RowPair): RowChange {
  if (!isCounted(before)) return isCounted(after) ? 'added' : 'none';
  if (!isCounted(after)) return 'withdrawn';
  return equalCells(before.cells, after.cells) ? 'none' : 'edited';
}

function isCounted(row: StandingRow | undefined): row is StandingRow {
  return row !== undefined && row.initiative.place !== 'outside';
}

function isNewlyRecognised({ before, after }: RowPair): boolean {
  return isCounted(after) && isRecognised(after) && !(before !== undefined && isRecognised(before));
}

/** «Chưa xét» says that nobody has decided yet. */
function isRecognised({ initiative: { recognition } }: StandingRow): boolean {
  return recognition !== undefined && recognition !== 'CX';
}

function equalCells(one: TypedCells, other: TypedCells): boolean {
  return equalHashes(toColumnHashes(one), toColumnHashes(other));
}
