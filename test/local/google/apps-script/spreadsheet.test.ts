// SpreadsheetApp over the workbook: values, formats, structure, waiting writes, counted calls.

import { afterEach, describe, expect, test } from 'vitest';
import { closeWorlds, evaluate, failureOf, openWorld } from './script-world.ts';

afterEach(closeWorlds);

const SHEET = 'const sheet = SpreadsheetApp.getActive().getSheets()[0];';

describe('values', () => {
  test('are typed as Google types them, except in text cells', async () => {
    const results = await evaluate(`${SHEET}
      sheet.getRange('A2:G2').setNumberFormat('@');
      const row = ['0901', '1.250,5', '15/05/2010', 'true', '=A1', '', 7];
      sheet.getRange('A1:G2').setValues([row, row]);
      const range = sheet.getRange('A1:G2');
      const values = range.getValues();
      return [values[0].map((value) => value instanceof Date ? value.toISOString() : value),
        values[1], range.getFormulas(), range.getDisplayValues()[0], range.getNumberFormats()[1][0]];
    `);
    expect(results).toEqual([
      [901, 1250.5, '2010-05-14T17:00:00.000Z', true, '#ERROR!', '', 7],
      ['0901', '1.250,5', '15/05/2010', 'true', '=A1', '', '7'],
      [
        ['', '', '', '', '=A1', '', ''],
        ['', '', '', '', '', '', ''],
      ],
      ['901', '1.250,50', '15/5/2010', 'TRUE', '#ERROR!', '', '7'],
      '@',
    ]);
  });

  test('written as dates come back as dates of the spreadsheet’s zone', async () => {
    const world = await openWorld(`function main() { ${SHEET}
      sheet.getRange('A1').setValue(new Date(Date.UTC(2010, 4, 14, 17)));
      sheet.getRange('A2').setValue(new Date(Date.UTC(2010, 4, 15, 1, 30)));
      return sheet.getRange('A1:A2').getValues().map(([date]) => date.toISOString());
    }`);
    expect(await world.value()).toEqual(['2010-05-14T17:00:00.000Z', '2010-05-15T01:30:00.000Z']);
    const sheet = world.workbook.requireSheet(0);
    expect(sheet.cell(0, 0)).toEqual({
      content: { value: 40313 },
      format: { numberFormat: { type: 'DATE', pattern: 'd/m/yyyy' } },
    });
    expect(sheet.cell(1, 0).content).toEqual({ value: 40313 + 8.5 / 24 });
    expect(sheet.cell(1, 0).format?.numberFormat?.type).toBe('DATE_TIME');
  });

  test('must have the shape of the range', async () => {
    expect(await failureOf(`${SHEET} sheet.getRange('A1:B2').setValues([[1, 2]]);`)).toBe(
      'Exception: The number of rows in the data does not match the number of rows in the range. ' +
        'The data has 1 but the range has 2.',
    );
    expect(await failureOf(`${SHEET} sheet.getRange('A1:B1').setValues([[1]]);`)).toBe(
      'Exception: The number of columns in the data does not match the number of columns in the ' +
        'range. The data has 1 but the range has 2.',
    );
  });

  test('may be 50,000 characters long and no longer', async () => {
    const write = (length: number) =>
      `${SHEET} sheet.getRange('A1').setValue('x'.repeat(${length}));
       return sheet.getRange('A1').getValue().length;`;
    expect(await evaluate(write(50_000))).toBe(50_000);
    expect(await failureOf(write(50_001))).toBe(
      'Exception: Your input contains more than the maximum of 50000 characters in a single cell.',
    );
  });

  test('that a strict rule refuses are not written', async () => {
    const rule = (allow: boolean) => `${SHEET}
      const rule = SpreadsheetApp.newDataValidation().requireValueInList(['Y tế', 'Khác'], true)
        .setAllowInvalid(${allow}).setHelpText('Chọn').build();
      sheet.getRange('B2').setDataValidation(rule);
      const back = sheet.getRange('B2').getDataValidation();
      sheet.getRange('B2').setValue('Y tế');
      sheet.getRange('B2').setValue('Thể thao');
      return [sheet.getRange('B2').getValue(), back.getAllowInvalid(), back.getHelpText(),
        back.getCriteriaType() === SpreadsheetApp.DataValidationCriteria.VALUE_IN_LIST,
        back.getCriteriaValues()];
    `;
    expect(await evaluate(rule(true))).toEqual([
      'Thể thao',
      true,
      'Chọn',
      true,
      [['Y tế', 'Khác'], true],
    ]);
    expect(await failureOf(rule(false))).toBe(
      'Exception: The data you entered in cell B2 violates the data validation rules set on this ' +
        'cell.\nPlease enter one of the following values: Y tế, Khác.',
    );
  });
});

