/** The «Sáng kiến» menu and what its items do; people wait, so every item ends with an answer. */
import * as v from 'valibot';
import { COMMITTEE_UNIT } from '../core/messages/committee-unit.ts';
import { RefreshReply } from '../core/messages/refresh-reply.ts';
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import type { Statement } from '../core/messages/sync-request.ts';
import { readEntryTable } from '../core/sync/entry-table.ts';
import { formatVietnamTime } from '../core/time.ts';
import { CATALOGUE_TEXTS } from '../core/wording/catalogue.ts';
import { DIALOG, describeStop, GUIDE_HTML, MENU, WAIT_ANSWERS } from '../core/wording/sheet.ts';
import { acceptSuggestions } from './accept-suggestions.ts';
import type { ActivateDialogs } from './activate.ts';
import { activate, describeActivation } from './activate.ts';
import { showBanner } from './adapters/banner.ts';
import { findCatalogueTab } from './adapters/catalogue-sheet.ts';
import { readTable } from './adapters/entry-sheet.ts';
import { findEntryTab } from './adapters/find-entry-tab.ts';
import { postSigned } from './adapters/server.ts';
import { readSheetMemory } from './adapters/sheet-memory.ts';
import type { CatalogueRunResult } from './run-catalogue.ts';
import type { RunRequest, RunResult } from './run-sync.ts';
import { runSync } from './run-sync.ts';
import { syncCatalogue } from './sync-catalogue.ts';
import { withDocumentLock } from './with-document-lock.ts';

const MENU_LOCK_WAIT_MS = 30_000;
const TOAST_SECONDS = 10;

const STATEMENT_LABELS = { done: MENU.stateDone, none: MENU.stateNone } as const;

/** What to tell the person; undefined where they changed their mind. */
export type Answer = string | undefined;

/** Does what an item is for and says how it went. */
export function answerMenu(press: () => Answer): void {
  const text = press();
  if (text !== undefined) SpreadsheetApp.getActive().toast(text, MENU.title, TOAST_SECONDS);
}

/** A committee's file asks for publications; a unit's file syncs; a copy can only be activated. */
export function buildMenu(): void {
  const memory = readOwnMemory();
  const menu = SpreadsheetApp.getUi().createMenu(MENU.title);
  const isCommittee = memory?.activation.unit === COMMITTEE_UNIT;
  if (isCommittee) {
    menu
      .addItem(MENU.refreshSummary, 'menuRefreshSummary')
      .addItem(MENU.confirmDeletion, 'menuConfirmDeletion')
      .addSeparator();
  } else {
    menu
      .addItem(MENU.syncNow, 'menuSyncNow')
      .addItem(MENU.acceptSuggestions, 'menuAcceptSuggestions')
      .addSeparator()
      .addItem(MENU.stateDone, 'menuStateDone')
      .addItem(MENU.stateNone, 'menuStateNone')
      .addItem(MENU.confirmDeletion, 'menuConfirmDeletion')
      .addSeparator();
  }
  menu.addItem(MENU.activate, 'menuActivate').addItem(MENU.guide, 'menuGuide').addToUi();
}

/** A copy of a registered file has its ids and receipts but no registration: nothing goes out. */
export function announceCopy(): void {
  if (readOwnMemory() !== undefined) return;
  const spreadsheet = SpreadsheetApp.getActive();
  const found = findCopiedTab(spreadsheet);
  if (found === undefined) return;
  const stop = { kind: 'copiedFile' } as const;
  showBanner(found.sheet, found.table, stop);
  spreadsheet.toast(describeStop(stop), MENU.title, TOAST_SECONDS);
}

/** A tab with our ids or marks on it. */
function findCopiedTab(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet) {
  const entry = findEntryTab(spreadsheet);
  if (entry?.table.rows.some(({ idText }) => idText !== '')) return entry;
  const catalogue = findCatalogueTab(spreadsheet);
  return catalogue?.table.rows.some(({ markText }) => markText !== '') ? catalogue : undefined;
}

export function pressActivate(): Answer {
  const locked = withDocumentLock(MENU_LOCK_WAIT_MS, () => {
    const first = activateAndSync();
    // Only the server knows whether the code of before is still good; then another is asked for.
    return first.isRefused ? activateAndSync() : first;
  });
  if (locked.kind === 'busy') return DIALOG.busy;
  buildMenu();
  return locked.result.text;
}

type Activated = {
  readonly text: Answer;
  /** With a code that was not pasted just now. */
  readonly isRefused: boolean;
};

