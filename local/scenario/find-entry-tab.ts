/** Finds tabs, columns and cells of a spreadsheet as a person names them. */
import { readCatalogueTable } from '../../core/catalogue/catalogue-table.ts';
import { findColumn } from '../../core/wording/columns.ts';
import { displayValue } from '../google/workbook/display-value.ts';
import type { Sheet } from '../google/workbook/sheet.ts';
import type { Workbook } from '../google/workbook/workbook.ts';
import { ScenarioError } from './scenario-error.ts';

const MAX_HEADER_ROWS = 30;

/** The tab people type into: «Danh mục» of the committee, else the first with an entry header. */
export function findEntryTab(workbook: Workbook): Sheet {
  const [first] = workbook.sheets;
  const entry =
    workbook.sheets.find(isCatalogue) ??
    workbook.sheets.find((sheet) => findHeaderRow(sheet) !== undefined) ??
    first;
  if (entry === undefined) throw new ScenarioError(`«${workbook.title}» has no tab`);
  return entry;
}

/** Also while people have renamed a header or two of it. */
export function isCatalogue(sheet: Sheet): boolean {
  return findCatalogueHeaderRow(sheet) !== undefined;
}

const MAX_RENAMED = 2;

function findCatalogueHeaderRow(sheet: Sheet): number | undefined {
  const rows = Math.min(MAX_HEADER_ROWS, sheet.contentExtent().rows);
  const texts = Array.from({ length: rows }, (_, row) => listRowTexts(sheet, row));
  const table = readCatalogueTable(texts);
  const isOurs = table.kind === 'readable' || table.problems.length <= MAX_RENAMED;
  return isOurs ? table.headerRowNumber - 1 : undefined;
}

/** 0-based; row 0 while no row looks like a header, as people still count from the top. */
export function findHeaderRow(sheet: Sheet): number | undefined {
  const catalogueRow = findCatalogueHeaderRow(sheet);
  if (catalogueRow !== undefined) return catalogueRow;
  const rows = Math.min(MAX_HEADER_ROWS, sheet.contentExtent().rows);
  for (let row = 0; row < rows; row += 1) {
    const known = listRowTexts(sheet, row).filter((text) => findColumn(text) !== undefined);
    if (known.length >= 3) return row;
  }
  return undefined;
}

/**
 * The 0-based column under a header text; own columns of people count too.
 *
 * @throws ScenarioError where there is none
 */
export function findColumnIndex(sheet: Sheet, header: string): number {
  const place = findColumnPlace(sheet, header);
  if (place === undefined) throw new ScenarioError(describeMissingColumn(sheet, header));
  return place;
}

export function findColumnPlace(sheet: Sheet, header: string): number | undefined {
  const texts = listHeaders(sheet);
  const wanted = fold(header);
  const exact = texts.findIndex((text) => fold(text) === wanted);
  if (exact >= 0) return exact;
  // While entry is stopped a banner stands behind the receipt's header.
  const column = findColumn(header);
  const place = column === undefined ? -1 : texts.findIndex((text) => findColumn(text) === column);
  return place < 0 ? undefined : place;
}

export function describeMissingColumn(sheet: Sheet, header: string): string {
  const headers = listHeaders(sheet).filter((text) => text.trim() !== '');
  const present =
    headers.length === 0 ? 'its header row is empty' : `it has ${headers.join(' | ')}`;
  return `no column «${header}» in «${sheet.title}»: ${present}`.replace(/\s+/g, ' ');
}

function listHeaders(sheet: Sheet): readonly string[] {
  return listRowTexts(sheet, findHeaderRow(sheet) ?? 0);
}

function listRowTexts(sheet: Sheet, row: number): readonly string[] {
  return Array.from({ length: sheet.contentExtent().columns }, (_, column) =>
    displayValue(sheet.cell(row, column)),
  );
}

/** Rows below the header that hold something people typed. */
export function countEntryRows(sheet: Sheet): number {
  const title = findColumnIndex(sheet, 'Tên sáng kiến');
  let last = findHeaderRow(sheet) ?? 0;
  const { rows, columns } = sheet.contentExtent();
  for (let row = last + 1; row < rows; row += 1) {
    for (let column = title; column < columns; column += 1) {
      if (sheet.cell(row, column).content !== undefined) last = row;
    }
  }
  return last;
}

function fold(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
