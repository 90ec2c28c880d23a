// What each action of a person leaves on the sheet and what Google would fire for it.

import { describe, expect, it } from 'vitest';
import { copyFile } from '../../../../local/google/people/copy-file.ts';
import { newDesk, SHEET_ID } from './entry-sheet.ts';

const CHANGE_EDIT = { kind: 'change', changeType: 'EDIT' };
const THREE_ROWS = [
  ['id1', 'm1', 'Cây', 'TK', 'một'],
  ['id2', 'm2', 'Áo', 'CTKT', 'hai'],
  ['id3', 'm3', 'Bàn', 'TK', ''],
];

describe('typing', () => {
  it('fires an edit with both values and a change', () => {
    const { act, rows } = newDesk(THREE_ROWS);
    expect(act({ kind: 'type', row: 1, column: 2, value: '1,5' })).toEqual([
      {
        kind: 'edit',
        sheetId: SHEET_ID,
        range: { row: 1, column: 2, rows: 1, columns: 1 },
        value: '1.5',
        oldValue: 'Cây',
      },
      CHANGE_EDIT,
    ]);
    expect(rows()[0]).toEqual(['id1', 'm1', 1.5, 'TK', 'một']);
  });

  it('has no old value in a blank cell and no value when emptied', () => {
    const { act } = newDesk(THREE_ROWS);
    const range = { row: 3, column: 4, rows: 1, columns: 1 };
    const edit = { kind: 'edit', sheetId: SHEET_ID, range };
    expect(act({ kind: 'type', row: 3, column: 4, value: 'ba' })[0]).toEqual({
      ...edit,
      value: 'ba',
    });
    expect(act({ kind: 'type', row: 3, column: 4, value: '' })[0]).toEqual({
      ...edit,
      oldValue: 'ba',
    });
    expect(act({ kind: 'type', row: 3, column: 4, value: '' })).toEqual([]);
  });

  it('is refused by a strict list, not by a lenient one', () => {
    const { act, sheet } = newDesk(THREE_ROWS);
    const rule = { type: 'ONE_OF_LIST', values: ['TK', 'CTKT'], showCustomUi: true };
    sheet.updateCell(1, 3, { validation: { ...rule, strict: true } });
    sheet.updateCell(2, 3, { validation: { ...rule, strict: false } });
    expect(act({ kind: 'type', row: 1, column: 3, value: 'khác' })).toEqual([]);
    expect(sheet.cell(1, 3).content).toEqual({ value: 'TK' });
    expect(act({ kind: 'type', row: 1, column: 3, value: 'CTKT' }).length).toBe(2);
    expect(act({ kind: 'type', row: 2, column: 3, value: 'khác' }).length).toBe(2);
  });

  it('goes to the first cell of a merge, and not outside the grid', () => {
    const { act, sheet } = newDesk(THREE_ROWS);
    sheet.merge({ row: 5, column: 2, rows: 2, columns: 2 });
    act({ kind: 'type', row: 6, column: 3, value: 'gộp' });
    expect(sheet.cell(5, 2).content).toEqual({ value: 'gộp' });
    expect(() => act({ kind: 'type', row: 10, column: 2, value: 'x' })).toThrow('outside');
  });
});

describe('pasting a block', () => {
  it('writes where it is put and fires an edit without values', () => {
    const { act, rows } = newDesk(THREE_ROWS);
    const values = [
      ['Đèn', '', 'mới'],
      ['Ghế', 'HLH'],
    ];
    expect(act({ kind: 'paste', row: 3, column: 2, values })).toEqual([
      { kind: 'edit', sheetId: SHEET_ID, range: { row: 3, column: 2, rows: 2, columns: 3 } },
      CHANGE_EDIT,
    ]);
    expect(rows().slice(2)).toEqual([
      ['id3', 'm3', 'Đèn', null, 'mới'],
      [null, null, 'Ghế', 'HLH', null],
    ]);
  });

  it('carries values when it is one cell', () => {
    const { act } = newDesk(THREE_ROWS);
    expect(act({ kind: 'paste', row: 1, column: 2, values: [['Đèn']] })[0]).toEqual({
      kind: 'edit',
      sheetId: SHEET_ID,
      range: { row: 1, column: 2, rows: 1, columns: 1 },
      value: 'Đèn',
      oldValue: 'Cây',
    });
  });

  it('keeps formats, notes and text columns', () => {
    const { act, sheet } = newDesk([]);
    const format = { numberFormat: { type: 'TEXT', pattern: '@' } } as const;
    sheet.updateCell(1, 2, { format, note: 'n' });
    act({ kind: 'paste', row: 1, column: 2, values: [['0901', '0901']] });
    expect(sheet.cell(1, 2)).toEqual({ content: { value: '0901' }, format, note: 'n' });
    expect(sheet.cell(1, 3).content).toEqual({ value: 901 });
  });

  it('adds the rows and columns it needs, looking like the last ones', () => {
    const { act, sheet } = newDesk([]);
    sheet.updateCell(9, 2, { format: { bold: true } });
    act({ kind: 'paste', row: 9, column: 2, values: [['a'], ['b'], ['c', 'd', 'e', 'f']] });
    expect([sheet.rowCount, sheet.columnCount]).toEqual([12, 6]);
    expect(sheet.cell(11, 2)).toEqual({ content: { value: 'c' }, format: { bold: true } });
    expect(sheet.cell(11, 5).content).toEqual({ value: 'f' });
  });

  it('steps over hidden columns only when told', () => {
    const { act, sheet, rows } = newDesk(THREE_ROWS);
    sheet.setLines('columns', { at: 3, count: 1 }, { hidden: true });
    const values = [['Đèn', 'ghi']];
    const events = act({ kind: 'paste', row: 1, column: 2, values, skipHiddenColumns: true });
    expect(rows()[0]).toEqual(['id1', 'm1', 'Đèn', 'TK', 'ghi']);
    expect(events[0]).toMatchObject({ range: { row: 1, column: 2, rows: 1, columns: 3 } });
    act({ kind: 'paste', row: 1, column: 2, values });
    expect(rows()[0]).toEqual(['id1', 'm1', 'Đèn', 'ghi', 'ghi']);
  });
});

