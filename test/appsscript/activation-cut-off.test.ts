/** «Kích hoạt» that Google ended before it was through: pressing it again makes up for it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Workbook } from '../../local/google/workbook/workbook.ts';
import { fillList, type ListFixture } from './list-desk.ts';
import { startUnitFiles, type UnitFile, type UnitFiles } from './unit-file.ts';

let files: UnitFiles;
/** One header is renamed, most are missing. */
const LIST: ListFixture = {
  merges: [{ row: 0, column: 0, rows: 1, columns: 4 }],
  rows: [
    ['DANH SÁCH SÁNG KIẾN', null, null, null],
    ['Kết quả kiểm tra', 'Tên giải pháp', 'Thời điểm áp dụng', 'Ghi chú'],
    ['đã xem', 'Cải tiến máy ép mía đường', 'tháng 5/2010', null],
  ],
};

beforeAll(async () => {
  files = await startUnitFiles();
});
afterAll(() => files.stop());

/** Everything on the tabs; their ids differ from file to file. */
function toContent({ workbook, triggerCount }: UnitFile): unknown {
  const sheets = workbook.toJson().sheets.map(({ sheetId: _, ...sheet }) => sheet);
  return { sheets, triggers: triggerCount() };
}

/** Some places all along the way, and each one towards the end, where the file is registered. */
function choosePlaces(callCount: number): readonly number[] {
  const places = Array.from({ length: callCount }, (_, index) => index);
  return places.filter((index) => index % 9 === 0 || index > callCount - 9);
}

async function cutOffInManyPlaces(fill?: (workbook: Workbook) => void): Promise<void> {
  const whole = await files.open(fill);
  const { outcome, calls } = await whole.activate();
  expect(outcome).toBe('completed');
  const places = choosePlaces(calls.sheet + calls.fetch);
  expect(places.length).toBeGreaterThan(12);
  const differing: number[] = [];
  for (const place of places) {
    const file = await files.open(fill);
    expect((await file.activate(place)).outcome).toBe('killed');
    expect((await file.activate()).outcome).toBe('completed');
    const isSame = JSON.stringify(toContent(file)) === JSON.stringify(toContent(whole));
    if (!isSame) differing.push(place);
  }
  expect(differing).toEqual([]);
}

it('in a new spreadsheet', () => cutOffInManyPlaces());

it('in one with a list', () => cutOffInManyPlaces((workbook) => fillList(workbook, LIST)));
