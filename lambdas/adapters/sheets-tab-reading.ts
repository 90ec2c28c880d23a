/** Tabs of the Sheets API as a script would read them: the same values, formulas and merged cells. */
import type { sheets_v4 } from '@googleapis/sheets';
import type { CellValue } from '../../core/cell.ts';
import type { TabReading } from '../../core/sweep/choose-entry-tab.ts';
import { toScriptSerial } from './zoned-time.ts';

/** All that is read of a spreadsheet: one answer, so that no edit falls between two calls. */
export const TAB_FIELDS = [
  'properties.timeZone',
  'sheets(properties(sheetId,sheetType),merges',
  'data.rowData.values(userEnteredValue.formulaValue,effectiveValue,effectiveFormat.numberFormat.type))',
].join(',');

export function toTabReadings({
  properties,
  sheets = [],
}: sheets_v4.Schema$Spreadsheet): readonly TabReading[] {
  const timeZone = properties?.timeZone ?? 'Asia/Ho_Chi_Minh';
  return sheets.flatMap((sheet): TabReading[] => {
    const { sheetId, sheetType = 'GRID' } = sheet.properties ?? {};
    if (sheetId === undefined || sheetId === null || sheetType !== 'GRID') return [];
    const rows = sheet.data?.[0]?.rowData ?? [];
    return [
      {
        sheetId,
        values: rows.map(({ values = [] }) => values.map((cell) => toCellValue(cell, timeZone))),
        formulas: listFormulas(rows),
        mergedRows: listMergedRows(sheet.merges ?? []),
      },
    ];
  });
}

const DATE_TYPES: ReadonlySet<string | null | undefined> = new Set(['DATE', 'TIME', 'DATE_TIME']);

function toCellValue(
  { effectiveValue, effectiveFormat }: sheets_v4.Schema$CellData,
  timeZone: string,
): CellValue {
  const { numberValue, stringValue, boolValue, errorValue } = effectiveValue ?? {};
  if (typeof numberValue === 'number') {
    const isDate = DATE_TYPES.has(effectiveFormat?.numberFormat?.type);
    return isDate ? { serial: toScriptSerial(numberValue, timeZone) } : numberValue;
  }
  if (typeof boolValue === 'boolean') return boolValue;
  if (errorValue !== undefined && errorValue !== null) return toErrorText(errorValue.type ?? '');
  return stringValue ?? '';
}

/** As the cell shows it, which is what a script reads. */
const ERROR_TEXTS: ReadonlyMap<string, string> = new Map([
  ['NULL_VALUE', '#NULL!'],
  ['DIVIDE_BY_ZERO', '#DIV/0!'],
  ['VALUE', '#VALUE!'],
  ['REF', '#REF!'],
  ['NAME', '#NAME?'],
  ['NUM', '#NUM!'],
  ['N_A', '#N/A'],
  ['LOADING', 'Loading...'],
]);

function toErrorText(type: string): string {
  return ERROR_TEXTS.get(type) ?? '#ERROR!';
}

function listFormulas(
  rows: readonly sheets_v4.Schema$RowData[],
): ReadonlyMap<number, ReadonlySet<number>> {
  const found = new Map<number, ReadonlySet<number>>();
  for (const [index, { values = [] }] of rows.entries()) {
    const columns = values.flatMap(({ userEnteredValue }, column) =>
      typeof userEnteredValue?.formulaValue === 'string' ? [column] : [],
    );
    if (columns.length > 0) found.set(index + 1, new Set(columns));
  }
  return found;
}

/** The end of a range of the API lies behind it. */
function listMergedRows(merges: readonly sheets_v4.Schema$GridRange[]): ReadonlySet<number> {
  const merged = new Set<number>();
  for (const { startRowIndex, endRowIndex } of merges) {
    for (let row = startRowIndex ?? 0; row < (endRowIndex ?? 0); row += 1) merged.add(row + 1);
  }
  return merged;
}
