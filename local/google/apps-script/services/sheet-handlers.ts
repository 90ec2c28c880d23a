// Sheet on the host's side: structure, names, sizes.

import type { Sheet } from '../../workbook/sheet.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { ScriptException } from '../script-exception.ts';
import type { Handlers } from './call-scope.ts';
import { toColor } from './color.ts';
import { parseRange, rectOf, sheetOf } from './sheet-access.ts';

type Lines = { readonly sheetId: number; readonly at: number; readonly count: number };

export const sheetHandlers: Handlers<
  | 'Sheet.getInfo'
  | 'Sheet.checkRange'
  | 'Sheet.getA1'
  | 'Sheet.setName'
  | 'Sheet.insertRows'
  | 'Sheet.insertColumns'
  | 'Sheet.deleteRows'
  | 'Sheet.deleteColumns'
  | 'Sheet.hideColumns'
  | 'Sheet.showColumns'
  | 'Sheet.isColumnHiddenByUser'
  | 'Sheet.setFrozenRows'
  | 'Sheet.setFrozenColumns'
  | 'Sheet.getFrozen'
  | 'Sheet.setColumnWidths'
  | 'Sheet.setTabColor'
  | 'Sheet.setHidden'
  | 'Sheet.activate'
> = {
  'Sheet.getInfo': ({ sheetId }, { workbook }) => {
    const sheet = sheetOf(workbook(), sheetId);
    const { rows, columns } = sheet.contentExtent();
    return {
      sheetId,
      name: sheet.title,
      maxRows: sheet.rowCount,
      maxColumns: sheet.columnCount,
      lastRow: rows,
      lastColumn: columns,
    };
  },
  'Sheet.checkRange': ({ range }, { peek }) => {
    rectOf(sheetOf(peek(), range.sheetId), range);
    return null;
  },
  'Sheet.getA1': ({ sheetId, a1 }, { peek }) => parseRange(sheetOf(peek(), sheetId), a1),
  'Sheet.setName': ({ sheetId, name }, { workbook }) => {
    sheetOf(workbook(), sheetId);
    workbook().renameSheet(sheetId, name);
    return null;
  },
  'Sheet.insertRows': (lines, { workbook }) =>
    change(workbook(), lines, (sheet, at) => sheet.insertRows(at, lines.count, 'before')),
  'Sheet.insertColumns': (lines, { workbook }) =>
    change(workbook(), lines, (sheet, at) => sheet.insertColumns(at, lines.count, 'before')),
  'Sheet.deleteRows': (lines, { workbook }) =>
    change(workbook(), lines, (sheet, at) => sheet.deleteRows(at, lines.count)),
  'Sheet.deleteColumns': (lines, { workbook }) =>
    change(workbook(), lines, (sheet, at) => sheet.deleteColumns(at, lines.count)),
  'Sheet.hideColumns': (lines, { workbook }) => setColumns(workbook(), lines, { hidden: true }),
  'Sheet.showColumns': (lines, { workbook }) => setColumns(workbook(), lines, { hidden: false }),
  'Sheet.isColumnHiddenByUser': ({ sheetId, column }, { peek }) =>
    sheetOf(peek(), sheetId).isColumnHidden(column - 1),
  'Sheet.setFrozenRows': ({ sheetId, count }, { workbook }) => {
    sheetOf(workbook(), sheetId).setFurniture({ frozenRows: count });
    return null;
  },
  'Sheet.setFrozenColumns': ({ sheetId, count }, { workbook }) => {
    sheetOf(workbook(), sheetId).setFurniture({ frozenColumns: count });
    return null;
  },
  'Sheet.getFrozen': ({ sheetId }, { peek }) => {
    const sheet = sheetOf(peek(), sheetId);
    return { rows: sheet.frozenRows, columns: sheet.frozenColumns };
  },
  'Sheet.setColumnWidths': ({ widthPx, ...lines }, { workbook }) =>
    setColumns(workbook(), lines, { sizePx: widthPx }),
  'Sheet.setTabColor': ({ sheetId, color }, { workbook }) => {
    sheetOf(workbook(), sheetId).setFurniture({ tabColor: toColor(color) });
    return null;
  },
  'Sheet.setHidden': ({ sheetId, hidden }, { workbook }) => {
    sheetOf(workbook(), sheetId);
    const others = workbook().sheets.filter((sheet) => sheet.sheetId !== sheetId && !sheet.hidden);
    if (hidden && others.length === 0) {
      throw new ScriptException("You can't hide all the sheets in a document.");
    }
    sheetOf(workbook(), sheetId).setFurniture({ hidden });
    return null;
  },
  // What a person looks at is not part of the document.
  'Sheet.activate': ({ sheetId }, { peek }) => {
    sheetOf(peek(), sheetId);
    return null;
  },
};

function change(
  workbook: Workbook,
  { sheetId, at }: Lines,
  apply: (sheet: Sheet, at: number) => void,
): null {
  apply(sheetOf(workbook, sheetId), at - 1);
  return null;
}

function setColumns(
  workbook: Workbook,
  { sheetId, at, count }: Lines,
  lines: { readonly hidden?: boolean; readonly sizePx?: number },
): null {
  sheetOf(workbook, sheetId).setLines('columns', { at: at - 1, count }, lines);
  return null;
}
