// A small entry sheet for the tests of people's actions: two hidden columns, then three visible.

import type { SheetEvent } from '../../../../local/google/people/sheet-event.ts';
import {
  performUserAction,
  type UserAction,
  type UserSession,
} from '../../../../local/google/people/user-action.ts';
import { UserHistory } from '../../../../local/google/people/user-history.ts';
import type { Sheet } from '../../../../local/google/workbook/sheet.ts';
import { Workbook } from '../../../../local/google/workbook/workbook.ts';

export const SHEET_ID = 7;
const HEADERS = ['Mã dòng', 'Dấu', 'Tên sáng kiến', 'Nhóm', 'Ghi chú'];

export type Desk = {
  readonly session: UserSession;
  readonly sheet: Sheet;
  readonly act: (action: UserActionOnSheet) => readonly SheetEvent[];
  readonly undo: () => readonly SheetEvent[];
  /** Contents of the data rows and columns that hold something, null where blank. */
  readonly rows: () => readonly (readonly (string | number | boolean | null)[])[];
};

type WithoutSheetId<T> = T extends { sheetId: number } ? Omit<T, 'sheetId'> : never;
export type UserActionOnSheet = WithoutSheetId<UserAction>;

/** Ten rows of five columns; `data` is put below the header as a script would. */
export function newDesk(data: readonly (readonly string[])[]): Desk {
  const workbook = new Workbook({ spreadsheetId: 'BT001', title: 'BT001' });
  const sheet = workbook.addSheet({
    title: 'Nhập liệu',
    sheetId: SHEET_ID,
    rowCount: 10,
    columnCount: 5,
  });
  [HEADERS, ...data].forEach((row, index) => {
    sheet.setCells(
      index,
      0,
      row.map((value) => (value === '' ? {} : { content: { value } })),
    );
  });
  sheet.setLines('columns', { at: 0, count: 2 }, { hidden: true });
  sheet.setFurniture({ frozenRows: 1 });
  const session = { workbook, history: new UserHistory(workbook) };
  return {
    session,
    sheet,
    act: (action) => performUserAction(session, { ...action, sheetId: SHEET_ID } as UserAction),
    undo: () => performUserAction(session, { kind: 'undo' }),
    rows: () => {
      const { rows, columns } = sheet.contentExtent();
      return Array.from({ length: Math.max(0, rows - 1) }, (_, index) =>
        sheet.cellsOf(index + 1, 0, columns).map((cell) => cell.content?.value ?? null),
      );
    },
  };
}

/** What a script writes: it fires nothing and no person can take it back. */
export function scriptWrites(sheet: Sheet, row: number, column: number, value: string): void {
  sheet.updateCell(row, column, { content: { value } });
}
