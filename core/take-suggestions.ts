/** «Nhận gợi ý»: which cells change, and the mark that keeps each changed row the record it was. */
import type { TypedColumn } from './columns.ts';
import { readRow } from './reading/read-row.ts';
import type { ReadingRules } from './rules.ts';
import type { SheetRow } from './sync/entry-table.ts';
import { toColumnHashes } from './sync/fingerprint.ts';
import type { MatchedRow, Pair } from './sync/match-rows.ts';

export type TakenCell = { readonly column: TypedColumn; readonly text: string };

export type TakenRow = {
  /** As it was read. */
  readonly row: SheetRow;
  /** In the order of the messages, one a column. */
  readonly cells: readonly TakenCell[];
  /** To stand beside the changed cells; none for a row that was never sent. */
  readonly pair: Pair | undefined;
};

export type TakeInput = {
  readonly rows: readonly MatchedRow[];
  readonly rules: ReadingRules;
  /** Typed columns that hold a formula, by row number. */
  readonly formulas: ReadonlyMap<number, ReadonlySet<TypedColumn>>;
  readonly isWanted: (rowNumber: number) => boolean;
  /** Rows come whole: the last one may go over it. */
  readonly maxCells: number;
};

export type Taking = {
  readonly rows: readonly TakenRow[];
  readonly cellCount: number;
  /** More suggestions than are taken at once. */
  readonly hasMore: boolean;
};

/** Of several suggestions for one cell the first is taken, which is the one people see first. */
export function takeSuggestions(input: TakeInput): Taking {
  const rows: TakenRow[] = [];
  let cellCount = 0;
  for (const matched of input.rows) {
    const { row } = matched;
    if (row.isBlank || !input.isWanted(row.rowNumber)) continue;
    const cells = listSuggested(row, input);
    if (cells.length === 0) continue;
    if (cellCount >= input.maxCells) return { rows, cellCount, hasMore: true };
    rows.push({ row, cells, pair: toTakenPair(matched, cells) });
    cellCount += cells.length;
  }
  return { rows, cellCount, hasMore: false };
}

/** Would be a live formula however it is written, and no check asks for one. */
const FORMULA = /^\s*=/;

function listSuggested(row: SheetRow, { rules, formulas }: TakeInput): readonly TakenCell[] {
  const reading = readRow(row.cells, rules, formulas.get(row.rowNumber));
  if (reading.kind === 'blank') return [];
  const texts = new Map<TypedColumn, string>();
  for (const { column, suggestion } of reading.messages) {
    if (column === undefined || suggestion === undefined || texts.has(column)) continue;
    if (suggestion !== row.cells[column] && !FORMULA.test(suggestion)) {
      texts.set(column, suggestion);
    }
  }
  return [...texts].map(([column, text]) => ({ column, text }));
}

/**
 * Title and most other cells may change at once; by its content alone such a row would be taken
 * for another initiative. What was accepted stays remembered, so the row is sent as an edit.
 */
function toTakenPair({ row, pair }: MatchedRow, taken: readonly TakenCell[]): Pair | undefined {
  if (pair?.mark === undefined) return pair;
  const { mark } = pair;
  const changed = Object.fromEntries(taken.map(({ column, text }) => [column, text]));
  const hashes = toColumnHashes({ ...row.cells, ...changed }, mark.hashes);
  // Whether a version of it still counts was asked and is not known yet.
  const state = mark.state === 'x' ? 'x' : '?';
  return { id: pair.id, mark: { ...mark, state, hashes } };
}
