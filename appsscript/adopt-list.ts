/** Takes over a list people already keep: shows what it understood, then adds what is missing. */
import type { AdoptionPlan } from '../core/adoption/plan-adoption.ts';
import { planAdoption } from '../core/adoption/plan-adoption.ts';
import { HIDDEN_COLUMNS } from '../core/columns.ts';
import { ADOPTION, askAdoption } from '../core/wording/adoption.ts';
import { ENTRY_TAB_TITLE } from '../core/wording/sheet.ts';
import { readTable } from './adapters/entry-sheet.ts';
import { styleBody, TIME_ZONE } from './adapters/style-cells.ts';
import { COLUMN_WIDTHS, toListRule, writeEntryHeaders } from './build-entry-tab.ts';
import { toColumnLetters } from './column-letters.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

type List = { readonly sheet: Sheet; readonly plan: AdoptionPlan };

export type AdoptResult =
  | { readonly kind: 'none' }
  | { readonly kind: 'declined' }
  /** Someone changed it while the question stood open. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'adopted'; readonly sheet: Sheet; readonly plan: AdoptionPlan };

/** Tabs further right are not looked at. */
const MAX_TABS = 30;

/** Nothing is written unless `agree` says so. */
export function adoptList(
  spreadsheet: Spreadsheet,
  agree: (question: string) => boolean,
): AdoptResult {
  const [list, ...others] = findLists(spreadsheet);
  if (list === undefined) return { kind: 'none' };
  const { sheet, plan } = list;
  const question = askAdoption({
    tabName: sheet.getName(),
    plan,
    otherTabNames: others.map((other) => other.sheet.getName()),
    toLetters: toColumnLetters,
  });
  if (!agree(question)) return { kind: 'declined' };
  // People do not wait for a dialog someone else has open.
  const now = planAdoption(readTable(sheet).values);
  if (now === undefined || toShape(now) !== toShape(plan)) return { kind: 'changed' };
  carryOut(sheet, now);
  if (spreadsheet.getSpreadsheetTimeZone() !== TIME_ZONE) {
    spreadsheet.setSpreadsheetTimeZone(TIME_ZONE);
  }
  return { kind: 'adopted', sheet, plan: now };
}

/** The best match first. A tab «Nhập liệu» is taken before all others, and kept when it is blank. */
function findLists(spreadsheet: Spreadsheet): readonly List[] {
  const named = spreadsheet.getSheetByName(ENTRY_TAB_TITLE);
  const sheets = named === null ? spreadsheet.getSheets().slice(0, MAX_TABS) : [named];
  const lists = sheets.flatMap((sheet): readonly List[] => {
    const plan = planAdoption(readTable(sheet).values);
    return plan === undefined ? [] : [{ sheet, plan }];
  });
  return lists.sort((one, other) => other.plan.understood.length - one.plan.understood.length);
}

/** What was agreed to: rows may come and go meanwhile, columns may not. */
function toShape({ headerRowNumber, understood, appended, renamed }: AdoptionPlan): string {
  return JSON.stringify([headerRowNumber, understood, appended, renamed]);
}

/** Headers come last: only they make the tab one that is read. */
function carryOut(sheet: Sheet, plan: AdoptionPlan): void {
  makeRoom(sheet, plan);
  formatBlankRows(sheet, plan);
  formatAppended(sheet, plan);
  for (const { place, from, to } of plan.renamed) {
    const cell = sheet.getRange(plan.headerRowNumber, place + 1);
    const note = cell.getNote();
    const told = ADOPTION.renamedNote(from);
    cell.setNote(note === '' ? told : `${note}\n${told}`);
    cell.setValue(to);
  }
  writeHeaders(sheet, plan);
}

type Appending = Pick<AdoptionPlan, 'appended' | 'headerRowNumber' | 'firstRowNumber'>;

/** Headers come last here too. */
export function appendColumns(sheet: Sheet, appending: Appending): void {
  makeRoom(sheet, appending);
  formatAppended(sheet, appending);
  writeHeaders(sheet, appending);
}

function makeRoom(sheet: Sheet, { appended }: Appending): void {
  const width = appended.reduce((widest, { place }) => Math.max(widest, place + 1), 0);
  const present = sheet.getMaxColumns();
  if (width > present) sheet.insertColumnsAfter(present, width - present);
}

/** Below the list: rows that hold something keep their own formats, lists and colours. */
function formatBlankRows(sheet: Sheet, { understood, lastRowNumber }: AdoptionPlan): void {
  const count = sheet.getMaxRows() - lastRowNumber;
  if (count < 1) return;
  const first = lastRowNumber + 1;
  const last = lastRowNumber + count;
  const addresses = understood.map(({ place }) => {
    const letters = toColumnLetters(place);
    return `${letters}${first}:${letters}${last}`;
  });
  sheet.getRangeList(addresses).setNumberFormat('@');
  for (const { column, place } of understood) {
    const rule = toListRule(column);
    if (rule !== undefined) sheet.getRange(first, place + 1, count, 1).setDataValidation(rule);
  }
}

/** Columns of ours are ours in every row. */
function formatAppended(sheet: Sheet, { appended, firstRowNumber }: Appending): void {
  const [left] = appended;
  if (left === undefined) return;
  const count = sheet.getMaxRows() - firstRowNumber + 1;
  for (const { column, place } of appended) {
    sheet.setColumnWidth(place + 1, COLUMN_WIDTHS[column]);
    if (HIDDEN_COLUMNS.includes(column)) sheet.hideColumns(place + 1);
    const rule = toListRule(column);
    if (rule !== undefined && count > 0) {
      sheet.getRange(firstRowNumber, place + 1, count, 1).setDataValidation(rule);
    }
  }
  if (count < 1) return;
  styleBody(sheet.getRange(firstRowNumber, left.place + 1, count, appended.length));
}

function writeHeaders(sheet: Sheet, { appended, headerRowNumber }: Appending): void {
  const [left] = appended;
  if (left === undefined) return;
  writeEntryHeaders(
    sheet.getRange(headerRowNumber, left.place + 1, 1, appended.length),
    appended.map(({ column }) => column),
    appended.map(({ header }) => header),
  );
}
