// One sheet: cells, lines, sorting, merging, and what lies on it moving along.

import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../../../local/google/workbook/sheet.ts';
import { Workbook } from '../../../../local/google/workbook/workbook.ts';

function newSheet(rows: readonly (readonly (string | number | boolean | null)[])[]): Sheet {
  const workbook = new Workbook({ spreadsheetId: 'BT001', title: 'Sổ' });
  const sheet = workbook.addSheet({ rowCount: 10, columnCount: 5, title: 'Nhập liệu' });
  rows.forEach((row, index) => {
    sheet.setCells(
      index,
      0,
      row.map((value) => (value === null ? {} : { content: { value } })),
    );
  });
  return sheet;
}

function values(sheet: Sheet, rows: number, columns: number): unknown[][] {
  return Array.from({ length: rows }, (_, row) =>
    sheet.cellsOf(row, 0, columns).map((cell) => cell.content?.value ?? null),
  );
}

describe('a sheet', () => {
  it('reads blank cells inside the grid and refuses those outside', () => {
    const sheet = newSheet([['a']]);
    expect(sheet.cell(9, 4)).toEqual({});
    expect(() => sheet.cell(10, 0)).toThrow('Row 10 is outside');
    expect(() => sheet.cell(0, 5)).toThrow('Column 5 is outside');
    expect(() => sheet.setCells(0, 4, [{}, {}])).toThrow('Column 5 is outside');
    expect(() => sheet.setCell(10, 0, {})).toThrow('Row 10 is outside');
  });

  it('patches a cell, removing what is given as undefined', () => {
    const sheet = newSheet([['a']]);
    sheet.updateCell(0, 0, { note: 'ghi chú', format: { bold: true } });
    sheet.updateCell(0, 0, { content: undefined });
    expect(sheet.cell(0, 0)).toEqual({ note: 'ghi chú', format: { bold: true } });
    sheet.updateCell(0, 0, { note: '', format: {} });
    expect(sheet.rowCells(0)).toEqual([]);
  });

  it('counts only content in its extent', () => {
    const sheet = newSheet([['a', 'b'], [], [null, null, 'c']]);
    sheet.updateCell(5, 4, { note: 'không tính' });
    expect(sheet.contentExtent()).toEqual({ rows: 3, columns: 3 });
    expect(newSheet([]).contentExtent()).toEqual({ rows: 0, columns: 0 });
  });

  it('inserts rows, giving them the look but not the words of a neighbour', () => {
    const sheet = newSheet([['đầu'], ['a'], ['b']]);
    sheet.updateCell(0, 0, { format: { bold: true } });
    sheet.updateCell(1, 0, { format: { italic: true }, note: 'n' });
    sheet.insertRows(1, 2, 'after');
    expect(sheet.rowCount).toBe(12);
    expect(values(sheet, 5, 1)).toEqual([['đầu'], [null], [null], ['a'], ['b']]);
    expect(sheet.cell(2, 0)).toEqual({ format: { italic: true } });
    sheet.insertRows(1, 1, 'before');
    expect(sheet.cell(1, 0)).toEqual({ format: { bold: true } });
    sheet.insertRows(sheet.rowCount, 1);
    expect(sheet.rowCount).toBe(14);
    expect(() => sheet.insertRows(15, 1)).toThrow('Row 15 is outside');
  });

  it('deletes rows, but never all of them', () => {
    const sheet = newSheet([['a'], ['b'], ['c']]);
    sheet.deleteRows(0, 2);
    expect(values(sheet, 1, 1)).toEqual([['c']]);
    expect(() => sheet.deleteRows(0, 8)).toThrow("can't delete all the rows");
    expect(() => sheet.deleteRows(7, 2)).toThrow('Row 8 is outside');
    sheet.deleteRows(1, 7);
    expect(sheet.rowCount).toBe(1);
  });

  it('inserts, deletes and moves columns with their cells, width and hiding', () => {
    const sheet = newSheet([
      ['a', 'b', 'c'],
      ['1', null, '3'],
    ]);
    sheet.setLines('columns', { at: 1, count: 1 }, { hidden: true, sizePx: 33 });
    sheet.insertColumns(1, 1);
    expect(values(sheet, 2, 4)).toEqual([
      ['a', null, 'b', 'c'],
      ['1', null, null, '3'],
    ]);
    expect([1, 2].map((column) => sheet.isColumnHidden(column))).toEqual([false, true]);
    sheet.moveColumns(2, 1, 0);
    expect(values(sheet, 2, 4)).toEqual([
      ['b', 'a', null, 'c'],
      [null, '1', null, '3'],
    ]);
    expect(sheet.isColumnHidden(0)).toBe(true);
    expect(sheet.columnLine(0).sizePx).toBe(33);
    sheet.moveColumns(0, 2, 4);
    expect(values(sheet, 2, 4)).toEqual([
      [null, 'c', 'b', 'a'],
      [null, '3', null, '1'],
    ]);
    expect(() => sheet.moveColumns(0, 2, 1)).toThrow('into themselves');
    sheet.deleteColumns(0, 2);
    expect(values(sheet, 2, 2)).toEqual([
      ['b', 'a'],
      [null, '1'],
    ]);
    expect(sheet.columnCount).toBe(4);
  });

  it('sorts numbers, texts, booleans, blanks last both ways, ties in order', () => {
    const rows = [
      ['b', 1],
      [2, 2],
      [null, 3],
      ['ă', 4],
      [true, 5],
      ['a', 6],
      [1, 7],
      ['b', 8],
    ];
    const sheet = newSheet(rows);
    const rect = { row: 0, column: 0, rows: 8, columns: 2 };
    sheet.sort(rect, [{ column: 0, descending: false }]);
    expect(values(sheet, 8, 2).map(([, n]) => n)).toEqual([7, 2, 6, 4, 1, 8, 5, 3]);
    sheet.sort(rect, [{ column: 0, descending: true }]);
    expect(values(sheet, 8, 2).map(([, n]) => n)).toEqual([5, 1, 8, 4, 6, 2, 7, 3]);
    sheet.sort(rect, [
      { column: 0, descending: false },
      { column: 1, descending: true },
    ]);
    expect(values(sheet, 8, 2).map(([, n]) => n)).toEqual([7, 2, 6, 4, 8, 1, 5, 3]);
  });

  it('merges, keeping the first content, and refuses to cut through a merge', () => {
    const sheet = newSheet([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    const rect = { row: 0, column: 0, rows: 2, columns: 2 };
    sheet.merge(rect);
    expect(values(sheet, 2, 2)).toEqual([
      ['a', null],
      [null, null],
    ]);
    expect(sheet.mergeAt(1, 1)).toEqual(rect);
    expect(sheet.mergeAt(2, 1)).toBeUndefined();
    expect(() => sheet.merge({ row: 1, column: 0, rows: 2, columns: 1 })).toThrow(
      'must select all',
    );
    sheet.merge({ row: 0, column: 0, rows: 3, columns: 2 });
    expect(sheet.merges).toEqual([{ row: 0, column: 0, rows: 3, columns: 2 }]);
    sheet.unmerge({ row: 2, column: 1, rows: 1, columns: 1 });
    expect(sheet.merges).toEqual([]);
  });

  it('moves merges, protections and the filter with their rows', () => {
    const sheet = newSheet([]);
    const rect = { row: 2, column: 0, rows: 2, columns: 2 };
    sheet.merge(rect);
    sheet.setFurniture({
      basicFilter: rect,
      protectedRanges: [{ protectedRangeId: 1, rect, description: '', warningOnly: true }],
    });
    sheet.insertRows(2, 1);
    expect(sheet.merges).toEqual([{ ...rect, row: 3 }]);
    sheet.insertRows(4, 1);
    expect(sheet.merges).toEqual([{ ...rect, row: 3, rows: 3 }]);
    expect(sheet.basicFilter).toEqual({ ...rect, row: 3, rows: 3 });
    expect(sheet.protectedRanges[0]?.rect).toEqual({ ...rect, row: 3, rows: 3 });
    sheet.deleteRows(2, 2);
    expect(sheet.merges).toEqual([{ ...rect, row: 2, rows: 2 }]);
    sheet.deleteRows(2, 2);
    expect(sheet.merges).toEqual([]);
    expect(sheet.basicFilter).toBeUndefined();
    expect(sheet.protectedRanges).toEqual([]);
  });

  it('freezes some rows, never all', () => {
    const sheet = newSheet([]);
    sheet.setFurniture({ frozenRows: 9, frozenColumns: 1 });
    expect(() => sheet.setFurniture({ frozenRows: 10 })).toThrow("can't freeze all visible rows");
    expect(() => sheet.setFurniture({ frozenColumns: 5 })).toThrow("can't freeze all");
    expect([sheet.frozenRows, sheet.frozenColumns]).toEqual([9, 1]);
  });
});
