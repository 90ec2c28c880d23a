// The whole product and a browser for one file of tests: a new page for each, and nothing to complain of.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { WAIT_MS } from './grid-driver.ts';
import { openChromium } from './open-chromium.ts';
import { type StartedProduct, startProduct } from './started-product.ts';

const WHOLE_START_MS = 240_000;
const SIZE = { width: 1440, height: 900 };

export type Stage = {
  /** Of the page. */
  readonly url: string;
  /** New with each test. */
  readonly page: Page;
  readonly context: BrowserContext;
  /** A second person's. */
  newPage(): Promise<Page>;
  /** What the page complained of for the test's own sake. */
  forgive(complaint: RegExp): void;
};

/** Sets the stage for the tests around it; its parts are there when a test begins. */
export function setStage(): Stage {
  const dataDir = mkdtempSync(join(tmpdir(), 'workbench-test-'));
  let product: StartedProduct;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let url = '';
  let troubles: string[] = [];

  async function newPage(): Promise<Page> {
    const made = await context.newPage();
    made.setDefaultTimeout(WAIT_MS);
    made.on('request', (request) => {
      const isOwn = [url, 'data:', 'blob:'].some((own) => request.url().startsWith(own));
      if (!isOwn) troubles.push(`asked for ${request.url()}`);
    });
    made.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
    });
    made.on('pageerror', (error) => troubles.push(error.message));
    return made;
  }

  beforeAll(async () => {
    product = startProduct(['--port', '0', '--data', dataDir]);
    browser = await openChromium();
    await product.waitFor(/^Ready/);
    const line = product.lines.find((printed) => printed.startsWith('Page:')) ?? '';
    url = line.replace(/^Page: +/, '');
  }, WHOLE_START_MS);

  afterAll(async () => {
    await browser?.close();
    product?.kill('SIGTERM');
    await product?.exited;
    rmSync(dataDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    troubles = [];
    context = await browser.newContext({ viewport: SIZE });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await newPage();
  });

  afterEach(async () => {
    await context.close();
    expect(troubles).toEqual([]);
  });

  return {
    newPage,
    forgive(complaint) {
      troubles = troubles.filter((trouble) => !complaint.test(trouble));
    },
    get url() {
      return url;
    },
    get page() {
      return page;
    },
    get context() {
      return context;
    },
  };
}