function activateAndSync(): Activated {
  const result = activate(ACTIVATE_DIALOGS);
  const told = describeActivation(result);
  if (result.kind !== 'activated' && result.kind !== 'already') {
    return { text: told, isRefused: false };
  }
  const { memory } = result;
  const isOld = result.kind === 'already' || !result.hasNewCode;
  if (memory.activation.unit === COMMITTEE_UNIT) {
    const run = syncCatalogue(memory);
    const isRefused = isOld && (memory.refused === true || isStoppedByServer(run));
    const isQuiet = run === undefined || run.kind === 'settled' || result.kind === 'already';
    return { text: isQuiet ? told : describeCatalogueRun(run), isRefused };
  }
  const run = syncEntry(memory, {});
  const isRefused = isOld && isStoppedByServer(run);
  if (result.kind === 'already') return { text: told, isRefused };
  const rules = run.kind === 'synced' ? run.memory.rules : undefined;
  const text = run.kind === 'synced' ? describeActivation(result, rules?.unitName) : undefined;
  return { text: text ?? describeRun(run), isRefused };
}

const ACTIVATE_DIALOGS: ActivateDialogs = {
  askForCode(question) {
    const ui = SpreadsheetApp.getUi();
    const answer = ui.prompt(MENU.activate, question, ui.ButtonSet.OK_CANCEL);
    return answer.getSelectedButton() === ui.Button.OK ? answer.getResponseText() : undefined;
  },
  agreeToAdopt(question) {
    return isAgreed(MENU.activate, question);
  },
};

function isAgreed(title: string, question: string): boolean {
  const ui = SpreadsheetApp.getUi();
  return ui.alert(title, question, ui.ButtonSet.YES_NO) === ui.Button.YES;
}

function isStoppedByServer(run: RunResult | CatalogueRunResult | undefined): boolean {
  if (run?.kind !== 'stopped') return false;
  return run.stop.kind === 'refused' || run.stop.kind === 'withdrawn';
}

export function pressSyncNow(): Answer {
  return describeRun(syncFromMenu({ retryRefused: true }));
}

export function pressGuide(): void {
  const page = HtmlService.createHtmlOutput(GUIDE_HTML).setWidth(480).setHeight(360);
  SpreadsheetApp.getUi().showModalDialog(page, MENU.guide);
}

/** Syncs first, so that what came back in the meantime is not deleted. */
export function pressConfirmDeletion(): Answer {
  if (readOwnMemory()?.activation.unit === COMMITTEE_UNIT) return confirmCatalogueDeletion();
  const first = syncFromMenu({});
  if (first.kind !== 'synced') return describeUnsent(first);
  const hold = first.session.lastReply?.hold;
  if (hold === undefined) return DIALOG.noHold;
  if (!isAgreed(MENU.confirmDeletion, DIALOG.confirmHold(hold.count))) return undefined;
  const second = syncFromMenu({ confirm: hold.id });
  if (second.kind !== 'synced') return describeUnsent(second);
  const deleted = [...second.session.missing.values()].filter((kind) => kind === 'deleted').length;
  return DIALOG.holdConfirmed(deleted);
}

export function pressStatement(statement: 'done' | 'none'): Answer {
  const label = STATEMENT_LABELS[statement];
  const memory = readOwnMemory();
  if (memory === undefined) return DIALOG.notActivated;
  let wanted: Statement = statement;
  if (memory.statement === statement) {
    if (!isAgreed(label, DIALOG.takeBackStatement(label))) return undefined;
    wanted = 'open';
  }
  if (wanted === 'none' && hasRows(memory)) return DIALOG.rowsPresent;
  const result = syncFromMenu({ statement: wanted });
  if (result.kind !== 'synced') return describeUnsent(result);
  const standing = result.session.lastReply?.statement;
  // Which day it is, and which deadline is in force, the server decides.
  if (standing !== undefined && standing !== wanted) {
    return DIALOG.statementKept(STATEMENT_LABELS[standing]);
  }
  return wanted === 'open' ? DIALOG.statementTakenBack(label) : DIALOG.statementSent(label);
}

export function pressAcceptSuggestions(): Answer {
  const locked = withDocumentLock(MENU_LOCK_WAIT_MS, () => {
    const memory = readOwnMemory();
    const sheet = memory === undefined ? null : findEntrySheet(memory);
    if (memory === undefined || sheet === null) return DIALOG.notActivated;
    const accepted = acceptSuggestions(memory, sheet);
    if (accepted.cellCount === 0) return DIALOG.noSuggestions(accepted);
    const synced = runSync({ memory, sheet, retryRefused: false });
    return joinAnswers(DIALOG.suggestionsTaken(accepted), describeUnfinished(synced));
  });
  return locked.kind === 'busy' ? DIALOG.busy : locked.result;
}

/** What was typed on «Danh mục» goes out before, so that this publication has it. */
export function pressRefreshSummary(): Answer {
  const memory = readOwnMemory();
  if (memory === undefined) return DIALOG.notActivated;
  if (memory.catalogueSheetId !== undefined) syncCatalogueFromMenu({ isForced: true });
  const answer = postSigned(memory.activation, '/v1/refresh', '{}');
  if (answer.kind !== 'answered') return DIALOG.notPublished;
  if (answer.status === 200) return describePublication(answer.body);
  const isRefused = answer.status === 401 || answer.status === 403;
  return isRefused ? WAIT_ANSWERS.withdrawnCode : DIALOG.notPublished;
}

