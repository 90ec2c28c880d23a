/** «Mã dòng» and «Dấu» are nobody's business: people must not see them, whatever they do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTRY_COLUMNS, HIDDEN_COLUMNS } from '../../core/columns.ts';
import { ADOPTED_HEADERS, COLUMN_HEADERS } from '../../core/wording/columns.ts';
import type { UserAction } from '../../local/google/people/user-action.ts';
import type { Sheet } from '../../local/google/workbook/sheet.ts';
import { findColumnIndex } from '../../local/scenario/find-entry-tab.ts';
import { fillList, type ListFixture } from './list-desk.ts';
import { readHeader, startUnitFiles, type UnitFile, type UnitFiles } from './unit-file.ts';

let files: UnitFiles;
beforeAll(async () => {
  files = await startUnitFiles();
});
afterAll(() => files.stop());

const HIDDEN = HIDDEN_COLUMNS.map((column) => COLUMN_HEADERS[column]);
const ROW = ['Cân nguyên liệu', 'Hợp lý hóa sản xuất', 'Công nghiệp', 'Tổ Cơ điện', '15/05/2010'];
const PASTE = { kind: 'paste', row: 1, column: 3, values: [ROW] } as const;
const LIST: ListFixture = {
  merges: [],
  rows: [
    ['TT', 'Tên giải pháp', 'Thời điểm áp dụng', 'Ghi chú'],
    [1, 'Cải tiến máy ép mía đường', 'tháng 5/2010', null],
  ],
};

/** Header texts of the columns nobody sees. */
function hiddenHeaders(sheet: Sheet): readonly string[] {
  return readHeader(sheet).filter((_, column) => sheet.isColumnHidden(column));
}

async function openActivated(): Promise<UnitFile> {
  const file = await files.open();
  expect((await file.activate()).outcome).toBe('completed');
  return file;
}

it('are hidden by «Kích hoạt», and no other column is', async () => {
  const file = await openActivated();
  expect(readHeader(file.entryTab()).filter((text) => text !== '')).toEqual(
    ENTRY_COLUMNS.map((column) => COLUMN_HEADERS[column]),
  );
  expect(hiddenHeaders(file.entryTab())).toEqual(HIDDEN);
});

describe('stay hidden', () => {
  const columnOf = (file: UnitFile, header: string) => findColumnIndex(file.entryTab(), header);

  it.each<readonly [string, (file: UnitFile) => (sheetId: number) => UserAction]>([
    ['rows are pasted', () => (sheetId) => ({ ...PASTE, sheetId })],
    [
      'a column is moved to the far left',
      (file) => (sheetId) => ({
        kind: 'moveColumn',
        sheetId,
        column: columnOf(file, COLUMN_HEADERS.title),
        before: 0,
      }),
    ],
    [
      'a column of their own is put before all others',
      () => (sheetId) => ({ kind: 'insertColumn', sheetId, before: 0, header: 'Của chúng tôi' }),
    ],
    [
      'rows are sorted with everything in them',
      (file) => (sheetId) => ({
        kind: 'sort',
        sheetId,
        range: 'all',
        column: columnOf(file, COLUMN_HEADERS.title),
        order: 'desc',
      }),
    ],
    ['the tab is renamed', () => (sheetId) => ({ kind: 'renameTab', sheetId, to: 'Sáng kiến' })],
  ])('when %s', async (_, toAction) => {
    const file = await openActivated();
    await file.act((sheetId) => ({ ...PASTE, sheetId }));
    await file.act(toAction(file));
    expect([...hiddenHeaders(file.entryTab())].sort()).toEqual([...HIDDEN].sort());
    // They hold what they are for: the rows were matched after what people did.
    const id = columnOf(file, COLUMN_HEADERS.rowId);
    expect(file.entryTab().cell(1, id).content?.value).toMatch(/^BT028-/);
  });
});

describe('are hidden again', () => {
  it('in a tab made anew for one that was deleted', async () => {
    const file = await openActivated();
    const { sheetId } = file.entryTab();
    file.workbook.addSheet({ title: 'Ghi chép' });
    file.workbook.deleteSheet(sheetId);
    expect((await file.activate()).outcome).toBe('completed');
    expect(file.entryTab().sheetId).not.toBe(sheetId);
    expect(hiddenHeaders(file.entryTab())).toEqual(HIDDEN);
  });

  it('in a duplicate that is taken for entry instead', async () => {
    const file = await openActivated();
    const { sheetId } = file.entryTab();
    await file.act(() => ({ kind: 'duplicateTab', sheetId, to: 'Dự phòng' }));
    file.workbook.deleteSheet(sheetId);
    expect((await file.activate()).outcome).toBe('completed');
    expect(file.entryTab().title).toBe('Dự phòng');
    expect(hiddenHeaders(file.entryTab())).toEqual(HIDDEN);
  });

  it('in a copy of the file', async () => {
    const file = await openActivated();
    await file.act((sheetId) => ({ ...PASTE, sheetId }));
    const copy = await file.copy();
    expect((await copy.activate()).outcome).toBe('completed');
    expect(hiddenHeaders(copy.entryTab())).toEqual(HIDDEN);
  });

  it('beside a list that is taken over', async () => {
    const file = await files.open((workbook) => fillList(workbook, LIST));
    expect((await file.activate()).outcome).toBe('completed');
    expect(hiddenHeaders(file.entryTab())).toEqual(Object.values(ADOPTED_HEADERS));
  });
});
