// The grid: draws what the server says a tab holds, and tells what a person wants done in it.
//
// Nothing a person does changes the grid by itself. It becomes a wish for the server, and the
// answer comes back as a change of the tab, on this page as on every other one.
import { CommandType, ICommandService } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import type { GridDelta, GridView } from '../../api/grid-api.ts';
import type { Language } from '../../texts/language.ts';
import { followDelta } from '../../view/grid-model.ts';
import { attachClipboard } from './attach-clipboard.ts';
import { drawChange } from './draw-change.ts';
import { type GridWish, isOwnWork, toWish } from './grid-wish.ts';
import { startUniver, toLocale } from './start-univer.ts';
import { SHEET_ID, toCellData, toWorkbookData, UNIT_ID } from './to-workbook-data.ts';

export type Selection = {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
};

export type Grid = {
  /** A tab anew; where it was scrolled to stays when it is the same one. */
  show(view: GridView): void;
  /** @returns false when the delta does not follow what is shown */
  follow(delta: GridDelta): boolean;
  readonly view: GridView | undefined;
  selection(): Selection | undefined;
  select(cell: { readonly row: number; readonly column: number }): void;
  /** Draws a cell as the server has it, over what was drawn ahead of the answer. */
  putBack(cell: { readonly row: number; readonly column: number }): void;
  /** Typing goes to the selected cell from now on. */
  focus(): void;
  isEditing(): boolean;
};

export type GridOptions = {
  readonly container: HTMLElement;
  readonly language: Language;
  onWish(wish: GridWish): void;
  onSelect(selection: Selection): void;
};

/** Rows kept in sight above the one that is gone to. */
const SCROLL_MARGIN = 3;

export function createGrid({ container, language, onWish, onSelect }: GridOptions): Grid {
  const { univer, api } = startUniver(container, language);
  const commands = univer.__getInjector().get(ICommandService);
  mendTabOrder(container);
  let view: GridView | undefined;
  let typedText: string | undefined;
  let isEditing = false;

  api.addEvent(api.Event.BeforeSheetEditStart, () => {
    isEditing = true;
  });
  api.addEvent(api.Event.BeforeSheetEditEnd, ({ value, isConfirm }) => {
    typedText = isConfirm ? value.toPlainText().replace(/[\r\n]+$/, '') : undefined;
    isEditing = false;
  });
  // Its own event of the selection says nothing of what the keyboard does.
  api.addEvent(api.Event.CommandExecuted, ({ id }) => {
    if (id !== 'sheet.operation.set-selections') return;
    const selection = readSelection(api);
    if (selection !== undefined) onSelect(selection);
  });
  api.addEvent(api.Event.BeforeCommandExecute, (event) => {
    if (isOwnWork(event, view !== undefined)) return;
    event.cancel = true;
    const selection = readSelection(api);
    if (event.type !== CommandType.COMMAND || view === undefined || selection === undefined) return;
    const wish = toWish(event, { view, selection, typedText });
    typedText = undefined;
    if (wish === undefined) return;
    if (wish.kind === 'type') drawAhead(wish);
    onWish(wish);
  });

  function drawAhead(typed: { row: number; column: number; value: string }): void {
    const { row, column, value } = typed;
    const known = view?.rows[row]?.cells[column];
    const style = typeof known === 'object' && known !== null ? known.style : undefined;
    const cell = toCellData({ text: value, ...(style === undefined ? {} : { style }) });
    setCells({ [row]: { [column]: cell } });
  }

  function setCells(cellValue: { [row: number]: { [column: number]: unknown } }): void {
    run('sheet.mutation.set-range-values', { cellValue });
  }

  function run(id: string, params: object): void {
    commands.syncExecuteCommand(
      id,
      { unitId: UNIT_ID, subUnitId: SHEET_ID, ...params },
      { fromCollab: true },
    );
  }

  const grid: Grid = {
    get view() {
      return view;
    },
    show(next) {
      const isSame = view?.key === next.key && view.sheetId === next.sheetId;
      const selection = isSame ? readSelection(api) : undefined;
      const focused = document.activeElement;
      if (view !== undefined) api.disposeUnit(UNIT_ID);
      view = undefined;
      api.createWorkbook(toWorkbookData(next, toLocale(language)));
      view = next;
      if (selection !== undefined) grid.select(selection);
      // The library takes the focus with each new tab: nobody asked for it.
      if (focused instanceof HTMLElement && !container.contains(focused)) focused.focus();
    },
    follow(delta) {
      const change = view === undefined ? undefined : followDelta(view, delta);
      if (change === undefined || view === undefined) return false;
      const before = view;
      view = change.view;
      drawChange({ before, change, run });
      return true;
    },
    selection: () => readSelection(api),
    select({ row, column }) {
      if (view === undefined || row >= view.rowCount || column >= view.columnCount) return;
      const sheet = api.getActiveWorkbook()?.getActiveSheet();
      sheet?.getRange(row, column).activate();
      sheet?.scrollToCell(Math.max(0, row - SCROLL_MARGIN), column);
    },
    putBack({ row, column }) {
      const cell = view?.rows[row]?.cells[column] ?? null;
      setCells({ [row]: { [column]: toCellData(cell) } });
    },
    focus: () => container.querySelector<HTMLElement>('[contenteditable]')?.focus(),
    isEditing: () => isEditing,
  };
  attachClipboard({ container, grid, onWish });
  return grid;
}

/** The library puts its canvases before everything else of the page; its editor takes the keys. */
function mendTabOrder(container: HTMLElement): void {
  new MutationObserver(() => {
    for (const canvas of container.querySelectorAll('canvas')) {
      if (canvas.tabIndex > 0) canvas.tabIndex = -1;
    }
  }).observe(container, { childList: true, subtree: true });
}

function readSelection(api: FUniver): Selection | undefined {
  const range = api.getActiveWorkbook()?.getActiveSheet().getSelection()?.getActiveRange();
  if (range === null || range === undefined) return undefined;
  return {
    row: range.getRow(),
    column: range.getColumn(),
    rows: range.getHeight(),
    columns: range.getWidth(),
  };
}
