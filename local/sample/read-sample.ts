// Reads a file of rows of several units, as staff would paste them, by the names of its columns.
import { parse } from 'csv-parse/sync';
import { type EntryColumn, TYPED_COLUMNS } from '../../core/columns.ts';
import { COLUMN_HEADERS, findColumn } from '../../core/wording/columns.ts';

export const UNIT_CODE_HEADER = 'unit_code';

/** A file of rows is not what it should be; the message says what is wrong, in one line. */
export class SampleError extends Error {
  override readonly name = 'SampleError';
}

/**
 * Values stand in the order of the entry columns people see, from «Tên sáng kiến» on, whatever
 * their order in the file. Nothing is trimmed.
 *
 * @returns rows by unit code, units and rows in the order of the file
 * @throws SampleError naming the missing column or the faulty line
 */
export function readSampleRows(csvText: string): ReadonlyMap<string, readonly string[][]> {
  const [header, ...lines] = parseCsv(csvText);
  if (header === undefined) throw new SampleError('the file is empty');
  const unitIndex = header.findIndex((name) => name.trim() === UNIT_CODE_HEADER);
  if (unitIndex < 0) throw new SampleError(`column «${UNIT_CODE_HEADER}» is missing`);
  const places = findPlaces(header);
  const rowsByUnit = new Map<string, string[][]>();
  for (const line of lines) {
    const unit = (line[unitIndex] ?? '').trim();
    const rows = rowsByUnit.get(unit) ?? [];
    rows.push(places.map((place) => line[place] ?? ''));
    rowsByUnit.set(unit, rows);
  }
  if (rowsByUnit.has('')) throw new SampleError(`a row has no «${UNIT_CODE_HEADER}»`);
  return rowsByUnit;
}

function findPlaces(header: readonly string[]): readonly number[] {
  const placeOf = new Map<EntryColumn, number>();
  for (const [index, name] of header.entries()) {
    const column = findColumn(name);
    if (column === undefined) continue;
    if (placeOf.has(column)) throw new SampleError(`column «${name}» is there twice`);
    placeOf.set(column, index);
  }
  return TYPED_COLUMNS.map((column) => {
    const place = placeOf.get(column);
    // A misspelt header must not lose a column of data in silence.
    if (place === undefined) throw new SampleError(`column «${COLUMN_HEADERS[column]}» is missing`);
    return place;
  });
}

function parseCsv(csvText: string): readonly string[][] {
  try {
    return parse(csvText, { bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new SampleError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
