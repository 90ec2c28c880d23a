// What a page knows of one tab, brought up to date by what the server says has changed.
import type { GridDelta, GridRow, GridView } from '../api/grid-api.ts';

/** Rows that were taken out at `at`, and as many new ones put there, before any cell changes. */
export type RowMove = { readonly at: number; readonly removed: number; readonly inserted: number };

export type GridChange = {
  readonly view: GridView;
  readonly move: RowMove | undefined;
  /** 0-based rows to be drawn anew, after the move. */
  readonly changed: readonly number[];
  readonly listsChanged: boolean;
};

const BLANK_ROW: GridRow = { hidden: false, cells: [] };

/** @returns undefined when the delta does not follow what is known: ask for the whole tab */
export function followDelta(view: GridView, delta: GridDelta): GridChange | undefined {
  if (delta.since !== view.revision) return undefined;
  const { rowKeys = view.rowKeys } = delta;
  const move = planMove(view.rowKeys, rowKeys);
  const told = new Map(delta.rows);
  const old = new Map(view.rowKeys.map((key, index) => [key, view.rows[index] ?? BLANK_ROW]));
  const seen = Math.max(
    view.rows.length + (move?.inserted ?? 0),
    ...[...told.keys()].map((at) => at + 1),
  );
  const changed: number[] = [];
  const rows = rowKeys.slice(0, seen).map((key, index): GridRow => {
    const isMoved = move !== undefined && index >= move.at && index < move.at + move.inserted;
    if (isMoved || told.has(index)) changed.push(index);
    return told.get(index) ?? old.get(key) ?? BLANK_ROW;
  });
  const { revision, rowCount, lists = view.lists } = delta;
  return {
    view: { ...view, revision, rowCount, rowKeys, rows, lists },
    move,
    changed,
    listsChanged: delta.lists !== undefined,
  };
}

/** Everything between the equal beginning and the equal end counts as replaced. */
function planMove(before: readonly number[], after: readonly number[]): RowMove | undefined {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before[at] === after[at]) at += 1;
  let end = 0;
  while (end < shorter - at && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    end += 1;
  }
  const move = { at, removed: before.length - at - end, inserted: after.length - at - end };
  return move.removed === 0 && move.inserted === 0 ? undefined : move;
}
