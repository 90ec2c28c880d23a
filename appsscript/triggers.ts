/** What the installed triggers do; one that was not installed by «Kích hoạt» ends at once. */
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { describeStop, MENU } from '../core/wording/sheet.ts';
import { readSheetMemory } from './adapters/sheet-memory.ts';
import { runCatalogue } from './run-catalogue.ts';
import { runSync } from './run-sync.ts';
import { syncCatalogue } from './sync-catalogue.ts';
import { withDocumentLock } from './with-document-lock.ts';

type EditEvent = GoogleAppsScript.Events.SheetsOnEdit;
type ChangeEvent = GoogleAppsScript.Events.SheetsOnChange;
type ClockEvent = GoogleAppsScript.Events.TimeDriven;

/** Edits come one after another: the holder of the lock, or the clock, sees what this one leaves. */
const EDIT_LOCK_WAIT_MS = 10_000;
const CLOCK_LOCK_WAIT_MS = 1_000;
const TOAST_SECONDS = 30;

export function onSheetEdit(event: EditEvent): void {
  const { range } = event;
  const sheet = range.getSheet();
  runFromTrigger(event.triggerUid, EDIT_LOCK_WAIT_MS, (memory) => {
    const sheetId = sheet.getSheetId();
    if (sheetId === memory.catalogueSheetId) runCatalogue({ memory, sheet });
    if (sheetId !== memory.entrySheetId) return;
    const edited = {
      fromRow: range.getRow(),
      toRow: range.getLastRow(),
      fromColumn: range.getColumn(),
      toColumn: range.getLastColumn(),
    };
    runSync({ memory, sheet, edited, retryRefused: false });
  });
}

/** An edit has its own trigger; this one is for rows and columns that come, go or move. */
export function onSheetChange(event: ChangeEvent): void {
  if (event.changeType === 'EDIT' || event.changeType === 'FORMAT') return;
  syncEntryTab(event.triggerUid, EDIT_LOCK_WAIT_MS);
}

export function onClock(event: ClockEvent): void {
  syncEntryTab(event.triggerUid, CLOCK_LOCK_WAIT_MS);
}

function syncEntryTab(triggerUid: string | undefined, lockWaitMs: number): void {
  runFromTrigger(triggerUid, lockWaitMs, (memory) => {
    if (memory.catalogueSheetId !== undefined) syncCatalogue(memory);
    if (memory.entrySheetId === undefined) return;
    const spreadsheet = SpreadsheetApp.getActive();
    const sheet = spreadsheet.getSheetById(memory.entrySheetId);
    if (sheet !== null) runSync({ memory, sheet, retryRefused: false });
    // Without its tab the unit has nothing to send; its accepted rows stay as they are.
    else spreadsheet.toast(describeStop({ kind: 'noTab' }), MENU.title, TOAST_SECONDS);
  });
}

function runFromTrigger(
  triggerUid: string | undefined,
  lockWaitMs: number,
  run: (memory: SheetMemory) => void,
): void {
  withDocumentLock(lockWaitMs, () => {
    const memory = readSheetMemory();
    if (memory === undefined || triggerUid === undefined) return;
    if (memory.triggerIds.includes(triggerUid)) run(memory);
  });
}
