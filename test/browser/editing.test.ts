// What hands do in the grid beyond typing, in the product as `npm start` runs it, and what the
// worst moments leave behind.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Overview } from '../../local/workbench/api/page-api.ts';
import type { PageUserAction } from '../../local/workbench/api/page-user-action.ts';
import type { TimelineEntry } from '../../local/workbench/api/timeline-api.ts';
import {
  expectReceipt,
  getJson,
  goTo,
  openUnit,
  TITLE,
  toText,
  typeInto,
  type UnitSheet,
  unitSheet,
  WAIT_MS,
} from './grid-driver.ts';
import { compose, selectRow, turn, typeRow } from './hands.ts';
import { missingChromium } from './open-chromium.ts';
import { setStage } from './stage.ts';

const ID = 0;
const WAITS = { timeout: WAIT_MS, interval: 100 };
const TELEX = ['N', 'Ng', 'Ngu', 'Nguy', 'Nguye', 'Nguyê', 'Nguyên', 'Nguyễn'];

describe.skipIf(missingChromium() !== undefined)('in the grid', () => {
  const stage = setStage();

  async function open(key: string): Promise<{ page: Page; sheet: UnitSheet; row: number }> {
    const { page, url } = stage;
    const sheet = unitSheet(url, key);
    await openUnit(page, url, key);
    return { page, sheet, row: (await sheet.rowCount()) + 1 };
  }

  async function listEntries(key: string): Promise<readonly TimelineEntry[]> {
    const { entries } = await getJson<{ readonly entries: readonly TimelineEntry[] }>(
      `${stage.url}/api/timeline`,
    );
    return entries.filter((entry) => entry.key === key);
  }

  async function actAsOther(key: string, action: PageUserAction): Promise<void> {
    const answer = await fetch(`${stage.url}/api/spreadsheets/${key}/actions`, {
      method: 'POST',
      headers: { origin: stage.url, 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    expect(await answer.json()).toMatchObject({ kind: 'done' });
  }

  const countTyped = async (key: string): Promise<number> =>
    (await listEntries(key)).filter(({ kind, what }) => kind === 'action' && what === 'type')
      .length;

  test('an input method commits a word once and whole, on a cell and within one', async () => {
    const { page, sheet, row } = await open('BT063');
    await goTo(page, `D${row}`);
    await compose(stage.context, page, TELEX);
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet.cell(row, TITLE), WAITS).toBe('Nguyễn');
    expect(await countTyped('BT063')).toBe(1);
    await goTo(page, `D${row}`);
    await page.keyboard.press('F2');
    await page.keyboard.type(' đổi mới, ');
    await compose(stage.context, page, TELEX);
    await page.keyboard.type(' 2');
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet.cell(row, TITLE), WAITS).toBe('Nguyễn đổi mới, Nguyễn 2');
    expect(await countTyped('BT063')).toBe(2);
  });

  test('what scripts write meanwhile takes no letter from who is typing in that row', async () => {
    const { page, sheet, row } = await open('BT003');
    await typeInto(page, `D${row}`, 'Một dòng đang gõ');
    await goTo(page, `E${row}`);
    await page.keyboard.type('Tiết ');
    await expectReceipt(sheet, row, /^Còn thiếu/);
    const { revision } = await sheet.view();
    await expect.poll(() => readDrawn(page), WAITS).toBeGreaterThanOrEqual(revision);
    await page.keyboard.type('kiệm');
    await page.keyboard.press('Tab');
    await expect.poll(() => sheet.cell(row, TITLE + 1), WAITS).toBe('Tiết kiệm');
  });

  test('0901 stays 0901 where texts are kept, typed and pasted', async () => {
    const { page, sheet, row } = await open('BT061');
    await typeInto(page, `D${row}`, '0901');
    await expect.poll(() => sheet.cell(row, TITLE), WAITS).toBe('0901');
    await page.evaluate(`navigator.clipboard.writeText('0901\\n00902')`);
    await goTo(page, `D${row + 1}`);
    await page.keyboard.press('Control+v');
    await expect.poll(() => sheet.cell(row + 2, TITLE), WAITS).toBe('00902');
    expect(await sheet.cell(row + 1, TITLE)).toBe('0901');
    // Again as the grid has it: copied there, pasted below.
    await goTo(page, `D${row}`);
    await page.keyboard.press('Control+c');
    await goTo(page, `D${row + 3}`);
    await page.keyboard.press('Control+v');
    await expect.poll(() => sheet.cell(row + 3, TITLE), WAITS).toBe('0901');
  });

  test('a row that is cut stays until it is pasted, and keeps its id', async () => {
    const { page, sheet, row } = await open('BT042');
    const [id, title] = [await sheet.cell(3, ID), await sheet.cell(3, TITLE)];
    await selectRow(page, 3);
    await page.keyboard.press('Control+x');
    await page.locator('.message', { hasText: 'Đã cắt' }).waitFor();
    expect(await sheet.cell(3, TITLE)).toBe(title);
    await goTo(page, `D${row}`);
    await page.keyboard.press('Control+v');
    await expect.poll(() => sheet.cell(row, TITLE), WAITS).toBe(title);
    expect(await sheet.cell(3, TITLE)).toBe('');
    await expect.poll(() => sheet.cell(row, ID), WAITS).toBe(id);
    await expectReceipt(sheet, row, /^Đã ghi nhận lần 1 /);
    // Nothing is left to be cut: a second paste copies no row and moves none.
    await goTo(page, `D${row + 1}`);
    await page.keyboard.press('Control+v');
    await expect.poll(() => sheet.rowCount(), WAITS).toBe(row + 1);
    expect(await sheet.cell(row, TITLE)).toBe(title);
  });

  test('two people in one grid: what one types is drawn on the page of the other', async () => {
    const { page, row } = await open('BT047');
    const other = await stage.newPage();
    await openUnit(other, stage.url, 'BT047');
    await page.bringToFront();
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/actions')),
      typeInto(page, `D${row}`, 'Hai người cùng nhập'),
    ]);
    const { revision } = (await answer.json()) as { readonly revision: number };
    await expect.poll(() => readDrawn(other), WAITS).toBeGreaterThanOrEqual(revision);
    await other.getByRole('button', { name: 'Bảng để đọc' }).click();
    await other.locator('td', { hasText: 'Hai người cùng nhập' }).first().waitFor();
  });

  test('what is being typed goes with its row when another person sorts or inserts', async () => {
    const { page, sheet } = await open('BT028');
    const { sheetId, rowKeys } = await sheet.view();
    const rowOf = async () => (await sheet.view()).rowKeys.indexOf(rowKeys[5] ?? -1) + 1;
    await goTo(page, 'D6');
    await page.keyboard.type('NỬA ');
    await actAsOther('BT028', {
      kind: 'sort',
      sheetId,
      range: 'all',
      column: TITLE,
      order: 'desc',
      headerRows: 1,
    });
    await actAsOther('BT028', { kind: 'insertRows', sheetId, row: 1, count: 1 });
    const column = { kind: 'insertColumn', sheetId, before: 12 } as const;
    await actAsOther('BT028', column);
    await page.keyboard.type('SAU');
    await page.keyboard.press('Enter');
    await expect.poll(async () => sheet.cell(await rowOf(), TITLE), WAITS).toBe('NỬA SAU');
    const said = `đã chuyển đến dòng ${await rowOf()}`;
    await page.locator('.message', { hasText: said }).waitFor();
    const saying = (await sheet.view()).rows.filter(
      ({ cells }) => toText(cells[TITLE]) === 'NỬA SAU',
    );
    expect(saying).toHaveLength(1);
  });

  test('what is being typed is sent when one goes to another unit', async () => {
    const { page, sheet, row } = await open('BT001');
    await goTo(page, `D${row}`);
    await page.keyboard.type('Chưa kịp Enter');
    await page.evaluate(`location.hash = '#/BT002'`);
    await page.locator('h2 .code', { hasText: 'BT002' }).waitFor();
    await expect.poll(() => sheet.cell(row, TITLE), WAITS).toBe('Chưa kịp Enter');
    expect(await unitSheet(stage.url, 'BT002').cell(row, TITLE)).not.toBe('Chưa kịp Enter');
  });

  test('a copied row is found where it has moved to; in another unit its texts are pasted', async () => {
    const { page, sheet, row } = await open('BT008');
    const title = await sheet.cell(3, TITLE);
    await selectRow(page, 3);
    await page.keyboard.press('Control+c');
    const { sheetId } = await sheet.view();
    await actAsOther('BT008', { kind: 'insertRows', sheetId, row: 1, count: 1 });
    const { revision } = await sheet.view();
    await expect.poll(() => readDrawn(page), WAITS).toBeGreaterThanOrEqual(revision);
    await goTo(page, `D${row + 1}`);
    await page.keyboard.press('Control+v');
    await expect.poll(() => sheet.cell(row + 1, TITLE), WAITS).toBe(title);
    const there = unitSheet(stage.url, 'BT004');
    await openUnit(page, stage.url, 'BT004');
    const end = (await there.rowCount()) + 1;
    await goTo(page, `D${end}`);
    await page.keyboard.press('Control+v');
    await expect.poll(async () => there.rowCount(), WAITS).toBe(end);
    expect((await there.view()).rows[end - 1]?.cells.map(toText)).toContain(title);
  });

  test('a row is selected by Shift+Space; hidden cells and cells that are not there are not gone to', async () => {
    const { page, sheet } = await open('BT004');
    const title = await sheet.cell(4, TITLE);
    const { revision } = await sheet.view();
    await goTo(page, 'D4');
    await page.keyboard.press('Shift+Space');
    await expect.poll(() => page.locator('.address').inputValue(), WAITS).toBe('A4');
    for (const [address, words] of [
      ['A3', 'ẩn'],
      ['ZZZ99999', 'không có ô ấy'],
      ['', 'không có ô ấy'],
    ] as const) {
      await page.locator('.address').fill(address);
      await page.keyboard.press('Enter');
      await page.locator('.message', { hasText: words }).waitFor();
    }
    expect(await sheet.cell(4, TITLE)).toBe(title);
    expect((await sheet.view()).revision).toBe(revision);
  });

  test('a text that cannot be sent is told, and can be copied from there', async () => {
    const { page, sheet, row } = await open('BT003');
    await page.route('**/actions', (route) => route.fulfill({ status: 503, body: '{}' }));
    await typeInto(page, `D${row}`, 'Chưa đến được máy chủ');
    await page.locator('.message', { hasText: '«Chưa đến được máy chủ»' }).waitFor();
    expect(await sheet.cell(row, TITLE)).toBe('');
    await page.unroute('**/actions');
    stage.forgive(/503/);
  });

  test('columns are inserted and moved; rows are still saved, and undo takes it back', async () => {
    const { page, sheet, row } = await open('BT002');
    const headers = async () => (await sheet.view()).rows[0]?.cells.map(toText) ?? [];
    const before = await headers();
    const choose = async (label: string) => {
      await page.getByText('Cột', { exact: true }).click();
      await page.getByRole('button', { name: label }).click();
    };
    await goTo(page, 'D2');
    await choose('Chuyển cột sang phải');
    const moved = [...before.slice(0, 3), before[4], before[3], ...before.slice(5)];
    await expect.poll(headers, WAITS).toEqual(moved);
    await goTo(page, 'D2');
    await choose('Chèn cột bên trái');
    await expect.poll(headers, WAITS).toEqual([...moved.slice(0, 3), '', ...moved.slice(3)]);
    // D is one's own now, E the category, F the title.
    await typeInto(page, `D${row}`, 'ghi riêng');
    await typeInto(page, `E${row}`, 'Tiết kiệm');
    await typeInto(page, `F${row}`, 'Chuyển cột mà không lẫn dữ liệu');
    await typeInto(page, `H${row}`, 'Khoa Nội (100%)');
    await typeInto(page, `I${row}`, '15/5/2010');
    await expectReceipt(sheet, row, /^Đã ghi nhận lần 1 /);
  });

  test('a tab is copied and renamed, the file is copied', async () => {
    const { page } = await open('BT006');
    const choose = async (label: string) => {
      await page.getByText('Trang', { exact: true }).click();
      await page.getByRole('button', { name: label }).click();
    };
    await choose('Nhân đôi trang');
    const copy = page.getByRole('tab', { selected: true });
    await copy.getByText('Bản sao của Nhập liệu').waitFor();
    await expect.poll(() => page.locator('.address').inputValue(), WAITS).not.toBe('');
    await choose('Đổi tên trang…');
    await page.getByLabel('Tên mới của trang').last().fill('Nháp');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Nháp' }).waitFor();
    await choose('Tạo bản sao của bảng tính');
    await page.locator('h2', { hasText: 'Bản sao của Sáng kiến' }).waitFor();
    const { spreadsheets } = await getJson<Overview>(`${stage.url}/api/overview`);
    const copies = spreadsheets.filter(({ kind }) => kind === 'copy');
    expect(copies.map(({ key, tabCount }) => [key, tabCount])).toEqual([['BT006-ban-sao-1', 2]]);
  });

  const OFFLINE = /^Đang chờ gửi: chưa nối được máy chủ, hệ thống sẽ tự gửi lại\./;
  const ONCE = /^Đã ghi nhận lần 1 /;

  test('on a slow network a row waits, is sent anew, and comes late to no effect', async () => {
    const { page, sheet, row } = await open('BT023');
    await turn(page, { url: stage.url, name: 'slowNetwork', on: true });
    await typeRow(page, row, 'Mạng chậm mà số liệu không lặp');
    await expectReceipt(sheet, row, OFFLINE);
    await turn(page, { url: stage.url, name: 'slowNetwork', on: false });
    await page.locator('[data-jump="nextRun"]').click();
    await expectReceipt(sheet, row, ONCE);
  });

  test('where replies get lost a row waits; it is stored once, and says so afterwards', async () => {
    const { page, sheet, row } = await open('BT026');
    const { length: before } = listStored(await listEntries('BT026'));
    await turn(page, { url: stage.url, name: 'lostReply', on: true });
    await typeRow(page, row, 'Mất câu trả lời mà không ghi hai lần');
    await expectReceipt(sheet, row, OFFLINE);
    await turn(page, { url: stage.url, name: 'lostReply', on: false });
    await page.locator('[data-jump="nextRun"]').click();
    await expectReceipt(sheet, row, ONCE);
    expect(listStored(await listEntries('BT026'))).toHaveLength(before + 1);
  });

  test('with the quota used up a row waits for tomorrow, and tomorrow it is sent', async () => {
    const { page, sheet, row } = await open('BT029');
    const { length: before } = listStored(await listEntries('BT029'));
    await turn(page, { url: stage.url, name: 'quotaUsedUp', on: true });
    await typeRow(page, row, 'Hết lượt gửi hôm nay thì mai gửi tiếp');
    await expectReceipt(sheet, row, /^Đang chờ gửi: đã hết lượt gửi trong ngày/);
    await page.locator('[data-jump="nextWeekly"]').click();
    await expectReceipt(sheet, row, ONCE);
    await expect
      .poll(() => page.getByLabel('Hết hạn mức gửi của Google').isChecked(), WAITS)
      .toBe(false);
    expect(listStored(await listEntries('BT029'))).toHaveLength(before + 1);
  });

  test('after all of this what came late has changed nothing, and the summary counts each row once', async () => {
    const { page, url } = stage;
    // Three tries of one request, each of them late.
    const readLate = async () =>
      (await listEntries('BT023')).filter(({ facts }) => facts.code === 'stale').length;
    await expect.poll(readLate, { timeout: 60_000, interval: 250 }).toBeGreaterThanOrEqual(3);
    const { spreadsheets } = await getJson<Overview>(`${url}/api/overview`);
    // A copy of a file still says what the original's receipts said.
    const saved = spreadsheets
      .filter(({ kind }) => kind === 'unit')
      .reduce((sum, { receipts }) => sum + receipts.saved, 0);
    await openUnit(page, url, 'BT023');
    await page.goto(`${url}/#/committee`);
    await page.getByText('Sáng kiến', { exact: true }).last().click();
    await page.getByRole('button', { name: 'Cập nhật ngay' }).click();
    const readTotal = async () => {
      const { publication } = await getJson<Overview>(`${url}/api/overview`);
      return publication.kind === 'published' ? publication.summary.total : -1;
    };
    await expect.poll(readTotal, { timeout: 60_000, interval: 250 }).toBe(saved);
  });
});

/** The revision of the spreadsheet that the page's grid shows. */
function readDrawn(page: Page): Promise<number> {
  return page.evaluate<number>(`performance.getEntriesByName('tab-drawn')[0].detail.revision`);
}

/** Transactions that wrote something. */
function listStored(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return entries.filter(({ kind, facts }) => kind === 'transaction' && Number(facts.slices) > 0);
}
