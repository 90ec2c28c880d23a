/** The .xlsx as an office program opens it: typed cells, frozen rows, charts, and no formula. */
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { Tab, TabCell } from '../../../../core/summary/tab.ts';
import { linkCell, moneyCell, numberCell, textCell } from '../../../../core/summary/tab.ts';
import type { TabChart } from '../../../../core/summary/tab-chart.ts';
import { createXlsx } from '../../../../lambdas/adapters/report/xlsx-workbook.ts';
import { makeReport } from '../../../core/report/report-cast.ts';
import { toValues } from '../../../core/summary/cast.ts';
import { findAll, readXml, toText } from '../../../support/read-xml.ts';
import { readZip } from '../../../support/read-zip.ts';

const { tabs } = makeReport();
const visible = tabs.filter(({ isHidden }) => !isHidden);

function tabOf(cells: readonly TabCell[]): Tab {
  return {
    title: 'Danh sách',
    isHidden: false,
    frozenRows: 1,
    columns: cells.map(() => ({ widthPx: 140 })),
    rows: [{ style: 'body', cells }],
  };
}

/** The cells of one row as the file has them: type, text of the value, pattern of the format. */
async function openRow(cells: readonly TabCell[]) {
  const files = readZip(await createXlsx([tabOf(cells)]));
  // A workbook without texts has no part for them.
  const read = (name: string) => readXml(files.get(name) ?? '<none/>');
  const strings = findAll(read('xl/sharedStrings.xml'), 'si').map(toText);
  const styles = read('xl/styles.xml');
  const patterns = new Map(
    findAll(styles, 'numFmt').map(({ attributes }) => [attributes.numFmtId, attributes.formatCode]),
  );
  const [formats] = findAll(styles, 'cellXfs');
  const xfs = formats === undefined ? [] : findAll(formats, 'xf');
  const sheet = read('xl/worksheets/sheet1.xml');
  expect(findAll(sheet, 'f')).toEqual([]);
  return findAll(sheet, 'c').map((cell) => {
    const { t = 'n', s = '0' } = cell.attributes;
    const value = findAll(cell, 'v').map(toText).join('');
    const id = xfs[Number(s)]?.attributes.numFmtId;
    return {
      type: t,
      value: t === 's' ? strings[Number(value)] : value,
      // 3 is «#,##0» and 1 is «0» in every workbook.
      format: patterns.get(id) ?? (id === '3' ? '#,##0' : id === '1' ? '0' : ''),
    };
  });
}

