/** Rows of a tab as the Sheets API takes them: typed values with explicit formats, no formulas. */
import type { sheets_v4 } from '@googleapis/sheets';
import type { RowStyle, TabCell, TabRow } from '../../core/summary/tab.ts';
import { unreachable } from '../../core/unreachable.ts';
import { ESTIMATED_SUFFIX } from '../../core/wording/summary.ts';

type CellFormat = sheets_v4.Schema$CellFormat;

const HEADER_BACKGROUND = { rgbColor: { red: 0.85, green: 0.92, blue: 0.83 } };
const SECTION_BACKGROUND = { rgbColor: { red: 0.93, green: 0.95, blue: 0.97 } };
const NOTE_COLOR = { rgbColor: { red: 0.35, green: 0.35, blue: 0.35 } };

const STYLES: { readonly [style in RowStyle]: CellFormat } = {
  title: { textFormat: { bold: true, fontSize: 14 } },
  note: { textFormat: { italic: true, foregroundColorStyle: NOTE_COLOR } },
  section: { textFormat: { bold: true }, backgroundColorStyle: SECTION_BACKGROUND },
  header: {
    textFormat: { bold: true },
    backgroundColorStyle: HEADER_BACKGROUND,
    horizontalAlignment: 'CENTER',
  },
  body: {},
  total: { textFormat: { bold: true }, backgroundColorStyle: SECTION_BACKGROUND },
};

/** Patterns are written the American way; the spreadsheet's locale decides what is shown. */
const NUMBER_FORMATS = {
  number: { type: 'NUMBER', pattern: '#,##0' },
  year: { type: 'NUMBER', pattern: '0' },
  money: { type: 'NUMBER', pattern: '#,##0' },
  estimated: { type: 'NUMBER', pattern: `#,##0"${ESTIMATED_SUFFIX}"` },
  percent: { type: 'PERCENT', pattern: '0.0%' },
  moment: { type: 'DATE_TIME', pattern: 'hh:mm dd/mm/yyyy' },
} as const;

/** @param width the number of columns: a coloured row is coloured to its end */
export function toRowData(row: TabRow, width: number): sheets_v4.Schema$RowData {
  const isColoured = STYLES[row.style].backgroundColorStyle !== undefined;
  const missing = isColoured ? Math.max(0, width - row.cells.length) : 0;
  const cells: readonly TabCell[] = [
    ...row.cells,
    ...Array.from({ length: missing }, () => ({ kind: 'blank' as const })),
  ];
  return { values: cells.map((cell) => toCellData(cell, STYLES[row.style])) };
}

function toCellData(cell: TabCell, style: CellFormat): sheets_v4.Schema$CellData {
  const format = toFormat(cell, style);
  const value = toValue(cell);
  return {
    ...(value === undefined ? {} : { userEnteredValue: value }),
    ...(Object.keys(format).length === 0 ? {} : { userEnteredFormat: format }),
  };
}

function toFormat(cell: TabCell, style: CellFormat): CellFormat {
  if (cell.kind === 'text' && cell.link !== undefined) {
    return { ...style, textFormat: { ...style.textFormat, link: { uri: cell.link } } };
  }
  const numberFormat = toNumberFormat(cell);
  return numberFormat === undefined ? style : { ...style, numberFormat };
}

/** `stringValue` stays the text it is, also with a leading =, +, - or @. */
function toValue(cell: TabCell): sheets_v4.Schema$ExtendedValue | undefined {
  if (cell.kind === 'blank') return undefined;
  return cell.kind === 'text' ? { stringValue: cell.text } : { numberValue: cell.value };
}

function toNumberFormat(cell: TabCell): sheets_v4.Schema$NumberFormat | undefined {
  switch (cell.kind) {
    case 'blank':
    case 'text':
      return undefined;
    case 'money':
      return cell.estimated ? NUMBER_FORMATS.estimated : NUMBER_FORMATS.money;
    case 'number':
    case 'year':
    case 'percent':
    case 'moment':
      return NUMBER_FORMATS[cell.kind];
    default:
      return unreachable(cell);
  }
}
