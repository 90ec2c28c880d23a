// What can be done with the selected cells, as buttons: the same by pointer, by keyboard, by touch.

import type { GridView } from '../api/grid-api.ts';
import type { ActionRequest } from '../api/page-user-action.ts';
import { type CellPlace, formatAddress, parseAddress } from '../view/cell-address.ts';
import { createDropMenu } from './drop-menu.ts';
import { button, element } from './element.ts';
import type { Selection } from './grid/create-grid.ts';
import { toClear, toCopyDown, toRowKeys } from './grid/grid-wish.ts';
import { createSheetMenus } from './sheet-menus.ts';
import { TEXTS } from './texts.ts';

export type ToolBar = {
  readonly root: HTMLElement;
  showMenu(labels: readonly string[]): void;
  showSelection(selection: Selection): void;
};

export type ToolBarOptions = {
  act(action: ActionRequest): void;
  copyFile(): void;
  followRow(): void;
  select(cell: CellPlace): void;
  say(message: string): void;
  place(): { readonly view: GridView; readonly selection: Selection } | undefined;
};

type Place = { readonly view: GridView; readonly selection: Selection };
type Tool = readonly [label: string, toAction: (place: Place) => ActionRequest | undefined];

const TOOLS: readonly Tool[] = [
  [TEXTS.undo, () => ({ kind: 'undo' })],
  [TEXTS.insertRow, ({ view, selection }) => toSpan('insertRows', view, { ...selection, rows: 1 })],
  [TEXTS.deleteRows, ({ view, selection }) => toSpan('deleteRows', view, selection)],
  [TEXTS.clearCells, (place) => toClear(place)],
  [TEXTS.fillDown, (place) => toCopyDown(place)],
];

export function createToolBar(options: ToolBarOptions): ToolBar {
  const { act, followRow, select, say, place } = options;
  const address = createAddressBox((text) => {
    const cell = parseAddress(text);
    const view = place()?.view;
    const problem = cell === undefined ? TEXTS.noSuchCell : findProblem(cell, view);
    say(problem);
    if (cell !== undefined && problem === '') select(cell);
  });
  const menu = createDropMenu(TEXTS.menu, 'menu-own');
  const withPlace = (run: (place: Place) => void): void => {
    const current = place();
    if (current === undefined) say(TEXTS.selectFirst);
    else run(current);
  };
  const tools = TOOLS.map(([label, toAction]) =>
    button(label, { class: 'tool' }, () =>
      withPlace((current) => {
        const action = toAction(current);
        if (action === undefined) say(TEXTS.nothingChanged);
        else act(action);
      }),
    ),
  );
  const follow = button(TEXTS.followRow, { class: 'tool' }, () => withPlace(followRow));
  return {
    root: element(
      'div',
      { class: 'tool-bar' },
      element(
        'div',
        { class: 'tools', role: 'group', 'aria-label': TEXTS.tools },
        address,
        ...tools,
        ...createSheetMenus({ ...options, withPlace }),
        follow,
      ),
      menu.root,
    ),
    showSelection(selection) {
      if (document.activeElement !== address) address.value = formatAddress(selection);
    },
    showMenu(labels) {
      menu.show(
        labels.map((label) => ({
          label,
          language: 'vi',
          choose: () => act({ kind: 'menu', label }),
        })),
      );
    },
  };
}

/** As the box left of Google's formula bar: says which cell is selected, and goes to another. */
function createAddressBox(goTo: (address: string) => void): HTMLInputElement {
  const box = element('input', {
    type: 'text',
    class: 'address',
    'aria-label': TEXTS.address,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  box.addEventListener('focus', () => box.select());
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    goTo(box.value);
  });
  return box;
}

/** Typing in what cannot be seen would spoil rows unseen. @returns '' where one can go there */
function findProblem({ row, column }: CellPlace, view: GridView | undefined): string {
  const width = view?.columns[column];
  if (view === undefined || width === undefined || row >= view.rowCount) return TEXTS.noSuchCell;
  return width.hidden || view.rows[row]?.hidden ? TEXTS.hiddenCell : '';
}

function toSpan(
  kind: 'insertRows' | 'deleteRows',
  view: GridView,
  { row, rows: count }: Selection,
): ActionRequest {
  return { kind, sheetId: view.sheetId, row, count, rowKeys: toRowKeys(view, row, count) };
}
