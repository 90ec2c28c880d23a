// What can be done with columns, tabs and the file itself, as two menus beside the tools.
import type { GridView } from '../api/grid-api.ts';
import type { ActionRequest } from '../api/page-user-action.ts';
import { findHeaderRow } from '../view/find-header-row.ts';
import { askText } from './ask-text.ts';
import { createDropMenu, type MenuItem } from './drop-menu.ts';
import type { Selection } from './grid/create-grid.ts';
import { TEXTS } from './texts.ts';

type Place = { readonly view: GridView; readonly selection: Selection };

export type SheetMenuOptions = {
  act(action: ActionRequest): void;
  copyFile(): void;
  say(message: string): void;
  /** Runs it where a cell is selected, or says that none is. */
  withPlace(run: (place: Place) => void): void;
};

/** Google's own bound. */
const MAX_TITLE_LENGTH = 100;

export function createSheetMenus(options: SheetMenuOptions): readonly HTMLElement[] {
  const columns = createDropMenu(TEXTS.columnMenu, 'menu-plain');
  columns.show([
    toColumnItem(TEXTS.sortUp, options, (place) => toSort(place, 'asc')),
    toColumnItem(TEXTS.sortDown, options, (place) => toSort(place, 'desc')),
    toColumnItem(TEXTS.insertColumnLeft, options, (place) => toInsert(place, 0)),
    toColumnItem(TEXTS.insertColumnRight, options, (place) => toInsert(place, 1)),
    toColumnItem(TEXTS.moveColumnLeft, options, (place) => toMove(place, 'left')),
    toColumnItem(TEXTS.moveColumnRight, options, (place) => toMove(place, 'right')),
  ]);
  const tab = createDropMenu(TEXTS.tabMenu, 'menu-plain');
  tab.show([
    { label: TEXTS.renameTab, choose: () => options.withPlace((place) => rename(place, options)) },
    {
      label: TEXTS.duplicateTab,
      choose: () =>
        options.withPlace(({ view: { sheetId } }) =>
          options.act({ kind: 'duplicateTab', sheetId }),
        ),
    },
    { label: TEXTS.copyFile, choose: options.copyFile },
  ]);
  return [columns.root, tab.root];
}

function toColumnItem(
  label: string,
  { act, say, withPlace }: SheetMenuOptions,
  toAction: (place: Place) => ActionRequest | undefined,
): MenuItem {
  return {
    label,
    choose: () =>
      withPlace((place) => {
        const action = toAction(place);
        if (action === undefined) say(TEXTS.nothingChanged);
        else act(action);
      }),
  };
}

function toSort({ view, selection }: Place, order: 'asc' | 'desc'): ActionRequest {
  const headerRows = findHeaderRow(view) + 1;
  const { column } = selection;
  return { kind: 'sort', sheetId: view.sheetId, range: 'all', column, order, headerRows };
}

function toInsert({ view, selection }: Place, offset: 0 | 1): ActionRequest {
  return { kind: 'insertColumn', sheetId: view.sheetId, before: selection.column + offset };
}

/** Past the next column that can be seen; those that are hidden beside it stay where they are. */
function toMove(
  { view, selection: { column } }: Place,
  direction: 'left' | 'right',
): ActionRequest | undefined {
  const { columns, sheetId } = view;
  const isSeen = (index: number): boolean => columns[index]?.hidden === false;
  const indexes = columns.map((_, index) => index).filter(isSeen);
  const neighbour =
    direction === 'left'
      ? indexes.findLast((index) => index < column)
      : indexes.find((index) => index > column);
  if (neighbour === undefined) return undefined;
  const before = direction === 'left' ? neighbour : neighbour + 1;
  return { kind: 'moveColumn', sheetId, column, before };
}

async function rename({ view: { sheetId, title } }: Place, { act }: SheetMenuOptions) {
  const question = { title: TEXTS.renameTabTo, value: title, maxLength: MAX_TITLE_LENGTH };
  const to = await askText(question);
  if (to !== undefined && to !== title) act({ kind: 'renameTab', sheetId, to });
}
