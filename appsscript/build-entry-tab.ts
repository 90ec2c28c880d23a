/** Makes the entry tab from nothing: headers, notes, lists, text formats, hidden columns. */
import type { EntryColumn } from '../core/columns.ts';
import { ENTRY_COLUMNS, HIDDEN_COLUMNS, REQUIRED_COLUMNS } from '../core/columns.ts';
import { COLUMN_HEADERS, COLUMN_NOTES } from '../core/wording/columns.ts';
import {
  AWARD_NAMES,
  CATEGORY_NAMES,
  FIELD_NAMES,
  RECOGNITION_NAMES,
} from '../core/wording/lists.ts';
import { ENTRY_TAB_TITLE } from '../core/wording/sheet.ts';
import { setVietnamese, styleBody, toDropdown, writeHeaders } from './adapters/style-cells.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

const LISTS: { readonly [column in EntryColumn]?: readonly string[] } = {
  category: Object.values(CATEGORY_NAMES),
  field: Object.values(FIELD_NAMES),
  recognition: Object.values(RECOGNITION_NAMES),
  award: Object.values(AWARD_NAMES),
};

export const COLUMN_WIDTHS: { readonly [column in EntryColumn]: number } = {
  rowId: 120,
  mark: 120,
  receipt: 260,
  title: 320,
  category: 200,
  field: 130,
  authors: 220,
  appliedOn: 150,
  description: 300,
  difficulty: 220,
  benefit: 170,
  otherBenefits: 200,
  replication: 180,
  recognition: 130,
  decision: 160,
  award: 110,
  note: 180,
};

const COLOURS = { required: '#cfe2f3', optional: '#efefef', managed: '#d9ead3' } as const;

/** The one tab called «Nhập liệu» if it is there already, else a new one. */
export function buildEntryTab(spreadsheet: Spreadsheet): Sheet {
  const existing = spreadsheet.getSheetByName(ENTRY_TAB_TITLE);
  if (existing !== null && existing.getLastRow() > 0) return existing;
  setVietnamese(spreadsheet);
  const sheet =
    existing ?? takeBlankSheet(spreadsheet) ?? spreadsheet.insertSheet(ENTRY_TAB_TITLE, 0);
  formatRows(sheet);
  writeHeader(sheet);
  return sheet;
}

/** The one blank sheet every new spreadsheet has. */
function takeBlankSheet(spreadsheet: Spreadsheet): Sheet | undefined {
  const [only, ...others] = spreadsheet.getSheets();
  if (only === undefined || others.length > 0 || only.getLastRow() > 0) return undefined;
  return only.setName(ENTRY_TAB_TITLE);
}

function writeHeader(sheet: Sheet): void {
  sheet.setFrozenRows(1);
  for (const [index, column] of ENTRY_COLUMNS.entries()) {
    sheet.setColumnWidth(index + 1, COLUMN_WIDTHS[column]);
    if (HIDDEN_COLUMNS.includes(column)) sheet.hideColumns(index + 1);
  }
  const texts = ENTRY_COLUMNS.map((column) => COLUMN_HEADERS[column]);
  writeEntryHeaders(sheet.getRange(1, 1, 1, ENTRY_COLUMNS.length), ENTRY_COLUMNS, texts);
}

export function writeEntryHeaders(
  range: GoogleAppsScript.Spreadsheet.Range,
  columns: readonly EntryColumn[],
  texts: string[],
): void {
  const notes = columns.map((column) => COLUMN_NOTES[column]);
  writeHeaders(range, { notes, colours: columns.map(toHeaderColour), texts });
}

function formatRows(sheet: Sheet): void {
  const count = sheet.getMaxRows() - 1;
  styleBody(sheet.getRange(2, 1, count, ENTRY_COLUMNS.length));
  for (const [index, column] of ENTRY_COLUMNS.entries()) {
    const rule = toListRule(column);
    if (rule !== undefined) sheet.getRange(2, index + 1, count, 1).setDataValidation(rule);
  }
}

/** The dropdown of a column that has a list. */
export function toListRule(
  column: EntryColumn,
): GoogleAppsScript.Spreadsheet.DataValidation | undefined {
  const values = LISTS[column];
  return values === undefined ? undefined : toDropdown(values, COLUMN_NOTES[column]);
}

function toHeaderColour(column: EntryColumn): string {
  if (column === 'receipt' || HIDDEN_COLUMNS.includes(column)) return COLOURS.managed;
  const isRequired = REQUIRED_COLUMNS.some((required) => required === column);
  return isRequired ? COLOURS.required : COLOURS.optional;
}
