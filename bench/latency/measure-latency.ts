/** From a key in the page to the record, the receipt and the published summary, hop by hop. */
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { MENU } from '../../core/wording/sheet.ts';
import type { TimelineEntry } from '../../local/workbench/api/timeline-api.ts';
import { startProduct } from '../../scripts/start-product.ts';
import type { Figures } from '../figures.ts';
import { toMedian, toPercentile } from '../median.ts';

const CHROMIUM = '/usr/bin/chromium';
const UNIT = 'BT028';
const EDITS = 12;
/** Into the column of notes, where any text is as good as another. */
const COLUMN = 'Q';
const FIRST_ROW = 5;
const WAIT_MS = 60_000;
const POLL_MS = 10;
const CLOCK_SLACK_MS = 5;

/** Undefined where there is none: the page cannot be driven then. */
export function findChromium(): string | undefined {
  return existsSync(CHROMIUM) ? CHROMIUM : undefined;
}

/** Milliseconds of each hop of one edit. */
type Hops = {
  readonly page: number;
  readonly script: number;
  readonly record: number;
  readonly receipt: number;
  readonly publication: number;
};
const HOPS = ['page', 'script', 'record', 'receipt', 'publication'] as const;

export async function measureLatency(executablePath: string): Promise<Figures> {
  const product = await startProduct();
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(`${product.url}/#/${UNIT}`);
    await page.locator('.grid-container canvas[id^="univer-sheet-main"]').waitFor();
    // It is drawn before it takes keys.
    await waitInPage(page, "document.querySelector('.address').value !== ''");
    const measured: Hops[] = [];
    for (let edit = 0; edit <= EDITS; edit += 1) {
      const hops = await measureEdit(page, product.url, FIRST_ROW + edit);
      // The first one loads and compiles everything.
      if (edit > 0) measured.push(hops);
    }
    return toFigures(measured);
  } finally {
    await browser.close();
    await product.stop();
  }
}

async function measureEdit(page: Page, url: string, row: number): Promise<Hops> {
  const address = `${COLUMN}${row}`;
  await page.locator('.address').fill(address);
  await page.keyboard.press('Enter');
  await waitInPage(
    page,
    `document.querySelector('.address').value === '${address}' &&
      document.activeElement.isContentEditable`,
  );
  await page.keyboard.type(`Đã xem lại ${row}`);
  await delay(100);
  const keyMs = Date.now();
  await page.keyboard.press('Enter');
  const action = await waitFor(
    url,
    (one) => one.kind === 'action' && one.key === UNIT && isSince(one, keyMs),
  );
  const record = await waitFor(
    url,
    (one) => one.kind === 'transaction' && one.key === UNIT && isSince(one, action.atMs),
  );
  const execution = await waitFor(
    url,
    (one) => one.kind === 'execution' && one.key === UNIT && isSince(one, record.atMs),
  );
  const publishMs = Date.now();
  await press(url);
  const publication = await waitFor(
    url,
    (one) => one.what === 'POST /v1/refresh' && isSince(one, publishMs),
  );
  const recordBegan = record.atMs - (record.durationMs ?? 0);
  return {
    page: action.atMs - keyMs,
    script: recordBegan - action.atMs,
    record: record.durationMs ?? 0,
    receipt: execution.atMs - record.atMs,
    publication: publication.atMs - publishMs,
  };
}

/** The page's policy lets nothing be evaluated in it while it waits: asked again from here. */
async function waitInPage(page: Page, expression: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < WAIT_MS; waitedMs += POLL_MS) {
    if ((await page.evaluate(expression)) === true) return;
    await delay(POLL_MS);
  }
  throw new Error(`the page never came to ${expression}`);
}

/** Times of requests are sums of whole milliseconds and parts of one. */
function isSince(entry: TimelineEntry, ms: number): boolean {
  return entry.atMs >= ms - CLOCK_SLACK_MS;
}

async function press(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/spreadsheets/${COMMITTEE_UNIT}/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ kind: 'menu', label: MENU.refreshSummary }),
  });
  if (!answer.ok) throw new Error(`the menu was answered ${answer.status}`);
}

/** The earliest such entry, now or soon. @throws Error when none comes */
async function waitFor(
  url: string,
  isIt: (entry: TimelineEntry) => boolean,
): Promise<TimelineEntry> {
  for (let waitedMs = 0; waitedMs < WAIT_MS; waitedMs += POLL_MS) {
    const { entries } = (await (await fetch(`${url}/api/timeline`)).json()) as {
      readonly entries: readonly TimelineEntry[];
    };
    const found = entries.find(isIt);
    if (found !== undefined) return found;
    await delay(POLL_MS);
  }
  throw new Error('an edit does not come through');
}

function toFigures(measured: readonly Hops[]): Figures {
  const until = (last: (typeof HOPS)[number]) =>
    measured.map((hops) =>
      HOPS.slice(0, HOPS.indexOf(last) + 1).reduce((sum, hop) => sum + hops[hop], 0),
    );
  const whole = toMedian(until('publication'));
  const points = { record: 'record', receipt: 'receipt', published: 'publication' } as const;
  return {
    ...Object.fromEntries(
      Object.entries(points).flatMap(([name, hop]) => [
        [`latency.${name}.p50Ms`, Math.round(toMedian(until(hop)))],
        [`latency.${name}.p95Ms`, Math.round(toPercentile(until(hop), 0.95))],
      ]),
    ),
    ...Object.fromEntries(
      HOPS.map((hop) => [
        `latency.share.${hop}`,
        toMedian(measured.map((hops) => hops[hop])) / whole,
      ]),
    ),
  };
}
