// Answers with a whole tab, or with what changed in it since a revision that is still remembered.
import type { Sheet, SheetState } from '../../google/workbook/sheet.ts';
import { toPageKey } from '../row-keys.ts';
import type { GridAnswer, GridDelta, GridList, GridView } from './grid-api.ts';
import { listDropdowns } from './list-dropdowns.ts';
import { isSeen, toGridRow } from './to-grid-row.ts';

export type GridRequest = {
  readonly key: string;
  /** Of the spreadsheet, now. */
  readonly revision: number;
  readonly sheet: Sheet;
  /** What the page has; undefined is nothing yet. */
  readonly since: number | undefined;
};

export type GridHistory = { answer(request: GridRequest): GridAnswer };

type Remembered = {
  readonly revision: number;
  readonly state: SheetState;
  readonly lists: readonly GridList[];
};

/** States share all lines that did not change between them. */
const MAX_REMEMBERED = 12;

export function createGridHistory(): GridHistory {
  const bySheet = new WeakMap<Sheet, Remembered[]>();

  function remember(sheet: Sheet, revision: number): Remembered {
    const known = bySheet.get(sheet) ?? [];
    bySheet.set(sheet, known);
    const last = known.at(-1);
    if (last?.revision === revision) return last;
    const state = sheet.snapshot();
    const made = { revision, state, lists: listDropdowns(state.grid.rows) };
    known.push(made);
    if (known.length > MAX_REMEMBERED) known.shift();
    return made;
  }

  return {
    answer({ key, revision, sheet, since }) {
      const before = bySheet.get(sheet)?.find((one) => one.revision === since);
      const now = remember(sheet, revision);
      if (before === undefined || isLaidOutAnew(before.state, now.state)) {
        return toWhole({ key, sheet, now });
      }
      return toDelta(before, now);
    },
  };
}

/** Columns, merges, titles: rare enough to send everything again. */
function isLaidOutAnew(before: SheetState, now: SheetState): boolean {
  const columns = now.grid.columns;
  return (
    before.title !== now.title ||
    before.grid.columns.length !== columns.length ||
    before.grid.columns.some((column, index) => column !== columns[index]) ||
    JSON.stringify(toFrame(before)) !== JSON.stringify(toFrame(now))
  );
}

function toFrame({ furniture }: SheetState): unknown {
  const { frozenRows, frozenColumns, merges } = furniture;
  return [frozenRows, frozenColumns, merges];
}

function toWhole(place: {
  readonly key: string;
  readonly sheet: Sheet;
  readonly now: Remembered;
}): GridView {
  const { key, sheet, now } = place;
  const { state, revision, lists } = now;
  const { rows, columns } = state.grid;
  return {
    kind: 'whole',
    key,
    sheetId: sheet.sheetId,
    title: state.title,
    revision,
    rowCount: rows.length,
    columnCount: columns.length,
    frozenRows: state.furniture.frozenRows,
    frozenColumns: state.furniture.frozenColumns,
    columns: columns.map(({ sizePx, hidden }) => ({ widthPx: sizePx, hidden })),
    rowKeys: rows.map(({ key: rowKey }) => toPageKey(rowKey)),
    rows: rows.slice(0, countSeen(state)).map(toGridRow),
    merges: state.furniture.merges,
    lists,
  };
}

function toDelta(before: Remembered, now: Remembered): GridDelta {
  const known = new Map(before.state.grid.rows.map((row) => [row.key, row]));
  const rows = now.state.grid.rows;
  const seenCount = countSeen(now.state);
  const old = before.state.grid.rows;
  const isOrderKept =
    old.length === rows.length && old.every((row, at) => row.key === rows[at]?.key);
  return {
    kind: 'delta',
    since: before.revision,
    revision: now.revision,
    rowCount: rows.length,
    ...(isOrderKept ? {} : { rowKeys: rows.map(({ key }) => toPageKey(key)) }),
    rows: rows.flatMap((row, index) => {
      const was = known.get(row.key);
      // A row that says nothing any more may now stand below all that do.
      const isWanted = index < seenCount || (was !== undefined && isSeen(was));
      return was === row || !isWanted ? [] : [[index, toGridRow(row)] as const];
    }),
    ...(JSON.stringify(before.lists) === JSON.stringify(now.lists) ? {} : { lists: now.lists }),
  };
}

function countSeen({ grid }: SheetState): number {
  return grid.rows.findLastIndex(isSeen) + 1;
}
