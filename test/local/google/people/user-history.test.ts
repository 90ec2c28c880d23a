// Taking back the last action, also when scripts or programs wrote in the meantime.

import { describe, expect, it } from 'vitest';
import type { UndoEntry } from '../../../../local/google/people/undo-entry.ts';
import { UserHistory } from '../../../../local/google/people/user-history.ts';
import { newDesk, SHEET_ID, scriptWrites, type UserActionOnSheet } from './entry-sheet.ts';

const ROWS = [
  ['id1', 'm1', 'Cây', 'TK', 'một'],
  ['id2', 'm2', 'Áo', 'CTKT', 'hai'],
  ['id3', 'm3', 'Bàn', 'TK', 'ba'],
];
const CHANGE_EDIT = { kind: 'change', changeType: 'EDIT' };

const ACTIONS: readonly UserActionOnSheet[] = [
  { kind: 'type', row: 1, column: 2, value: 'Đèn' },
  {
    kind: 'paste',
    row: 2,
    column: 2,
    values: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  {
    kind: 'paste',
    row: 9,
    column: 4,
    values: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  { kind: 'clear', row: 1, count: 3 },
  { kind: 'insertRows', row: 1, count: 2 },
  { kind: 'deleteRows', row: 1, count: 2 },
  { kind: 'sort', range: 'all', column: 2, order: 'asc' },
  { kind: 'sort', range: 'visible', column: 2, order: 'desc' },
  { kind: 'copyRows', from: 1, count: 1, to: 3, part: 'row' },
  { kind: 'copyRows', from: 1, count: 2, to: 9, part: 'visible' },
  { kind: 'cutRows', from: 1, count: 2, to: 2, part: 'row' },
  { kind: 'cutRows', from: 1, count: 1, to: 5, part: 'visible' },
  { kind: 'renameTab', to: 'Khác' },
  { kind: 'duplicateTab' },
  { kind: 'renameHeader', column: 2, to: 'Khác' },
  { kind: 'moveColumn', column: 2, before: 0 },
  { kind: 'insertColumn', before: 2, header: 'Riêng' },
];

describe('undo', () => {
  it.each(ACTIONS.map((action) => [JSON.stringify(action), action] as const))(
    'takes back %s wholly',
    (_, action) => {
      const { act, undo, session, sheet } = newDesk(ROWS);
      sheet.updateCell(1, 2, { note: 'n', format: { bold: true } });
      sheet.merge({ row: 6, column: 3, rows: 1, columns: 2 });
      const state = () => {
        const { revision, nextObjectId, ...json } = session.workbook.toJson();
        return json;
      };
      const before = state();
      expect(act(action).length).toBeGreaterThan(0);
      expect(state()).not.toEqual(before);
      expect(undo().length).toBeGreaterThan(0);
      expect(state()).toEqual(before);
      expect(undo()).toEqual([]);
    },
  );

  it('takes back several actions in turn', () => {
    const { act, undo, rows } = newDesk(ROWS);
    for (const action of ACTIONS) act(action);
    for (const _ of ACTIONS) undo();
    expect(rows()).toEqual(ROWS);
  });

  it('fires an edit over what it restored, with values for a single cell', () => {
    const { act, undo } = newDesk(ROWS);
    act({ kind: 'type', row: 1, column: 2, value: 'Đèn' });
    expect(undo()).toEqual([
      {
        kind: 'edit',
        sheetId: SHEET_ID,
        range: { row: 1, column: 2, rows: 1, columns: 1 },
        value: 'Cây',
        oldValue: 'Đèn',
      },
      CHANGE_EDIT,
    ]);
    act({ kind: 'sort', range: 'visible', column: 2, order: 'asc' });
    expect(undo()).toEqual([
      { kind: 'edit', sheetId: SHEET_ID, range: { row: 1, column: 2, rows: 3, columns: 3 } },
      CHANGE_EDIT,
    ]);
  });

  it.each([
    [{ kind: 'insertRows', row: 1, count: 1 }, 'REMOVE_ROW'],
    [{ kind: 'deleteRows', row: 1, count: 1 }, 'INSERT_ROW'],
    [{ kind: 'insertColumn', before: 1 }, 'REMOVE_COLUMN'],
    [{ kind: 'moveColumn', column: 4, before: 2 }, 'OTHER'],
    [{ kind: 'duplicateTab' }, 'REMOVE_GRID'],
    [{ kind: 'renameTab', to: 'x' }, 'OTHER'],
  ] as const)('of %j fires only the change %s', (action, changeType) => {
    const { act, undo } = newDesk(ROWS);
    act(action);
    expect(undo()).toEqual([{ kind: 'change', changeType }]);
  });

  it('leaves what scripts wrote elsewhere', () => {
    const { act, undo, sheet, rows } = newDesk(ROWS);
    act({ kind: 'paste', row: 4, column: 2, values: [['Đèn', 'TK', '']] });
    scriptWrites(sheet, 4, 0, 'id4');
    scriptWrites(sheet, 4, 1, 'm4');
    undo();
    expect(rows()[3]).toEqual(['id4', 'm4', null, null, null]);
  });

  it('restores over what scripts wrote into the cells it changed', () => {
    const { act, undo, sheet, rows } = newDesk(ROWS);
    act({ kind: 'sort', range: 'all', column: 2, order: 'asc' });
    scriptWrites(sheet, 1, 1, 'm2 mới');
    undo();
    expect(rows()).toEqual(ROWS);
  });

  it('brings deleted rows back with hidden ids, after rows a script added meanwhile', () => {
    const { act, undo, sheet, rows } = newDesk(ROWS);
    act({ kind: 'deleteRows', row: 2, count: 1 });
    sheet.insertRows(1, 1);
    scriptWrites(sheet, 1, 2, 'chen');
    undo();
    expect(rows().map((row) => row[2])).toEqual(['chen', 'Cây', 'Áo', 'Bàn']);
    expect(rows()[2]).toEqual(ROWS[1]);
  });

  it('finds the cells again after a script inserted rows above and moved columns', () => {
    const { act, undo, sheet } = newDesk(ROWS);
    act({ kind: 'type', row: 2, column: 2, value: 'Đèn' });
    sheet.insertRows(1, 3);
    sheet.moveColumns(2, 1, 0);
    undo();
    expect(sheet.cell(5, 0).content).toEqual({ value: 'Áo' });
  });

  it('keeps a row that a script put above all others', () => {
    const { act, undo, sheet } = newDesk(ROWS);
    act({ kind: 'deleteRows', row: 2, count: 1 });
    sheet.insertRows(0, 1);
    scriptWrites(sheet, 0, 2, 'trên cùng');
    undo();
    const titles = [0, 1, 2, 3, 4].map((row) => sheet.cell(row, 2).content?.value);
    expect(titles).toEqual(['trên cùng', 'Tên sáng kiến', 'Cây', 'Áo', 'Bàn']);
    expect(sheet.rowCount).toBe(11);
  });

  it('does nothing to rows that are gone since', () => {
    const { act, undo, sheet, rows } = newDesk(ROWS);
    act({ kind: 'type', row: 2, column: 2, value: 'Đèn' });
    sheet.deleteRows(2, 1);
    expect(undo()).toEqual([]);
    expect(rows()).toEqual([ROWS[0], ROWS[2]]);
  });

  it('does not take back what a program wrote', () => {
    const { act, undo, rows } = newDesk(ROWS);
    act({ kind: 'type', row: 1, column: 4, value: 'tôi' });
    act({ kind: 'apiWrite', row: 1, column: 2, values: [['máy']] });
    undo();
    expect(rows()[0]).toEqual(['id1', 'm1', 'máy', 'TK', 'một']);
    expect(undo()).toEqual([]);
  });

  it('forgets a refused action', () => {
    const { act, undo, rows } = newDesk(ROWS);
    act({ kind: 'type', row: 1, column: 4, value: 'tôi' });
    expect(() => act({ kind: 'deleteRows', row: 0, count: 10 })).toThrow("can't delete all");
    undo();
    expect(rows()).toEqual(ROWS);
  });

  it('remembers a hundred actions', () => {
    const { act, session } = newDesk(ROWS);
    for (let n = 0; n < 101; n += 1) act({ kind: 'type', row: 1, column: 4, value: `${n}` });
    expect(session.history.length).toBe(100);
  });
});

describe('undo of what a person’s menu made a script write', () => {
  function newScriptDesk() {
    const desk = newDesk(ROWS);
    const { history } = desk.session;
    const run = (...flushes: readonly (() => void)[]) => {
      const written: UndoEntry[] = [];
      for (const flush of flushes) history.watch(flush, (entry) => written.push(entry));
      history.rememberScript(written);
    };
    return { ...desk, run };
  }

  it('takes all its flushes back as one act, then what was typed before', () => {
    const { act, undo, run, sheet, rows } = newScriptDesk();
    act({ kind: 'type', row: 1, column: 4, value: 'tôi' });
    run(
      () => scriptWrites(sheet, 1, 1, ''),
      () => {
        scriptWrites(sheet, 1, 2, 'Cây mới');
        scriptWrites(sheet, 1, 1, 'm1 mới');
        sheet.updateCell(1, 2, { note: 'n' });
      },
    );
    expect(undo()).toHaveLength(2);
    expect(rows()[0]).toEqual(['id1', 'm1', 'Cây', 'TK', 'tôi']);
    expect(sheet.cell(1, 2).note).toBeUndefined();
    undo();
    expect(rows()).toEqual(ROWS);
  });

  it('leaves what a program wrote there since, and restores what another script did', () => {
    const { act, undo, run, sheet, rows } = newScriptDesk();
    run(() => {
      scriptWrites(sheet, 1, 2, 'Cây mới');
      scriptWrites(sheet, 1, 1, 'm1 mới');
    });
    act({ kind: 'apiWrite', row: 1, column: 2, values: [['máy']] });
    scriptWrites(sheet, 1, 1, 'm1 sau');
    undo();
    expect(rows()[0]).toEqual(['id1', 'm1', 'máy', 'TK', 'một']);
  });

  it('tells what was written before a write failed', () => {
    const { session, sheet } = newScriptDesk();
    const written: UndoEntry[] = [];
    const fail = () => {
      scriptWrites(sheet, 1, 2, 'Cây mới');
      throw new Error('full');
    };
    expect(() => session.history.watch(fail, (entry) => written.push(entry))).toThrow('full');
    expect(written).toHaveLength(1);
  });

  it('is none where nothing of it is theirs', () => {
    const { session, sheet, act } = newDesk(ROWS);
    const history = new UserHistory(session.workbook, () => false);
    history.watch(
      () => scriptWrites(sheet, 1, 1, 'm'),
      (entry) => history.rememberScript([entry]),
    );
    expect(history.length).toBe(0);
    act({ kind: 'type', row: 1, column: 4, value: 'tôi' });
    expect(session.history.length).toBe(1);
  });
});