describe('ranges', () => {
  test('know where they are without asking', async () => {
    const world = await openWorld(`function main() { ${SHEET}
      const range = sheet.getRange(2, 28, 3, 2);
      return [range.getA1Notation(), range.getRow(), range.getColumn(), range.getLastRow(),
        range.getLastColumn(), range.getNumRows(), range.getNumColumns(),
        range.offset(1, -1, 1, 1).getA1Notation(), range.getSheet().getSheetId(),
        sheet.getRange('B2').getA1Notation(), sheet.getRange(1, 1, 2).getA1Notation()];
    }`);
    world.workbook.requireSheet(0).insertColumns(26, 4);
    const log = await world.run();
    expect(JSON.parse(log.returned ?? '')).toEqual([
      'AB2:AC4',
      2,
      28,
      4,
      29,
      3,
      2,
      'AA3',
      0,
      'B2',
      'A1:A2',
    ]);
    // Only getSheets crossed to Google.
    expect(log.calls).toEqual({ fetch: 0, sheet: 1 });
  });

  test.each([
    ['getRange(1, 0)', 'The starting column of the range is too small.'],
    ['getRange(1, 1, 0)', 'The number of rows in the range must be at least 1.'],
    ['getRange(1, 1, 1, 0)', 'The number of columns in the range must be at least 1.'],
    ['getRange(1001, 1)', 'The coordinates of the range are outside the dimensions of the sheet.'],
    ['getRange(1, 27)', 'The coordinates of the range are outside the dimensions of the sheet.'],
    ['getRange("nowhere")', 'Range not found'],
    ['getRange("A1:A1001")', 'Range A1:A1001 exceeds the dimensions of the sheet.'],
  ])('%s is refused', async (call, message) => {
    expect(await failureOf(`${SHEET} sheet.${call};`)).toBe(`Exception: ${message}`);
  });

  test('reach to the last row and column of the sheet', async () => {
    const body = `${SHEET} return sheet.getRange(1000, 26).getA1Notation();`;
    expect(await evaluate(body)).toBe('Z1000');
  });

  test('change notes, colours and formats, alone and in lists', async () => {
    const world = await openWorld(`function main() { ${SHEET}
      sheet.getRange('A1:B1').setNotes([['một', null]]).setBackground('#FFF').setFontColor('red')
        .setFontWeight('bold').setWrap(true).setVerticalAlignment('top');
      sheet.getRangeList(['C1', 'D1:D2']).setNote('danh sách').setBackground('#abcdef');
      sheet.getRangeList(['D2']).clearNote();
      sheet.getRange('B1').setBackground(null);
      sheet.getRange('A1').clearContent();
      const range = sheet.getRange('A1:D2');
      return [range.getNotes(), range.getBackgrounds()];
    }`);
    expect(await world.value()).toEqual([
      [
        ['một', '', 'danh sách', 'danh sách'],
        ['', '', '', ''],
      ],
      [
        ['#ffffff', '#ffffff', '#abcdef', '#abcdef'],
        ['#ffffff', '#ffffff', '#ffffff', '#abcdef'],
      ],
    ]);
    expect(world.workbook.requireSheet(0).cell(0, 0)).toEqual({
      note: 'một',
      format: {
        background: '#ffffff',
        foreground: '#ff0000',
        bold: true,
        wrap: 'WRAP',
        vertical: 'TOP',
      },
    });
  });

  test('clear only what is named', async () => {
    const world = await openWorld(`function main() { ${SHEET}
      sheet.getRange('A1:A3').setValue('x').setNote('n').setBackground('red');
      sheet.getRange('A1').clear();
      sheet.getRange('A2').clear({ contentsOnly: true });
      sheet.getRange('A3').clear({ formatOnly: true, commentsOnly: true });
    }`);
    await world.run();
    const sheet = world.workbook.requireSheet(0);
    expect([0, 1, 2].map((row) => sheet.cell(row, 0))).toEqual([
      { note: 'n' },
      { note: 'n', format: { background: '#ff0000' } },
      { content: { value: 'x' } },
    ]);
  });
});

