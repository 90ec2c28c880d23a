// What the product relies on in the Sheets API v4, said through Google's own client.
//
// Runs on the stand-in always and on Google with REMOTE=1: so every test works on tabs of its own
// in a spreadsheet that already exists, and takes them away afterwards.

import type { sheets_v4 } from '@googleapis/sheets';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

export type SheetsSubject = {
  readonly client: sheets_v4.Sheets;
  readonly spreadsheetId: string;
};

type Request = sheets_v4.Schema$Request;
type Cell = sheets_v4.Schema$CellData;

export function describeSheetsApi(name: string, connect: () => Promise<SheetsSubject>): void {
  describe(`Sheets API of ${name}`, () => {
    let subject: SheetsSubject;
    let nextSheetId = 100_000 + Math.floor(performance.now());
    const tabs: number[] = [];

    beforeAll(async () => {
      subject = await connect();
    });

    afterEach(async () => {
      const { data } = await subject.client.spreadsheets.get({
        spreadsheetId: subject.spreadsheetId,
        fields: 'sheets.properties.sheetId',
      });
      const present = (data.sheets ?? []).map((sheet) => sheet.properties?.sheetId);
      const left = tabs.splice(0).filter((sheetId) => present.includes(sheetId));
      if (left.length > 0) await batch(left.map((sheetId) => ({ deleteSheet: { sheetId } })));
    });

    async function batch(requests: Request[]): Promise<sheets_v4.Schema$Response[]> {
      const { data } = await subject.client.spreadsheets.batchUpdate({
        spreadsheetId: subject.spreadsheetId,
        requestBody: { requests },
      });
      return data.replies ?? [];
    }

    /** A tab of 5 rows and 4 columns. */
    async function newTab(title = 'Tổng hợp chung'): Promise<{ sheetId: number; title: string }> {
      nextSheetId += 1;
      const unique = `${title} ${nextSheetId}`;
      tabs.push(nextSheetId);
      await batch([
        {
          addSheet: {
            properties: {
              sheetId: nextSheetId,
              title: unique,
              gridProperties: { rowCount: 5, columnCount: 4 },
            },
          },
        },
      ]);
      return { sheetId: nextSheetId, title: unique };
    }

    function cells(sheetId: number, fields: string, rows: Cell[][]): Request {
      const values = rows.map((row) => ({ values: row }));
      const start = { sheetId, rowIndex: 0, columnIndex: 0 };
      return { updateCells: { start, fields, rows: values } };
    }

    async function read(
      title: string,
      range: string,
      valueRenderOption = 'UNFORMATTED_VALUE',
    ): Promise<unknown> {
      const { data } = await subject.client.spreadsheets.values.get({
        spreadsheetId: subject.spreadsheetId,
        range: `'${title.replaceAll("'", "''")}'!${range}`,
        valueRenderOption,
      });
      return data.values;
    }

    async function gridOf(title: string, fields: string): Promise<sheets_v4.Schema$Sheet> {
      const { data } = await subject.client.spreadsheets.get({
        spreadsheetId: subject.spreadsheetId,
        ranges: [`'${title}'`],
        fields,
      });
      const [sheet] = data.sheets ?? [];
      if (sheet === undefined) throw new Error(`no sheet ${title}`);
      return sheet;
    }

    /** The status and the message's code of a refusal. */
    async function refusalOf(call: Promise<unknown>): Promise<string> {
      try {
        await call;
      } catch (error) {
        const { response } = error as {
          response?: { status: number; data: { error: { code: number; status: string } } };
        };
        if (response === undefined) throw error;
        expect(response.data.error.code).toBe(response.status);
        return `${response.status} ${response.data.error.status}`;
      }
      return 'accepted';
    }

    const INVALID = '400 INVALID_ARGUMENT';
    const text = (stringValue: string): Cell => ({ userEnteredValue: { stringValue } });
    const number = (numberValue: number): Cell => ({ userEnteredValue: { numberValue } });

    describe('values', () => {
      it('keeps typed values as typed and never turns a text into a formula', async () => {
        const { sheetId, title } = await newTab();
        const row = [
          text('=1+1'),
          text('0901'),
          number(1.5),
          { userEnteredValue: { boolValue: true } },
        ];
        await batch([cells(sheetId, 'userEnteredValue', [row])]);
        expect(await read(title, 'A1:D1')).toEqual([['=1+1', '0901', 1.5, true]]);
        expect(await read(title, 'A1:B1', 'FORMATTED_VALUE')).toEqual([['=1+1', '0901']]);
      });

      it('reads a date as its serial number, and as text in its pattern', async () => {
        const { sheetId, title } = await newTab();
        const date: Cell = {
          ...number(40_313),
          userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'dd/MM/yyyy' } },
        };
        const money: Cell = {
          ...number(1_250_000),
          userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '#,##0' } },
        };
        await batch([
          cells(sheetId, 'userEnteredValue,userEnteredFormat.numberFormat', [[date, money]]),
        ]);
        expect(await read(title, 'A1:B1')).toEqual([[40_313, 1_250_000]]);
        expect(await read(title, 'A1:B1', 'FORMATTED_VALUE')).toEqual([
          ['15/05/2010', '1.250.000'],
        ]);
      });

      it('leaves out blank rows and cells at the end, but not those between', async () => {
        const { sheetId, title } = await newTab();
        await batch([cells(sheetId, 'userEnteredValue', [[{}, text('b')], [], [text('c'), {}]])]);
        expect(await read(title, 'A1:D5')).toEqual([['', 'b'], [], ['c']]);
        expect(await read(title, 'C1:D5')).toBeUndefined();
      });

      it('reads several ranges of titles with spaces, accents and quotes at once', async () => {
        const { sheetId, title } = await newTab("Số 'liệu'");
        await batch([cells(sheetId, 'userEnteredValue', [[text('a'), text('b')]])]);
        const quoted = `'${title.replaceAll("'", "''")}'`;
        const { data } = await subject.client.spreadsheets.values.batchGet({
          spreadsheetId: subject.spreadsheetId,
          ranges: [`${quoted}!A1`, `${quoted}!B1:B`, quoted],
          valueRenderOption: 'UNFORMATTED_VALUE',
        });
        expect(data.valueRanges).toEqual([
          { range: `${quoted}!A1`, majorDimension: 'ROWS', values: [['a']] },
          { range: `${quoted}!B1:B5`, majorDimension: 'ROWS', values: [['b']] },
          { range: `${quoted}!A1:D5`, majorDimension: 'ROWS', values: [['a', 'b']] },
        ]);
      });

      it('refuses ranges of no sheet, or outside the grid', async () => {
        const { title } = await newTab();
        expect(await refusalOf(read('không có', 'A1'))).toBe(INVALID);
        expect(await refusalOf(read(title, 'A6'))).toBe(INVALID);
        expect(await refusalOf(read(title, 'E1:F2'))).toBe(INVALID);
        expect(await refusalOf(read(title, 'D5:F9'))).toBe('accepted');
      });

      it('writes RAW values without reading anything into them', async () => {
        const { sheetId, title } = await newTab();
        await batch([cells(sheetId, 'userEnteredValue', [[text('giữ'), text('bỏ')]])]);
        const { data } = await subject.client.spreadsheets.values.update({
          spreadsheetId: subject.spreadsheetId,
          range: `'${title}'!A1`,
          valueInputOption: 'RAW',
          requestBody: {
            values: [
              [null, '', '=1+1'],
              ['15/05/2010', 2, false],
            ],
          },
        });
        expect(data.updatedRange).toBe(`'${title}'!A1:C2`);
        expect(await read(title, 'A1:C2')).toEqual([
          ['giữ', '', '=1+1'],
          ['15/05/2010', 2, false],
        ]);
      });

      it('refuses RAW values beyond the range named, or without an input option', async () => {
        const { title } = await newTab();
        const update = (range: string, values: unknown[][], valueInputOption = 'RAW') =>
          subject.client.spreadsheets.values.update({
            spreadsheetId: subject.spreadsheetId,
            range: `'${title}'!${range}`,
            valueInputOption,
            requestBody: { values },
          });
        expect(await refusalOf(update('A1:B1', [['a', 'b', 'c']]))).toBe(INVALID);
        expect(await refusalOf(update('D5', [['a', 'b']]))).toBe(INVALID);
        expect(await refusalOf(update('A1', [['a']], ''))).toBe(INVALID);
        expect(await read(title, 'A1:D5')).toBeUndefined();
      });

      it('writes several ranges in one call', async () => {
        const { title } = await newTab();
        const { data } = await subject.client.spreadsheets.values.batchUpdate({
          spreadsheetId: subject.spreadsheetId,
          requestBody: {
            valueInputOption: 'RAW',
            data: [
              { range: `'${title}'!A1`, values: [['a']] },
              { range: `'${title}'!B2:C2`, values: [['b', 'c']] },
            ],
          },
        });
        expect([data.totalUpdatedCells, data.totalUpdatedSheets]).toEqual([3, 1]);
        expect(await read(title, 'A1:C2')).toEqual([['a'], ['', 'b', 'c']]);
      });
    });

    describe('a batch', () => {
      it('happens wholly or not at all', async () => {
        const { sheetId, title } = await newTab();
        await batch([cells(sheetId, 'userEnteredValue', [[text('trước')]])]);
        const refused = batch([
          cells(sheetId, 'userEnteredValue', [[text('sau')]]),
          { addSheet: { properties: { sheetId, title: 'trùng id' } } },
        ]);
        expect(await refusalOf(refused)).toBe(INVALID);
        expect(await read(title, 'A1')).toEqual([['trước']]);
      });

      it('is refused when it is sent again with the same ids', async () => {
        nextSheetId += 1;
        tabs.push(nextSheetId);
        const add = { addSheet: { properties: { sheetId: nextSheetId, title: `${nextSheetId}` } } };
        const [reply] = await batch([add]);
        expect(reply?.addSheet?.properties).toMatchObject({
          sheetId: nextSheetId,
          gridProperties: { rowCount: 1000, columnCount: 26 },
        });
        expect(await refusalOf(batch([add]))).toBe(INVALID);
      });

      it('has one reply a request, empty where there is nothing to say', async () => {
        const { sheetId } = await newTab();
        nextSheetId += 1;
        tabs.push(nextSheetId);
        const replies = await batch([
          cells(sheetId, 'userEnteredValue', [[text('a')]]),
          {
            duplicateSheet: {
              sourceSheetId: sheetId,
              newSheetId: nextSheetId,
              newSheetName: `b${nextSheetId}`,
            },
          },
        ]);
        expect(replies[0]).toEqual({});
        expect(replies[1]?.duplicateSheet?.properties).toMatchObject({
          sheetId: nextSheetId,
          gridProperties: { rowCount: 5, columnCount: 4 },
        });
        expect(await read(`b${nextSheetId}`, 'A1')).toEqual([['a']]);
      });

      it('refuses two kinds in one request, none at all, and unknown fields', async () => {
        const { sheetId } = await newTab();
        const merged = {
          deleteSheet: { sheetId },
          updateSheetProperties: { properties: { sheetId, title: 'x' }, fields: 'title' },
        };
        expect(await refusalOf(batch([merged]))).toBe(INVALID);
        expect(await refusalOf(batch([{}]))).toBe(INVALID);
        expect(await refusalOf(batch([]))).toBe(INVALID);
        const misspelt = { updateSheetProperties: { propertys: { sheetId }, fields: 'title' } };
        expect(await refusalOf(batch([misspelt as Request]))).toBe(INVALID);
      });

      it('refuses an update that does not say which fields', async () => {
        const { sheetId } = await newTab();
        const range = { sheetId };
        const requests: Request[] = [
          { updateCells: { range, rows: [] } },
          { repeatCell: { range, cell: text('a') } },
          { updateSheetProperties: { properties: { sheetId, title: 'x' } } },
          { updateCells: { range, rows: [], fields: 'userEnteredValeu' } },
        ];
        for (const request of requests) expect(await refusalOf(batch([request]))).toBe(INVALID);
      });

      it('refuses sheets and charts that are not there', async () => {
        const requests: Request[] = [
          { deleteSheet: { sheetId: 99 } },
          { deleteEmbeddedObject: { objectId: 99 } },
          { deleteProtectedRange: { protectedRangeId: 99 } },
          { updateChartSpec: { chartId: 99, spec: { pieChart: {} } } },
        ];
        for (const request of requests) expect(await refusalOf(batch([request]))).toBe(INVALID);
      });
    });

    describe('updateCells', () => {
      const bold = { textFormat: { bold: true } };

      it('with a range clears the listed fields where no cell is given, and no others', async () => {
        const { sheetId, title } = await newTab();
        const full: Cell = { ...text('cũ'), note: 'ghi chú', userEnteredFormat: bold };
        await batch([
          cells(sheetId, 'userEnteredValue,note,userEnteredFormat', [
            [full, full],
            [full, full],
          ]),
          {
            updateCells: {
              range: { sheetId, startRowIndex: 0, endRowIndex: 2, endColumnIndex: 2 },
              fields: 'userEnteredValue',
              rows: [{ values: [text('mới')] }],
            },
          },
        ]);
        expect(await read(title, 'A1:D5')).toEqual([['mới']]);
        const sheet = await gridOf(
          title,
          'sheets.data.rowData.values(note,userEnteredFormat.textFormat.bold)',
        );
        const kept = { note: 'ghi chú', userEnteredFormat: bold };
        expect(sheet.data?.[0]?.rowData).toEqual([
          { values: [kept, kept] },
          { values: [kept, kept] },
        ]);
      });

      it('with a start writes only the cells given', async () => {
        const { sheetId, title } = await newTab();
        await batch([
          cells(sheetId, 'userEnteredValue', [
            [text('a'), text('b')],
            [text('c'), text('d')],
          ]),
          cells(sheetId, 'userEnteredValue', [[text('mới')], [{}]]),
        ]);
        expect(await read(title, 'A1:D5')).toEqual([
          ['mới', 'b'],
          ['', 'd'],
        ]);
      });

      it('changes one part of a format and leaves the others', async () => {
        const { sheetId, title } = await newTab();
        const red = { red: 1 };
        await batch([
          cells(sheetId, 'userEnteredFormat', [
            [
              {
                userEnteredFormat: { ...bold, backgroundColor: red, horizontalAlignment: 'RIGHT' },
              },
            ],
          ]),
          cells(sheetId, 'userEnteredFormat(backgroundColor,textFormat.italic)', [
            [{ userEnteredFormat: { backgroundColor: { blue: 1 }, textFormat: { italic: true } } }],
          ]),
        ]);
        const sheet = await gridOf(
          title,
          'sheets.data.rowData.values.userEnteredFormat(backgroundColor,horizontalAlignment,textFormat(bold,italic))',
        );
        expect(sheet.data?.[0]?.rowData?.[0]?.values?.[0]?.userEnteredFormat).toEqual({
          backgroundColor: { blue: 1 },
          horizontalAlignment: 'RIGHT',
          textFormat: { bold: true, italic: true },
        });
      });

      it('refuses cells beyond the range or the grid', async () => {
        const { sheetId } = await newTab();
        const range = { sheetId, startRowIndex: 0, endRowIndex: 1, endColumnIndex: 1 };
        const fields = 'userEnteredValue';
        const requests: Request[] = [
          { updateCells: { range, fields, rows: [{ values: [text('a'), text('b')] }] } },
          { updateCells: { range, fields, rows: [{}, { values: [text('b')] }] } },
          { updateCells: { range: { sheetId, endRowIndex: 6 }, fields, rows: [] } },
          cells(sheetId, fields, [[text('1'), text('2'), text('3'), text('4'), text('5')]]),
        ];
        for (const request of requests) expect(await refusalOf(batch([request]))).toBe(INVALID);
      });

      it('refuses two values in one cell, and more than 50,000 characters', async () => {
        const { sheetId, title } = await newTab();
        const both = { userEnteredValue: { stringValue: 'a', numberValue: 1 } };
        const fields = 'userEnteredValue';
        expect(await refusalOf(batch([cells(sheetId, fields, [[both]])]))).toBe(INVALID);
        const long = cells(sheetId, fields, [[text('a'.repeat(50_001))]]);
        expect(await refusalOf(batch([long]))).toBe(INVALID);
        await batch([cells(sheetId, fields, [[text('a'.repeat(50_000))]])]);
        expect(await read(title, 'A1')).toEqual([['a'.repeat(50_000)]]);
      });

      it('repeats a cell over a range', async () => {
        const { sheetId, title } = await newTab();
        const range = {
          sheetId,
          startRowIndex: 1,
          endRowIndex: 3,
          startColumnIndex: 1,
          endColumnIndex: 2,
        };
        await batch([{ repeatCell: { range, cell: number(7), fields: 'userEnteredValue' } }]);
        expect(await read(title, 'A1:D5')).toEqual([[], ['', 7], ['', 7]]);
      });
    });

    describe('sheets and their lines', () => {
      it('resizes, freezes, hides and renames by the fields named', async () => {
        const { sheetId, title } = await newTab();
        const properties = {
          sheetId,
          title: `${title} mới`,
          hidden: true,
          gridProperties: { rowCount: 3, columnCount: 6, frozenRowCount: 1 },
        };
        const fields = 'title,gridProperties(rowCount,columnCount,frozenRowCount)';
        await batch([{ updateSheetProperties: { properties, fields } }]);
        const sheet = await gridOf(
          `${title} mới`,
          'sheets.properties(title,hidden,gridProperties)',
        );
        expect(sheet).toEqual({
          properties: {
            title: `${title} mới`,
            gridProperties: { rowCount: 3, columnCount: 6, frozenRowCount: 1 },
          },
        });
      });

      it('moves a sheet to an index counted before the move', async () => {
        const first = await newTab();
        const second = await newTab();
        const third = await newTab();
        const order = async () => {
          const { data } = await subject.client.spreadsheets.get({
            spreadsheetId: subject.spreadsheetId,
            fields: 'sheets.properties(sheetId,index)',
          });
          const ids = (data.sheets ?? []).map((sheet) => sheet.properties?.sheetId);
          return [first, second, third].map(({ sheetId }) => ids.indexOf(sheetId));
        };
        const [start = 0] = await order();
        const move = (sheetId: number, index: number) =>
          batch([{ updateSheetProperties: { properties: { sheetId, index }, fields: 'index' } }]);
        await move(first.sheetId, start + 1);
        expect(await order()).toEqual([start, start + 1, start + 2]);
        await move(first.sheetId, start + 2);
        expect(await order()).toEqual([start + 1, start, start + 2]);
        await move(third.sheetId, start);
        expect(await order()).toEqual([start + 2, start + 1, start]);
      });

      it('inserts, appends, deletes, hides and resizes rows and columns', async () => {
        const { sheetId, title } = await newTab();
        const rows = { sheetId, dimension: 'ROWS' };
        const columns = { sheetId, dimension: 'COLUMNS' };
        await batch([
          cells(sheetId, 'userEnteredValue', [[text('a'), text('b')], [text('c')]]),
          {
            insertDimension: {
              range: { ...rows, startIndex: 1, endIndex: 2 },
              inheritFromBefore: true,
            },
          },
          { appendDimension: { ...rows, length: 2 } },
          { deleteDimension: { range: { ...columns, startIndex: 0, endIndex: 1 } } },
          {
            updateDimensionProperties: {
              range: { ...columns, startIndex: 1, endIndex: 2 },
              properties: { hiddenByUser: true, pixelSize: 321 },
              fields: 'hiddenByUser,pixelSize',
            },
          },
        ]);
        expect(await read(title, 'A1:C8')).toEqual([['b']]);
        const sheet = await gridOf(
          title,
          'sheets(properties.gridProperties,data.columnMetadata(pixelSize,hiddenByUser))',
        );
        expect(sheet.properties?.gridProperties).toEqual({ rowCount: 8, columnCount: 3 });
        expect(sheet.data?.[0]?.columnMetadata).toEqual([
          { pixelSize: 100 },
          { pixelSize: 321, hiddenByUser: true },
          { pixelSize: 100 },
        ]);
      });

      it('refuses to insert beyond the grid or to delete everything', async () => {
        const { sheetId } = await newTab();
        const range = (startIndex: number, endIndex: number) => ({
          sheetId,
          dimension: 'ROWS',
          startIndex,
          endIndex,
        });
        expect(await refusalOf(batch([{ insertDimension: { range: range(5, 6) } }]))).toBe(INVALID);
        expect(await refusalOf(batch([{ deleteDimension: { range: range(0, 5) } }]))).toBe(INVALID);
        const atEnd = { insertDimension: { range: range(5, 6), inheritFromBefore: true } };
        expect(await refusalOf(batch([atEnd]))).toBe('accepted');
      });
    });

    describe('what lies on a sheet', () => {
      const chartOn = (
        sheetId: number,
        chartId: number,
        title: string,
      ): sheets_v4.Schema$EmbeddedChart => ({
        chartId,
        spec: {
          title,
          basicChart: {
            chartType: 'COLUMN',
            series: [
              {
                series: {
                  sourceRange: {
                    sources: [
                      {
                        sheetId,
                        startRowIndex: 0,
                        endRowIndex: 3,
                        startColumnIndex: 1,
                        endColumnIndex: 2,
                      },
                    ],
                  },
                },
              },
            ],
          },
        },
        position: { overlayPosition: { anchorCell: { sheetId, rowIndex: 2, columnIndex: 1 } } },
      });

      it('adds, changes, moves and deletes a chart with a chosen id', async () => {
        const { sheetId, title } = await newTab();
        const chartId = sheetId + 500_000;
        const chart = chartOn(sheetId, chartId, 'Theo nhóm');
        const [reply] = await batch([{ addChart: { chart } }]);
        expect(reply?.addChart?.chart?.chartId).toBe(chartId);
        expect(await refusalOf(batch([{ addChart: { chart } }]))).toBe(INVALID);
        const overlayPosition = {
          anchorCell: { sheetId, rowIndex: 4, columnIndex: 0 },
          widthPixels: 300,
        };
        await batch([
          { updateChartSpec: { chartId, spec: { ...chart.spec, title: 'Theo năm' } } },
          {
            updateEmbeddedObjectPosition: {
              objectId: chartId,
              newPosition: { overlayPosition },
              fields: 'anchorCell',
            },
          },
        ]);
        const sheet = await gridOf(
          title,
          'sheets.charts(chartId,spec.title,position.overlayPosition.anchorCell)',
        );
        expect(sheet.charts).toMatchObject([
          {
            chartId,
            spec: { title: 'Theo năm' },
            position: { overlayPosition: { anchorCell: { sheetId, rowIndex: 4 } } },
          },
        ]);
        await batch([{ deleteEmbeddedObject: { objectId: chartId } }]);
        expect(
          (await gridOf(title, 'sheets(properties.title,charts.chartId)')).charts,
        ).toBeUndefined();
      });

      it('refuses a chart of a sheet that is not there', async () => {
        const { sheetId } = await newTab();
        const chart = { ...chartOn(99, sheetId + 500_000, 'x') };
        expect(await refusalOf(batch([{ addChart: { chart } }]))).toBe(INVALID);
      });

      it('refuses a chart of cells that are not there, or with values on the wrong axis', async () => {
        const { sheetId } = await newTab();
        const { spec, ...chart } = chartOn(sheetId, sheetId + 500_000, 'x');
        const add = (changes: sheets_v4.Schema$BasicChartSpec) => {
          const basicChart = { ...spec?.basicChart, ...changes };
          return refusalOf(batch([{ addChart: { chart: { ...chart, spec: { basicChart } } } }]));
        };
        const source = { sheetId, startRowIndex: 3, startColumnIndex: 1, endColumnIndex: 2 };
        const series = (endRowIndex: number, targetAxis: string) => [
          { series: { sourceRange: { sources: [{ ...source, endRowIndex }] } }, targetAxis },
        ];
        expect(await add({ series: series(6, 'LEFT_AXIS') })).toBe(INVALID);
        expect(await add({ series: series(5, 'BOTTOM_AXIS') })).toBe(INVALID);
        expect(await add({ chartType: 'BAR', series: series(5, 'LEFT_AXIS') })).toBe(INVALID);
        expect(await add({ chartType: 'BAR', series: series(5, 'BOTTOM_AXIS') })).toBe('accepted');
      });

      it('frees the ids of what lay on a sheet in the batch that deletes it', async () => {
        const [one, other] = [await newTab(), await newTab()];
        const chartId = one.sheetId + 500_000;
        const protectedRangeId = one.sheetId + 700_000;
        const lay = (sheetId: number): Request[] => [
          { addChart: { chart: chartOn(sheetId, chartId, 'Theo nhóm') } },
          { addProtectedRange: { protectedRange: { protectedRangeId, range: { sheetId } } } },
        ];
        await batch(lay(one.sheetId));
        // Each id stands once in the whole spreadsheet.
        for (const request of lay(other.sheetId)) {
          expect(await refusalOf(batch([request]))).toBe(INVALID);
        }
        await batch([{ deleteSheet: { sheetId: one.sheetId } }, ...lay(other.sheetId)]);
        const sheet = await gridOf(
          other.title,
          'sheets(charts.chartId,protectedRanges(protectedRangeId,range))',
        );
        expect(sheet.charts).toEqual([{ chartId }]);
        expect(sheet.protectedRanges).toEqual([
          { protectedRangeId, range: { sheetId: other.sheetId } },
        ]);
      });

      it('links a text by its format, and takes the link away with it', async () => {
        const { sheetId, title } = await newTab();
        const uri = 'https://docs.google.com/spreadsheets/d/abc/edit';
        const range = { sheetId, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0 };
        const write = (cell: Cell) =>
          batch([
            {
              updateCells: {
                range: { ...range, endColumnIndex: 1 },
                rows: [{ values: [cell] }],
                fields: 'userEnteredValue,userEnteredFormat',
              },
            },
          ]);
        const fields = 'sheets.data.rowData.values(userEnteredValue,hyperlink)';
        const read = async () => (await gridOf(title, fields)).data?.[0]?.rowData?.[0]?.values?.[0];
        const value = { stringValue: 'BT028-1' };
        await write({
          userEnteredValue: value,
          userEnteredFormat: { textFormat: { link: { uri } } },
        });
        expect(await read()).toEqual({ userEnteredValue: value, hyperlink: uri });
        await write({ userEnteredValue: value });
        expect(await read()).toEqual({ userEnteredValue: value });
      });

      it('protects, merges, filters and validates ranges', async () => {
        const { sheetId, title } = await newTab();
        const range = {
          sheetId,
          startRowIndex: 0,
          endRowIndex: 2,
          startColumnIndex: 0,
          endColumnIndex: 2,
        };
        const rule = {
          condition: {
            type: 'ONE_OF_LIST',
            values: [{ userEnteredValue: 'Nhất' }, { userEnteredValue: 'Nhì' }],
          },
          inputMessage: 'Chọn giải',
          showCustomUi: true,
        };
        const protectedRangeId = sheetId + 700_000;
        const [reply] = await batch([
          { addProtectedRange: { protectedRange: { protectedRangeId, range, warningOnly: true } } },
          { mergeCells: { range: { ...range, endRowIndex: 1 }, mergeType: 'MERGE_ALL' } },
          { setBasicFilter: { filter: { range: { ...range, startRowIndex: 1 } } } },
          { setDataValidation: { range: { ...range, startRowIndex: 1, endColumnIndex: 1 }, rule } },
        ]);
        expect(reply?.addProtectedRange?.protectedRange?.protectedRangeId).toBe(protectedRangeId);
        const fields =
          'sheets(merges,basicFilter.range,protectedRanges(protectedRangeId,warningOnly),data.rowData.values.dataValidation)';
        const sheet = await gridOf(title, fields);
        expect(sheet.merges).toEqual([{ ...range, endRowIndex: 1 }]);
        expect(sheet.basicFilter?.range).toEqual({ ...range, startRowIndex: 1 });
        expect(sheet.protectedRanges).toEqual([{ protectedRangeId, warningOnly: true }]);
        expect(sheet.data?.[0]?.rowData?.[1]?.values?.[0]?.dataValidation).toEqual(rule);
        await batch([
          { deleteProtectedRange: { protectedRangeId } },
          { unmergeCells: { range } },
          { clearBasicFilter: { sheetId } },
          { setDataValidation: { range } },
        ]);
        expect(await gridOf(title, `${fields},sheets.properties.sheetId`)).toMatchObject({
          properties: { sheetId },
        });
        const bare = await gridOf(title, fields);
        expect([bare.merges, bare.basicFilter, bare.protectedRanges]).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
      });
    });

    describe('reading a spreadsheet', () => {
      it('gives only the fields asked for, and grid data only when asked', async () => {
        const { sheetId, title } = await newTab();
        await batch([cells(sheetId, 'userEnteredValue,note', [[{ ...text('a'), note: 'n' }]])]);
        const { spreadsheetId } = subject;
        const get = async (more: { fields?: string; includeGridData?: boolean }) =>
          (
            await subject.client.spreadsheets.get({
              spreadsheetId,
              ranges: [`'${title}'!A1:B2`],
              ...more,
            })
          ).data;
        expect(await get({ fields: 'properties.locale,sheets.properties.sheetId' })).toEqual({
          properties: { locale: 'vi_VN' },
          sheets: [{ properties: { sheetId } }],
        });
        const plain = await get({});
        expect(plain.spreadsheetId).toBe(spreadsheetId);
        expect(plain.sheets?.[0]?.data).toBeUndefined();
        const full = await get({ includeGridData: true });
        expect(full.sheets?.length).toBe(1);
        expect(full.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]).toMatchObject({
          userEnteredValue: { stringValue: 'a' },
          effectiveValue: { stringValue: 'a' },
          formattedValue: 'a',
          note: 'n',
        });
      });

      it('refuses a mask that names no field', async () => {
        const { spreadsheetId } = subject;
        const get = (fields: string) => subject.client.spreadsheets.get({ spreadsheetId, fields });
        expect(await refusalOf(get('sheets.propertees'))).toBe(INVALID);
        expect(await refusalOf(get('sheets(properties'))).toBe(INVALID);
      });

      it('knows nothing of other spreadsheets', async () => {
        const get = subject.client.spreadsheets.get({ spreadsheetId: 'khong-co-bang-nay' });
        expect(await refusalOf(get)).toBe('404 NOT_FOUND');
      });
    });
  });
}