function describePublication(body: unknown): string {
  const reply = v.safeParse(RefreshReply, body);
  if (!reply.success || reply.output.kind === 'published') return DIALOG.published;
  return DIALOG.unchanged(formatVietnamTime(Date.parse(reply.output.asOf)));
}

type CatalogueMenuRun = { readonly confirm?: string; readonly isForced?: boolean };
type CatalogueMenuResult = CatalogueRunResult | { readonly kind: 'busy' | 'notActivated' };

function syncCatalogueFromMenu(run: CatalogueMenuRun): CatalogueMenuResult {
  const locked = withDocumentLock(MENU_LOCK_WAIT_MS, () => {
    const memory = readOwnMemory();
    const result = memory === undefined ? undefined : syncCatalogue(memory, run);
    return result ?? { kind: 'notActivated' as const };
  });
  return locked.kind === 'busy' ? { kind: 'busy' } : locked.result;
}

/** Asks for all lines first, so that what came back in the meantime is not withdrawn. */
function confirmCatalogueDeletion(): Answer {
  const first = syncCatalogueFromMenu({ isForced: true });
  if (first.kind !== 'settled') return describeCatalogueRun(first);
  const { hold } = first.reply;
  if (hold === undefined) return CATALOGUE_TEXTS.noHold;
  const question = CATALOGUE_TEXTS.confirmHold(hold.count);
  if (!isAgreed(MENU.confirmDeletion, question)) return undefined;
  const second = syncCatalogueFromMenu({ confirm: hold.id });
  if (second.kind !== 'settled') return describeCatalogueRun(second);
  const withdrawn = second.reply.kind === 'settled' ? second.reply.withdrawn : 0;
  return CATALOGUE_TEXTS.holdConfirmed(withdrawn);
}

function describeCatalogueRun(result: CatalogueMenuResult): string {
  return result.kind === 'settled' ? DIALOG.synced : describeUnsettled(result);
}

/** A copy of a file may inherit properties in time to come: the id inside says whose they are. */
function readOwnMemory(): SheetMemory | undefined {
  const memory = readSheetMemory();
  return memory?.spreadsheetId === SpreadsheetApp.getActive().getId() ? memory : undefined;
}

type MenuRun = Partial<Pick<RunRequest, 'statement' | 'confirm' | 'retryRefused'>>;
type MenuResult = RunResult | { readonly kind: 'busy' } | { readonly kind: 'notActivated' };

function syncFromMenu(run: MenuRun): MenuResult {
  const locked = withDocumentLock(MENU_LOCK_WAIT_MS, () => {
    const memory = readOwnMemory();
    return memory === undefined ? { kind: 'notActivated' as const } : syncEntry(memory, run);
  });
  return locked.kind === 'busy' ? { kind: 'busy' } : locked.result;
}

function syncEntry(memory: SheetMemory, run: MenuRun): RunResult {
  const sheet = findEntrySheet(memory);
  if (sheet === null) return { kind: 'stopped', stop: { kind: 'noTab' } };
  return runSync({ retryRefused: false, ...run, memory, sheet });
}

function findEntrySheet({ entrySheetId }: SheetMemory) {
  return entrySheetId === undefined ? null : SpreadsheetApp.getActive().getSheetById(entrySheetId);
}

/** Emptied rows keep their hidden cells: only what people typed counts. */
function hasRows(memory: SheetMemory): boolean {
  const sheet = findEntrySheet(memory);
  if (sheet === null) return false;
  const table = readEntryTable(readTable(sheet).values);
  return table.kind === 'readable' && table.rows.some((row) => !row.isBlank);
}

/** Said only where it did not go as usual. */
function describeUnfinished(result: RunResult): string {
  return result.kind === 'synced' ? '' : describeRun(result);
}

function joinAnswers(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}

/** What people asked for beside their rows is not sent again by itself. */
function describeUnsent(result: MenuResult): string {
  return result.kind === 'waiting' ? DIALOG.notSent : describeRun(result);
}

function describeRun(result: MenuResult): string {
  if (result.kind === 'synced') return DIALOG.synced;
  return result.kind === 'empty' ? DIALOG.emptyTab : describeUnsettled(result);
}

/** Why a run, of rows or of the catalogue, came to no end. */
function describeUnsettled(
  result: Extract<MenuResult, { kind: 'waiting' | 'stopped' | 'busy' | 'notActivated' }>,
): string {
  switch (result.kind) {
    case 'waiting':
      return WAIT_ANSWERS[result.reason];
    case 'stopped':
      return describeStop(result.stop);
    case 'busy':
      return DIALOG.busy;
    case 'notActivated':
      return DIALOG.notActivated;
  }
}
