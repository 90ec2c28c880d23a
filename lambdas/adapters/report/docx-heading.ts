/** The head of an administrative text: who issues it, the state's name and motto, «DỰ THẢO». */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import type { Report } from '../../../core/report/report.ts';
import { PLACEHOLDERS, REPORT_HEADING, REPORT_LABELS } from '../../../core/wording/report.ts';
import { SIZES, toCentred, toMarkedRuns, toRuns, toShortLine } from './docx-text.ts';

const LEFT_MM = 66;
const RIGHT_MM = 99;

export function toHeadingTable({ placeAndDate }: Report): Table {
  const size = SIZES.state;
  return toBareTable([
    toCell(LEFT_MM, [
      toCentred(REPORT_HEADING.superior, { size, highlight: 'yellow' }),
      toCentred(REPORT_HEADING.issuer, { size, bold: true, highlight: 'yellow' }),
      toShortLine(22),
      toDraftMark(),
    ]),
    toCell(RIGHT_MM, [
      toCentred(REPORT_HEADING.state, { size, bold: true }),
      toCentred(REPORT_HEADING.motto, { size: SIZES.body, bold: true }),
      toShortLine(21),
      toCentred(placeAndDate, { size: SIZES.body, italics: true }, { before: 60 }),
    ]),
  ]);
}

/** A draft has recipients to be named, and nobody who signs. */
export function toRecipients(): readonly Paragraph[] {
  const placeholder = REPORT_LABELS.recipient(PLACEHOLDERS.recipients);
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 240 },
      children: toRuns(REPORT_LABELS.recipients, {
        size: SIZES.recipientsTitle,
        bold: true,
        italics: true,
      }),
    }),
    new Paragraph({ children: toMarkedRuns(placeholder, { size: SIZES.recipients }) }),
  ];
}

function toDraftMark(): Paragraph {
  const side = { style: BorderStyle.SINGLE, size: 8, space: 3, color: '000000' };
  const indent = convertMillimetersToTwip(16);
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    indent: { left: indent, right: indent },
    spacing: { before: 120, after: 60 },
    border: { top: side, bottom: side, left: side, right: side },
    children: toRuns(REPORT_HEADING.draft, { bold: true, size: SIZES.body }),
  });
}

function toCell(widthMm: number, children: readonly Paragraph[]): TableCell {
  const width = { size: convertMillimetersToTwip(widthMm), type: WidthType.DXA };
  return new TableCell({ width, children });
}

function toBareTable(children: readonly TableCell[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: convertMillimetersToTwip(LEFT_MM + RIGHT_MM), type: WidthType.DXA },
    columnWidths: [LEFT_MM, RIGHT_MM].map(convertMillimetersToTwip),
    borders: TableBorders.NONE,
    margins: { left: 0, right: 0 },
    rows: [new TableRow({ children })],
  });
}
