/** Publishing through the real Google client: atomic, typed, safe to repeat. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTabs } from '../../../core/summary/build-tabs.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import type { ListRow } from '../../../core/summary/list-row.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import { readPublication, readPublishedSummary } from '../../../core/summary/machine-tab.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import type { Tab } from '../../../core/summary/tab.ts';
import { numberCell } from '../../../core/summary/tab.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { STAGING_PREFIX } from '../../../core/wording/summary.ts';
import type { Workbook } from '../../../local/google/workbook/workbook.ts';
import { AS_OF, headOf, loadProgramme, toStoredSample, toValues } from '../../core/summary/cast.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import type { SheetsStandIn } from './sheets-stand-in.ts';
import { cutBlanks, startSheetsStandIn } from './sheets-stand-in.ts';

let sheets: SheetsStandIn;
beforeAll(async () => {
  sheets = await startSheetsStandIn();
});
afterAll(() => sheets.stop());
beforeEach(() => sheets.renew());

/** All tabs of a publication of these rows. */
function tabsOf(rows: ReadonlyMap<string, readonly StoredRow[]>, number: number): readonly Tab[] {
  const reports = [...rows].map(([unit, stored]) => ({ unit, head: headOf(unit, stored) }));
  const figures = toFigures({ programme: loadProgramme(), reports, asOf: AS_OF });
  const rowsByUnit = new Map<string, readonly ListRow[]>(
    [...rows].map(([unit, stored]) => [unit, stored.flatMap((row) => toListRow(row) ?? [])]),
  );
  const log = [{ number, asOf: AS_OF, total: figures.tally.count, changedUnits: 0 }];
  return buildTabs({ figures, summary: toSummary(figures), rowsByUnit, log, number });
}

function unitOf(count: number): ReadonlyMap<string, readonly StoredRow[]> {
  const rows = Array.from({ length: count }, (_, index) => storedRow(rowId('BT028', index + 1)));
  return new Map([['BT028', rows]]);
}

async function publish(tabs: readonly Tab[], maxBatchBytes?: number) {
  const options = maxBatchBytes === undefined ? {} : { maxBatchBytes };
  return (await sheets.target(options).open()).replace(tabs);
}

function visibleIds(): Readonly<Record<string, number>> {
  const visible = sheets.workbook().sheets.filter(({ title }) => TITLES.includes(title));
  return Object.fromEntries(visible.map(({ title, sheetId }) => [title, sheetId]));
}

function titles(): readonly string[] {
  return sheets.workbook().sheets.map(({ title }) => title);
}

const TITLES = [
  'Tổng hợp chung',
  'Theo đơn vị',
  'Theo nhóm',
  'Theo năm',
  'Giá trị làm lợi',
  'Đơn vị chưa nộp',
  'Cần kiểm tra',
  'Danh sách',
  'So với kỳ trước',
  'Nhật ký',
];
const REFUSED = {
  kind: 'answer',
  status: 400,
  body: { error: { code: 400, message: 'no' } },
} as const;

