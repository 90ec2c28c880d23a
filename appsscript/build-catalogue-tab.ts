/** Makes «Danh mục» from what the server says stands in force. */

import type { CatalogueKeyParts } from '../core/catalogue/catalogue-key.ts';
import { CATALOGUE_ITEMS, parseCatalogueKey } from '../core/catalogue/catalogue-key.ts';
import type { CatalogueColumn } from '../core/catalogue/catalogue-table.ts';
import { CATALOGUE_COLUMNS } from '../core/catalogue/catalogue-table.ts';
import type { CatalogueReply } from '../core/messages/catalogue.ts';
import {
  CATALOGUE_EXPLANATIONS,
  CATALOGUE_HEADER_NOTES,
  CATALOGUE_HEADERS,
  CATALOGUE_ITEM_NAMES,
  CATALOGUE_TAB_SECOND_TITLE,
  CATALOGUE_TAB_TITLE,
  CATALOGUE_TEXTS,
} from '../core/wording/catalogue.ts';
import { setVietnamese, styleBody, styleHeader, toDropdown } from './adapters/style-cells.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type OpenedLine = Extract<CatalogueReply, { kind: 'opened' }>['lines'][number];
type Line = OpenedLine & { readonly parts: CatalogueKeyParts };

const WIDTHS: { readonly [column in CatalogueColumn]: number } = {
  mark: 120,
  receipt: 300,
  item: 320,
  unit: 90,
  unitName: 320,
  value: 200,
  explanation: 420,
};
const COLOURS = { typed: '#cfe2f3', fixed: '#efefef', managed: '#d9ead3' } as const;
/** Lines people may add of their own. */
const SPARE_ROWS = 20;

export function buildCatalogueTab(spreadsheet: Spreadsheet, opened: readonly OpenedLine[]): Sheet {
  const lines = opened.flatMap((line): Line[] => {
    const parts = parseCatalogueKey(line.key);
    return parts === undefined ? [] : [{ ...line, parts }];
  });
  setVietnamese(spreadsheet);
  const sheet = takeSheet(spreadsheet);
  const rowCount = growRows(sheet, lines.length + 1 + SPARE_ROWS);
  formatColumns(sheet, rowCount);
  formatValues(sheet, lines);
  protectColumns(sheet, rowCount);
  // Texts come last, all at once: only they make the tab one that is read, and not built again.
  const values = [
    CATALOGUE_COLUMNS.map((column) => CATALOGUE_HEADERS[column]),
    ...lines.map(toCells),
  ];
  sheet.getRange(1, 1, values.length, CATALOGUE_COLUMNS.length).setValues(values);
  return sheet;
}

/** One that was begun and not filled is taken; people's own of that name is left alone. */
function takeSheet(spreadsheet: Spreadsheet): Sheet {
  const sheets = spreadsheet.getSheets();
  for (const title of [CATALOGUE_TAB_TITLE, CATALOGUE_TAB_SECOND_TITLE]) {
    const existing = spreadsheet.getSheetByName(title);
    if (existing === null) return spreadsheet.insertSheet(title, sheets.length);
    if (existing.getLastRow() === 0) return existing;
  }
  return spreadsheet.insertSheet();
}

function growRows(sheet: Sheet, needed: number): number {
  const count = sheet.getMaxRows();
  if (count >= needed) return count;
  sheet.insertRowsAfter(count, needed - count);
  return needed;
}

function formatColumns(sheet: Sheet, rowCount: number): void {
  sheet.setFrozenRows(1);
  for (const [index, column] of CATALOGUE_COLUMNS.entries()) {
    sheet.setColumnWidth(index + 1, WIDTHS[column]);
  }
  sheet.hideColumns(toPlace('mark'));
  styleHeader(sheet.getRange(1, 1, 1, CATALOGUE_COLUMNS.length), {
    notes: CATALOGUE_COLUMNS.map((column) => CATALOGUE_HEADER_NOTES[column]),
    colours: CATALOGUE_COLUMNS.map(toColour),
  });
  styleBody(sheet.getRange(2, 1, rowCount - 1, CATALOGUE_COLUMNS.length));
  const names = CATALOGUE_ITEMS.map((item) => CATALOGUE_ITEM_NAMES[item]);
  const items = toDropdown(names, CATALOGUE_HEADER_NOTES.item);
  sheet.getRange(2, toPlace('item'), rowCount - 1, 1).setDataValidation(items);
}

/** Boxes to tick where a unit is chosen or not; a box is a truth value and no text. */
function formatValues(sheet: Sheet, lines: readonly Line[]): void {
  const first = lines.findIndex(({ parts }) => parts.item === 'model');
  if (first < 0) return;
  const count = lines.filter(({ parts }) => parts.item === 'model').length;
  const box = SpreadsheetApp.newDataValidation()
    .requireCheckbox()
    .setAllowInvalid(true)
    .setHelpText(CATALOGUE_EXPLANATIONS.model)
    .build();
  const range = sheet.getRange(first + 2, toPlace('value'), count, 1);
  range.setNumberFormat('General').setDataValidation(box);
}

/** A warning only: whoever means it may go on, and sorting is not forbidden to anybody. */
function protectColumns(sheet: Sheet, rowCount: number): void {
  const fixed = toPlace('unitName') - toPlace('receipt') + 1;
  for (const range of [
    sheet.getRange(1, 1, 1, CATALOGUE_COLUMNS.length),
    sheet.getRange(2, toPlace('receipt'), rowCount - 1, fixed),
  ]) {
    range.protect().setDescription(CATALOGUE_TEXTS.protection).setWarningOnly(true);
  }
}

function toCells({ parts, unitName, cell }: Line): (string | boolean)[] {
  const cells: { readonly [column in CatalogueColumn]: string | boolean } = {
    mark: '',
    receipt: '',
    item: CATALOGUE_ITEM_NAMES[parts.item],
    unit: 'unit' in parts ? parts.unit : '',
    unitName,
    value: cell,
    explanation: CATALOGUE_EXPLANATIONS[parts.item],
  };
  return CATALOGUE_COLUMNS.map((column) => cells[column]);
}

/** 1-based. */
function toPlace(column: CatalogueColumn): number {
  return CATALOGUE_COLUMNS.indexOf(column) + 1;
}

function toColour(column: CatalogueColumn): string {
  if (column === 'mark' || column === 'receipt') return COLOURS.managed;
  return column === 'value' ? COLOURS.typed : COLOURS.fixed;
}
