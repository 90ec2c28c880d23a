/** Rows of a person's own list that are no initiatives: numbering, totals, signatures, headers. */
import type { CellValue } from '../cell.ts';
import { isBlankCell } from '../cell.ts';
import type { EntryColumn } from '../columns.ts';
import { once } from '../once.ts';
import { SIGNATURE_OPENINGS, TOTAL_OPENINGS, TOTAL_WORDS } from '../wording/header-aliases.ts';
import type { ListHeader, SheetValues } from './find-list-header.ts';
import { MAX_HEADER_LENGTH, toHeaderWords } from './header-key.ts';
import { matchHeader } from './match-header.ts';
import { toText } from './place-headers.ts';

/** 1-based numbers of rows below the header's first line. */
export function listSideRows(values: SheetValues, header: ListHeader): ReadonlySet<number> {
  const { headerRowNumber, lastHeaderRowNumber, places } = header;
  const side = new Set<number>();
  let isBelowSignature = false;
  for (let rowIndex = headerRowNumber; rowIndex < values.length; rowIndex += 1) {
    const row = values[rowIndex] ?? [];
    const isUntitled = isBlankCell(row[places.title ?? -1]);
    const signs = isSignature(row, header);
    isBelowSignature ||= signs;
    const isSide =
      rowIndex < lastHeaderRowNumber ||
      signs ||
      isSection(row, header) ||
      (isUntitled ? isBelowSignature || isTotal(row) : isTitledTotal(row, header)) ||
      (!isUntitled && (isNumbering(row, header) || isHeaderAgain(row, header)));
    if (isSide) side.add(rowIndex + 1);
  }
  return side;
}

/** As header words are compared, which needs the table of syllables: made for a list, at no load. */
const readOpenings = once(() => ({
  totals: TOTAL_OPENINGS.map(toWords),
  signatures: SIGNATURE_OPENINGS.map(toWords),
  // «Cộng: 3 sáng kiến» below the titles; «Cộng hưởng từ …» is one of them.
  titledTotal: new RegExp(
    `^(?:tong cong(?: .*)?|(?:tong so|tong|cong)(?: (?:${TOTAL_WORDS.map(toWords).join('|')}|\\d+|[ivx]+))*)$`,
  ),
}));

function toWords(text: string): string {
  return toHeaderWords(text).join(' ');
}

/** «Bến Tre, ngày 10 tháng 3 năm 2011», often with the day left open. */
const PLACE_AND_DAY = /(?:^| )ngai (?:\d+ )?thang (?:\d+ )?nam(?: |$)/;
const MAX_SIGNATURES = 4;

function isTotal(row: readonly CellValue[]): boolean {
  const first = row.find((cell) => !isBlankCell(cell));
  return typeof first === 'string' && opensWith(first, readOpenings().totals);
}

/** Who did it, and when, is never said of a total. */
function isTitledTotal(row: readonly CellValue[], { places }: ListHeader): boolean {
  const { title = -1, authors = -1, appliedOn = -1 } = places;
  if (!isBlankCell(row[authors]) || !isBlankCell(row[appliedOn])) return false;
  return readOpenings().titledTotal.test(toWords(toText(row[title])));
}

const SECTION_NUMBER = /^\(?(?:[IVX]{1,5}|[A-H])\s*[.)/:–-]?$/;
const NUMBERED_SECTION = /^(?:[IVX]{1,5}|[A-H])\s*[.)/:–-]\s*(?=\p{L})/u;

/** «I | LĨNH VỰC Y TẾ»: a number of a section and its name, and nothing else in the row. */
function isSection(row: readonly CellValue[], header: ListHeader): boolean {
  const [first, second, ...others] = listTyped(row, header);
  if (typeof first !== 'string' || others.length > 0) return false;
  if (second === undefined) {
    const name = first.trim().replace(NUMBERED_SECTION, '');
    return name !== first.trim() && name === name.toUpperCase();
  }
  return SECTION_NUMBER.test(first.trim()) && typeof second === 'string' && /\p{L}/u.test(second);
}

/** The managed cells of the row may hold what an earlier run wrote there. */
function listTyped(row: readonly CellValue[], { places }: ListHeader): readonly CellValue[] {
  const managed = [places.rowId, places.mark, places.receipt];
  return row.filter((cell, place) => !isBlankCell(cell) && !managed.includes(place));
}

function isSignature(row: readonly CellValue[], header: ListHeader): boolean {
  const filled = listTyped(row, header);
  if (filled.length === 0 || filled.length > MAX_SIGNATURES) return false;
  return filled.every((cell) => {
    if (typeof cell !== 'string' || cell.length > MAX_HEADER_LENGTH) return false;
    return opensWith(cell, readOpenings().signatures) || PLACE_AND_DAY.test(toWords(cell));
  });
}

function opensWith(text: string, openings: readonly string[]): boolean {
  if (text.length > MAX_HEADER_LENGTH) return false;
  const words = `${toWords(text)} `;
  return openings.some((opening) => words.startsWith(`${opening} `));
}

/** «(1) (2) (3)» or «A B 1 2» below a header. */
const COLUMN_NUMBER = /^\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?$/;
const MIN_NUMBERED = 3;

function isNumbering(row: readonly CellValue[], { places }: ListHeader): boolean {
  const typed = row.filter((cell, place) => !isBlankCell(cell) && place !== places.receipt);
  return typed.length >= MIN_NUMBERED && typed.every((cell) => COLUMN_NUMBER.test(String(cell)));
}

/** The header pasted again, as on every printed page. */
function isHeaderAgain(row: readonly CellValue[], { places }: ListHeader): boolean {
  const says = (column: EntryColumn): boolean => {
    const meaning = matchHeader(toText(row[places[column] ?? -1]));
    return meaning.kind === 'column' && meaning.column === column;
  };
  return says('title') && (says('authors') || says('appliedOn'));
}
