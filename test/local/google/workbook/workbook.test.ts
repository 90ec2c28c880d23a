// A spreadsheet as a whole: its sheets, all-or-nothing changes, copies.

import { describe, expect, it } from 'vitest';
import { Workbook } from '../../../../local/google/workbook/workbook.ts';

function newWorkbook(): Workbook {
  return new Workbook({ spreadsheetId: 'BT001', title: 'Sổ' });
}

describe('a workbook', () => {
  it('starts like a new one at Google', () => {
    const workbook = newWorkbook();
    expect(workbook.sheets.map((sheet) => [sheet.sheetId, sheet.title])).toEqual([
      [0, 'Trang tính1'],
    ]);
    const [first] = workbook.sheets;
    expect([first?.rowCount, first?.columnCount]).toEqual([1000, 26]);
    expect([workbook.locale, workbook.timeZone]).toEqual(['vi_VN', 'Asia/Ho_Chi_Minh']);
  });

  it('adds, moves, renames and deletes sheets', () => {
    const workbook = newWorkbook();
    const a = workbook.addSheet({ title: 'A', sheetId: 7 });
    workbook.addSheet({ title: 'B', index: 0 });
    workbook.moveSheet(a.sheetId, 1);
    expect(workbook.sheets.map((sheet) => sheet.title)).toEqual(['B', 'A', 'Trang tính1']);
    workbook.renameSheet(7, 'Nhập liệu');
    workbook.renameSheet(7, 'NHẬP LIỆU');
    workbook.deleteSheet(0);
    expect(workbook.sheets.map((sheet) => sheet.title)).toEqual(['B', 'NHẬP LIỆU']);
    expect(workbook.sheetById(7)).toBe(a);
    expect(workbook.sheetByTitle('A')).toBeUndefined();
  });

  it('refuses taken titles and ids, and to delete the last visible sheet', () => {
    const workbook = newWorkbook();
    expect(() => workbook.addSheet({ title: 'TRANG TÍNH1' })).toThrow('already exists');
    expect(() => workbook.addSheet({ sheetId: 0 })).toThrow('ID 0 already exists');
    expect(() => workbook.addSheet({ title: '' })).toThrow('1 to 100 characters');
    workbook.addSheet({ title: 'Ẩn' }).setFurniture({ hidden: true });
    expect(() => workbook.deleteSheet(0)).toThrow("can't remove all the visible sheets");
    expect(() => workbook.deleteSheet(5)).toThrow('No sheet with id: 5');
    expect(workbook.sheets.length).toBe(2);
  });

  it('holds ten million cells and not one more', () => {
    const workbook = newWorkbook();
    const left = 10_000_000 - 26_000;
    expect(() => workbook.addSheet({ rowCount: left + 1, columnCount: 1 })).toThrow(
      'above the limit',
    );
    const sheet = workbook.addSheet({ rowCount: 1, columnCount: 1 });
    expect(() => sheet.insertRows(1, left)).toThrow('above the limit');
    expect(sheet.rowCount).toBe(1);
  });

  it('takes everything back when a transaction throws', () => {
    const workbook = newWorkbook();
    const sheet = workbook.addSheet({ title: 'A', sheetId: 7 });
    sheet.updateCell(0, 0, { content: { value: 'trước' } });
    const before = JSON.stringify(workbook.toJson());
    expect(() =>
      workbook.transact(() => {
        sheet.updateCell(0, 0, { content: { value: 'sau' } });
        sheet.insertRows(0, 5);
        sheet.setFurniture({ frozenRows: 1 });
        sheet.setLines('columns', { at: 0, count: 2 }, { hidden: true });
        workbook.renameSheet(7, 'B');
        workbook.addSheet();
        workbook.deleteSheet(0);
        workbook.setProperties({ title: 'Khác' });
        throw new Error('giữa chừng');
      }),
    ).toThrow('giữa chừng');
    expect(JSON.stringify(workbook.toJson())).toBe(before);
    expect(workbook.sheetById(7)).toBe(sheet);
  });

  it('keeps what a transaction did when it ends well, and returns its result', () => {
    const workbook = newWorkbook();
    const revision = workbook.revision;
    expect(workbook.transact(() => workbook.addSheet({ title: 'A' }).title)).toBe('A');
    expect(workbook.sheets.length).toBe(2);
    expect(workbook.revision).toBeGreaterThan(revision);
  });

  it('duplicates a sheet with everything on it under new ids', () => {
    const workbook = newWorkbook();
    const sheet = workbook.addSheet({ title: 'A', rowCount: 5, columnCount: 3 });
    sheet.setCell(1, 1, { content: { value: 3 }, note: 'n', format: { bold: true } });
    sheet.setLines('columns', { at: 2, count: 1 }, { hidden: true });
    sheet.setFurniture({ frozenRows: 1, charts: [{ chartId: 9, spec: {}, position: {} }] });
    const copy = workbook.duplicateSheet(sheet.sheetId);
    expect(workbook.sheets.map((each) => each.title)).toEqual([
      'Trang tính1',
      'A',
      'Bản sao của A',
    ]);
    expect(copy.cell(1, 1)).toEqual({ content: { value: 3 }, note: 'n', format: { bold: true } });
    expect([copy.isColumnHidden(2), copy.frozenRows]).toEqual([true, 1]);
    expect(copy.charts.length).toBe(1);
    expect(copy.charts[0]?.chartId).not.toBe(9);
    copy.updateCell(1, 1, { note: undefined });
    expect(sheet.cell(1, 1).note).toBe('n');
    expect(workbook.duplicateSheet(sheet.sheetId).title).toBe('Bản sao của A 2');
  });

  it('goes to JSON and back unchanged, also under another id', () => {
    const workbook = newWorkbook();
    const sheet = workbook.addSheet({ title: 'A', rowCount: 5, columnCount: 3 });
    sheet.setCell(4, 2, { content: { value: '#ERROR!', formula: '=1/0' } });
    sheet.setLines('rows', { at: 3, count: 1 }, { hidden: true, sizePx: 40 });
    sheet.setFurniture({ frozenRows: 2, tabColor: '#ff0000' });
    sheet.merge({ row: 0, column: 0, rows: 1, columns: 3 });
    const json = JSON.parse(JSON.stringify(workbook.toJson()));
    expect(Workbook.fromJson(json).toJson()).toEqual(workbook.toJson());
    const copy = Workbook.fromJson(json, { spreadsheetId: 'khác', title: 'Bản sao' });
    expect([copy.spreadsheetId, copy.title]).toEqual(['khác', 'Bản sao']);
    expect(copy.sheetByTitle('A')?.isRowHidden(3)).toBe(true);
    expect(copy.newObjectId()).toBe(workbook.newObjectId());
  });

  it('fills, sorts and rolls back 10,000 rows of 20 columns within three seconds', () => {
    const workbook = newWorkbook();
    const sheet = workbook.addSheet({ title: 'A', rowCount: 10_001, columnCount: 20 });
    const started = performance.now();
    for (let row = 0; row < 10_000; row += 1) {
      const cells = Array.from({ length: 20 }, (_, column) => ({
        content: { value: ((row * 7919) % 10_007) + column },
      }));
      sheet.setCells(row, 0, cells);
    }
    expect(() =>
      workbook.transact(() => {
        sheet.sort({ row: 0, column: 0, rows: 10_000, columns: 20 }, [
          { column: 0, descending: false },
        ]);
        throw new Error('x');
      }),
    ).toThrow('x');
    const tookMs = performance.now() - started;
    expect(sheet.cell(1, 0).content).toEqual({ value: 7919 });
    expect(tookMs).toBeLessThan(3000);
  });
});
