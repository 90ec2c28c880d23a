/** «Danh mục» as triggers and the committee's menu use it. */
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { describeStop, MENU } from '../core/wording/sheet.ts';
import type { CatalogueRun, CatalogueRunResult } from './run-catalogue.ts';
import { runCatalogue } from './run-catalogue.ts';

const TOAST_SECONDS = 30;

/** The caller holds the document lock. @returns undefined while there is no such tab yet */
export function syncCatalogue(
  memory: SheetMemory,
  run: Omit<CatalogueRun, 'memory' | 'sheet'> = {},
): CatalogueRunResult | undefined {
  const { catalogueSheetId } = memory;
  if (catalogueSheetId === undefined) return undefined;
  const spreadsheet = SpreadsheetApp.getActive();
  const sheet = spreadsheet.getSheetById(catalogueSheetId);
  if (sheet !== null) return runCatalogue({ ...run, memory, sheet });
  // Without its tab nothing is said; what was accepted stays as it is.
  const stop = { kind: 'noCatalogue' } as const;
  spreadsheet.toast(describeStop(stop), MENU.title, TOAST_SECONDS);
  return { kind: 'stopped', stop };
}