describe('clearing', () => {
  it('empties what can be seen and leaves hidden cells, formats and notes', () => {
    const { act, sheet, rows } = newDesk(THREE_ROWS);
    sheet.updateCell(1, 2, { format: { bold: true }, note: 'n' });
    expect(act({ kind: 'clear', row: 1, count: 2 })).toEqual([
      { kind: 'edit', sheetId: SHEET_ID, range: { row: 1, column: 2, rows: 2, columns: 3 } },
      CHANGE_EDIT,
    ]);
    expect(rows()).toEqual([
      ['id1', 'm1', null, null, null],
      ['id2', 'm2', null, null, null],
      ['id3', 'm3', 'Bàn', 'TK', null],
    ]);
    expect(sheet.cell(1, 2)).toEqual({ format: { bold: true }, note: 'n' });
  });

  it('fires once for each run of columns, with the old value of a single cell', () => {
    const { act } = newDesk(THREE_ROWS);
    const edits = act({ kind: 'clear', row: 1, count: 1, columns: [4, 2] });
    expect(edits.filter((event) => event.kind === 'edit')).toEqual([
      {
        kind: 'edit',
        sheetId: SHEET_ID,
        range: { row: 1, column: 2, rows: 1, columns: 1 },
        oldValue: 'Cây',
      },
      {
        kind: 'edit',
        sheetId: SHEET_ID,
        range: { row: 1, column: 4, rows: 1, columns: 1 },
        oldValue: 'một',
      },
    ]);
  });

  it('changes nothing when a part lies outside', () => {
    const { act, rows } = newDesk(THREE_ROWS);
    expect(() => act({ kind: 'clear', row: 3, count: 8 })).toThrow('exceeds grid limits');
    expect(rows().length).toBe(3);
  });
});

describe('rows', () => {
  it('are inserted and deleted with nothing but a change', () => {
    const { act, rows } = newDesk(THREE_ROWS);
    expect(act({ kind: 'insertRows', row: 2, count: 2 })).toEqual([
      { kind: 'change', changeType: 'INSERT_ROW' },
    ]);
    expect(rows().map(([id]) => id)).toEqual(['id1', null, null, 'id2', 'id3']);
    expect(act({ kind: 'deleteRows', row: 1, count: 3 })).toEqual([
      { kind: 'change', changeType: 'REMOVE_ROW' },
    ]);
    expect(rows().map(([id]) => id)).toEqual(['id2', 'id3']);
  });

  it('look like the row pushed down, or like the last one at the end', () => {
    const { act, sheet } = newDesk(THREE_ROWS);
    sheet.updateCell(0, 2, { format: { bold: true } });
    sheet.updateCell(1, 2, { format: { italic: true } });
    sheet.updateCell(9, 2, { format: { fontSize: 9 } });
    act({ kind: 'insertRows', row: 1, count: 1 });
    expect(sheet.cell(1, 2)).toEqual({ format: { italic: true } });
    act({ kind: 'insertRows', row: 11, count: 1 });
    expect(sheet.cell(11, 2)).toEqual({ format: { fontSize: 9 } });
  });
});

