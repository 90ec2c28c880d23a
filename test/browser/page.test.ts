// The page's tables in a real browser, on the whole product as `npm start` runs it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sheets } from '@googleapis/sheets';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Overview } from '../../local/workbench/api/page-api.ts';
import { missingChromium, openChromium } from './open-chromium.ts';
import { type StartedProduct, startProduct } from './started-product.ts';

const WHOLE_START_MS = 240_000;
const WAIT_MS = 15_000;
const missing = missingChromium();

// On a build machine a missing browser is a mistake; on a person's own it is said and left out.
if (missing !== undefined && process.env.CI !== 'true') {
  process.stderr.write(`Browser tests are left out: ${missing}\n`);
}

test('a build machine has a browser', () => {
  expect(process.env.CI === 'true' ? missing : undefined).toBeUndefined();
});

describe.skipIf(missing !== undefined)('the page', () => {
  let dataDir: string;
  let product: StartedProduct;
  let browser: Browser;
  let url: string;
  let page: Page;
  let foreignRequests: string[];
  let complaints: string[];

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'browser-test-'));
    product = startProduct(['--port', '0', '--data', dataDir]);
    browser = await openChromium();
    await product.waitFor(/^Ready/);
    url = addressOf('Page');
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
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(WAIT_MS);
    await page.addInitScript("localStorage.setItem('mode', 'table')");
    page.on('request', (request) => {
      if (!request.url().startsWith(`${url}/`)) foreignRequests.push(request.url());
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  });

  afterEach(async () => {
    await page.close();
    expect(foreignRequests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  function addressOf(name: string): string {
    const line = product.lines.find((printed) => printed.startsWith(`${name}:`)) ?? '';
    return line.replace(/^[^:]+: +/, '');
  }

  function rowOf(label: string): Locator {
    return page.locator('table.sheet tbody tr', {
      has: page.locator(`td:nth-child(2)`, { hasText: new RegExp(`^${label}$`) }),
    });
  }

  async function figureOf(label: string): Promise<string> {
    return textOf(rowOf(label).locator('td').nth(1));
  }

  test('opens with the summary: 235 initiatives of 16 of 65 units, by category and by money', async () => {
    await page.goto(url);
    await page.waitForSelector('table.sheet');
    expect(await textOf(page.getByRole('tab', { selected: true }))).toBe('Tổng hợp chung');
    const labels = {
      'Tổng số sáng kiến': '235',
      'Đơn vị có sáng kiến': '16/65',
      'Cải tiến kỹ thuật, làm lợi gia tăng': '23',
      'Tiết kiệm': '5',
      'Phục vụ và điều trị bệnh': '5',
      'Tổ chức, quản lý, đào tạo': '157',
      'Hợp lý hóa sản xuất': '45',
      'Sáng kiến đã tính được giá trị': '77',
      'Sáng kiến chưa tính được': '41',
      'Sáng kiến không tính được bằng tiền': '117',
    };
    for (const [label, figure] of Object.entries(labels)) {
      expect([label, await figureOf(label)]).toEqual([label, figure]);
    }
    const banner = await textOf(page.locator('.publication'));
    expect(banner.replace(/\s+/g, ' ')).toMatch(
      /^Số liệu đến \d\d:\d\d \d\d\/\d\d\/\d{4} ?235 sáng kiến ?16\/65 đơn vị đã báo cáo$/,
    );
  });

  test('shows a refused row with its reason, and the note to pointer and keyboard', async () => {
    await page.goto(url);
    await page.getByRole('searchbox').fill('cu lao minh');
    await expectTexts(page.locator('.entries li .code'), ['BT029']);
    await page.getByRole('link', { name: /BT029/ }).click();
    const receipt = page.locator('td.receipt-rejected');
    await receipt.waitFor();
    expect(await textOf(receipt)).toMatch(/^Chưa ghi: .*thiếu năm\./);
    // One row of eleven, the others saved; the wrong cell of that row is the date.
    expect(await page.locator('td.receipt-saved').count()).toBe(10);
    const row = page.locator('tr', { has: page.locator('td.receipt-rejected') });
    expect(await textOf(row)).toContain('Gộp bước kho thành phẩm');

    const tip = page.getByRole('tooltip');
    const noted = row.locator('td.noted').last();
    expect(await tip.isVisible()).toBe(false);
    await noted.hover();
    expect(await textOf(tip)).toMatch(/thiếu năm/);
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await page.mouse.move(5, 5);
    await noted.focus();
    expect(await textOf(tip)).toMatch(/thiếu năm/);
    expect(await noted.getAttribute('aria-describedby')).toBe(await tip.getAttribute('id'));
  });

  test('hidden columns and tabs are shown only when asked for', async () => {
    await page.goto(`${url}/#/BT028`);
    const headers = page.locator('thead th[scope="col"]');
    await expectTexts(headers.first(), ['Kết quả kiểm tra']);
    await page.getByLabel('Hiện phần ẩn').check();
    await expectTexts(headers.first(), ['Mã dòng']);
    await page.goto(`${url}/#/committee`);
    await page.getByRole('tab', { name: '_máy đọc (trang ẩn)' }).waitFor();
  });

  test('tabs are changed with the arrow keys, and the address keeps what is shown', async () => {
    await page.goto(url);
    await page.getByRole('tab', { name: 'Tổng hợp chung' }).focus();
    await page.keyboard.press('ArrowRight');
    await page
      .locator('td', { hasText: /^BT065$/ })
      .first()
      .waitFor();
    expect(await textOf(page.getByRole('tab', { selected: true }))).toBe('Theo đơn vị');
    await page.reload();
    await page
      .locator('td', { hasText: /^BT065$/ })
      .first()
      .waitFor();
    expect(await textOf(page.getByRole('tab', { selected: true }))).toBe('Theo đơn vị');
    // The frozen header stays in sight when the table is scrolled to its end.
    const area = page.locator('#table-panel');
    // A change shown meanwhile draws the table anew, and it is scrolled anew.
    const gap = async () => {
      await area.evaluate((panel) => panel.scrollTo(0, panel.scrollHeight));
      const [head, panel] = [await page.locator('thead').boundingBox(), await area.boundingBox()];
      return (head?.y ?? Number.NaN) - (panel?.y ?? 0);
    };
    await expect.poll(gap, { timeout: WAIT_MS }).toBe(0);
  });

  test('a change made elsewhere shows by itself', async () => {
    await page.goto(`${url}/#/BT008`);
    await page.getByRole('tab', { name: 'Nhập liệu' }).waitFor();
    const overview = (await (await fetch(`${url}/api/overview`)).json()) as Overview;
    const unit = overview.spreadsheets.find(({ key }) => key === 'BT008');
    const client = sheets({ version: 'v4', rootUrl: addressOf('Sheets API') });
    await client.spreadsheets.batchUpdate({
      spreadsheetId: unit?.spreadsheetId ?? '',
      requestBody: { requests: [{ addSheet: { properties: { title: 'Ghi chép riêng' } } }] },
    });
    await page.getByRole('tab', { name: 'Ghi chép riêng' }).click();
    await page.getByText('Trang này chưa có nội dung.').waitFor();
  });

  test('is readable at 375 pixels: nothing but the table reaches over the edge', async () => {
    await page.setViewportSize({ width: 375, height: 720 });
    await page.goto(url);
    await page.waitForSelector('table.sheet');
    // What arrives after the table may move it: the page is judged once it stands still.
    const settled = { timeout: WAIT_MS };
    await expect
      .poll(() => page.evaluate('document.documentElement.scrollWidth'), settled)
      .toBe(375);
    // A label and its figure are seen together.
    const figure = rowOf('Tổng số sáng kiến').locator('td').nth(1);
    const edgeOf = async () => {
      const box = await figure.boundingBox();
      return (box?.x ?? 375) + (box?.width ?? 375);
    };
    await expect.poll(edgeOf, settled).toBeLessThanOrEqual(375);
    const search = page.getByRole('searchbox');
    await expect.poll(() => search.isVisible(), settled).toBe(false);
    await page.getByRole('button', { name: 'Chọn bảng tính' }).click();
    await search.fill('dien luc');
    await page.getByRole('link', { name: /BT060/ }).click();
    await page.locator('h2', { hasText: 'Điện lực Bến Tre' }).waitFor();
    await expect.poll(() => search.isVisible(), settled).toBe(false);
  });
});

/** Waits until the locator finds exactly these texts. */
async function expectTexts(locator: Locator, texts: readonly string[]): Promise<void> {
  await expect.poll(() => locator.allTextContents(), { timeout: WAIT_MS }).toEqual(texts);
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? '';
}
