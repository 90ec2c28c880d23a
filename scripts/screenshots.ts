// Makes the pictures of README and docs/ from the running product, on a data folder of its own.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startProduct } from './start-product.ts';

const ROOT_DIR = resolve(import.meta.dirname, '..');
const IMAGES_DIR = join(ROOT_DIR, 'docs/images');
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 375, height: 740 };
const TIMEOUT_MS = 30_000;
/** What is drawn on a canvas says nothing when it is there. */
const DRAWN_MS = 1_200;

type Shot = {
  readonly name: string;
  readonly language?: 'en';
  readonly size?: typeof NARROW;
  readonly isInsideOpen?: true;
  readonly hasGuide?: true;
  show(page: Page, url: string): Promise<void>;
};

const SHOTS: readonly Shot[] = [
  { name: 'summary', show: (page, url) => openGrid(page, `${url}/#/committee`) },
  {
    name: 'typing',
    isInsideOpen: true,
    hasGuide: true,
    async show(page, url) {
      await openGrid(page, `${url}/#/BT028`);
      await typeRow(page, 18);
      await page.locator('[data-step="receipt"][data-state="done"]').waitFor();
    },
  },
  {
    name: 'typing-en',
    language: 'en',
    isInsideOpen: true,
    hasGuide: true,
    show: (page, url) => openGrid(page, `${url}/#/BT004`),
  },
  {
    name: 'mail',
    isInsideOpen: true,
    async show(page, url) {
      await openGrid(page, `${url}/#/committee`);
      await page.locator('[data-jump="nextWeekly"]').click();
      await page.goto(`${url}/#/mails`);
      await page.locator('.mail-list a').first().click({ timeout: 120_000 });
      await page.locator('iframe.mail-frame').waitFor();
    },
  },
  {
    name: 'narrow',
    size: NARROW,
    async show(page, url) {
      await page.goto(`${url}/#/committee`);
      await page.locator('table.sheet').waitFor();
    },
  },
  {
    name: 'narrow-en',
    size: NARROW,
    language: 'en',
    async show(page, url) {
      await page.goto(`${url}/#/BT029`);
      await page.locator('table.sheet').waitFor();
    },
  },
];

async function openGrid(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.grid-container canvas[width]:not([width="0"])').first().waitFor();
  await page.waitForTimeout(DRAWN_MS);
}

async function typeRow(page: Page, row: number): Promise<void> {
  const cells = { D: 'Cải tiến quy trình khử khuẩn', E: 'Tiết kiệm', G: 'Khoa Dược (100%)' };
  for (const [letter, text] of Object.entries({ ...cells, H: '15/5/2010' })) {
    await page.locator('.address').fill(`${letter}${row}`);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
    await page.waitForTimeout(600);
  }
  await page.locator('.address').fill(`C${row}`);
  await page.keyboard.press('Enter');
}

async function take(browser: Browser, url: string, shot: Shot): Promise<void> {
  const { name, language = 'vi', size = WIDE, isInsideOpen, hasGuide } = shot;
  const page = await browser.newPage({ viewport: size });
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.addInitScript(`
    localStorage.setItem('language', '${language}');
    localStorage.setItem('inside', '${isInsideOpen ? 'open' : 'closed'}');
    if (${hasGuide !== true}) localStorage.setItem('guide', 'hidden');
  `);
  await shot.show(page, url);
  await page.waitForTimeout(DRAWN_MS);
  await page.screenshot({ path: join(IMAGES_DIR, `${name}.png`) });
  await page.close();
  process.stdout.write(`docs/images/${name}.png\n`);
}

async function main(): Promise<void> {
  mkdirSync(IMAGES_DIR, { recursive: true });
  const product = await startProduct();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    for (const shot of SHOTS) await take(browser, product.url, shot);
  } finally {
    await browser.close();
    await product.stop();
  }
}

await main();