describe('structure', () => {
  test('of sheets and columns', async () => {
    const world = await openWorld(`function main() {
      const book = SpreadsheetApp.getActive();
      const sheet = book.insertSheet('Nhập liệu', 0);
      sheet.insertRowsAfter(1000, 5);
      sheet.insertColumnAfter(26);
      sheet.hideColumns(1, 2);
      sheet.setFrozenRows(1);
      sheet.setFrozenColumns(4);
      sheet.setColumnWidth(3, 240);
      sheet.setTabColor('#00aa00');
      sheet.getRange(3, 5).setValue('cuối');
      book.getSheetByName('Trang tính1').setName('Hướng dẫn').hideSheet();
      book.setSpreadsheetTimeZone('Asia/Tokyo');
      return [sheet.getName(), sheet.getMaxRows(), sheet.getMaxColumns(), sheet.getLastRow(),
        sheet.getLastColumn(), sheet.getDataRange().getA1Notation(),
        [1, 2, 3].map((column) => sheet.isColumnHiddenByUser(column)),
        book.getSheets().map((each) => each.getName()), book.getSheetByName('không có'),
        book.getSheetById(0).getName(), book.getSheetById(12345), book.getId(), book.getName(),
        book.getSpreadsheetTimeZone(), sheet.getFrozenRows(), sheet.getFrozenColumns()];
    }`);
    expect(await world.value()).toEqual([
      'Nhập liệu',
      1005,
      27,
      3,
      5,
      'A1:E3',
      [true, true, false],
      ['Nhập liệu', 'Hướng dẫn'],
      null,
      'Hướng dẫn',
      null,
      'SpreadsheetOfUnit',
      'Đơn vị',
      'Asia/Tokyo',
      1,
      4,
    ]);
    expect(world.workbook.requireSheet(0).hidden).toBe(true);
    expect(world.workbook.sheets[0]?.columnLine(2).sizePx).toBe(240);
    expect(world.workbook.sheets[0]?.furniture.tabColor).toBe('#00aa00');
  });

  test('refuses other documents and the last visible sheet’s hiding', async () => {
    expect(await failureOf('SpreadsheetApp.openById("other");')).toContain(
      'You do not have permission to call SpreadsheetApp.openById.',
    );
    expect(await failureOf(`${SHEET} sheet.hideSheet();`)).toBe(
      "Exception: You can't hide all the sheets in a document.",
    );
  });

  test('knows merged cells', async () => {
    const world = await openWorld(`function main() { ${SHEET}
      const range = sheet.getRange('A1:C3');
      const before = [range.isPartOfMerge(), range.getMergedRanges()[0].getA1Notation(),
        sheet.getRange('C3').isPartOfMerge()];
      range.breakApart();
      return [...before, range.isPartOfMerge()];
    }`);
    world.workbook.requireSheet(0).merge({ row: 0, column: 0, rows: 2, columns: 2 });
    expect(await world.value()).toEqual([true, 'A1:B2', false, false]);
  });
});

describe('waiting writes', () => {
  const WRITE = `${SHEET} sheet.getRange('A1').setValue('mới');`;

  test('are seen by the same execution at once, and by others when it ends', async () => {
    const world = await openWorld(`function main() { ${WRITE}
      return sheet.getRange('A1').getValue(); }`);
    expect(await world.value()).toBe('mới');
    expect(world.workbook.requireSheet(0).cell(0, 0).content?.value).toBe('mới');
  });

  test.each([
    ['', undefined],
    ['sheet.getRange("B1"); ', undefined],
    ['SpreadsheetApp.flush();', 'mới'],
    ['sheet.getRange("B1").getValue();', 'mới'],
  ])('reach the document after «%s»', async (then, expected) => {
    const seen: unknown[] = [];
    const world = await openWorld(
      `function main() { ${WRITE} ${then} UrlFetchApp.fetch('http://a/'); }`,
      {
        fetch: () => {
          seen.push(world.workbook.requireSheet(0).cell(0, 0).content?.value);
          return Promise.resolve({
            kind: 'response',
            status: 200,
            headers: {},
            body: new Uint8Array(),
          });
        },
      },
    );
    expect((await world.run()).outcome).toBe('completed');
    expect(seen).toEqual([expected]);
  });

  test('are written when the script fails, and lost when it is killed', async () => {
    const failed = await openWorld(`function main() { ${WRITE} throw new Error('x'); }`);
    expect((await failed.run()).outcome).toBe('failed');
    expect(failed.workbook.requireSheet(0).cell(0, 0).content?.value).toBe('mới');

    const killed = await openWorld(`function main() { ${WRITE} SpreadsheetApp.flush(); }`, {
      triggerFault: ({ type }) => (type === 'menu' ? { kind: 'kill', afterCalls: 2 } : undefined),
    });
    const log = await killed.run();
    expect(log).toMatchObject({ outcome: 'killed', calls: { fetch: 0, sheet: 2 } });
    expect(killed.workbook.requireSheet(0).cell(0, 0).content).toBeUndefined();
  });
});

describe('counting', () => {
  test('tells fetches from other calls, by execution and in all', async () => {
    const world = await openWorld(
      `function main() { ${SHEET}
        const lock = LockService.getDocumentLock(); lock.tryLock(1); lock.hasLock();
        sheet.getRange('A1').setValue(1);
        sheet.getRange('A1:B9').getValues();
        PropertiesService.getScriptProperties().setProperty('a', '1');
        CacheService.getScriptCache().get('a');
        ScriptApp.getProjectTriggers();
        SpreadsheetApp.flush();
        UrlFetchApp.fetchAll(['http://a/', 'http://b/']);
        UrlFetchApp.fetch('http://c/');
        lock.releaseLock(); lock.releaseLock();
        Utilities.getUuid(); Utilities.sleep(5); Session.getEffectiveUser().getEmail();
        SpreadsheetApp.getUi().alert('xong');
      }`,
      {
        fetch: () =>
          Promise.resolve({ kind: 'response', status: 200, headers: {}, body: new Uint8Array() }),
      },
    );
    expect((await world.run()).calls).toEqual({ fetch: 3, sheet: 9 });
    await world.run();
    expect(world.host.calls).toEqual({ fetch: 6, sheet: 18 });
  });
});