describe('the first publication', () => {
  it('makes every tab in its place with one write, beside what was there', async () => {
    expect(await publish(tabsOf(toStoredSample(), 1))).toMatchObject({ kind: 'replaced' });
    expect(sheets.calls).toEqual(['spreadsheets.get', 'spreadsheets.batchUpdate']);
    expect(titles().slice(0, TITLES.length)).toEqual(TITLES);
    expect(titles()).toHaveLength(TITLES.length + 2);
    const hidden = sheets.workbook().sheets.filter((sheet) => sheet.hidden);
    expect(hidden.map(({ title }) => title)).toEqual(['_máy đọc']);
  });

  it('puts down exactly the values of the tabs', async () => {
    const tabs = tabsOf(toStoredSample(), 1);
    await publish(tabs);
    const read = sheets.read();
    for (const tab of tabs) {
      const expected = toValues(tab).map(cutBlanks);
      expect(read[tab.title]).toEqual(expected);
    }
    expect(readPublishedSummary(read)?.total).toBe(235);
  });

  it('sets the locale, the time zone, frozen rows, widths and number formats', async () => {
    await publish(tabsOf(unitOf(1), 1));
    const workbook = sheets.workbook();
    expect([workbook.locale, workbook.timeZone]).toEqual(['vi_VN', 'Asia/Ho_Chi_Minh']);
    const list = workbook.sheetByTitle('Danh sách');
    expect([list?.frozenRows, list?.rowCount, list?.columnCount]).toEqual([5, 6, 21]);
    const format = (column: number) => list?.cell(5, column).format?.numberFormat;
    expect(format(3)).toEqual({ type: 'NUMBER', pattern: '0' });
    expect(format(11)).toEqual({ type: 'NUMBER', pattern: '#,##0' });
    expect(list?.cell(5, 10).format?.wrap).toBe('WRAP');
    const overview = workbook.sheetByTitle('Tổng hợp chung');
    expect(overview?.cell(2, 1).format?.numberFormat).toEqual({
      type: 'DATE_TIME',
      pattern: 'hh:mm dd/mm/yyyy',
    });
  });

  it('lets the sentence of an empty table run on instead of standing in a narrow column', async () => {
    await publish(tabsOf(new Map(), 1));
    const list = sheets.workbook().sheetByTitle('Danh sách');
    const rows = [4, 5].map((row) => list?.cell(row, 0));
    expect(rows.map((cell) => cell?.content?.value)).toEqual([
      'STT',
      'Chưa ghi nhận sáng kiến nào.',
    ]);
    expect(rows.map((cell) => cell?.format?.wrap)).toEqual(['WRAP', undefined]);
  });

  it('never makes a formula of what somebody typed', async () => {
    const titlesTyped = ['=1+1', '+cmd', '@SUM(A1)', '-2', '<script>', '1/2', "'x"];
    const rows = titlesTyped.map((title, index) =>
      storedRow(rowId('BT028', index + 1), { initiative: initiative({ title }) }),
    );
    await publish(tabsOf(new Map([['BT028', rows]]), 1));
    const list = sheets.workbook().sheetByTitle('Danh sách');
    const contents = titlesTyped.map((_, index) => list?.cell(5 + index, 4).content);
    expect(contents).toEqual(titlesTyped.map((value) => ({ value })));
  });
});

