/** Tabs that people made themselves and gave a title of ours: nothing on them is ever lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTabs } from '../../../core/summary/build-tabs.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import { readPublication } from '../../../core/summary/machine-tab.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import type { Tab } from '../../../core/summary/tab.ts';
import { TAB_TITLES } from '../../../core/wording/summary.ts';
import type { Sheet } from '../../../local/google/workbook/sheet.ts';
import { AS_OF, headOf, loadProgramme, toValues } from '../../core/summary/cast.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';
import type { SheetsStandIn } from './sheets-stand-in.ts';
import { cutBlanks, startSheetsStandIn } from './sheets-stand-in.ts';

let sheets: SheetsStandIn;
beforeAll(async () => {
  sheets = await startSheetsStandIn();
});
afterAll(() => sheets.stop());
beforeEach(() => sheets.renew());

function tabsOf(count: number, number: number): readonly Tab[] {
  const rows = Array.from({ length: count }, (_, index) => storedRow(rowId('BT028', index + 1)));
  const reports = [{ unit: 'BT028', head: headOf('BT028', rows) }];
  const figures = toFigures({ programme: loadProgramme(), reports, asOf: AS_OF });
  const rowsByUnit = new Map([['BT028', rows.flatMap((row) => toListRow(row) ?? [])]]);
  const log = [{ number, asOf: AS_OF, total: count, changedUnits: 1 }];
  return buildTabs({ figures, summary: toSummary(figures), rowsByUnit, log, number });
}

async function publish(tabs: readonly Tab[], maxBatchBytes?: number): Promise<void> {
  const options = maxBatchBytes === undefined ? {} : { maxBatchBytes };
  expect(await (await sheets.target(options).open()).replace(tabs)).toMatchObject({
    kind: 'replaced',
  });
}

function expectPublished(tabs: readonly Tab[]): void {
  const read = sheets.read();
  for (const tab of tabs) expect(read[tab.title]).toEqual(toValues(tab).map(cutBlanks));
}

function sheetOf(title: string): Sheet {
  const sheet = sheets.workbook().sheetByTitle(title);
  if (sheet === undefined) throw new Error(`no sheet ${title}`);
  return sheet;
}

/** Cells, merges, sizes: all there is beside the title. */
function contentsOf(sheet: Sheet): unknown {
  const all = sheets.workbook().toJson().sheets;
  const { title: _, ...contents } = all.find(({ sheetId }) => sheetId === sheet.sheetId) ?? {
    title: '',
  };
  return contents;
}

function makeOwn(title: string, act: (sheet: Sheet) => void): Sheet {
  const sheet = sheets.workbook().addSheet({ title });
  act(sheet);
  return sheet;
}

const NOTE = { content: { value: 'ghi chép của tôi' } };
const PUBLISHED_TITLES = Object.values(TAB_TITLES).filter((title) => title !== TAB_TITLES.report);

