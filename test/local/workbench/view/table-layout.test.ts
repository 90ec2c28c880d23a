import { expect, test } from 'vitest';
import type { CellView, RowView, TabView } from '../../../../local/workbench/api/page-api.ts';
import {
  findContent,
  layOutTable,
  type Span,
  toSpan,
} from '../../../../local/workbench/view/table-layout.ts';

const WIDE = { showHidden: false, windowWidthPx: 1000 };

function text(value: string, more: Partial<CellView> = {}): CellView {
  return { value, text: value, ...more };
}

function newTab(change: Partial<TabView> = {}): TabView {
  const line = (
    rowNumber: number,
    cells: readonly (CellView | null)[],
    hidden = false,
  ): RowView => ({
    rowNumber,
    hidden,
    cells,
  });
  return {
    key: 'x',
    sheetId: 1,
    title: 'x',
    revision: 1,
    frozenRows: 2,
    frozenColumns: 2,
    columns: [
      { letters: 'A', widthPx: 50, hidden: true },
      { letters: 'B', widthPx: 100, hidden: false },
      { letters: 'C', widthPx: 300, hidden: false },
      { letters: 'D', widthPx: 80, hidden: false },
    ],
    rows: [
      line(1, [null, text('Tiêu đề'), null, null]),
      line(2, [null, text('Mã'), text('Tên'), text('Số')]),
      line(3, [null, text('a'), text('b'), null], true),
      line(4, [null, text('c'), null, null]),
      line(5, [null, text('Chưa ghi', { receipt: 'rejected' }), null, null]),
      line(6, [null, text('d'), text('', { note: 'x' }), null]),
    ],
    contentRowCount: 6,
    merges: [],
    ...change,
  };
}

function spansOf(tab: TabView, rowNumber: number, options = WIDE): (Span | undefined)[] {
  const layout = layOutTable(tab, options);
  const row = tab.rows[rowNumber - 1];
  if (row === undefined) throw new Error('no such row');
  return layout.columns.map(({ index }) => toSpan({ tab, layout, row }, index));
}

const ONE = { rows: 1, columns: 1 };

test('hidden rows and columns are left out unless asked for; frozen rows make the head', () => {
  const layout = layOutTable(newTab(), WIDE);
  expect(layout.columns.map(({ letters }) => letters)).toEqual(['B', 'C', 'D']);
  expect(layout.headRows.map(({ rowNumber }) => rowNumber)).toEqual([1, 2]);
  expect(layout.bodyRows.map(({ rowNumber }) => rowNumber)).toEqual([4, 5, 6]);
  expect(layout.widthPx).toBe(44 + 100 + 300 + 80);
  const all = layOutTable(newTab(), { ...WIDE, showHidden: true });
  expect(all.columns.map(({ letters }) => letters)).toEqual(['A', 'B', 'C', 'D']);
  expect(all.bodyRows.map(({ rowNumber }) => rowNumber)).toEqual([3, 4, 5, 6]);
});

test('frozen columns stand beside each other, hidden ones taking no room', () => {
  const lefts = (frozenColumns: number, windowWidthPx = 1000) =>
    layOutTable(newTab({ frozenColumns }), { showHidden: false, windowWidthPx }).columns.map(
      ({ frozenLeftPx }) => frozenLeftPx,
    );
  expect(lefts(3)).toEqual([44, 144, undefined]);
  expect(lefts(1)).toEqual([undefined, undefined, undefined]);
  // 400 px frozen is more than 60 % of 660, and just 60 % of 667.
  expect(lefts(3, 660)).toEqual([undefined, undefined, undefined]);
  expect(lefts(3, 667)).toEqual([44, 144, undefined]);
});

test('in a narrow window two columns fit side by side and none is frozen', () => {
  const { columns } = layOutTable(newTab(), { showHidden: false, windowWidthPx: 375 });
  expect(columns.map(({ widthPx }) => widthPx)).toEqual([100, 161, 80]);
  expect(columns.every(({ frozenLeftPx }) => frozenLeftPx === undefined)).toBe(true);
  const wide = layOutTable(newTab(), { showHidden: false, windowWidthPx: 640 });
  expect(wide.columns.map(({ widthPx }) => widthPx)).toEqual([100, 300, 80]);
});

test('a line alone in its row reaches over the blank cells after it', () => {
  const tab = newTab();
  expect(spansOf(tab, 1)).toEqual([{ rows: 1, columns: 3 }, undefined, undefined]);
  expect(spansOf(tab, 2)).toEqual([ONE, ONE, ONE]);
});

test('a receipt stays in its column, and a note keeps its cell', () => {
  const tab = newTab();
  expect(spansOf(tab, 5)).toEqual([ONE, ONE, ONE]);
  expect(spansOf(tab, 6)).toEqual([ONE, ONE, ONE]);
});

test('a merge spans what is shown of it and stops at the frozen rows', () => {
  const merged = newTab({ merges: [{ row: 1, column: 0, rows: 4, columns: 3 }] });
  expect(spansOf(merged, 2)).toEqual([{ rows: 1, columns: 2 }, undefined, ONE]);
  // Row 3 is hidden: the part below the head begins in row 4.
  expect(spansOf(merged, 4)).toEqual([{ rows: 2, columns: 2 }, undefined, ONE]);
  expect(spansOf(merged, 5)).toEqual([undefined, undefined, ONE]);
});

test('the content of a merge is that of its first cell, even a hidden one', () => {
  const tab = newTab({ merges: [{ row: 1, column: 1, rows: 3, columns: 2 }] });
  const row = tab.rows[3];
  if (row === undefined) throw new Error('no such row');
  expect(findContent(tab, row, 2)?.text).toBe('Mã');
  expect(findContent(newTab(), row, 1)?.text).toBe('c');
});