describe('the blank tab of a new spreadsheet', () => {
  beforeEach(() => sheets.renewAsNew());
  const spare = () => sheets.workbook().requireSheet(0);

  it.each(['Trang tính1', 'Sheet1'])(
    'called «%s» becomes the first of ours: the committee sees no other',
    async (title) => {
      if (spare().title !== title) sheets.workbook().renameSheet(0, title);
      const tabs = tabsOf(toStoredSample(), 1);
      expect(await publish(tabs)).toMatchObject({ kind: 'replaced' });
      expect(titles()).toEqual([...TITLES, '_máy đọc']);
      expect(spare().title).toBe('Tổng hợp chung');
      const read = sheets.read();
      for (const tab of tabs) expect(read[tab.title]).toEqual(toValues(tab).map(cutBlanks));
      await publish(tabsOf(unitOf(2), 2));
      expect(titles()).toEqual([...TITLES, '_máy đọc']);
    },
  );

  it.each<readonly [string, (workbook: Workbook) => void]>([
    ['holds a text', (book) => book.requireSheet(0).setCell(30, 5, { content: { value: 'x' } })],
    ['holds a zero', (book) => book.requireSheet(0).setCell(0, 0, { content: { value: 0 } })],
    ['holds «sai»', (book) => book.requireSheet(0).setCell(0, 0, { content: { value: false } })],
    ['holds a formula', (book) => book.requireSheet(0).setCell(9, 9, { content: FORMULA })],
    ['holds a note', (book) => book.requireSheet(0).setCell(999, 25, { note: 'ghi' })],
    [
      'has a coloured cell',
      (book) => book.requireSheet(0).setCell(2, 2, { format: { background: '#fff2cc' } }),
    ],
    [
      'has merged cells',
      (book) => book.requireSheet(0).merge({ row: 0, column: 0, rows: 2, columns: 2 }),
    ],
    ['was given a name', (book) => book.renameSheet(0, 'Ghi chép')],
    ['was hidden', hideFirst],
    ['is not the one the file began with', replaceFirst],
  ])('that %s is left as it is', async (_, change) => {
    const workbook = sheets.workbook();
    change(workbook);
    const id = workbook.sheets[0]?.sheetId ?? -1;
    const before = workbook.toJson().sheets.find(({ sheetId }) => sheetId === id);
    expect(await publish(tabsOf(unitOf(1), 1))).toMatchObject({ kind: 'replaced' });
    expect(workbook.toJson().sheets.find(({ sheetId }) => sheetId === id)).toEqual(before);
    expect(titles().slice(0, TITLES.length)).toEqual(TITLES);
  });

  it('is only ever taken by the first publication', async () => {
    sheets.workbook().renameSheet(0, 'Ghi chép');
    await publish(tabsOf(unitOf(1), 1));
    sheets.workbook().renameSheet(0, 'Trang tính1');
    await publish(tabsOf(unitOf(2), 2));
    expect(titles()).toContain('Trang tính1');
  });

  it('is not taken when nobody can tell what it holds', async () => {
    const stood = sheets.workbook().toJson();
    sheets.faults.push(undefined, REFUSED);
    await expect(publish(tabsOf(unitOf(1), 1))).rejects.toMatchObject({
      code: 'publish.unverified',
    });
    expect(sheets.workbook().toJson()).toEqual(stood);
  });

  it('is not deleted where everything is staged', async () => {
    expect(await publish(tabsOf(unitOf(1), 1), 1_000)).toMatchObject({ kind: 'replaced' });
    expect(titles()).toContain('Trang tính1');
    expect(titles().slice(0, TITLES.length)).toEqual(TITLES);
  });
});

const FORMULA = { formula: '=1+1', value: 2 };

function hideFirst(workbook: Workbook): void {
  workbook.addSheet({ title: 'Ghi chép' });
  workbook.requireSheet(0).setFurniture({ hidden: true });
}

function replaceFirst(workbook: Workbook): void {
  workbook.addSheet({ title: 'Ghi chép' });
  workbook.deleteSheet(0);
  workbook.addSheet({ title: 'Trang tính1', index: 0 });
}

describe('a later publication', () => {
  it('leaves nothing of the earlier one, and keeps the tabs people link to', async () => {
    await publish(tabsOf(toStoredSample(), 1));
    const idOf = (title: string) => sheets.workbook().sheetByTitle(title)?.sheetId;
    const before = TITLES.map(idOf);
    const tabs = tabsOf(unitOf(2), 2);
    await publish(tabs);
    expect(TITLES.map(idOf)).toEqual(before);
    expect(sheets.workbook().sheetByTitle('Danh sách')?.rowCount).toBe(7);
    const reading = readPublication(sheets.read());
    expect(reading).toMatchObject({ kind: 'published', number: 2, summary: { total: 2 } });
    expect(sheets.read()['Danh sách']).toHaveLength(7);
  });

  it('puts back what people moved, hid, wrote over or took away', async () => {
    const tabs = tabsOf(unitOf(1), 1);
    await publish(tabs);
    const workbook = sheets.workbook();
    const years = workbook.sheetByTitle('Theo năm');
    const list = workbook.sheetByTitle('Danh sách');
    workbook.moveSheet(list?.sheetId ?? -1, 0);
    workbook.deleteSheet(years?.sheetId ?? -1);
    workbook.sheetByTitle('Theo nhóm')?.setFurniture({ hidden: true });
    list?.merge({ row: 4, column: 0, rows: 2, columns: 3 });
    workbook.sheetByTitle('Nhật ký')?.setCell(0, 3, { content: { value: 'của tôi' }, note: 'ghi' });
    await publish(tabsOf(unitOf(1), 2));
    expect(titles().slice(0, TITLES.length)).toEqual(TITLES);
    expect(workbook.sheetByTitle('Theo nhóm')?.hidden).toBe(false);
    expect(workbook.sheetByTitle('Nhật ký')?.cell(0, 3)).toEqual({});
    expect(list?.merges).toEqual([]);
  });
});

