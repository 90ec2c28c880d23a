// What Google would fire after a person's action, before any trigger decides to listen.

import type { CellContent } from '../workbook/cell.ts';
import type { Rect } from '../workbook/rect.ts';
import type { Sheet } from '../workbook/sheet.ts';

export type ChangeType =
  | 'EDIT'
  | 'INSERT_ROW'
  | 'REMOVE_ROW'
  | 'INSERT_COLUMN'
  | 'REMOVE_COLUMN'
  | 'INSERT_GRID'
  | 'REMOVE_GRID'
  | 'FORMAT'
  | 'OTHER';

export type SheetEvent =
  | {
      readonly kind: 'edit';
      readonly sheetId: number;
      /** 0-based. */
      readonly range: Rect;
      /** Only for a single cell that now holds something. */
      readonly value?: string;
      /** Only for a single cell that held something. */
      readonly oldValue?: string;
    }
  | { readonly kind: 'change'; readonly changeType: ChangeType };

export function changeEvent(changeType: ChangeType): SheetEvent {
  return { kind: 'change', changeType };
}

/** The edit of a range, without values unless it is one cell, and the change that goes with it. */
export function editEvents(
  sheet: Sheet,
  range: Rect,
  oldContent?: CellContent,
): readonly SheetEvent[] {
  const isSingle = range.rows === 1 && range.columns === 1;
  const value = isSingle ? eventValue(sheet.cell(range.row, range.column).content) : undefined;
  const oldValue = isSingle ? eventValue(oldContent) : undefined;
  return [
    {
      kind: 'edit',
      sheetId: sheet.sheetId,
      range,
      ...(value === undefined ? {} : { value }),
      ...(oldValue === undefined ? {} : { oldValue }),
    },
    changeEvent('EDIT'),
  ];
}

// Events carry texts: a date its serial number, a formula nothing.
function eventValue(content: CellContent | undefined): string | undefined {
  if (content === undefined || content.formula !== undefined) return undefined;
  if (typeof content.value === 'boolean') return content.value ? 'TRUE' : 'FALSE';
  return String(content.value);
}
