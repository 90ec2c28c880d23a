// Measures the workbench with 5,000 rows: opening, and from a key to the picture of an edit.
import { performance } from 'node:perf_hooks';
import { chromium, type Page } from 'playwright-core';
import { startProduct } from '../../scripts/start-product.ts';

const ROWS = 5_000;
const EDITS = 12;
const UNIT = 'BT008';
const WAIT_MS = 300_000;

/** As one paste; the rows lack what is required, so that nothing is sent while it is measured. */
async function fillSheet(url: string): Promise<number> {
  const { tabs } = (await (await fetch(`${url}/api/spreadsheets/${UNIT}`)).json()) as {
    readonly tabs: readonly { readonly sheetId: number }[];
  };
  const sheetId = tabs[0]?.sheetId ?? 0;
  const values = Array.from({ length: ROWS }, (_, index) => [
    `Sáng kiến số ${index + 1} về quản lý vận hành trạm bơm`,
    'Tiết kiệm',
    'Công nghiệp',
    'Đội vận hành (100%)',
  ]);
  await fetch(`${url}/api/spreadsheets/${UNIT}/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      kind: 'paste',
      sheetId,
      row: 20,
      column: 3,
      values,
      skipHiddenColumns: true,
    }),
  });
  return sheetId;
}

/**
 * From the key that ends the edit to the second frame after it: the grid has drawn the text by
 * then. The library hears the key before any listener of ours, so nothing else can be waited for.
 */
async function measureEdit(page: Page, row: number): Promise<number> {
  await page.locator('.address').fill(`D${row}`);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  await page.keyboard.type(`Sửa dòng ${row}`);
  await page.waitForTimeout(100);
  await page.evaluate(`{
    globalThis.painted = new Promise((resolve) => {
      addEventListener('keydown', ({ timeStamp }) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(performance.now() - timeStamp)));
      }, { capture: true, once: true });
    });
    undefined;
  }`);
  await page.keyboard.press('Enter');
  return page.evaluate<number>('globalThis.painted');
}

async function main(): Promise<void> {
  const product = await startProduct();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(WAIT_MS);
    const firstMs = await measureOpen(page, `${product.url}/#/committee`);
    await fillSheet(product.url);
    const largeMs = await measureOpen(page, `${product.url}/#/${UNIT}`);
    const edits: number[] = [];
    for (let index = 0; index < EDITS; index += 1) {
      edits.push(await measureEdit(page, 100 + index * 100));
    }
    edits.sort((one, other) => one - other);
    const at = (share: number): string => (edits[Math.floor(edits.length * share)] ?? 0).toFixed(0);
    process.stdout.write(
      `first screen            ${firstMs.toFixed(0)} ms\n` +
        `opening ${ROWS} rows      ${largeMs.toFixed(0)} ms\n` +
        `edit, input to paint    median ${at(0.5)} ms, 95 % ${at(0.95)} ms, of ${EDITS}\n`,
    );
  } finally {
    await browser.close();
    await product.stop();
  }
}

/** Until the grid is there and names the selected cell. */
async function measureOpen(page: Page, address: string): Promise<number> {
  const startedAt = performance.now();
  await page.goto('about:blank');
  await page.goto(address);
  await page.locator('.grid-container canvas[id^="univer-sheet-main"]').waitFor();
  await page.waitForTimeout(0);
  return performance.now() - startedAt;
}

await main();
