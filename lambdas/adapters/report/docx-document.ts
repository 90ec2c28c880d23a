/** The draft report as a .docx file: A4, administrative margins, annexes behind the text. */
import type { ISectionOptions } from 'docx';
import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx';
import type { AnnexTable } from '../../../core/report/annex-table.ts';
import type { Report } from '../../../core/report/report.ts';
import type { ReportSection } from '../../../core/report/report-sections.ts';
import { toPlaces } from '../../../core/report/report-sections.ts';
import { REPORT_FILE_TITLES, REPORT_HEADING, REPORT_LABELS } from '../../../core/wording/report.ts';
import { toHeadingTable, toRecipients } from './docx-heading.ts';
import { toAnnex } from './docx-table.ts';
import {
  FONT,
  SIZES,
  toBody,
  toCentred,
  toMarkedRuns,
  toRuns,
  toSectionHeading,
  toShortLine,
} from './docx-text.ts';
import { toXmlText } from './xml-text.ts';

const MARGIN = {
  top: convertMillimetersToTwip(20),
  bottom: convertMillimetersToTwip(20),
  left: convertMillimetersToTwip(30),
  right: convertMillimetersToTwip(15),
  header: convertMillimetersToTwip(10),
  footer: convertMillimetersToTwip(10),
};

/** 210 × 297 mm; what is left between left and right is in `PAGE_WIDTHS_MM`. */
const SIZE = { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) };
const PAGES = {
  portrait: { size: { orientation: PageOrientation.PORTRAIT, ...SIZE }, margin: MARGIN },
  // The width and height of a page that lies are exchanged by the library itself.
  landscape: { size: { orientation: PageOrientation.LANDSCAPE, ...SIZE }, margin: MARGIN },
} as const;

export async function createDocx(report: Report): Promise<Uint8Array> {
  return Packer.toBuffer(toDocument(report));
}

function toDocument(report: Report): Document {
  return new Document({
    title: toXmlText(`${REPORT_FILE_TITLES.document}: ${report.subject}`),
    creator: REPORT_LABELS.author,
    lastModifiedBy: REPORT_LABELS.author,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: SIZES.body, language: { value: 'vi-VN', eastAsia: 'vi-VN' } },
        },
      },
    },
    sections: [
      {
        // The first page carries no number.
        properties: { page: PAGES.portrait, titlePage: true },
        headers: { default: toPageNumber(), first: new Header({ children: [new Paragraph({})] }) },
        children: [...toFront(report), ...report.sections.flatMap(toSection), ...toRecipients()],
      },
      ...groupByOrientation(report.annexes).map((annexes) => toAnnexPages(annexes, report)),
    ],
  });
}

/** Annexes that follow each other on pages of one orientation. */
function groupByOrientation(annexes: readonly AnnexTable[]): readonly (readonly AnnexTable[])[] {
  const groups: AnnexTable[][] = [];
  for (const annex of annexes) {
    const last = groups[groups.length - 1];
    if (last?.[0]?.orientation === annex.orientation) last.push(annex);
    else groups.push([annex]);
  }
  return groups;
}

function toAnnexPages(annexes: readonly AnnexTable[], { asOfLine }: Report): ISectionOptions {
  return {
    properties: {
      page: PAGES[annexes[0]?.orientation ?? 'portrait'],
      type: SectionType.NEXT_PAGE,
    },
    headers: { default: toPageNumber() },
    // The format wants a paragraph behind the last table; a high one could take a page of its own.
    children: [...annexes.flatMap((annex) => toAnnex(annex, asOfLine)), toHairline()],
  };
}

function toHairline(): Paragraph {
  return new Paragraph({
    spacing: { before: 0, after: 0, line: 20, lineRule: 'exact' },
    run: { size: 2 },
    children: [],
  });
}

function toPageNumber(): Header {
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT] })],
      }),
    ],
  });
}

function toFront(report: Report) {
  return [
    toHeadingTable(report),
    toCentred(REPORT_HEADING.kind, { bold: true }, { before: 300 }),
    toCentred(report.subject, { bold: true }),
    toShortLine(60),
    toCentred(report.asOfLine, { italics: true, size: SIZES.state }, { after: 160 }),
    ...report.basis.map((line) => toBody(toMarkedRuns(line, { italics: true }))),
  ];
}

/** Paragraphs of figures carry the number that the annex of sources cites. */
function toSection(section: ReportSection, index: number, all: readonly ReportSection[]) {
  const places = toPlaces(section);
  const isLast = index === all.length - 1;
  return [
    toSectionHeading(section.heading),
    ...section.paragraphs.map(({ text }, place) => {
      const number = places[place]?.split('.')[1];
      const ends = isLast && place === section.paragraphs.length - 1;
      return toBody([
        ...toMarkedRuns(number === undefined ? text : `${number}. ${text}`),
        ...(ends ? toRuns(REPORT_LABELS.end) : []),
      ]);
    }),
  ];
}
