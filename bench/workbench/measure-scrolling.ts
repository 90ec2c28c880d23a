// Turns the wheel through the whole tab and notes how far apart the frames were.
import type { Page } from 'playwright-core';

/** Some twenty rows, as a hard turn of a wheel. */
const WHEEL_PX = 480;
const ROW_PX = 24;

/** @returns milliseconds between frames, in order */
export async function measureScrolling(page: Page, rows: number): Promise<readonly number[]> {
  await page.mouse.move(700, 500);
  await page.evaluate(`{
    globalThis.frames = [];
    globalThis.isScrolling = true;
    let last;
    const note = (now) => {
      if (last !== undefined) globalThis.frames.push(now - last);
      last = now;
      if (globalThis.isScrolling) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    undefined;
  }`);
  for (let scrolled = 0; scrolled < rows * ROW_PX; scrolled += WHEEL_PX) {
    await page.mouse.wheel(0, WHEEL_PX);
  }
  return page.evaluate<number[]>('globalThis.isScrolling = false, globalThis.frames');
}