describe('a publication that fails', () => {
  const before = tabsOf(unitOf(3), 1);

  async function failing(act: () => Promise<unknown>): Promise<void> {
    await publish(before);
    const stood = sheets.workbook().toJson();
    await expect(act()).rejects.toMatchObject({ code: 'publish.unverified' });
    expect(sheets.workbook().toJson()).toEqual(stood);
  }

  it('half-way through its batch leaves the last one whole', async () => {
    // Text that no cell can hold stands in the last tab: everything before it is valid.
    const broken: Tab = {
      title: 'Nhật ký',
      isHidden: false,
      frozenRows: 0,
      columns: [{ widthPx: 100 }],
      rows: [
        { style: 'body', cells: [numberCell(1)] },
        { style: 'body', cells: [{ kind: 'text', text: 'x'.repeat(50_001) }] },
      ],
    };
    const tabs = tabsOf(unitOf(5), 2).map((tab) => (tab.title === 'Nhật ký' ? broken : tab));
    await failing(() => publish(tabs));
  });

  it('because it is refused leaves the last one whole', async () => {
    await failing(() => {
      sheets.faults.push(undefined, REFUSED);
      return publish(tabsOf(unitOf(5), 2));
    });
  });

  it('because the connection is cut before anything was done is a failure', async () => {
    await failing(() => {
      sheets.faults.push(
        undefined,
        { kind: 'drop', when: 'before' },
        { kind: 'drop', when: 'before' },
      );
      return publish(tabsOf(unitOf(5), 2));
    });
  });
});

