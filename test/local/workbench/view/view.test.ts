import { expect, test } from 'vitest';
import type { SpreadsheetView } from '../../../../local/workbench/api/page-api.ts';
import { foldText } from '../../../../local/workbench/view/fold-text.ts';
import { pickKey, pickTab } from '../../../../local/workbench/view/pick-tab.ts';
import {
  formatMailRoute,
  formatRoute,
  parseRoute,
} from '../../../../local/workbench/view/route.ts';

test.each([
  ['', { place: 'spreadsheet' }],
  ['#/BT028', { place: 'spreadsheet', key: 'BT028' }],
  ['#/BT028/123', { place: 'spreadsheet', key: 'BT028', sheetId: 123 }],
  ['#/ban%20sao%2F1/0', { place: 'spreadsheet', key: 'ban sao/1', sheetId: 0 }],
  ['#/mails', { place: 'mails' }],
  ['#/mails/a-1', { place: 'mails', key: 'a-1' }],
  ['#/BT028/abc', { place: 'spreadsheet' }],
  ['#/%E0%A4%A', { place: 'spreadsheet' }],
  ['#BT028', { place: 'spreadsheet' }],
])('the address %j asks for %j', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

test('an address written is read back', () => {
  expect(formatRoute('ban sao/1', 0)).toBe('#/ban%20sao%2F1/0');
  expect(parseRoute(formatRoute('ban sao/1', 0))).toMatchObject({ key: 'ban sao/1', sheetId: 0 });
  expect(formatRoute('BT028')).toBe('#/BT028');
  expect(parseRoute(formatMailRoute('a/b'))).toEqual({ place: 'mails', key: 'a/b' });
});

test('names are found without accents', () => {
  expect(foldText('  Sở Y tế,  Đồng Khởi ')).toBe('so y te, dong khoi');
  expect(foldText('ĐỒNG')).toBe(foldText('dong'.normalize('NFD')));
});

const TABS: SpreadsheetView['tabs'] = [
  { sheetId: 1, title: '_máy đọc', hidden: true },
  { sheetId: 2, title: 'Ghi chép', hidden: false },
  { sheetId: 3, title: 'Nhập liệu', hidden: false },
  { sheetId: 4, title: 'Tổng hợp chung', hidden: false },
];
const SPREADSHEET = { key: 'x', name: 'x', title: 'x', revision: 1, tabs: TABS };

test.each([
  ['the summary for the committee', 'committee', {}, false, 4],
  ['the entry tab for a unit', 'unit', {}, false, 3],
  ['the tab named in the address', 'unit', { sheetId: 2 }, false, 2],
  ['no hidden tab', 'unit', { sheetId: 1 }, false, 3],
  ['a hidden tab when those are shown', 'unit', { sheetId: 1 }, true, 1],
  ['the usual one for a tab that is gone', 'unit', { sheetId: 9 }, false, 3],
] as const)('opens %s', (_, kind, route, showHidden, sheetId) => {
  expect(pickTab({ ...SPREADSHEET, kind }, { route, showHidden })).toBe(sheetId);
});

test('opens the first visible tab when there is no usual one', () => {
  const tabs = TABS.slice(0, 2);
  const spreadsheet = { ...SPREADSHEET, kind: 'unit' as const, tabs };
  expect(pickTab(spreadsheet, { route: {}, showHidden: false })).toBe(2);
});

test('opens the first spreadsheet unless the address names one', () => {
  const spreadsheets = [{ key: 'committee' }, { key: 'BT001' }];
  expect(pickKey({ spreadsheets }, {})).toBe('committee');
  expect(pickKey({ spreadsheets }, { key: 'BT001' })).toBe('BT001');
});
