// Drives the workbench's grid as a person at the keyboard does, and asks the server what came of it.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { GridCell, GridView } from '../../local/workbench/api/grid-api.ts';
import type { SpreadsheetView } from '../../local/workbench/api/page-api.ts';

export const WAIT_MS = 20_000;

/** Until the tab is drawn; what lies on a canvas cannot be asked for. */
export async function waitForGrid(page: Page): Promise<void> {
  await waitUntil(
    page,
    `[...document.querySelectorAll('.grid-container canvas')].some((one) => one.width > 200) &&
      document.querySelector('.address').value !== ''`,
  );
}

/** The page's policy lets nothing be evaluated in it while it waits: asked again from here. */
export async function waitUntil(page: Page, expression: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(expression), { timeout: WAIT_MS, interval: 30, message: expression })
    .toBe(true);
}

export async function openUnit(page: Page, url: string, key: string): Promise<void> {
  await page.goto(`${url}/#/${key}`);
  await page.locator('h2 .code', { hasText: key }).waitFor();
  await waitForGrid(page);
}

/** The box beside the tools names the selected cell, and takes one there. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.locator('.address').fill(address);
  await page.keyboard.press('Enter');
  await waitForSelected(page, address);
}

async function waitForSelected(page: Page, address: string): Promise<void> {
  await waitUntil(
    page,
    `document.querySelector('.address').value === ${JSON.stringify(address)} &&
      document.activeElement.isContentEditable`,
  );
}

/** Types into the cell and leaves it to the right. */
export async function typeInto(page: Page, address: string, text: string): Promise<void> {
  await goTo(page, address);
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
  await waitUntil(page, `document.querySelector('.address').value !== ${JSON.stringify(address)}`);
}

export type UnitSheet = {
  view(): Promise<GridView>;
  /** 1-based, as on the page. */
  cell(rowNumber: number, column: number): Promise<string>;
  rowCount(): Promise<number>;
};

export const RECEIPT = 2;
export const TITLE = 3;

export function unitSheet(url: string, key: string): UnitSheet {
  const view = async (): Promise<GridView> => {
    const { tabs } = await getJson<SpreadsheetView>(`${url}/api/spreadsheets/${key}`);
    return getJson<GridView>(`${url}/api/spreadsheets/${key}/grid/${tabs[0]?.sheetId}`);
  };
  return {
    view,
    cell: async (rowNumber, column) => toText((await view()).rows[rowNumber - 1]?.cells[column]),
    rowCount: async () => (await view()).rows.length,
  };
}

export async function getJson<T>(address: string): Promise<T> {
  return (await (await fetch(address)).json()) as T;
}

export function toText(cell: GridCell | undefined): string {
  return typeof cell === 'string' ? cell : (cell?.text ?? '');
}

export async function expectReceipt(
  sheet: UnitSheet,
  rowNumber: number,
  pattern: RegExp,
): Promise<void> {
  await expect
    .poll(() => sheet.cell(rowNumber, RECEIPT), { timeout: WAIT_MS, interval: 100 })
    .toMatch(pattern);
}
