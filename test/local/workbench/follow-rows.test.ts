// Actions of a page that saw its rows where they no longer stand.
import { expect, test } from 'vitest';
import { followRows } from '../../../local/workbench/follow-rows.ts';
import { listPageKeys } from '../../../local/workbench/row-keys.ts';
import { newEntryWorkbook } from './sample-source.ts';

function newSheet() {
  const [sheet] = newEntryWorkbook('BT028', []).sheets;
  if (sheet === undefined) throw new Error('a workbook has a sheet');
  return sheet;
}

const TYPED = { kind: 'type', sheetId: 0, row: 2, column: 3, value: 'SAU' } as const;

test('a typed text goes with its row, and is refused where the row is gone', () => {
  const sheet = newSheet();
  const keys = sheet.rowKeys();
  const action = { ...TYPED, rowKeys: listPageKeys(sheet).slice(2, 3) };
  expect(followRows(sheet, action)).toEqual({ kind: 'there' });
  const [first, second, third, ...rest] = keys;
  if (first === undefined || second === undefined || third === undefined) throw new Error('short');
  sheet.arrange('rows', [third, first, second, ...rest]);
  expect(followRows(sheet, action)).toEqual({
    kind: 'moved',
    action: { ...action, row: 0 },
    row: 0,
  });
  sheet.deleteRows(0, 1);
  expect(followRows(sheet, action)).toEqual({ kind: 'gone' });
});

test('what means several rows is refused once one of them stands elsewhere', () => {
  const sheet = newSheet();
  const keys = sheet.rowKeys();
  const rowKeys = listPageKeys(sheet).slice(1, 3);
  const clear = { kind: 'clear', sheetId: 0, row: 1, count: 2, columns: [3], rowKeys } as const;
  const cut = {
    kind: 'cutRows',
    sheetId: 0,
    from: 1,
    count: 2,
    to: 9,
    part: 'row',
    rowKeys,
  } as const;
  expect([clear, cut].map((action) => followRows(sheet, action).kind)).toEqual(['there', 'there']);
  const [first, second, third, ...rest] = keys;
  if (first === undefined || second === undefined || third === undefined) throw new Error('short');
  sheet.arrange('rows', [first, third, second, ...rest]);
  expect([clear, cut].map((action) => followRows(sheet, action).kind)).toEqual(['gone', 'gone']);
});

test('keys of an earlier run mean no row of this one', () => {
  const sheet = newSheet();
  const action = { ...TYPED, rowKeys: sheet.rowKeys().slice(2, 3) };
  expect(followRows(sheet, action)).toEqual({ kind: 'gone' });
});

test('without what the page saw the place alone counts', () => {
  expect(followRows(newSheet(), TYPED)).toEqual({ kind: 'there' });
});
