/** What lies on the committee's tabs beside their cells: charts, warnings, links. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTabs } from '../../../core/summary/build-tabs.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import type { ListRow } from '../../../core/summary/list-row.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import type { Tab } from '../../../core/summary/tab.ts';
import { CHART_KEYS } from '../../../core/summary/tab-chart.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { toChartId, toProtectionId } from '../../../lambdas/adapters/sheets-object-id.ts';
import type { JsonObject, JsonValue } from '../../../local/google/workbook/embedded-chart.ts';
import type { Sheet } from '../../../local/google/workbook/sheet.ts';
import { AS_OF, headOf, loadProgramme, toStoredSample } from '../../core/summary/cast.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';
import type { SheetsStandIn } from './sheets-stand-in.ts';
import { startSheetsStandIn } from './sheets-stand-in.ts';

let sheets: SheetsStandIn;
beforeAll(async () => {
  sheets = await startSheetsStandIn();
});
afterAll(() => sheets.stop());
beforeEach(() => sheets.renew());

function tabsOf(rows: ReadonlyMap<string, readonly StoredRow[]>): readonly Tab[] {
  const reports = [...rows].map(([unit, stored]) => ({ unit, head: headOf(unit, stored) }));
  const figures = toFigures({ programme: loadProgramme(), reports, asOf: AS_OF });
  const rowsByUnit = new Map<string, readonly ListRow[]>(
    [...rows].map(([unit, stored]) => [unit, stored.flatMap((row) => toListRow(row) ?? [])]),
  );
  return buildTabs({ figures, summary: toSummary(figures), rowsByUnit, log: [], number: 1 });
}

const SAMPLE = tabsOf(toStoredSample());
const NOTHING = tabsOf(new Map());
const ONE = tabsOf(new Map([['BT028', [storedRow(rowId('BT028', 1))]]]));

async function publish(tabs: readonly Tab[], maxBatchBytes?: number): Promise<void> {
  const options = maxBatchBytes === undefined ? {} : { maxBatchBytes };
  const outcome = await (await sheets.target(options).open()).replace(tabs);
  expect(outcome).toMatchObject({ kind: 'replaced' });
}

function sheetOf(title: string): Sheet {
  const sheet = sheets.workbook().sheetByTitle(title);
  if (sheet === undefined) throw new Error(`no sheet ${title}`);
  return sheet;
}

function chartIds(title = 'Tổng hợp chung'): readonly number[] {
  return sheetOf(title).charts.map(({ chartId }) => chartId);
}

const OURS = CHART_KEYS.map(toChartId);

/** The values a chart draws, read from the very cells it names. */
function drawnBy(spec: JsonObject, part: 'domains' | 'series', name: string): readonly unknown[] {
  const source = at(spec, ['basicChart', part, 0, name, 'sourceRange', 'sources', 0]);
  const [sheetId, start, end, column] = [
    'sheetId',
    'startRowIndex',
    'endRowIndex',
    'startColumnIndex',
  ].map((key) => Number(at(source, [key])));
  const sheet = sheets.workbook().sheetById(sheetId ?? -1);
  return Array.from(
    { length: (end ?? 0) - (start ?? 0) },
    (_, index) => sheet?.cell((start ?? 0) + index, column ?? 0).content?.value,
  );
}

function at(value: JsonValue | undefined, path: readonly (string | number)[]): JsonValue {
  const found = path.reduce<JsonValue | undefined>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );
  if (found === undefined) throw new Error(`nothing at ${path.join('.')}`);
  return found;
}

