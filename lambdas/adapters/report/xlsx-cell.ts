/** Cells of a tab as cells of a workbook: typed values, never a formula. */
import type { Cell, CellStyle } from 'hucre/xlsx';
import type { RowStyle, TabCell } from '../../../core/summary/tab.ts';
import { unreachable } from '../../../core/unreachable.ts';
import { ESTIMATED_SUFFIX } from '../../../core/wording/summary.ts';
import { toXmlText } from './xml-text.ts';

const FONT = { name: 'Times New Roman', size: 11 };
const HEADER_FILL = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9EAD3' } } as const;
const SECTION_FILL = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDF2F7' } } as const;
const THIN = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const BORDER = { top: THIN, bottom: THIN, left: THIN, right: THIN };
const WRAPPED = { wrapText: true, vertical: 'top' } as const;

const STYLES: { readonly [style in RowStyle]: CellStyle } = {
  title: { font: { ...FONT, bold: true, size: 14 } },
  note: { font: { ...FONT, italic: true, color: { rgb: '595959' } } },
  section: { font: { ...FONT, bold: true }, fill: SECTION_FILL, border: BORDER },
  header: {
    font: { ...FONT, bold: true },
    fill: HEADER_FILL,
    border: BORDER,
    alignment: { wrapText: true, horizontal: 'center', vertical: 'center' },
  },
  body: { font: FONT, border: BORDER, alignment: WRAPPED },
  total: { font: { ...FONT, bold: true }, fill: SECTION_FILL, border: BORDER, alignment: WRAPPED },
};

const LINK: CellStyle = { font: { ...FONT, color: { rgb: '1155CC' }, underline: true } };

/** The reader's own locale decides which separators are shown. */
const NUMBER_FORMATS = {
  number: '#,##0',
  year: '0',
  money: '#,##0',
  estimated: `#,##0"${ESTIMATED_SUFFIX}"`,
  percent: '0.0%',
  moment: 'hh:mm dd/mm/yyyy',
} as const;

/** What a cell of this format holds at most. */
const MAX_TEXT_LENGTH = 32_000;

export function toCell(cell: TabCell, rowStyle: RowStyle): Cell {
  const style = STYLES[rowStyle];
  switch (cell.kind) {
    case 'blank':
      return { value: null, type: 'empty', style };
    case 'text':
      return toTextCell(cell.text, cell.link, style);
    case 'money':
      return toNumber(cell.value, style, cell.estimated ? 'estimated' : 'money');
    case 'number':
    case 'year':
    case 'percent':
    case 'moment':
      return toNumber(cell.value, style, cell.kind);
    default:
      return unreachable(cell);
  }
}

function toTextCell(text: string, link: string | undefined, style: CellStyle): Cell {
  const cell: Cell = { value: toCellText(text), type: 'string', style };
  if (link === undefined) return cell;
  return { ...cell, style: { ...style, ...LINK }, hyperlink: { target: toXmlText(link) } };
}

function toNumber(value: number, style: CellStyle, format: keyof typeof NUMBER_FORMATS): Cell {
  return { value, type: 'number', style: { ...style, numFmt: NUMBER_FORMATS[format] } };
}

/** «_x0041_» is how this format writes an «A»: typed so, it has to be written so that it stays. */
function toCellText(text: string): string {
  const whole = toXmlText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  if (whole.length <= MAX_TEXT_LENGTH) return whole;
  return `${whole.slice(0, MAX_TEXT_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
