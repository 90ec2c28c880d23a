// The grid: draws what the server says a tab holds, and tells what a person wants done in it.
//
// Nothing a person does changes the grid by itself. It becomes a wish for the server, and the
// answer comes back as a change of the tab, on this page as on every other one.
import { CommandType, ICommandService, LifecycleService, LifecycleStages } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import type { GridDelta, GridView } from '../../api/grid-api.ts';
import type { Language } from '../../texts/language.ts';
import { followDelta } from '../../view/grid-model.ts';
import { createTypedAhead, type TypedCell } from '../../view/typed-ahead.ts';
import { attachClipboard } from './attach-clipboard.ts';
import { drawChange } from './draw-change.ts';
import { type GridWish, isOfClipboard, isOwnWork, toWish } from './grid-wish.ts';
import { skipNumberMarks } from './skip-number-marks.ts';
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
  /** The rows of the selection, from end to end. */
  selectRows(): void;
  /** What was drawn ahead of its answer has been answered: changes tell the rest. */
  settle(cell: TypedCell): void;
  /** Draws a cell as the server has it, over what was drawn ahead in vain. */
  putBack(cell: { readonly row: number; readonly column: number }): void;
  /** Typing goes to the selected cell from now on. */
  focus(): void;
  isEditing(): boolean;
  /** Closes an open editor; what stands in it becomes a wish. */
  finishEdit(): Promise<void>;
};

export type GridOptions = {
  readonly container: HTMLElement;
  readonly language: Language;
  onWish(wish: GridWish): void;
  onSelect(selection: Selection): void;
  /** Cells were cut; nothing has changed yet. */
  onCut(): void;
  /** What was held back for the sake of an open editor can be drawn now. */
  onEditEnd(): void;
};

/** Said to be a change of formats alone, a change makes the library look for no formulas. */
const NO_FORMULAS = 'sheet.command.set-style';
const EDITOR_SHOWN = 'sheet.operation.set-cell-edit-visible';
/** Rows kept in sight above the one that is gone to. */
const SCROLL_MARGIN = 3;

