/** Paragraphs of the draft in the administrative style: Times New Roman, justified, 14 points. */
import type { IRunOptions } from 'docx';
import { AlignmentType, BorderStyle, convertMillimetersToTwip, Paragraph, TextRun } from 'docx';
import { toXmlText } from './xml-text.ts';

export const FONT = 'Times New Roman';

/** Half points, as the format counts. */
export const SIZES = { body: 28, state: 26, annex: 22, recipients: 22, recipientsTitle: 24 };

const SPACING = { before: 60, after: 60, line: 300 } as const;
const FIRST_LINE = convertMillimetersToTwip(10);

export type TextStyle = Pick<IRunOptions, 'bold' | 'italics' | 'size' | 'highlight' | 'allCaps'>;

/** Line breaks in a text are kept as breaks. */
export function toRuns(text: string, style: TextStyle = {}): readonly TextRun[] {
  return toXmlText(text)
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index > 0 && { break: 1 }), ...style }));
}

/** What a person has to write, marked so that it is not overlooked. */
export const PLACEHOLDER_STYLE: TextStyle = { italics: true, highlight: 'yellow' };

const PLACEHOLDER = /(\[…[^[\]]*…\])/;

/** Gaps inside a text are marked too. */
export function toMarkedRuns(text: string, style: TextStyle = {}): readonly TextRun[] {
  return text
    .split(PLACEHOLDER)
    .filter((part) => part !== '')
    .flatMap((part) =>
      toRuns(part, PLACEHOLDER.test(part) ? { ...style, ...PLACEHOLDER_STYLE } : style),
    );
}

export function toBody(runs: readonly TextRun[]): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: FIRST_LINE },
    spacing: SPACING,
    children: runs,
  });
}

export function toSectionHeading(text: string): Paragraph {
  return new Paragraph({
    keepNext: true,
    indent: { firstLine: FIRST_LINE },
    spacing: { ...SPACING, before: 160 },
    children: toRuns(text, { bold: true }),
  });
}

export function toCentred(
  text: string,
  style: TextStyle,
  spacing: { readonly before?: number; readonly after?: number } = {},
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing,
    children: toRuns(text, style),
  });
}

/** The thin line below a heading, shorter than its column on both sides. */
export function toShortLine(indentMm: number): Paragraph {
  const indent = convertMillimetersToTwip(indentMm);
  return new Paragraph({
    indent: { left: indent, right: indent },
    spacing: { before: 0, after: 60, line: 60, lineRule: 'exact' },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    children: [],
  });
}
