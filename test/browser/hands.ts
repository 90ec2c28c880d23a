// What a driver of the grid needs beyond the keyboard: places on the canvas, an input method, switches.
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ControlsView, FaultName } from '../../local/workbench/api/controls-api.ts';
import { VI } from '../../local/workbench/texts/vi.ts';
import { getJson, goTo, typeInto, WAIT_MS } from './grid-driver.ts';

export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Where a cell lies: its editor opens over it, and is left without a change. */
export async function findCell(page: Page, address: string): Promise<Box> {
  await goTo(page, address);
  await page.keyboard.press('F2');
  const editor = page.locator('#univer-doc-main-canvas');
  // A closed one lies far outside.
  const read = async () => (await editor.boundingBox())?.x ?? -1;
  await expect.poll(read, { timeout: WAIT_MS }).toBeGreaterThan(0);
  const box = await editor.boundingBox();
  await page.keyboard.press('Escape');
  await expect.poll(read, { timeout: WAIT_MS }).toBeLessThan(0);
  if (box === null) throw new Error(`${address} is not in sight`);
  return box;
}

/** By its number at the left edge of the grid. */
export async function selectRow(page: Page, rowNumber: number): Promise<void> {
  const cell = await findCell(page, `D${rowNumber}`);
  const grid = await page.locator('.grid-container').boundingBox();
  await page.mouse.click((grid?.x ?? 0) + 20, cell.y + cell.height / 2);
}

/** As an input method composes: what stands there is replaced until it is committed whole. */
export async function compose(
  context: BrowserContext,
  page: Page,
  steps: readonly string[],
): Promise<void> {
  const session = await context.newCDPSession(page);
  for (const text of steps) {
    const end = text.length;
    await session.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
  }
  await session.send('Input.insertText', { text: steps.at(-1) ?? '' });
  await session.detach();
}

export async function turn(
  page: Page,
  { url, name, on }: { readonly url: string; readonly name: FaultName; readonly on: boolean },
): Promise<void> {
  await page.getByLabel(VI.faultNames[name]).setChecked(on);
  const read = async () => (await getJson<ControlsView>(`${url}/api/controls`)).faults[name];
  await expect.poll(read, { timeout: WAIT_MS }).toBe(on);
}

/** All that a valid row needs. */
export async function typeRow(page: Page, rowNumber: number, title: string): Promise<void> {
  await typeInto(page, `D${rowNumber}`, title);
  await typeInto(page, `E${rowNumber}`, 'Tiết kiệm');
  await typeInto(page, `G${rowNumber}`, 'Đội vận hành (100%)');
  await typeInto(page, `H${rowNumber}`, '15/5/2010');
}