describe('the workbook', () => {
  it('has every visible tab, cell for cell', async () => {
    const { sheets } = await readXlsx(await createXlsx(tabs));
    expect(sheets.map(({ name }) => name)).toEqual(visible.map(({ title }) => title));
    for (const [index, tab] of visible.entries()) {
      const read = sheets[index]?.rows ?? [];
      for (const [rowIndex, values] of toValues(tab).entries()) {
        const row = values.map((_, column) => read[rowIndex]?.[column] ?? '');
        const comparable = row.map((value) =>
          value instanceof Date ? value.getTime() / 86_400_000 + 25_569 : value,
        );
        for (const [column, value] of values.entries()) {
          if (typeof value === 'number') expect(comparable[column]).toBeCloseTo(value, 9);
          else expect(comparable[column]).toBe(value);
        }
      }
    }
  });

  it('keeps headers in sight, on the screen and on paper', async () => {
    const files = readZip(await createXlsx(tabs));
    for (const [index, { frozenRows }] of visible.entries()) {
      const sheet = readXml(files.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '');
      const [pane] = findAll(sheet, 'pane');
      expect(pane?.attributes).toMatchObject({ ySplit: String(frozenRows), state: 'frozen' });
    }
    const workbook = readXml(files.get('xl/workbook.xml') ?? '');
    const titles = findAll(workbook, 'definedName').filter(
      ({ attributes }) => attributes.name === '_xlnm.Print_Titles',
    );
    const ranges = titles.map((one) => [Number(one.attributes.localSheetId), toText(one)]);
    expect(new Map(ranges.map(([index, range]) => [index, range])).size).toBe(visible.length);
    for (const [index, range] of ranges) {
      const { title, frozenRows } = visible[Number(index)] ?? {};
      // Without quotes around its name an office program calls the file damaged.
      expect(range).toMatch(new RegExp(`^('${title}'!\\$A:\\$B,)?'${title}'!\\$${frozenRows}:`));
    }
  });

  it('repeats what tells a row where a table is printed over several pages side by side', async () => {
    const files = readZip(await createXlsx(tabs));
    const workbook = toText(readXml(files.get('xl/workbook.xml') ?? ''));
    expect(workbook).toContain(`'Danh sách'!$A:$B,'Danh sách'!$5:$5`);
    expect(workbook).not.toContain(`'Theo nhóm'!$A:$B`);
  });

  it('leaves what lies under charts out of the table', async () => {
    const files = readZip(await createXlsx(tabs));
    const overview = readXml(files.get('xl/worksheets/sheet1.xml') ?? '');
    const columns = findAll(overview, 'c').map(({ attributes }) => attributes.r?.charAt(0));
    expect(new Set(columns)).toEqual(new Set(['A', 'B', 'C']));
  });

  it('gives each column its width, and rows the height of their texts', async () => {
    const long = textCell('chữ '.repeat(100));
    const { sheets } = await readXlsx(await createXlsx([tabOf([long])]));
    expect(sheets[0]?.columns?.[0]?.width).toBeCloseTo(20, 0);
    const files = readZip(await createXlsx([tabOf([long])]));
    const [row] = findAll(readXml(files.get('xl/worksheets/sheet1.xml') ?? ''), 'row');
    expect(Number(row?.attributes.ht)).toBeGreaterThan(300);
  });

  it('draws the charts of the tabs over their own cells', async () => {
    const files = readZip(await createXlsx(tabs));
    const charts = [...files.keys()].filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name));
    const wanted = visible.flatMap((tab) => (tab.charts ?? []).map((chart) => ({ tab, chart })));
    expect(wanted.length).toBeGreaterThan(0);
    expect(charts).toHaveLength(wanted.length);
    const formulas = charts.flatMap((name) =>
      findAll(readXml(files.get(name) ?? ''), 'c:f').map(toText),
    );
    for (const { tab, chart } of wanted) {
      const [from, to] = [chart.startRowIndex + 1, chart.endRowIndex];
      const column = String.fromCharCode(65 + chart.valueColumnIndex);
      expect(formulas).toContain(`'${tab.title}'!$${column}$${from}:$${column}$${to}`);
    }
  });
});

describe('a chart', () => {
  /** A tab whose second row is ten lines high, with one chart on its last column. */
  async function openChart(kind: TabChart['kind']) {
    const chart: TabChart = {
      key: 'byUnit',
      kind,
      title: 'Đơn vị',
      valueName: 'Số',
      labelColumnIndex: 0,
      valueColumnIndex: 0,
      startRowIndex: 0,
      endRowIndex: 3,
      anchor: { rowIndex: 0, columnIndex: 1 },
      widthPx: 600,
      heightPx: 240,
    };
    const high = textCell(Array.from({ length: 10 }, () => 'dòng').join('\n'));
    const rows = [numberCell(1), high, numberCell(3)].map((cell) => ({
      style: 'body' as const,
      cells: [cell],
    }));
    const columns = [{ widthPx: 140 }, { widthPx: 640 }];
    const tab = { title: 'Tổng hợp', isHidden: false, frozenRows: 1, columns, rows };
    const files = readZip(await createXlsx([{ ...tab, charts: [chart] }]));
    const read = (name: string) => readXml(files.get(name) ?? '<none/>');
    return { drawing: read('xl/drawings/drawing1.xml'), chart: read('xl/charts/chart1.xml') };
  }

  it('is as large as it is on the spreadsheet, however high the rows beside it', async () => {
    const { drawing } = await openChart('column');
    const [to] = findAll(drawing, 'xdr:to');
    const at = (name: string) => findAll(to ?? drawing, `xdr:${name}`).map(toText);
    // 240 px are 180 points: one row of 15 and one of 150, and then a third.
    expect([at('row'), at('col')]).toEqual([['3'], ['2']]);
  });

  it('has room for the name of each bar: programs leave out names that find none', async () => {
    const bars = tabs.flatMap(({ charts = [] }) => charts.filter(({ kind }) => kind === 'bar'));
    expect(bars.map(({ key }) => key)).toEqual(['byCategory', 'byUnit']);
    for (const { heightPx, startRowIndex, endRowIndex } of bars) {
      // Title and axis take some 100 px; a name in two lines of 8 points some 30.
      expect((heightPx - 100) / (endRowIndex - startRowIndex)).toBeGreaterThanOrEqual(30);
    }
    const { chart } = await openChart('bar');
    const sizes = findAll(chart, 'c:catAx').flatMap((axis) => findAll(axis, 'a:defRPr'));
    expect(sizes.map(({ attributes }) => attributes.sz)).toContain('800');
  });

  it.each([
    ['bar', ['maxMin', 'minMax'], ['autoZero', 'max']],
    ['column', ['minMax', 'minMax'], ['autoZero', 'autoZero']],
  ] as const)('as %s begins where its table begins', async (kind, orientations, crosses) => {
    const { chart } = await openChart(kind);
    const valuesOf = (name: string) => findAll(chart, name).map(({ attributes }) => attributes.val);
    expect(valuesOf('c:orientation')).toEqual(orientations);
    expect(valuesOf('c:crosses')).toEqual(crosses);
  });
});

