/** How a publication is cut into batches. */
import { describe, expect, it } from 'vitest';
import type { Tab } from '../../../core/summary/tab.ts';
import { numberCell, textCell } from '../../../core/summary/tab.ts';
import { STAGING_PREFIX } from '../../../core/wording/summary.ts';
import { MAX_BATCH_BYTES, planPublication } from '../../../lambdas/adapters/sheets-plan.ts';
import type { Batch, SheetShape } from '../../../lambdas/adapters/spreadsheet-shape.ts';
import { mapLimited } from '../../../lambdas/summarize/map-limited.ts';

function tabOf(title: string, rowCount: number, isHidden = false): Tab {
  const text = 'Đổi thứ tự lấy mẫu để rút ngắn thời gian. '.repeat(5);
  return {
    title,
    isHidden,
    frozenRows: 0,
    columns: [{ widthPx: 50 }, { widthPx: 300 }, { widthPx: 300 }],
    rows: Array.from({ length: rowCount }, (_, index) => ({
      style: 'body' as const,
      cells: [numberCell(index), textCell(text), textCell(text)],
    })),
  };
}

function plan(tabs: readonly Tab[], sheets: readonly SheetShape[] = [], maxBatchBytes?: number) {
  let sheetId = 100;
  const { staging, ...planned } = planPublication({
    shape: { locale: 'vi_VN', timeZone: 'Asia/Ho_Chi_Minh', sheets },
    tabs,
    newSheetId: () => {
      sheetId += 1;
      return sheetId;
    },
    ...(maxBatchBytes === undefined ? {} : { maxBatchBytes }),
  });
  return { ...planned, staging: [...staging] };
}

function bytesOf(batch: Batch): number {
  return Buffer.byteLength(JSON.stringify({ requests: batch }));
}

const MACHINE = tabOf('_máy đọc', 3, true);

describe('a small publication', () => {
  it('is one batch that begins by taking away the stamp it was planned on', () => {
    const sheets = [
      { sheetId: 1, title: 'A', isHidden: false },
      { sheetId: 9, title: '_máy đọc', isHidden: true },
    ];
    const { staging, final, stampSheetId } = plan([tabOf('A', 2), MACHINE], sheets);
    expect(staging).toEqual([]);
    expect(final[0]).toEqual({ deleteSheet: { sheetId: 9 } });
    expect(final[1]?.addSheet?.properties).toMatchObject({ sheetId: stampSheetId, hidden: true });
    expect(stampSheetId).not.toBe(9);
  });

  it('sets widths of neighbours alike together', () => {
    const widths = plan([tabOf('A', 2)]).final.flatMap(({ updateDimensionProperties: update }) =>
      update === undefined ? [] : [update],
    );
    expect(
      widths.map(({ range, properties }) => [
        range?.startIndex,
        range?.endIndex,
        properties?.pixelSize,
      ]),
    ).toEqual([
      [0, 1, 50],
      [1, 3, 300],
    ]);
  });
});

describe('a province of 63 units with 300 rows each', () => {
  // A third of what the list holds in bytes, in three columns.
  const tabs = [tabOf('A', 50), tabOf('Danh sách', 18_900), tabOf('B', 70), MACHINE];
  const { staging, final } = plan(tabs);

  it('is sent in requests of less than 2 MB, the last of which is small', () => {
    expect(staging.length).toBeGreaterThan(3);
    for (const batch of [...staging, final]) expect(bytesOf(batch)).toBeLessThan(2_000_000);
    expect(bytesOf(final)).toBeLessThan(200_000);
  });

  it('loses and repeats no row between its batches', () => {
    const updates = staging.flat().flatMap(({ updateCells }) => updateCells ?? []);
    const ends = updates.map(({ range, rows }) => [
      range?.startRowIndex,
      range?.endRowIndex,
      rows?.length,
    ]);
    let next = 0;
    for (const [start, end, count] of ends) {
      expect(start).toBe(next);
      expect(end).toBe(next + (count ?? 0));
      next = end ?? -1;
    }
    expect(next).toBe(18_900);
  });

  it('changes nothing that people see before the last batch', () => {
    for (const request of staging.flat()) {
      expect(request.addSheet?.properties?.hidden ?? true).toBe(true);
      expect(request.deleteSheet).toBeUndefined();
      expect(request.updateSheetProperties).toBeUndefined();
    }
  });
});

describe('the limit of a batch', () => {
  it('is kept to the byte: at it one batch, beyond it two', () => {
    const tab = tabOf('A', 40);
    const { final } = plan([tab]);
    const fill = final.filter(({ addSheet }) => addSheet === undefined);
    const bytes = Buffer.byteLength(JSON.stringify(fill));
    expect(plan([tab], [], bytes).staging).toEqual([]);
    expect(plan([tab], [], bytes - 1).staging.length).toBeGreaterThan(0);
    expect(MAX_BATCH_BYTES).toBeLessThan(2_000_000);
  });
});

describe('the hidden tab', () => {
  it('counts towards the limit: every unit of a province has a line on it', () => {
    const tab = tabOf('A', 40);
    const limit = bytesOf(plan([tab]).final);
    const large = plan([tab, tabOf('_máy đọc', 30, true)], [], limit);
    expect(large.staging.length).toBeGreaterThan(0);
    expect(bytesOf(large.final)).toBeLessThan(limit);
  });
});

describe('tabs left behind by runs that died', () => {
  const left = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      sheetId: index + 1,
      title: `${STAGING_PREFIX}${index + 1}`,
      isHidden: true,
    }));
  const deleted = (batch: Batch) => batch.flatMap(({ deleteSheet }) => deleteSheet?.sheetId ?? []);

  it('are taken away by the last batch', () => {
    expect(deleted(plan([tabOf('A', 1)], left(9)).final)).toHaveLength(9);
    const staged = plan([tabOf('A', 40)], left(3), 1_000);
    expect(deleted(staged.staging.flat())).toEqual([]);
    expect(deleted(staged.final)).toEqual([1, 2, 3]);
  });

  it('are taken away before more are made when they are many', () => {
    const staged = plan([tabOf('A', 40)], left(4), 1_000);
    expect(deleted(staged.staging[0] ?? [])).toEqual([1, 2, 3, 4]);
    expect(deleted(staged.final)).toEqual([]);
  });
});

describe('a few at a time', () => {
  it('keeps the order and never more than the limit under way', async () => {
    let running = 0;
    let most = 0;
    const results = await mapLimited([5, 4, 3, 2, 1], 2, async (value) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < value; turn += 1) await Promise.resolve();
      running -= 1;
      return value * 10;
    });
    expect(results).toEqual([50, 40, 30, 20, 10]);
    expect(most).toBe(2);
    expect(await mapLimited([], 2, async () => 1)).toEqual([]);
  });
});
