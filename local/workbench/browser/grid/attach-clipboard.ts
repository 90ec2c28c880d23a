// Copy, cut, paste and undo by keyboard: the browser's own clipboard events, and the server's undo.
import type { GridView } from '../../api/grid-api.ts';
import { formatBlock, parseBlock } from '../../view/text-block.ts';
import type { Grid, Selection } from './create-grid.ts';
import { type GridWish, listVisibleColumns, readCellText, toClear } from './grid-wish.ts';

type Copied = { readonly text: string; readonly selection: Selection; readonly sheetId: number };

export type ClipboardOptions = {
  readonly container: HTMLElement;
  readonly grid: Grid;
  onWish(wish: GridWish): void;
};

/** Listens before the library does: its clipboard would write into the grid alone. */
export function attachClipboard({ container, grid, onWish }: ClipboardOptions): void {
  let copied: Copied | undefined;

  const isHere = (): boolean =>
    grid.view !== undefined && !grid.isEditing() && isInGrid(container, document.activeElement);

  function copy(event: ClipboardEvent, isCut: boolean): void {
    const { view } = grid;
    const selection = grid.selection();
    if (!isHere() || view === undefined || selection === undefined) return;
    claim(event);
    const text = formatBlock(readSelected(view, selection));
    event.clipboardData?.setData('text/plain', text);
    copied = { text, selection, sheetId: view.sheetId };
    const cleared = isCut ? toClear({ view, selection }) : undefined;
    if (cleared !== undefined) onWish(cleared);
  }

  document.addEventListener('copy', (event) => copy(event, false), { capture: true });
  document.addEventListener('cut', (event) => copy(event, true), { capture: true });
  document.addEventListener(
    'paste',
    (event) => {
      const { view } = grid;
      const selection = grid.selection();
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isHere() || view === undefined || selection === undefined) return;
      claim(event);
      if (text === '') return;
      onWish(toPaste({ view, selection, text, copied }));
    },
    { capture: true },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (!isHere() || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      // The library's shortcuts stay out; the browser goes on to its clipboard events.
      if (['c', 'x', 'v'].includes(key)) event.stopImmediatePropagation();
      if (key !== 'z' && key !== 'y') return;
      claim(event);
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

/** Whole lines copied here come with their notes and formats, as they do at Google. */
function toPaste({
  view,
  selection,
  text,
  copied,
}: {
  readonly view: GridView;
  readonly selection: Selection;
  readonly text: string;
  readonly copied: Copied | undefined;
}): GridWish {
  const { sheetId } = view;
  const { row, column } = selection;
  if (copied?.text === text && copied.sheetId === sheetId) {
    const part = toPart(view, copied.selection);
    if (part !== undefined) {
      const { row: from, rows: count } = copied.selection;
      return { kind: 'copyRows', sheetId, from, count, to: row, part };
    }
  }
  return { kind: 'paste', sheetId, row, column, values: parseBlock(text), skipHiddenColumns: true };
}

function toPart(view: GridView, { column, columns }: Selection): 'row' | 'visible' | undefined {
  if (columns >= view.columnCount) return 'row';
  const isVisible = (index: number): boolean => view.columns[index]?.hidden === false;
  const first = view.columns.findIndex(({ hidden }) => !hidden);
  const last = view.columns.findLastIndex(({ hidden }) => !hidden);
  return isVisible(column) && column <= first && column + columns > last ? 'visible' : undefined;
}
