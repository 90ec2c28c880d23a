// Copy, cut, paste and undo by keyboard: the browser's own clipboard events, and the server's undo.
import type { GridView } from '../../api/grid-api.ts';
import { formatBlock, parseBlock } from '../../view/text-block.ts';
import type { Grid, Selection } from './create-grid.ts';
import { type GridWish, listVisibleColumns, readCellText, toClear } from './grid-wish.ts';

type Copied = {
  readonly text: string;
  readonly selection: Selection;
  readonly key: string;
  readonly sheetId: number;
  /** What was cut stays until it is pasted, as at Google. */
  readonly isCut: boolean;
};

export type ClipboardOptions = {
  readonly container: HTMLElement;
  readonly grid: Grid;
  onWish(wish: GridWish): void;
  onCut(): void;
};

/** Listens before the library does: its clipboard would write into the grid alone. */
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
    copied = { text, selection, key: view.key, sheetId: view.sheetId, isCut };
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
      const own = isOwn(copied, view, text) ? copied : undefined;
      for (const wish of toPaste({ view, selection, text, own })) onWish(wish);
      if (own?.isCut) copied = undefined;
    },
    { capture: true },
  );
  document.addEventListener(
    'keydown',
    (event) => {
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

function isOwn(copied: Copied | undefined, view: GridView, text: string): boolean {
  return copied?.text === text && copied.key === view.key && copied.sheetId === view.sheetId;
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
    return [{ kind: own.isCut ? 'cutRows' : 'copyRows', sheetId, from, count, to: row, part }];
  }
  const values = parseBlock(text);
  const cleared = own?.isCut ? toClear({ view, selection: own.selection }) : undefined;
  return [
    ...(cleared === undefined ? [] : [cleared]),
    { kind: 'paste', sheetId, row, column, values, skipHiddenColumns: true },
  ];
}

function toPart(view: GridView, { column, columns }: Selection): 'row' | 'visible' | undefined {
  if (columns >= view.columnCount) return 'row';
  const isVisible = (index: number): boolean => view.columns[index]?.hidden === false;
  const first = view.columns.findIndex(({ hidden }) => !hidden);
  const last = view.columns.findLastIndex(({ hidden }) => !hidden);
  return isVisible(column) && column <= first && column + columns > last ? 'visible' : undefined;
}