describe('the charts', () => {
  it('stand on the overview under their own ids, and draw the figures beside them', async () => {
    await publish(SAMPLE);
    expect(chartIds()).toEqual(OURS);
    expect(new Set(OURS).size).toBe(CHART_KEYS.length);
    const [category, year, unit] = sheetOf('Tổng hợp chung').charts;
    expect(drawnBy(category?.spec ?? {}, 'series', 'series')).toEqual([23, 5, 5, 157, 45]);
    expect(drawnBy(year?.spec ?? {}, 'domains', 'domain')).toEqual([
      'Năm 2008',
      'Năm 2009',
      'Năm 2010',
    ]);
    expect(drawnBy(unit?.spec ?? {}, 'series', 'series').slice(0, 3)).toEqual([22, 21, 21]);
    expect(at(category?.spec, ['basicChart', 'chartType'])).toBe('BAR');
    expect(at(category?.spec, ['basicChart', 'series', 0, 'targetAxis'])).toBe('BOTTOM_AXIS');
    expect(at(year?.spec, ['basicChart', 'chartType'])).toBe('COLUMN');
    expect(at(year?.spec, ['basicChart', 'series', 0, 'targetAxis'])).toBe('LEFT_AXIS');
  });

  it('are brought up to date in the one batch of a later publication, where people put them', async () => {
    await publish(SAMPLE);
    const sheet = sheetOf('Tổng hợp chung');
    const moved = { overlayPosition: { anchorCell: { sheetId: sheet.sheetId, rowIndex: 7 } } };
    sheet.setFurniture({
      charts: sheet.charts.map((chart, index) =>
        index === 0 ? { ...chart, position: moved } : chart,
      ),
    });
    sheets.calls.length = 0;
    await publish(ONE);
    expect(sheets.calls).toEqual(['spreadsheets.get', 'spreadsheets.batchUpdate']);
    expect(chartIds()).toEqual(OURS);
    const [category, , unit] = sheet.charts;
    expect(category?.position).toEqual(moved);
    expect(drawnBy(category?.spec ?? {}, 'series', 'series')).toEqual([1, 0, 0, 0, 0]);
    expect(drawnBy(unit?.spec ?? {}, 'domains', 'domain')).toEqual([
      'BT028 Bệnh viện đa khoa Nguyễn Đình Chiểu',
    ]);
  });

  it('are gone where there is nothing to draw, and back when there is', async () => {
    await publish(SAMPLE);
    await publish(NOTHING);
    expect(chartIds()).toEqual([]);
    await publish(ONE);
    expect(chartIds()).toEqual(OURS);
  });

  it('come back when people deleted them or took them to another tab; theirs are left alone', async () => {
    await publish(SAMPLE);
    const overview = sheetOf('Tổng hợp chung');
    const [category, , unit] = overview.charts;
    const theirs = { chartId: 77, spec: category?.spec ?? {}, position: {} };
    overview.setFurniture({ charts: [theirs] });
    sheetOf('Theo nhóm').setFurniture({ charts: unit === undefined ? [] : [unit] });
    await publish(SAMPLE);
    expect([...chartIds()].sort()).toEqual([77, ...OURS].sort());
    expect(chartIds('Theo nhóm')).toEqual([]);
  });

  it('draw the new tab where the overview itself had to be staged', async () => {
    await publish(SAMPLE);
    const before = sheetOf('Tổng hợp chung').sheetId;
    await publish(ONE, 1_000);
    expect(sheetOf('Tổng hợp chung').sheetId).not.toBe(before);
    expect(chartIds()).toEqual(OURS);
    const [category] = sheetOf('Tổng hợp chung').charts;
    expect(drawnBy(category?.spec ?? {}, 'series', 'series')).toEqual([1, 0, 0, 0, 0]);
  });
});

describe('a warning before people type', () => {
  const idsOf = (sheet: Sheet) => sheet.protectedRanges.map(({ protectedRangeId: id }) => id);

  it('lies once on each of our tabs, whole, and locks nobody out', async () => {
    await publish(SAMPLE);
    await publish(ONE);
    await publish(SAMPLE, 1_000);
    await publish(ONE);
    for (const { title } of SAMPLE) {
      const [range, ...others] = sheetOf(title).protectedRanges;
      expect(others).toEqual([]);
      expect(range).toMatchObject({ protectedRangeId: toProtectionId(title), warningOnly: true });
      expect(range?.rect).toBeUndefined();
    }
    const ids = SAMPLE.flatMap(({ title }) => idsOf(sheetOf(title)));
    expect(new Set(ids).size).toBe(SAMPLE.length);
  });

  it('comes back when somebody removed it, beside what people protected themselves', async () => {
    await publish(SAMPLE);
    const theirs = { protectedRangeId: 88, description: 'của tôi', warningOnly: false };
    sheetOf('Theo năm').setFurniture({ protectedRanges: [theirs] });
    await publish(ONE);
    expect(idsOf(sheetOf('Theo năm'))).toEqual([88, toProtectionId('Theo năm')]);
  });
});

describe('a tab of ours that people gave another name', () => {
  it('is theirs, without our warning; the tab that has the name now gets it', async () => {
    await publish(SAMPLE);
    const workbook = sheets.workbook();
    const renamed = sheetOf('Theo nhóm');
    workbook.renameSheet(renamed.sheetId, 'Nhóm của tôi');
    workbook.addSheet({ title: 'Theo nhóm' });
    for (const limit of [undefined, 1_000]) {
      await publish(ONE, limit);
      expect(sheetOf('Nhóm của tôi').protectedRanges).toEqual([]);
      const ids = sheetOf('Theo nhóm').protectedRanges.map(({ protectedRangeId: id }) => id);
      expect(ids).toEqual([toProtectionId('Theo nhóm')]);
    }
  });
});

describe('a link to where a row stands', () => {
  it('is the format of its id, and no formula; a later publication takes it away', async () => {
    await publish(ONE);
    const list = () => sheetOf('Danh sách');
    const id = rowId('BT028', 1);
    const row = Array.from({ length: list().rowCount }, (_, index) => index).find(
      (index) => list().cell(index, 1).content?.value === id,
    );
    const cell = list().cell(row ?? -1, 1);
    expect(cell.content).toEqual({ value: id });
    expect(cell.hyperlink).toBe('https://docs.google.com/spreadsheets/d/sheet-BT028/edit');
    await publish(NOTHING);
    const links = Array.from({ length: list().rowCount }, (_, index) =>
      list()
        .cellsOf(index, 0, list().columnCount)
        .flatMap(({ hyperlink }) => hyperlink ?? []),
    );
    expect(links.flat()).toEqual([]);
  });
});
