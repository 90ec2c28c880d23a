// The workbench in a real browser: people at work in the whole product as `npm start` runs it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MailList } from '../../local/workbench/api/mail-api.ts';
import type { Overview } from '../../local/workbench/api/page-api.ts';
import { readZip } from '../support/read-zip.ts';
import {
  expectReceipt,
  getJson,
  goTo,
  openUnit,
  TITLE,
  toText,
  typeInto,
  unitSheet,
  WAIT_MS,
  waitForGrid,
  waitUntil,
} from './grid-driver.ts';
import { missingChromium, openChromium } from './open-chromium.ts';
import { type StartedProduct, startProduct } from './started-product.ts';

const WHOLE_START_MS = 240_000;
const SAVED = /^Đã ghi nhận/;

describe.skipIf(missingChromium() !== undefined)('the workbench', () => {
  let dataDir: string;
  let product: StartedProduct;
  let browser: Browser;
  let context: BrowserContext;
  let url: string;
  let apiUrl: string;
  let page: Page;
  let foreignRequests: string[];
  let complaints: string[];

  async function start(): Promise<void> {
    product = startProduct(['--port', '0', '--data', dataDir]);
    await product.waitFor(/^Ready/);
    url = addressOf('Page');
    apiUrl = addressOf('HTTP API');
  }

  function addressOf(name: string): string {
    const line = product.lines.find((printed) => printed.startsWith(`${name}:`)) ?? '';
    return line.replace(/^[^:]+: +/, '');
  }

  async function newPage(): Promise<Page> {
    const made = await context.newPage();
    made.setDefaultTimeout(WAIT_MS);
    made.on('request', (request) => {
      // A report's link leads on to where its file lies.
      const asked = request.redirectedFrom()?.url() ?? request.url();
      const isOwn = [url, apiUrl, 'data:', 'blob:'].some((own) => asked.startsWith(own));
      if (!isOwn) foreignRequests.push(request.url());
    });
    made.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    made.on('pageerror', (error) => complaints.push(error.message));
    return made;
  }

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'workbench-test-'));
    browser = await openChromium();
    await start();
  }, WHOLE_START_MS);

  afterAll(async () => {
    await browser?.close();
    product?.kill('SIGTERM');
    await product?.exited;
    rmSync(dataDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    foreignRequests = [];
    complaints = [];
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await newPage();
  });

  afterEach(async () => {
    await context.close();
    expect(foreignRequests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a row typed cell by cell is saved, broken, mended; one watches its way', async () => {
    const sheet = unitSheet(url, 'BT028');
    await openUnit(page, url, 'BT028');
    const row = (await sheet.rowCount()) + 1;
    await typeInto(page, `D${row}`, 'Cải tiến máy bơm nước 0901');
    await expectReceipt(sheet, row, /^Còn thiếu|^Chưa ghi/);
    await typeInto(page, `E${row}`, 'Tiết kiệm');
    await typeInto(page, `G${row}`, 'Khoa Dược (100%)');
    await typeInto(page, `H${row}`, '15/5/2010');
    await expectReceipt(sheet, row, /^Đã ghi nhận lần 1 /);
    const step = (name: string) => page.locator(`[data-step="${name}"][data-state="done"]`);
    for (const name of ['typed', 'checked', 'sent', 'stored', 'receipt']) {
      await step(name).waitFor();
    }
    await typeInto(page, `H${row}`, '32/13/2010');
    await expectReceipt(sheet, row, /^Chưa ghi: /);
    await page.keyboard.press('Control+z');
    await expectReceipt(sheet, row, /^Đã ghi nhận lần 1 /);
    await typeInto(page, `H${row}`, '16/5/2010');
    await expectReceipt(sheet, row, /^Đã ghi nhận lần 2 /);
    await page.locator('.guide strong', { hasText: '5/5' }).waitFor();
  });

  test('200 rows pasted from Excel are all saved, and one undo takes them back', async () => {
    const sheet = unitSheet(url, 'BT002');
    await openUnit(page, url, 'BT002');
    const first = (await sheet.rowCount()) + 1;
    const lines = Array.from(
      { length: 200 },
      (_, index) => `Sáng kiến dán số ${index + 1}\tTiết kiệm\t\tKhoa Nội (100%)\t01/05/2010`,
    );
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(lines.join('\n'))})`);
    await goTo(page, `D${first}`);
    await page.keyboard.press('Control+v');
    await expectReceipt(sheet, first + 199, SAVED);
    const titles = (await sheet.view()).rows
      .slice(first - 1)
      .map(({ cells }) => toText(cells[TITLE]));
    expect(titles).toEqual(lines.map((line) => line.split('\t')[0]));
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await expect.poll(() => sheet.cell(first, TITLE), { timeout: WAIT_MS }).toBe('');
  });

  test('sorting keeps each row with its id; a copied cell, a filled column, an inserted row', async () => {
    const sheet = unitSheet(url, 'BT008');
    await openUnit(page, url, 'BT008');
    const pairs = async () =>
      (await sheet.view()).rows
        .slice(1)
        .map(({ cells }) => [toText(cells[TITLE]), toText(cells[0])] as const);
    const before = (await pairs()).filter(([title]) => title !== '');
    await goTo(page, 'D2');
    await page.getByText('Cột', { exact: true }).click();
    await page.getByRole('button', { name: 'Xếp theo cột này, A→Z' }).click();
    const sorted = [...before].sort(([one], [other]) => one.localeCompare(other, 'vi'));
    await expect.poll(pairs, { timeout: WAIT_MS }).toEqual(sorted);
    const row = before.length + 2;
    await goTo(page, 'D2');
    await page.keyboard.press('Control+c');
    await goTo(page, `D${row}`);
    await page.keyboard.press('Control+v');
    const [[title] = ['']] = sorted;
    await expect.poll(() => sheet.cell(row, TITLE), { timeout: WAIT_MS }).toBe(title);
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('button', { name: 'Điền xuống' }).click();
    await expect.poll(() => sheet.cell(row + 1, TITLE), { timeout: WAIT_MS }).toBe(title);
    await page.keyboard.press('Escape');
    await goTo(page, 'D2');
    await page.getByRole('button', { name: 'Chèn dòng' }).click();
    await expect.poll(() => sheet.cell(3, TITLE), { timeout: WAIT_MS }).toBe(title);
    await page.getByRole('button', { name: 'Xóa dòng' }).click();
    await expect.poll(() => sheet.cell(2, TITLE), { timeout: WAIT_MS }).toBe(title);
  });

  test('two people in one sheet see what the other types', async () => {
    await openUnit(page, url, 'BT063');
    const other = await newPage();
    await openUnit(other, url, 'BT063');
    await other.getByRole('button', { name: 'Bảng để đọc' }).click();
    await other.locator('table.sheet').waitFor();
    await page.bringToFront();
    const row = (await unitSheet(url, 'BT063').rowCount()) + 1;
    await typeInto(page, `D${row}`, 'Hai người cùng nhập một bảng');
    await other.locator('td', { hasText: 'Hai người cùng nhập một bảng' }).first().waitFor();
    await other.locator('td.receipt-incomplete, td.receipt-rejected').last().waitFor();
  });

  test('while the server is down a row waits; when it is back the next clock run sends it', async () => {
    const sheet = unitSheet(url, 'BT047');
    await openUnit(page, url, 'BT047');
    await page.getByLabel('Máy chủ ngừng').check();
    await expect
      .poll(async () => (await getJson<{ faults: object }>(`${url}/api/controls`)).faults)
      .toMatchObject({ serverDown: true });
    const row = (await sheet.rowCount()) + 1;
    await typeInto(page, `D${row}`, 'Sổ tay hướng dẫn vận hành lò hơi');
    await typeInto(page, `E${row}`, 'Tổ chức, quản lý, đào tạo');
    await typeInto(page, `G${row}`, 'Đội vận hành (100%)');
    await typeInto(page, `H${row}`, '15/5/2010');
    await expectReceipt(sheet, row, /^Đang chờ gửi/);
    await page.getByLabel('Máy chủ ngừng').uncheck();
    await expect
      .poll(async () => (await getJson<{ faults: object }>(`${url}/api/controls`)).faults)
      .toMatchObject({ serverDown: false });
    await page.locator('[data-jump="nextRun"]').click();
    await expectReceipt(sheet, row, SAVED);
  });

  test('«Cập nhật ngay» brings new rows into summary and charts; both files open', async () => {
    const readTotal = async () => {
      const { publication } = await getJson<Overview>(`${url}/api/overview`);
      return publication.kind === 'published' ? publication.summary.total : -1;
    };
    const { spreadsheets } = await getJson<Overview>(`${url}/api/overview`);
    const saved = spreadsheets.reduce((sum, { receipts }) => sum + receipts.saved, 0);
    await page.goto(`${url}/#/committee`);
    await waitForGrid(page);
    await page.locator('.menu-own summary').click();
    await page.getByRole('button', { name: 'Cập nhật ngay' }).click();
    await expect.poll(readTotal, { timeout: WAIT_MS }).toBeGreaterThanOrEqual(saved);
    const chart = page.locator('figure.chart', { hasText: 'Số sáng kiến theo nhóm' }).first();
    await chart.locator('svg').waitFor();
    await chart.locator('summary').click();
    const total = await readTotal();
    await expect
      .poll(
        async () =>
          (await chart.locator('td').allTextContents()).reduce(
            (sum, text) => sum + Number(text),
            0,
          ),
        { timeout: WAIT_MS },
      )
      .toBe(total);
    for (const [name, part] of [
      ['.docx', 'word/document.xml'],
      ['.xlsx', 'xl/workbook.xml'],
    ] as const) {
      const link = page.getByRole('link', { name });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toContain(name);
      const files = readZip(readFileSync(await download.path()));
      expect([...files.keys()]).toContain(part);
    }
  });

  test('on Monday morning the weekly mail is there: as HTML, as text', async () => {
    await openUnit(page, url, 'BT028');
    await page.locator('[data-jump="nextWeekly"]').click();
    const read = async () => (await getJson<MailList>(`${url}/api/mails`)).mails;
    await expect
      .poll(async () => (await read()).map(({ to }) => to), { timeout: 60_000 })
      .toContain('ban-to-chuc@ben-tre.example');
    await page.getByRole('link', { name: 'Hộp thư' }).click();
    await page.locator('.mail-list a', { hasText: 'ban-to-chuc@' }).first().click();
    const frame = page.frameLocator('iframe.mail-frame');
    await frame.getByText('Kính gửi Ban Tổ chức,').first().waitFor();
    expect(await page.locator('iframe.mail-frame').getAttribute('sandbox')).toBe('');
    await page.getByRole('button', { name: 'Dạng chữ' }).click();
    expect(await page.locator('.mail-text').textContent()).toContain('Kính gửi Ban Tổ chức,');
    await page.reload();
    await frame.getByText('Kính gửi Ban Tổ chức,').first().waitFor();
  });

  test('another unit may be opened before the library has drawn the page around its grid', async () => {
    // After this time it does so; what scrolls is there only then.
    await page.addInitScript(`
      const later = window.setTimeout;
      window.setTimeout = (task, ms, ...rest) => later(task, ms === 300 ? 4_000 : ms, ...rest);`);
    await page.goto(url);
    await waitUntil(page, `document.querySelector('.address')?.value === 'A1'`);
    await openUnit(page, url, 'BT028');
    await goTo(page, 'D16');
  });

  test('in English, by keyboard, without a serious complaint of axe', async () => {
    await page.goto(url);
    await waitForGrid(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Tiếng Việt' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await openUnit(page, url, 'BT028');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Table to read' }).click();
    await page.locator('table.sheet').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Mailbox' }).click();
    await page.locator('.mail-list a').first().click();
    await page.locator('iframe.mail-frame').waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 375, height: 740 });
    await page.goto(`${url}/#/committee`);
    await page.locator('table.sheet').waitFor();
    await expect
      .poll(() => page.evaluate('document.documentElement.scrollWidth'), { timeout: WAIT_MS })
      .toBe(375);
    await expectAccessible(page);
  });

  test('a unit that was never opened is opened on demand', async () => {
    await page.goto(url);
    await page.getByRole('searchbox').fill('BT010');
    await page.getByRole('button', { name: /BT010/ }).click();
    await page.locator('h2 .code', { hasText: 'BT010' }).waitFor();
    await waitForGrid(page);
    await page.locator('.menu-own summary').click();
    await page.getByRole('button', { name: 'Đồng bộ ngay' }).waitFor();
  });

  test('a reload and a restart keep everything', async () => {
    const sheet = unitSheet(url, 'BT028');
    await openUnit(page, url, 'BT028');
    const row = (await sheet.rowCount()) + 1;
    await typeInto(page, `D${row}`, 'Còn đây sau khi khởi động lại');
    await expectReceipt(sheet, row, /^Còn thiếu|^Chưa ghi/);
    const before = await getJson<Overview>(`${url}/api/overview`);
    await page.reload();
    await waitForGrid(page);
    await context.close();
    product.kill('SIGTERM');
    await product.exited;
    await start();
    context = await browser.newContext();
    page = await newPage();
    await openUnit(page, url, 'BT028');
    expect(await unitSheet(url, 'BT028').cell(row, TITLE)).toBe('Còn đây sau khi khởi động lại');
    const after = await getJson<Overview>(`${url}/api/overview`);
    const facts = ({ spreadsheets }: Overview) =>
      spreadsheets.map(({ key, receipts }) => ({ key, receipts }));
    expect(facts(after)).toEqual(facts(before));
    // The clock that was set forward does not go back.
    expect(after.now >= before.now).toBe(true);
    const { mails } = await getJson<MailList>(`${url}/api/mails`);
    expect(mails.length).toBeGreaterThan(0);
  });
});

/** What lies outside the grid's canvas. */
async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(`axe
    .run(document, { resultTypes: ['violations'] })
    .then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' ')))`);
  expect(found).toEqual([]);
}
