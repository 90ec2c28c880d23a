// A person renames or duplicates a tab.

import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { changeEvent, type SheetEvent } from './sheet-event.ts';

export function renameTab(
  workbook: Workbook,
  sheet: Sheet,
  { to }: { readonly to: string },
): readonly SheetEvent[] {
  if (sheet.title === to) return [];
  workbook.renameSheet(sheet.sheetId, to);
  return [changeEvent('OTHER')];
}

/** The copy is called «Bản sao của …» unless told. */
export function duplicateTab(
  workbook: Workbook,
  sheet: Sheet,
  { to }: { readonly to?: string } = {},
): readonly SheetEvent[] {
  workbook.duplicateSheet(sheet.sheetId, to === undefined ? {} : { title: to });
  return [changeEvent('INSERT_GRID')];
}
