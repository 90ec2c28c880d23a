// A1 addresses: column letters, cells, ranges, sheet names in quotes.

import type { Rect } from './rect.ts';
import { WorkbookError } from './workbook-error.ts';

/** A range as written; an undefined end is open («B:D», «2:5», a bare sheet name). */
export type A1Range = {
  readonly sheetTitle?: string;
  readonly startRow?: number;
  readonly startColumn?: number;
  /** Exclusive, like the Sheets API. */
  readonly endRow?: number;
  readonly endColumn?: number;
};

/** 0 → 'A', 26 → 'AA'. */
export function toColumnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** 'A' → 0; letters only, any case. */
export function parseColumnLetters(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A title as it stands before «!» in an address, always in quotes. */
export function quoteSheetTitle(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

export function toA1(rect: Rect): string {
  const first = `${toColumnLetters(rect.column)}${rect.row + 1}`;
  if (rect.rows === 1 && rect.columns === 1) return first;
  const last = `${toColumnLetters(rect.column + rect.columns - 1)}${rect.row + rect.rows}`;
  return `${first}:${last}`;
}

/**
 * Parses «'Tổng hợp'!A1:C3», «A1», «B2:D», «A:C», «2:5» or «'Tổng hợp'».
 *
 * A text without «!» that is no address is a sheet title, as in the Sheets API.
 * @throws WorkbookError 'invalid'
 */
export function parseA1(text: string): A1Range {
  const separator = text.lastIndexOf('!');
  if (separator < 0) {
    const range = parseCells(text);
    if (range !== undefined) return range;
    return { sheetTitle: unquote(text) };
  }
  const range = parseCells(text.slice(separator + 1));
  if (range === undefined) throw new WorkbookError('invalid', `Unable to parse range: ${text}`);
  return { sheetTitle: unquote(text.slice(0, separator)), ...range };
}

/** The part of an address that lies inside a sheet of this size; undefined when none does. */
export function clipA1(
  range: A1Range,
  size: { readonly rowCount: number; readonly columnCount: number },
): Rect | undefined {
  const row = range.startRow ?? 0;
  const column = range.startColumn ?? 0;
  const rows = Math.min(range.endRow ?? size.rowCount, size.rowCount) - row;
  const columns = Math.min(range.endColumn ?? size.columnCount, size.columnCount) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : undefined;
}

function unquote(title: string): string {
  if (title.length < 2 || !title.startsWith("'") || !title.endsWith("'")) return title;
  return title.slice(1, -1).replaceAll("''", "'");
}

function parseCells(text: string): A1Range | undefined {
  const match = /^\$?([A-Za-z]{1,3})?\$?(\d{1,8})?(?::\$?([A-Za-z]{1,3})?\$?(\d{1,8})?)?$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, letters1, digits1, letters2, digits2] = match;
  const hasColon = text.includes(':');
  if (letters1 === undefined && digits1 === undefined) return undefined;
  if (digits1 === '0' || digits2 === '0') return undefined;
  if (!hasColon) {
    if (letters1 === undefined || digits1 === undefined) return undefined;
    const row = Number(digits1) - 1;
    const column = parseColumnLetters(letters1);
    return { startRow: row, startColumn: column, endRow: row + 1, endColumn: column + 1 };
  }
  if (letters2 === undefined && digits2 === undefined) return undefined;
  return ordered({
    row1: digits1 === undefined ? undefined : Number(digits1) - 1,
    row2: digits2 === undefined ? undefined : Number(digits2) - 1,
    column1: letters1 === undefined ? undefined : parseColumnLetters(letters1),
    column2: letters2 === undefined ? undefined : parseColumnLetters(letters2),
  });
}

type Corners = {
  readonly row1: number | undefined;
  readonly row2: number | undefined;
  readonly column1: number | undefined;
  readonly column2: number | undefined;
};

function ordered({ row1, row2, column1, column2 }: Corners): A1Range {
  const [startRow, endRow] = spanOf(row1, row2);
  const [startColumn, endColumn] = spanOf(column1, column2);
  return {
    ...(startRow === undefined ? {} : { startRow }),
    ...(endRow === undefined ? {} : { endRow }),
    ...(startColumn === undefined ? {} : { startColumn }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

// «B2:D» has no last row; «C:A» means the same as «A:C».
function spanOf(
  a: number | undefined,
  b: number | undefined,
): readonly [number | undefined, number | undefined] {
  if (a === undefined || b === undefined) return [a ?? b, undefined];
  return [Math.min(a, b), Math.max(a, b) + 1];
}
