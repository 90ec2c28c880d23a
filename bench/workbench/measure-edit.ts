// How long from the key that ends an edit until it is seen, here and on another person's page.
import type { Page } from 'playwright-core';

export type EditTimes = { readonly ownMs: number; readonly otherMs: number };

/** The cell's editor opens and the address box follows: nothing else says when. */
const SETTLE_MS = 300;

/**
 * From the key to the second frame after it: the grid has drawn the text by then. The library
 * hears the key before any listener of ours, so nothing else can be waited for. The other page
 * says itself when it drew the revision the server made of it.
 */
export async function measureEdit(page: Page, other: Page, row: number): Promise<EditTimes> {
  await page.locator('.address').fill(`D${row}`);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(SETTLE_MS);
  await page.keyboard.type(`Sửa dòng ${row}`);
  await page.waitForTimeout(SETTLE_MS);
  await page.evaluate(`{
    globalThis.painted = new Promise((resolve) => {
      addEventListener('keydown', ({ timeStamp }) => {
        const pressedAt = performance.timeOrigin + timeStamp;
        requestAnimationFrame(() => requestAnimationFrame(() =>
          resolve({ pressedAt, ownMs: performance.now() - timeStamp })));
      }, { capture: true, once: true });
    });
    undefined;
  }`);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/actions')),
    page.keyboard.press('Enter'),
  ]);
  const { revision } = (await answer.json()) as { readonly revision: number };
  const { pressedAt, ownMs } = await page.evaluate<{ pressedAt: number; ownMs: number }>(
    'globalThis.painted',
  );
  return { ownMs, otherMs: (await waitForDrawn(other, revision)) - pressedAt };
}

/** Notes when the page drew which revision; ask for it before the edits. */
export async function watchDrawn(page: Page): Promise<void> {
  await page.evaluate(`{
    globalThis.drawn = [];
    new PerformanceObserver((list) => {
      for (const { name, startTime, detail } of list.getEntries()) {
        if (name !== 'tab-drawn') continue;
        globalThis.drawn.push({ at: performance.timeOrigin + startTime, of: detail.revision });
      }
    }).observe({ type: 'mark' });
    undefined;
  }`);
}

const MAX_TRIES = 400;
const TRY_MS = 25;

/** @returns epoch milliseconds */
async function waitForDrawn(page: Page, revision: number): Promise<number> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const at = await page.evaluate<number | null>(
      `globalThis.drawn.find(({ of }) => of >= ${revision})?.at ?? null`,
    );
    if (at !== null) return at;
    await page.waitForTimeout(TRY_MS);
  }
  throw new Error(`revision ${revision} was never drawn on the other page`);
}
