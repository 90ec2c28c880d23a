// Menus, dialogs and sidebars, answered by whoever drives the spreadsheet.

import { afterEach, expect, test } from 'vitest';
import { closeWorlds, EDITOR, openWorld, UNIT } from './script-world.ts';

afterEach(closeWorlds);

test('menus hold items, separators and menus, and are gone when opened anew', async () => {
  const world = await openWorld('');
  const code = (label: string) => `function onOpen() {
    const ui = SpreadsheetApp.getUi();
    ui.createMenu('Sáng kiến').addItem('${label}', 'x').addSeparator()
      .addSubMenu(ui.createMenu('Khác').addItem('Hướng dẫn', 'help')).addToUi();
  } function help() { return 'help'; }`;
  world.host.bind(UNIT, { code: code('Kích hoạt'), manifest: { timeZone: 'Asia/Ho_Chi_Minh' } });
  await world.host.open(UNIT, EDITOR);
  expect(world.host.menus(UNIT)).toEqual([
    {
      kind: 'menu',
      label: 'Sáng kiến',
      entries: [
        { kind: 'item', label: 'Kích hoạt', functionName: 'x' },
        { kind: 'separator' },
        {
          kind: 'menu',
          label: 'Khác',
          entries: [{ kind: 'item', label: 'Hướng dẫn', functionName: 'help' }],
        },
      ],
    },
  ]);
  expect((await world.host.menu(UNIT, { user: EDITOR, label: 'Hướng dẫn' })).returned).toBe(
    '"help"',
  );
  world.host.bind(UNIT, { code: code('Đồng bộ'), manifest: { timeZone: 'Asia/Ho_Chi_Minh' } });
  await world.host.open(UNIT, EDITOR);
  await expect(world.host.menu(UNIT, { user: EDITOR, label: 'Kích hoạt' })).rejects.toThrow(
    'has no menu item «Kích hoạt»',
  );
});

test('dialogs take their answers in order, a plain alert takes none', async () => {
  const world = await openWorld(`function main() {
    const ui = SpreadsheetApp.getUi();
    ui.alert('Chào');
    const sure = ui.alert('Xóa', 'Chắc chưa?', ui.ButtonSet.YES_NO) === ui.Button.YES;
    const name = ui.prompt('Mã đơn vị', ui.ButtonSet.OK_CANCEL);
    const last = ui.alert('Nữa?', ui.ButtonSet.OK_CANCEL);
    SpreadsheetApp.getActive().toast('Xong', 'Đồng bộ');
    ui.showSidebar(HtmlService.createHtmlOutput('<p>1</p>').append('<p>2</p>').setTitle('Hướng dẫn'));
    return [sure, String(name.getSelectedButton()), name.getResponseText(), String(last)];
  }`);
  const log = await world.run('main', [{ button: 'YES' }, { button: 'OK', text: 'BT028' }]);
  expect(JSON.parse(log.returned ?? '')).toEqual([true, 'OK', 'BT028', 'CLOSE']);
  expect(log.dialogs.map(({ question, answer }) => [question, answer.button])).toEqual([
    [{ kind: 'alert', title: '', text: 'Chào', buttons: 'OK' }, 'OK'],
    [{ kind: 'alert', title: 'Xóa', text: 'Chắc chưa?', buttons: 'YES_NO' }, 'YES'],
    [{ kind: 'prompt', title: '', text: 'Mã đơn vị', buttons: 'OK_CANCEL' }, 'OK'],
    [{ kind: 'alert', title: '', text: 'Nữa?', buttons: 'OK_CANCEL' }, 'CLOSE'],
    [{ kind: 'toast', title: 'Đồng bộ', text: 'Xong' }, 'OK'],
    [{ kind: 'sidebar', title: 'Hướng dẫn', html: '<p>1</p><p>2</p>' }, 'OK'],
  ]);
});

test('an answer without its button is a mistake of the driver, told aloud', async () => {
  const world = await openWorld(`function main() {
    const ui = SpreadsheetApp.getUi(); ui.alert('Sao?', ui.ButtonSet.YES_NO); }`);
  await expect(world.run('main', [{ button: 'CANCEL' }])).rejects.toThrow('no button CANCEL');
});

test('answers may come from a person who is asked', async () => {
  const world = await openWorld(`function main() {
    const ui = SpreadsheetApp.getUi();
    return String(ui.alert('Sao?', ui.ButtonSet.YES_NO)); }`);
  const log = await world.run('main', async (question) =>
    question.kind === 'alert' && question.text === 'Sao?' ? { button: 'NO' } : undefined,
  );
  expect(log.returned).toBe('"NO"');
});

test('the selection is what the person selected', async () => {
  const world = await openWorld(`function main() {
    const range = SpreadsheetApp.getActiveRange();
    return [range.getA1Notation(), SpreadsheetApp.getActiveSheet().getName()]; }`);
  const { sheetId } = world.workbook.addSheet({ title: 'Hai' });
  const range = { row: 1, column: 1, rows: 2, columns: 3 };
  const log = await world.host.menu(UNIT, {
    user: EDITOR,
    label: 'main',
    selection: { sheetId, range },
  });
  expect(log.returned).toBe('["B2:D3","Hai"]');
  expect((await world.run()).returned).toBe('["A1","Trang tính1"]');
});