describe("a tab of people's own with a title of ours", () => {
  for (const limit of [undefined, 2_000]) {
    it.each(PUBLISHED_TITLES)(
      `«%s» keeps what is on it under another title, ${limit ?? 'no'} limit`,
      async (title) => {
        const own = makeOwn(title, (sheet) => sheet.setCell(0, 0, NOTE));
        const before = contentsOf(own);
        const first = tabsOf(2, 1);
        await publish(first, limit);
        expectPublished(first);
        expect(own.title).toBe(`${title} (của Ban Tổ chức)`);
        expect(contentsOf(own)).toEqual(before);
        const second = tabsOf(3, 2);
        await publish(second, limit);
        expectPublished(second);
        expect(readPublication(sheets.read())).toMatchObject({ number: 2, summary: { total: 3 } });
        expect(contentsOf(own)).toEqual(before);
      },
    );
  }

  it.each<readonly [string, (sheet: Sheet) => void]>([
    ['a text far down', (sheet) => sheet.setCell(700, 20, NOTE)],
    ['only a note', (sheet) => sheet.setCell(1, 1, { note: 'nhớ hỏi lại' })],
    ['only a merge', (sheet) => sheet.merge({ row: 3, column: 0, rows: 2, columns: 2 })],
    [
      'our title in its first cell',
      (sheet) => sheet.setCell(0, 0, { content: { value: 'Theo năm' } }),
    ],
    [
      'a protection of their own',
      (sheet) =>
        sheet.setFurniture({
          protectedRanges: [{ protectedRangeId: 5, description: 'của tôi', warningOnly: true }],
        }),
    ],
  ])('is kept when it holds %s', async (_, act) => {
    const own = makeOwn('Theo năm', act);
    const before = contentsOf(own);
    await publish(tabsOf(1, 1));
    expect(own.title).toBe('Theo năm (của Ban Tổ chức)');
    expect(contentsOf(own)).toEqual(before);
  });

  it('is kept also where the second title is taken, and when it came later', async () => {
    makeOwn('Theo năm (của Ban Tổ chức)', (sheet) => sheet.setCell(0, 0, NOTE));
    await publish(tabsOf(1, 1));
    sheets.workbook().deleteSheet(sheetOf('Theo năm').sheetId);
    const own = makeOwn('Theo năm', (sheet) => sheet.setCell(0, 0, NOTE));
    await publish(tabsOf(2, 2));
    expectPublished(tabsOf(2, 2));
    expect(own.title).toBe('Theo năm (của Ban Tổ chức 2)');
    expect(own.cell(0, 0).content).toEqual(NOTE.content);
  });

  it('is kept when it appears between the reading and the writing', async () => {
    sheets.faults.push(undefined, () => {
      makeOwn('Theo năm', (sheet) => sheet.setCell(0, 0, NOTE));
      return undefined;
    });
    await publish(tabsOf(1, 1));
    expectPublished(tabsOf(1, 1));
    expect(sheetOf('Theo năm (của Ban Tổ chức)').cell(0, 0).content).toEqual(NOTE.content);
  });

  it('is kept where its title differs from ours by capitals alone', async () => {
    const own = makeOwn('THEO năm', (sheet) => sheet.setCell(0, 0, NOTE));
    for (const limit of [undefined, 2_000]) {
      await publish(tabsOf(1, 1), limit);
      expectPublished(tabsOf(1, 1));
      expect(own.title).toBe('THEO năm (của Ban Tổ chức)');
    }
    for (const limit of [undefined, 2_000]) {
      sheets.workbook().renameSheet(sheetOf('Theo nhóm').sheetId, `Nhóm ${limit}`);
      makeOwn('theo NHÓM', () => undefined);
      await publish(tabsOf(1, 1), limit);
      expectPublished(tabsOf(1, 1));
    }
  });

  it('is taken where nothing is on it at all', async () => {
    const blank = makeOwn('Theo năm', () => undefined);
    await publish(tabsOf(1, 1));
    expect(sheetOf('Theo năm').sheetId).toBe(blank.sheetId);
  });
});

describe('our own tab', () => {
  it('is known by its warning, whatever people typed over its first rows', async () => {
    await publish(tabsOf(1, 1));
    const ids = PUBLISHED_TITLES.slice(0, -1).map((title) => sheetOf(title).sheetId);
    for (const title of PUBLISHED_TITLES) sheetOf(title).setCell(0, 0, NOTE);
    sheets.calls.length = 0;
    await publish(tabsOf(2, 2));
    expect(sheets.calls).toEqual(['spreadsheets.get', 'spreadsheets.batchUpdate']);
    expectPublished(tabsOf(2, 2));
    expect(PUBLISHED_TITLES.slice(0, -1).map((title) => sheetOf(title).sheetId)).toEqual(ids);
  });

  it('is known by its first rows where somebody took the warnings off', async () => {
    await publish(tabsOf(1, 1));
    for (const title of PUBLISHED_TITLES) sheetOf(title).setFurniture({ protectedRanges: [] });
    const count = sheets.workbook().sheets.length;
    await publish(tabsOf(2, 2));
    expectPublished(tabsOf(2, 2));
    expect(sheets.workbook().sheets).toHaveLength(count);
  });
});
