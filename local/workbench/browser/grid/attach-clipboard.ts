// Copy, cut, paste and undo by keyboard: the browser's own clipboard events, and the server's undo.
import type { GridView } from '../../api/grid-api.ts';
import { formatBlock, parseBlock } from '../../view/text-block.ts';
import type { Grid, Selection } from './create-grid.ts';
import {
  type GridWish,
  listVisibleColumns,
  readCellText,
  toClear,
  toRowKeys,
} from './grid-wish.ts';

type Copied = {
  readonly text: string;
  readonly selection: Selection;
  readonly key: string;
  readonly sheetId: number;
  /** Of the rows that were taken: they may stand elsewhere when they are pasted. */
  readonly rowKeys: readonly number[];
  /** What was cut stays until it is pasted, as at Google. */
  readonly isCut: boolean;
};

export type ClipboardOptions = {
  readonly container: HTMLElement;
  readonly grid: Grid;
  onWish(wish: GridWish): void;
  onCut(): void;
};

/** The library's own clipboard would write into the grid alone: its commands are refused. */
export function attachClipboard({ container, grid, onWish, onCut }: ClipboardOptions): void {
  let copied: Copied | undefined;

  const isHere = (): boolean =>
    grid.view !== undefined && !grid.isEditing() && isInGrid(container, document.activeElement);

  /** @returns the text for the clipboard; undefined where the selection is not the grid's */
  function take(isCut: boolean): string | undefined {
    const { view } = grid;
    const selection = grid.selection();
    if (!isHere() || view === undefined || selection === undefined) return undefined;
    const text = formatBlock(readSelected(view, selection));
    const { key, sheetId } = view;
    const rowKeys = toRowKeys(view, selection.row, selection.rows);
    copied = { text, selection, key, sheetId, rowKeys, isCut };
    if (isCut) onCut();
    return text;
  }

  document.addEventListener(
    'copy',
    (event) => {
      const text = take(false);
      if (text === undefined) return;
      claim(event);
      event.clipboardData?.setData('text/plain', text);
    },
    { capture: true },
  );
  document.addEventListener(
    'paste',
    (event) => {
      const { view } = grid;
      const selection = grid.selection();
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isHere() || view === undefined || selection === undefined) return;
      claim(event);
      if (text === '') return;
      const own = findOwn(copied, view, text);
      for (const wish of toPaste({ view, selection, text, own })) onWish(wish);
      if (own?.isCut) copied = undefined;
    },
    { capture: true },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (isHere() && isForRows(event)) {
        claim(event);
        grid.selectRows();
        return;
      }
      if (!isHere() || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      // The library's shortcuts stay out; the browser goes on to its clipboard events.
      if (key === 'v') event.stopImmediatePropagation();
      if (!['c', 'x', 'y', 'z'].includes(key)) return;
      claim(event);
      // Where no text is selected a browser has nothing to cut, and tells of no cutting.
      if (key === 'c' || key === 'x') void navigator.clipboard.writeText(take(key === 'x') ?? '');
      if (key === 'z' && !event.shiftKey) onWish({ kind: 'undo' });
    },
    { capture: true },
  );
}

/** The library would begin to write a blank into the cell. */
function isForRows({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key === ' ' && shiftKey && !ctrlKey && !metaKey && !altKey;
}

function claim(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The library keeps the focus in an editor of its own, which lies outside the container. */
function isInGrid(container: HTMLElement, active: Element | null): boolean {
  if (active === null || active === document.body) return false;
  return container.contains(active) || active.id.startsWith('__editor_');
}

function readSelected(view: GridView, selection: Selection): readonly (readonly string[])[] {
  const columns = listVisibleColumns(view, selection);
  const rows = Array.from({ length: selection.rows }, (_, index) => selection.row + index);
  return rows
    .filter((row) => view.rows[row]?.hidden !== true)
    .map((row) => columns.map((column) => readCellText(view, row, column)));
}

/** @returns what was taken in this very tab, where it stands now; undefined where it is none or has changed */
function findOwn(copied: Copied | undefined, view: GridView, text: string): Copied | undefined {
  if (copied?.text !== text || copied.key !== view.key || copied.sheetId !== view.sheetId) {
    return undefined;
  }
  const row = view.rowKeys.indexOf(copied.rowKeys[0] ?? -1);
  const isTogether = copied.rowKeys.every((key, index) => view.rowKeys[row + index] === key);
  const selection = { ...copied.selection, row };
  if (row < 0 || !isTogether) return undefined;
  // What was written there since is not what was taken.
  const isAsTaken = formatBlock(readSelected(view, selection)) === text;
  return isAsTaken ? { ...copied, selection } : undefined;
}

/** Whole lines copied here come with their notes and formats, as they do at Google. */
function toPaste({
  view,
  selection,
  text,
  own,
}: {
  readonly view: GridView;
  readonly selection: Selection;
  readonly text: string;
  /** What was copied or cut in this very tab. */
  readonly own: Copied | undefined;
}): readonly GridWish[] {
  const { sheetId } = view;
  const { row, column } = selection;
  const part = own === undefined ? undefined : toPart(view, own.selection);
  if (own !== undefined && part !== undefined) {
    const { row: from, rows: count } = own.selection;
    const { rowKeys, isCut } = own;
    const kind = isCut ? 'cutRows' : 'copyRows';
    return [{ kind, sheetId, from, count, to: row, part, rowKeys }];
  }
  const values = parseBlock(text);
  const cleared = own?.isCut ? toClear({ view, selection: own.selection }) : undefined;
  return [
    ...(cleared === undefined ? [] : [cleared]),
    {
      kind: 'paste',
      sheetId,
      row,
      column,
      values,
      rowKeys: toRowKeys(view, row, values.length),
      skipHiddenColumns: true,
    },
  ];
}

function toPart(view: GridView, { column, columns }: Selection): 'row' | 'visible' | undefined {
  if (columns >= view.columnCount) return 'row';
  const isVisible = (index: number): boolean => view.columns[index]?.hidden === false;
  const first = view.columns.findIndex(({ hidden }) => !hidden);
  const last = view.columns.findLastIndex(({ hidden }) => !hidden);
  return isVisible(column) && column <= first && column + columns > last ? 'visible' : undefined;
}