describe('sorting', () => {
  it('moves whole rows, hidden cells included, below the header', () => {
    const { act, rows } = newDesk(THREE_ROWS);
    expect(act({ kind: 'sort', range: 'all', column: 2, order: 'asc' })).toEqual([
      { kind: 'edit', sheetId: SHEET_ID, range: { row: 1, column: 0, rows: 3, columns: 5 } },
      CHANGE_EDIT,
    ]);
    expect(rows()).toEqual([
      ['id2', 'm2', 'Áo', 'CTKT', 'hai'],
      ['id3', 'm3', 'Bàn', 'TK', null],
      ['id1', 'm1', 'Cây', 'TK', 'một'],
    ]);
    act({ kind: 'sort', range: 'all', column: 2, order: 'desc' });
    expect(rows().map(([id]) => id)).toEqual(['id1', 'id3', 'id2']);
  });

  it('leaves hidden columns where they were when only the visible part is sorted', () => {
    const { act, rows } = newDesk(THREE_ROWS);
    const [edit] = act({ kind: 'sort', range: 'visible', column: 2, order: 'asc' });
    expect(edit).toMatchObject({ range: { row: 1, column: 2, rows: 3, columns: 3 } });
    expect(rows()).toEqual([
      ['id1', 'm1', 'Áo', 'CTKT', 'hai'],
      ['id2', 'm2', 'Bàn', 'TK', null],
      ['id3', 'm3', 'Cây', 'TK', 'một'],
    ]);
  });

  it('keeps the parts right and left of a hidden column together', () => {
    const { act, sheet, rows } = newDesk(THREE_ROWS);
    sheet.setLines('columns', { at: 3, count: 1 }, { hidden: true });
    act({ kind: 'sort', range: 'visible', column: 4, order: 'asc' });
    expect(rows()).toEqual([
      ['id1', 'm1', 'Áo', 'TK', 'hai'],
      ['id2', 'm2', 'Cây', 'CTKT', 'một'],
      ['id3', 'm3', 'Bàn', 'TK', null],
    ]);
  });

  it('takes notes and colours along and counts rows whose first column is blank', () => {
    const { act, sheet, rows } = newDesk([...THREE_ROWS, ['', '', '', '', 'cuối']]);
    sheet.updateCell(1, 2, { note: 'sai', format: { background: '#ff0000' } });
    act({ kind: 'sort', range: 'all', column: 2, order: 'asc' });
    expect(sheet.cell(3, 2)).toEqual({
      content: { value: 'Cây' },
      note: 'sai',
      format: { background: '#ff0000' },
    });
    expect(rows()[3]).toEqual([null, null, null, null, 'cuối']);
  });

  it('does nothing to an empty table', () => {
    expect(newDesk([]).act({ kind: 'sort', range: 'all', column: 2, order: 'asc' })).toEqual([]);
  });
});

describe('copying and cutting rows', () => {
  it('copies whole rows with hidden cells, notes, formats and validation', () => {
    const { act, sheet, rows } = newDesk(THREE_ROWS);
    const validation = { type: 'ONE_OF_LIST', values: ['TK'], strict: false, showCustomUi: true };
    sheet.updateCell(1, 3, { note: 'n', format: { bold: true }, validation });
    const events = act({ kind: 'copyRows', from: 1, count: 2, to: 4, part: 'row' });
    expect(events).toEqual([
      { kind: 'edit', sheetId: SHEET_ID, range: { row: 4, column: 0, rows: 2, columns: 5 } },
      CHANGE_EDIT,
    ]);
    expect(rows().slice(3)).toEqual([THREE_ROWS[0], THREE_ROWS[1]]);
    expect(rows().slice(0, 2)).toEqual([THREE_ROWS[0], THREE_ROWS[1]]);
    expect(sheet.cell(4, 3)).toEqual(sheet.cell(1, 3));
  });

  it('copies only what can be seen', () => {
    const { act, rows } = newDesk(THREE_ROWS);
    const events = act({ kind: 'copyRows', from: 1, count: 1, to: 3, part: 'visible' });
    expect(events[0]).toMatchObject({ range: { row: 3, column: 2, rows: 1, columns: 3 } });
    expect(rows()[2]).toEqual(['id3', 'm3', 'Cây', 'TK', 'một']);
  });

  it('cuts only what can be seen and leaves hidden cells behind', () => {
    const { act, sheet, rows } = newDesk(THREE_ROWS);
    sheet.updateCell(1, 2, { note: 'n', format: { bold: true } });
    const events = act({ kind: 'cutRows', from: 1, count: 1, to: 4, part: 'visible' });
    expect(events).toEqual([
      { kind: 'edit', sheetId: SHEET_ID, range: { row: 4, column: 2, rows: 1, columns: 3 } },
      CHANGE_EDIT,
    ]);
    expect(rows()).toEqual([
      ['id1', 'm1', null, null, null],
      ['id2', 'm2', 'Áo', 'CTKT', 'hai'],
      ['id3', 'm3', 'Bàn', 'TK', null],
      [null, null, 'Cây', 'TK', 'một'],
    ]);
    expect(sheet.cell(1, 2)).toEqual({});
    expect(sheet.cell(4, 2).note).toBe('n');
  });

  it('cuts rows that overlap their target, and beyond the last row', () => {
    const { act, sheet, rows } = newDesk(THREE_ROWS);
    act({ kind: 'cutRows', from: 1, count: 3, to: 2, part: 'row' });
    expect(rows().map(([id]) => id)).toEqual([null, 'id1', 'id2', 'id3']);
    act({ kind: 'cutRows', from: 2, count: 3, to: 9, part: 'row' });
    expect(sheet.rowCount).toBe(12);
    expect(sheet.cell(11, 0).content).toEqual({ value: 'id3' });
  });
});

