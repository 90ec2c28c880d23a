/** An annex as a table: its header row stands at the top of every page it runs over. */
import {
  AlignmentType,
  convertMillimetersToTwip,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { AnnexColumn, AnnexTable } from '../../../core/report/annex-table.ts';
import { formatTabCell } from '../../../core/report/format-tab-cell.ts';
import type { TabCell } from '../../../core/summary/tab.ts';
import { REPORT_LABELS } from '../../../core/wording/report.ts';
import type { TextStyle } from './docx-text.ts';
import { SIZES, toCentred, toRuns } from './docx-text.ts';

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;
const HEADER_FILL = 'D9EAD3';
const size = SIZES.annex;

export function toAnnex(annex: AnnexTable, asOfLine: string): readonly (Paragraph | Table)[] {
  const { number, title, columns, rows, total, note } = annex;
  return [
    toCentred(REPORT_LABELS.annexTitle(number), { bold: true }, { before: 360 }),
    toCentred(title, { bold: true, allCaps: true }),
    toCentred(asOfLine, { italics: true, size }, { after: 120 }),
    ...(rows.length === 0 && total === undefined ? [] : [toTable(columns, rows, total)]),
    ...(note === undefined ? [] : [toCentred(note, { italics: true, size }, { before: 60 })]),
  ];
}

function toTable(
  columns: readonly AnnexColumn[],
  rows: readonly (readonly TabCell[])[],
  total: readonly TabCell[] | undefined,
): Table {
  const widths = columns.map(({ widthMm }) => convertMillimetersToTwip(widthMm));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    rows: [
      toHeaderRow(columns, widths),
      ...rows.map((cells) => toRow(columns, widths, cells, { size })),
      ...(total === undefined ? [] : [toRow(columns, widths, total, { size, bold: true })]),
    ],
  });
}

function toHeaderRow(columns: readonly AnnexColumn[], widths: readonly number[]): TableRow {
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      ({ header }, index) =>
        new TableCell({
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          verticalAlign: VerticalAlign.CENTER,
          shading: { type: ShadingType.CLEAR, color: 'auto', fill: HEADER_FILL },
          children: [toCentred(header, { bold: true, size })],
        }),
    ),
  });
}

function toRow(
  columns: readonly AnnexColumn[],
  widths: readonly number[],
  cells: readonly TabCell[],
  style: TextStyle,
): TableRow {
  return new TableRow({
    cantSplit: true,
    children: columns.map(({ align }, index) => {
      const cell = cells[index] ?? { kind: 'blank' };
      return new TableCell({
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
        children: [
          new Paragraph({
            alignment: ALIGNMENTS[align],
            // Of a blank cell it is the paragraph itself that makes the line high.
            run: { size },
            children: toRuns(formatTabCell(cell), style),
          }),
        ],
      });
    }),
  });
}