describe('what people do between the reading and the writing', () => {
  const LATE = ['spreadsheets.get', 'spreadsheets.batchUpdate'];
  const idOf = (title: string) => sheets.workbook().sheetByTitle(title)?.sheetId ?? -1;
  const chartsOf = () => sheets.workbook().sheetByTitle('Tổng hợp chung')?.charts.length;

  /** Publishes over what stands while somebody acts before each of the next batches. */
  async function publishWhile(acts: readonly (() => void)[], limit?: number) {
    await publish(tabsOf(toStoredSample(), 1));
    sheets.calls.length = 0;
    sheets.faults.push(
      ...acts.flatMap((act) => [
        undefined,
        () => {
          act();
          return undefined;
        },
      ]),
    );
    return publish(tabsOf(unitOf(5), 2), limit);
  }

  /** Whether a tab with a title of ours and without our warning is blank. */
  const ASKED = ['spreadsheets.values.batchGet', 'spreadsheets.get'];

  it.each<readonly [string, (book: Workbook) => void, readonly string[]]>([
    [
      'deletes a chart',
      (book) => book.sheetByTitle('Tổng hợp chung')?.setFurniture({ charts: [] }),
      [],
    ],
    ['deletes a tab', (book) => book.deleteSheet(idOf('Theo năm')), []],
    ['deletes all tabs but one', deleteOurs, []],
    [
      'makes a tab anew',
      (book) => {
        book.deleteSheet(idOf('Theo năm'));
        book.addSheet({ title: 'Theo năm' });
      },
      ASKED,
    ],
    [
      'gives a tab another name, and its name to another',
      (book) => {
        book.renameSheet(idOf('Theo nhóm'), 'Nhóm của tôi');
        book.renameSheet(idOf('Của Ban Tổ chức'), 'Theo nhóm');
      },
      ASKED,
    ],
  ])('%s: is published all the same, in one run', async (_, act, asked) => {
    expect(await publishWhile([() => act(sheets.workbook())])).toMatchObject({ kind: 'replaced' });
    expect(sheets.calls).toEqual([
      ...LATE,
      'spreadsheets.get',
      ...asked,
      'spreadsheets.batchUpdate',
    ]);
    expect(titles().slice(0, TITLES.length)).toEqual(TITLES);
    expect(chartsOf()).toBe(3);
    expect(readPublication(sheets.read())).toMatchObject({ number: 2, summary: { total: 5 } });
    const tabs = tabsOf(unitOf(5), 2);
    for (const tab of tabs) expect(sheets.read()[tab.title]).toEqual(toValues(tab).map(cutBlanks));
  });

  it('only renames a tab: it gets its name back at once', async () => {
    const rename = () => sheets.workbook().renameSheet(idOf('Theo năm'), 'Năm');
    expect(await publishWhile([rename])).toMatchObject({ kind: 'replaced' });
    expect(sheets.calls).toEqual(LATE);
    expect(titles().slice(0, TITLES.length)).toEqual(TITLES);
  });

  it('deletes the hidden tab: the run has to look at everything anew', async () => {
    const act = () => sheets.workbook().deleteSheet(idOf('_máy đọc'));
    expect(await publishWhile([act])).toMatchObject({ kind: 'superseded' });
    expect(await publish(tabsOf(unitOf(5), 2))).toMatchObject({ kind: 'replaced' });
  });

  it('deletes a tab while a large publication is staged', async () => {
    const act = () => sheets.workbook().deleteSheet(idOf('Theo năm'));
    expect(await publishWhile([act], 2_000)).toMatchObject({ kind: 'replaced' });
    expect(titles().filter((title) => title.startsWith(STAGING_PREFIX))).toEqual([]);
    expect(titles().slice(0, TITLES.length)).toEqual(TITLES);
  });

  it('goes on for ever: the run ends with a fault, and what stood stands', async () => {
    const acts = ['Theo đơn vị', 'Theo nhóm', 'Theo năm', 'Giá trị làm lợi'].map(
      (title) => () => sheets.workbook().deleteSheet(idOf(title)),
    );
    await expect(publishWhile(acts)).rejects.toMatchObject({ code: 'publish.unverified' });
    expect(sheets.calls).toEqual([...LATE, ...LATE, ...LATE, 'spreadsheets.get']);
    expect(readPublication(sheets.read())).toMatchObject({ number: 1 });
  });
});

function deleteOurs(workbook: Workbook): void {
  const ours = workbook.sheets.filter(({ title }) => TITLES.includes(title));
  for (const { sheetId } of ours) workbook.deleteSheet(sheetId);
}

describe('a publication whose answer is lost', () => {
  it('is known by its own stamp, and not made twice', async () => {
    sheets.faults.push(undefined, { kind: 'drop', when: 'after' });
    expect(await publish(tabsOf(unitOf(5), 2))).toMatchObject({ kind: 'replaced' });
    expect(sheets.calls.filter((call) => call === 'spreadsheets.batchUpdate')).toHaveLength(2);
    expect(readPublishedSummary(sheets.read())?.total).toBe(5);
  });

  it('is repeated when it was throttled', async () => {
    sheets.faults.push(undefined, { kind: 'answer', status: 429, body: { error: { code: 429 } } });
    expect(await publish(tabsOf(unitOf(5), 2))).toMatchObject({ kind: 'replaced' });
    expect(readPublishedSummary(sheets.read())?.total).toBe(5);
  });
});