describe('tabs, headers and columns', () => {
  it('renames and duplicates a tab', () => {
    const { act, session, sheet } = newDesk(THREE_ROWS);
    expect(act({ kind: 'renameTab', to: 'Sáng kiến' })).toEqual([
      { kind: 'change', changeType: 'OTHER' },
    ]);
    expect(sheet.title).toBe('Sáng kiến');
    expect(act({ kind: 'renameTab', to: 'Sáng kiến' })).toEqual([]);
    expect(act({ kind: 'duplicateTab' })).toEqual([{ kind: 'change', changeType: 'INSERT_GRID' }]);
    act({ kind: 'duplicateTab', to: 'Nháp' });
    expect(session.workbook.sheets.map((each) => each.title)).toEqual([
      'Trang tính1',
      'Sáng kiến',
      'Nháp',
      'Bản sao của Sáng kiến',
    ]);
    expect(() => act({ kind: 'renameTab', to: 'Nháp' })).toThrow('already exists');
  });

  it('renames a header as an edit of its cell', () => {
    const { act, sheet } = newDesk([]);
    expect(act({ kind: 'renameHeader', column: 2, to: 'Tên' })[0]).toEqual({
      kind: 'edit',
      sheetId: SHEET_ID,
      range: { row: 0, column: 2, rows: 1, columns: 1 },
      value: 'Tên',
      oldValue: 'Tên sáng kiến',
    });
    expect(sheet.cell(0, 2).content).toEqual({ value: 'Tên' });
  });

  it('moves a column before another, in both directions', () => {
    const { act, rows } = newDesk(THREE_ROWS);
    expect(act({ kind: 'moveColumn', column: 4, before: 2 })).toEqual([
      { kind: 'change', changeType: 'OTHER' },
    ]);
    expect(rows()[0]).toEqual(['id1', 'm1', 'một', 'Cây', 'TK']);
    act({ kind: 'moveColumn', column: 2, before: 4 });
    expect(rows()[0]).toEqual(['id1', 'm1', 'Cây', 'một', 'TK']);
  });

  it('inserts a column, with a header when told', () => {
    const { act, sheet, rows } = newDesk(THREE_ROWS);
    expect(act({ kind: 'insertColumn', before: 3 })).toEqual([
      { kind: 'change', changeType: 'INSERT_COLUMN' },
    ]);
    const events = act({ kind: 'insertColumn', before: 6, header: 'Riêng' });
    expect(events.map((event) => event.kind)).toEqual(['change', 'edit', 'change']);
    expect(rows()[0]).toEqual(['id1', 'm1', 'Cây', null, 'TK', 'một', null]);
    expect(sheet.cell(0, 6).content).toEqual({ value: 'Riêng' });
    expect(sheet.isColumnHidden(3)).toBe(false);
  });
});

describe('programs and copies', () => {
  it('fires nothing for a write through the API', () => {
    const { act, rows } = newDesk(THREE_ROWS);
    expect(act({ kind: 'apiWrite', row: 1, column: 2, values: [['Đèn', 'HLH']] })).toEqual([]);
    expect(rows()[0]).toEqual(['id1', 'm1', 'Đèn', 'HLH', 'một']);
    expect(() => act({ kind: 'apiWrite', row: 9, column: 2, values: [['a'], ['b']] })).toThrow(
      'outside',
    );
    expect(rows().length).toBe(3);
  });

  it('copies a file that lives its own life', () => {
    const { act, session, sheet } = newDesk(THREE_ROWS);
    const copy = copyFile(session.workbook, { spreadsheetId: 'copy' });
    expect([copy.spreadsheetId, copy.title]).toEqual(['copy', 'Bản sao của BT001']);
    act({ kind: 'type', row: 1, column: 2, value: 'khác' });
    const copied = copy.requireSheet(SHEET_ID);
    expect(copied.cell(1, 2).content).toEqual({ value: 'Cây' });
    expect(copied.isColumnHidden(0)).toBe(true);
    expect(sheet.cell(1, 2).content).toEqual({ value: 'khác' });
  });
});