export function createGrid(options: GridOptions): Grid {
  const { container, language, onWish, onSelect, onEditEnd } = options;
  const { univer, api } = startUniver(container, language);
  const commands = univer.__getInjector().get(ICommandService);
  const lifecycle = univer.__getInjector().get(LifecycleService);
  mendTabOrder(container);
  let view: GridView | undefined;
  let typedText: string | undefined;
  /** The cell whose editor is open. */
  let edited: { readonly row: number; readonly column: number } | undefined;
  let hasShown = false;
  const typedAhead = createTypedAhead();

  api.addEvent(api.Event.BeforeSheetEditStart, ({ row, column }) => {
    edited = { row, column };
  });
  api.addEvent(api.Event.BeforeSheetEditEnd, ({ value, isConfirm }) => {
    typedText = isConfirm ? value.toPlainText().replace(/[\r\n]+$/, '') : undefined;
    endEdit();
  });
  // Its own event of the selection says nothing of what the keyboard does.
  api.addEvent(api.Event.CommandExecuted, ({ id, params }) => {
    // Escape closes the editor and tells no end of the edit.
    if (id === EDITOR_SHOWN && isHiding(params)) endEdit();
    if (id !== 'sheet.operation.set-selections') return;
    const selection = readSelection(api);
    if (selection !== undefined) onSelect(selection);
  });
  api.addEvent(api.Event.BeforeCommandExecute, (event) => {
    // Within an open editor it is the text's own.
    const isOwn = isOfClipboard(event)
      ? edited !== undefined
      : isOwnWork(event, view !== undefined);
    if (isOwn) return;
    event.cancel = true;
    const selection = readSelection(api);
    if (event.type !== CommandType.COMMAND || view === undefined || selection === undefined) return;
    const wish = toWish(event, { view, selection, typedText });
    typedText = undefined;
    if (wish === undefined) return;
    if (wish.kind === 'type') {
      typedAhead.add(wish);
      drawAhead(wish);
    }
    onWish(wish);
  });

  function endEdit(): void {
    const left = edited;
    if (left === undefined) return;
    edited = undefined;
    // The library is not done with the editor before this has ended.
    setTimeout(() => {
      redraw(left);
      onEditEnd();
    });
  }

  /** What scrolls is not there before the library has drawn the page around the first tab. */
  function bringToSight(cell: { readonly row: number; readonly column: number }): void {
    if (lifecycle.stage >= LifecycleStages.Rendered) {
      scrollTo(api, cell);
      return;
    }
    const asked = view;
    void lifecycle.onStage(LifecycleStages.Rendered).then(() => {
      const isStill = view?.key === asked?.key && view?.sheetId === asked?.sheetId;
      if (isStill) scrollTo(api, cell);
    });
  }

  function drawAhead({ row, column, value }: TypedCell): void {
    const known = view?.rows[row]?.cells[column];
    const style = typeof known === 'object' && known !== null ? known.style : undefined;
    setCell(row, column, toCellData({ text: value, ...(style === undefined ? {} : { style }) }));
  }

  function setCell(row: number, column: number, cell: ReturnType<typeof toCellData>): void {
    // The library would put it in place of what is being typed there.
    if (edited?.row === row && edited.column === column) return;
    run('sheet.mutation.set-range-values', { cellValue: { [row]: { [column]: cell } } });
  }

  /** As the server has it, unless something newer is on its way there. */
  function redraw({ row, column }: { readonly row: number; readonly column: number }): void {
    const ahead = typedAhead.list([row]).find((one) => one.column === column);
    if (ahead !== undefined) return;
    setCell(row, column, toCellData(view?.rows[row]?.cells[column] ?? null));
  }

  function run(id: string, params: object): void {
    commands.syncExecuteCommand(
      id,
      { unitId: UNIT_ID, subUnitId: SHEET_ID, trigger: NO_FORMULAS, ...params },
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
      typedAhead.clear();
      api.createWorkbook(toWorkbookData(next, toLocale(language)));
      if (!hasShown) skipNumberMarks(univer.__getInjector());
      hasShown = true;
      view = next;
      grid.select(selection ?? toFirstCell(next));
      // The library takes the focus with each new tab: nobody asked for it.
      if (focused instanceof HTMLElement && !container.contains(focused)) focused.focus();
    },
    follow(delta) {
      const change = view === undefined ? undefined : followDelta(view, delta);
      if (change === undefined || view === undefined) return false;
      const before = view;
      view = change.view;
      drawChange({ before, change, run, edited });
      if (change.move !== undefined) typedAhead.clear();
      for (const typed of typedAhead.list(change.changed)) drawAhead(typed);
      return true;
    },
    selection: () => readSelection(api),
    select({ row, column }) {
      if (view === undefined || row >= view.rowCount || column >= view.columnCount) return;
      api.getActiveWorkbook()?.getActiveSheet().getRange(row, column).activate();
      bringToSight({ row, column });
    },
    selectRows() {
      const selection = readSelection(api);
      if (selection === undefined || view === undefined) return;
      const sheet = api.getActiveWorkbook()?.getActiveSheet();
      sheet?.getRange(selection.row, 0, selection.rows, view.columnCount).activate();
    },
    settle: typedAhead.remove,
    putBack: redraw,
    focus: () => container.querySelector<HTMLElement>('[contenteditable]')?.focus(),
    isEditing: () => edited !== undefined,
    async finishEdit() {
      if (edited !== undefined) await api.getActiveWorkbook()?.endEditingAsync(true);
    },
  };
  attachClipboard({ ...options, grid });
  return grid;
}

function isHiding(params: unknown): boolean {
  return (params as { readonly visible?: boolean } | undefined)?.visible === false;
}

/** The first one to be seen: typing must not begin in a hidden column. */
function toFirstCell({ columns }: GridView): { readonly row: number; readonly column: number } {
  return {
    row: 0,
    column: Math.max(
      0,
      columns.findIndex(({ hidden }) => !hidden),
    ),
  };
}

/** The library puts its canvases before everything else of the page; its editor takes the keys. */
function mendTabOrder(container: HTMLElement): void {
  new MutationObserver(() => {
    for (const canvas of container.querySelectorAll('canvas')) {
      if (canvas.tabIndex > 0) canvas.tabIndex = -1;
    }
  }).observe(container, { childList: true, subtree: true });
}

/** Only as far as needed: the receipts beside a row should stay in sight. */
function scrollTo(api: FUniver, { row, column }: { row: number; column: number }): void {
  const sheet = api.getActiveWorkbook()?.getActiveSheet();
  const seen = sheet?.getVisibleRange();
  if (sheet === undefined) return;
  const isRowSeen = seen && row > seen.startRow && row < seen.endRow;
  const isColumnSeen = seen && column >= seen.startColumn && column < seen.endColumn;
  if (isRowSeen && isColumnSeen) return;
  const top = isRowSeen ? seen.startRow : Math.max(0, row - SCROLL_MARGIN);
  sheet.scrollToCell(top, isColumnSeen ? seen.startColumn : column);
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