describe('two publications at once', () => {
  it('do not interleave: the one that comes second changes nothing', async () => {
    await publish(tabsOf(unitOf(1), 1));
    const slow = await sheets.target().open();
    const quick = await sheets.target().open();
    expect(await quick.replace(tabsOf(unitOf(7), 3))).toMatchObject({ kind: 'replaced' });
    const stood = sheets.workbook().toJson();
    expect(await slow.replace(tabsOf(unitOf(4), 2))).toMatchObject({ kind: 'superseded' });
    expect(sheets.workbook().toJson()).toEqual(stood);
    expect(readPublication(sheets.read())).toMatchObject({ number: 3, summary: { total: 7 } });
  });

  it('do not interleave on a new spreadsheet either', async () => {
    sheets.renewAsNew();
    const [slow, quick] = await Promise.all([sheets.target().open(), sheets.target().open()]);
    expect(await quick.replace(tabsOf(unitOf(7), 2))).toMatchObject({ kind: 'replaced' });
    expect(await slow.replace(tabsOf(unitOf(4), 1))).toMatchObject({ kind: 'superseded' });
    expect(readPublication(sheets.read())).toMatchObject({ number: 2, summary: { total: 7 } });
  });
});

describe('a publication too large for one request', () => {
  const LIMIT = 60_000;

  it('fills hidden tabs first and swaps them in with one last batch', async () => {
    await publish(tabsOf(unitOf(1), 1));
    sheets.calls.length = 0;
    const seen: unknown[] = [];
    const look = () => {
      const reading = readPublication(sheets.read());
      seen.push(reading.kind === 'published' ? reading.summary.total : reading.kind);
      const visible = sheets.workbook().sheets.filter((sheet) => !sheet.hidden);
      for (const { title } of visible) expect(title.startsWith(STAGING_PREFIX)).toBe(false);
      return undefined;
    };
    sheets.faults.push(...Array.from({ length: 20 }, () => look));
    const tabs = tabsOf(toStoredSample(), 2);
    expect(await publish(tabs, LIMIT)).toEqual({ kind: 'replaced', sheetIds: visibleIds() });
    expect(seen.length).toBeGreaterThan(4);
    expect(new Set(seen)).toEqual(new Set([1]));
    expect(titles().slice(0, TITLES.length)).toEqual(TITLES);
    expect(titles().filter((title) => title.startsWith(STAGING_PREFIX))).toEqual([]);
    const read = sheets.read();
    expect(readPublishedSummary(read)?.total).toBe(235);
    expect(read['Danh sách']?.slice(5)).toHaveLength(235);
    const list = tabs.find(({ title }) => title === 'Danh sách');
    const expected = list === undefined ? [] : toValues(list).map(cutBlanks);
    expect(read['Danh sách']).toEqual(expected);
  });

  it('that dies before the last batch leaves the last one whole, and what it left is cleared', async () => {
    await publish(tabsOf(unitOf(1), 1));
    sheets.faults.push(undefined, undefined, REFUSED);
    await expect(publish(tabsOf(toStoredSample(), 2), LIMIT)).rejects.toMatchObject({
      code: 'publish.unverified',
    });
    expect(readPublication(sheets.read())).toMatchObject({ number: 1, summary: { total: 1 } });
    expect(titles().filter((title) => title.startsWith(STAGING_PREFIX))).not.toEqual([]);
    await publish(tabsOf(unitOf(2), 3));
    expect(titles().filter((title) => title.startsWith(STAGING_PREFIX))).toEqual([]);
    expect(readPublication(sheets.read())).toMatchObject({ number: 3, summary: { total: 2 } });
  });
});

describe('reading back', () => {
  it('gives unformatted values by tab', async () => {
    await publish(tabsOf(unitOf(2), 1));
    const open = await sheets.target().open();
    const values = await open.readBack(['Tổng hợp chung', '_máy đọc']);
    expect(Object.keys(values)).toEqual(['Tổng hợp chung', '_máy đọc']);
    expect(readPublication(values)).toMatchObject({ number: 1, summary: { total: 2 } });
  });

  it('of a tab that is not there is a fault', async () => {
    const open = await sheets.target().open();
    await expect(open.readBack(['_máy đọc'])).rejects.toMatchObject({ code: 'publish.unverified' });
  });
});