describe('a cell', () => {
  it.each(['=1+1', '+cmd|/C calc', '-2+3', '@SUM(A1)', '=HYPERLINK("http://x")', '0901', '1.250'])(
    'with the text «%s» stays text',
    async (text) => {
      expect(await openRow([textCell(text)])).toEqual([{ type: 's', value: text, format: '' }]);
    },
  );

  it('holds what XML cannot carry as little as it must', async () => {
    const typed = 'a\u0001b\uD800c <&> "x" _x0041_ _X0041_ 😀\r\ndòng hai';
    const { sheets } = await readXlsx(await createXlsx([tabOf([textCell(typed)])]));
    expect(sheets[0]?.rows[0]?.[0]).toBe('abc <&> "x" _x0041_ _X0041_ 😀\ndòng hai');
  });

  it('is cut before it is longer than the format allows', async () => {
    const [cell] = await openRow([textCell('😀'.repeat(20_000))]);
    expect(cell?.value?.length).toBeLessThanOrEqual(32_767);
    expect(cell?.value).toMatch(/^(😀)+…$/u);
  });

  it('with a number has its type and its format', async () => {
    const cells: readonly TabCell[] = [
      numberCell(1234),
      { kind: 'year', value: 2010 },
      moneyCell(72_060_800_000n),
      moneyCell(1_250_000n, true),
      { kind: 'percent', value: 0.668 },
      { kind: 'moment', value: 40_633.336_805_555_6 },
      { kind: 'blank' },
    ];
    expect(await openRow(cells)).toEqual([
      { type: 'n', value: '1234', format: '#,##0' },
      { type: 'n', value: '2010', format: '0' },
      { type: 'n', value: '72060800000', format: '#,##0' },
      { type: 'n', value: '1250000', format: '#,##0" (ước)"' },
      { type: 'n', value: '0.668', format: '0.0%' },
      { type: 'n', value: '40633.3368055556', format: 'hh:mm dd/mm/yyyy' },
      { type: 'n', value: '', format: '' },
    ]);
  });

  it('with a link opens it on a click, and shows its text', async () => {
    const { sheets } = await readXlsx(
      await createXlsx([tabOf([linkCell('BT028-1', 'https://docs.example/d/1&2/edit')])]),
    );
    expect(sheets[0]?.rows[0]?.[0]).toBe('BT028-1');
    expect(sheets[0]?.cells?.get('0,0')?.hyperlink?.target).toBe('https://docs.example/d/1&2/edit');
  });

  it('with a sum beyond what a number holds exactly is written out', async () => {
    expect(await openRow([moneyCell(9_007_199_254_740_993n)])).toEqual([
      { type: 's', value: '9.007.199.254.740.993', format: '' },
    ]);
  });
});
