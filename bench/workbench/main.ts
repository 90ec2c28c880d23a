// Measures the workbench with 5,000 rows: opening, editing, another person's page, scrolling.
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startProduct } from '../../scripts/start-product.ts';
import { type EditTimes, measureEdit, watchDrawn } from './measure-edit.ts';
import { measureScrolling } from './measure-scrolling.ts';
import { type Figure, quantile, shareOver, toReport, writeTable } from './report.ts';

const ROWS = 5_000;
const EDITS = 15;
const UNIT = 'BT008';
const WAIT_MS = 300_000;
const FIRST_SCREEN_MS = 3_000;
const EDIT_MS = 100;
const OTHER_PAGE_MS = 1_000;
const LONG_FRAME_MS = 50;

/** As one paste; the rows lack what is required, so that nothing is sent while it is measured. */
async function fillSheet(url: string): Promise<void> {
  const { tabs } = (await (await fetch(`${url}/api/spreadsheets/${UNIT}`)).json()) as {
    readonly tabs: readonly { readonly sheetId: number }[];
  };
  const values = Array.from({ length: ROWS }, (_, index) => [
    `Sáng kiến số ${index + 1} về quản lý vận hành trạm bơm`,
    'Tiết kiệm',
    'Công nghiệp',
    'Đội vận hành (100%)',
  ]);
  const place = { sheetId: tabs[0]?.sheetId ?? 0, row: 20, column: 3 };
  await fetch(`${url}/api/spreadsheets/${UNIT}/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ kind: 'paste', ...place, values, skipHiddenColumns: true }),
  });
}

/** The script checks all rows after the paste: a person who opens the tab later waits for nobody. */
async function waitForScript(url: string): Promise<void> {
  for (const startedAt = performance.now(); performance.now() - startedAt < WAIT_MS; ) {
    const { spreadsheets } = (await (await fetch(`${url}/api/overview`)).json()) as {
      readonly spreadsheets: readonly {
        readonly key: string;
        readonly receipts: { readonly incomplete: number };
      }[];
    };
    const unit = spreadsheets.find(({ key }) => key === UNIT);
    if (unit?.receipts.incomplete === ROWS) return;
    await new Promise((settle) => setTimeout(settle, 500));
  }
  throw new Error('the rows were never checked');
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(WAIT_MS);
  return page;
}

/** Until the grid is there. */
async function measureOpen(page: Page, address: string): Promise<number> {
  await page.goto('about:blank');
  const startedAt = performance.now();
  await page.goto(address);
  await page.locator('.grid-container canvas[id^="univer-sheet-main"]').waitFor();
  return performance.now() - startedAt;
}

async function measure(url: string, browser: Browser): Promise<readonly Figure[]> {
  const page = await newPage(browser);
  const firstMs = await measureOpen(page, `${url}/#/committee`);
  await fillSheet(url);
  await waitForScript(url);
  const openMs = await measureOpen(page, `${url}/#/${UNIT}`);
  const other = await newPage(browser);
  await measureOpen(other, `${url}/#/${UNIT}`);
  await watchDrawn(other);
  await page.bringToFront();
  const edits: EditTimes[] = [];
  for (let index = 0; index < EDITS; index += 1) {
    edits.push(await measureEdit(page, other, 100 + index * 100));
  }
  await other.close();
  const frames = await measureScrolling(page, ROWS);
  const own = edits.map(({ ownMs }) => ownMs);
  const others = edits.map(({ otherMs }) => otherMs);
  return [
    { name: 'first screen', value: firstMs, unit: 'ms', bound: FIRST_SCREEN_MS },
    { name: 'opening the tab', value: openMs, unit: 'ms', bound: FIRST_SCREEN_MS },
    { name: 'edit to paint, p50', value: quantile(own, 0.5), unit: 'ms', bound: EDIT_MS },
    { name: 'edit to paint, p95', value: quantile(own, 0.95), unit: 'ms' },
    { name: 'edit to other page, p50', value: quantile(others, 0.5), unit: 'ms' },
    {
      name: 'edit to other page, most',
      value: Math.max(...others),
      unit: 'ms',
      bound: OTHER_PAGE_MS,
    },
    { name: 'scrolling, frame p50', value: quantile(frames, 0.5), unit: 'ms' },
    { name: 'scrolling, frame p95', value: quantile(frames, 0.95), unit: 'ms' },
    { name: 'scrolling, frames over 50 ms', value: shareOver(frames, LONG_FRAME_MS), unit: '%' },
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  const product = await startProduct();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const report = toReport(ROWS, await measure(product.url, browser));
    process.stdout.write(writeTable(report));
    if (values.json !== undefined) {
      writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
    }
  } finally {
    await browser.close();
    await product.stop();
  }
}

await main();
