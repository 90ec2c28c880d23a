/** The .docx as an office program opens it: its parts, measured and read. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../../core/report/report.ts';
import { createDocx } from '../../../../lambdas/adapters/report/docx-document.ts';
import { makeReport } from '../../../core/report/report-cast.ts';
import { loadProgramme } from '../../../core/summary/cast.ts';
import type { XmlElement } from '../../../support/read-xml.ts';
import { findAll, readXml, toText } from '../../../support/read-xml.ts';
import { readZip } from '../../../support/read-zip.ts';
import { initiative, rowId, storedRow } from '../../../support/stored-rows.ts';

const MM_PER_TWIP = 25.4 / 1440;
const { report, at, texts } = makeReport();

async function open(of: Report): Promise<(name: string) => XmlElement> {
  const files = readZip(await createDocx(of));
  return (name) => readXml(files.get(name) ?? `<none name="${name}"/>`);
}

let part: (name: string) => XmlElement;
let body: XmlElement;

beforeAll(async () => {
  part = await open(report);
  body = part('word/document.xml');
});

function toMm(value: string | undefined): number {
  return Math.round(Number(value) * MM_PER_TWIP * 10) / 10;
}

function paragraphs(of: XmlElement = body): readonly string[] {
  return findAll(of, 'w:p').map((paragraph) => findAll(paragraph, 'w:t').map(toText).join(''));
}

function only(of: XmlElement, name: string): XmlElement {
  const [found, ...others] = findAll(of, name);
  if (found === undefined || others.length > 0) throw new Error(`not exactly one ${name}`);
  return found;
}

describe('the pages', () => {
  it('are A4, with the margins of administrative texts', () => {
    const sections = findAll(body, 'w:sectPr');
    expect(sections).toHaveLength(2);
    for (const section of sections) {
      const { attributes: size } = only(section, 'w:pgSz');
      expect([toMm(size['w:w']), toMm(size['w:h'])]).toEqual([210, 297]);
      const { attributes: margin } = only(section, 'w:pgMar');
      expect(['top', 'bottom', 'left', 'right'].map((side) => toMm(margin[`w:${side}`]))).toEqual([
        20, 20, 30, 15,
      ]);
    }
  });

  it('are numbered at the top, but for the first', () => {
    const [first, annexes] = findAll(body, 'w:sectPr');
    if (first === undefined || annexes === undefined) throw new Error('no sections');
    expect(findAll(first, 'w:titlePg')).toHaveLength(1);
    expect(findAll(annexes, 'w:titlePg')).toHaveLength(0);
    const headers = ['word/header1.xml', 'word/header2.xml', 'word/header3.xml'].map(part);
    // A header without a paragraph is called damaged by some office programs.
    for (const header of headers) expect(findAll(header, 'w:p')).toHaveLength(1);
    const fields = headers.map((header) => findAll(header, 'w:instrText').map(toText));
    expect(fields.flat()).toEqual(['PAGE', 'PAGE']);
  });

  it('are set in Times New Roman of 14 points, in Vietnamese', () => {
    const defaults = only(part('word/styles.xml'), 'w:docDefaults');
    const fonts = only(defaults, 'w:rFonts').attributes;
    expect(new Set(Object.values(fonts))).toEqual(new Set(['Times New Roman']));
    expect(only(defaults, 'w:sz').attributes['w:val']).toBe('28');
    expect(only(defaults, 'w:lang').attributes['w:val']).toBe('vi-VN');
    const others = findAll(body, 'w:rFonts').filter(
      ({ attributes }) => !Object.values(attributes).includes('Times New Roman'),
    );
    expect(others).toEqual([]);
  });
});

describe('the text', () => {
  it('begins with the state, its motto and the mark of a draft', () => {
    const [heading] = findAll(body, 'w:tbl');
    if (heading === undefined) throw new Error('no heading');
    const lines = paragraphs(heading).filter((line) => line !== '');
    expect(lines).toEqual([
      '[TÊN CƠ QUAN CHỦ QUẢN]',
      '[TÊN CƠ QUAN, TỔ CHỨC BAN HÀNH]',
      'DỰ THẢO',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Bến Tre, ngày …… tháng …… năm ……',
    ]);
    const sizes = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'].map(
      (line) => {
        const run = findAll(heading, 'w:r').find((one) => toText(one) === line);
        if (run === undefined) throw new Error(`no run ${line}`);
        expect(findAll(run, 'w:b')).toHaveLength(1);
        return only(run, 'w:sz').attributes['w:val'];
      },
    );
    expect(sizes).toEqual(['26', '28']);
  });

  it('has every paragraph of the draft under its number, and ends with «./.»', () => {
    const lines = paragraphs();
    expect(lines).toContain(`1. ${at('I.1')}`);
    expect(lines).toContain(`2. ${at('II.2')}`);
    for (const text of texts)
      expect(
        lines.some((line) => line.endsWith(text)),
        text,
      ).toBe(true);
    for (const { heading } of report.sections) expect(lines).toContain(heading);
    expect(lines.filter((line) => line.endsWith('./.'))).toHaveLength(1);
    expect(lines.findIndex((line) => line.endsWith('./.'))).toBeLessThan(
      lines.indexOf('Nơi nhận:'),
    );
  });

  it('marks every gap that a person has to fill', () => {
    const marked = findAll(body, 'w:r').filter((run) => findAll(run, 'w:highlight').length > 0);
    const texts = marked.map((run) => findAll(run, 'w:t').map(toText).join(''));
    expect(texts).toContain('[… người soạn bổ sung: bài học kinh nghiệm …]');
    const unmarked = findAll(body, 'w:r')
      .filter((run) => findAll(run, 'w:highlight').length === 0)
      .filter((run) => toText(run).includes('[…'));
    expect(unmarked).toEqual([]);
  });
});

describe('the annexes', () => {
  it('are six tables whose header rows are repeated on every page', () => {
    const tables = findAll(body, 'w:tbl').slice(1);
    // The fifth has no line: nothing is to be verified in the sample.
    expect(tables).toHaveLength(5);
    for (const table of tables) {
      const [first, ...rows] = findAll(table, 'w:tr');
      if (first === undefined) throw new Error('no row');
      expect(findAll(first, 'w:tblHeader')).toHaveLength(1);
      expect(rows.flatMap((row) => findAll(row, 'w:tblHeader'))).toEqual([]);
      for (const row of [first, ...rows]) expect(findAll(row, 'w:cantSplit')).toHaveLength(1);
    }
  });

  it('are no wider than the page between its margins', () => {
    for (const table of findAll(body, 'w:tbl')) {
      const widths = findAll(table, 'w:gridCol').map(({ attributes }) => toMm(attributes['w:w']));
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(165.5);
    }
  });

  it('are named as administrative texts name them', () => {
    const lines = paragraphs();
    expect(lines.filter((line) => line.startsWith('Phụ lục '))).toEqual(
      ['I', 'II', 'III', 'IV', 'V', 'VI'].map((number) => `Phụ lục ${number}`),
    );
    const title = findAll(body, 'w:r').find((run) => toText(run) === 'Giá trị làm lợi theo nhóm');
    expect(findAll(title ?? body, 'w:caps')).toHaveLength(1);
  });

  it('have no line made high by a blank cell', () => {
    const cells = findAll(body, 'w:tbl')
      .slice(1)
      .flatMap((table) => findAll(table, 'w:tc'));
    const blank = cells.filter((cell) => findAll(cell, 'w:t').map(toText).join('') === '');
    expect(blank.length).toBeGreaterThan(0);
    for (const cell of blank) {
      expect(findAll(cell, 'w:sz').map(({ attributes }) => attributes['w:val'])).toContain('22');
    }
  });

  it('lie where a table is too wide for a page that stands, both sides of a pair in it', async () => {
    const titles = ['Sổ trực ban điện tử khoa nội', 'Sổ trực ban điện tử khoa nội'];
    const rows = new Map(
      ['BT028', 'BT029'].map((unit, index) => [
        unit,
        [storedRow(rowId(unit, 1), { initiative: initiative({ title: titles[index] ?? '' }) })],
      ]),
    );
    const wide = (await open(makeReport({ rows }).report))('word/document.xml');
    const pages = findAll(wide, 'w:pgSz').map(({ attributes }) => attributes);
    const sizes = pages.map((page) => [toMm(page['w:w']), toMm(page['w:h']), page['w:orient']]);
    const [standing, lying] = [
      [210, 297, 'portrait'],
      [297, 210, 'landscape'],
    ];
    expect(sizes).toEqual([standing, standing, lying, standing]);
    const table = findAll(wide, 'w:tbl').find((one) =>
      paragraphs(one).includes('Đơn vị đối chiếu'),
    );
    if (table === undefined) throw new Error('no table of what is to be verified');
    expect(paragraphs(table)).toEqual(
      expect.arrayContaining([
        'Bệnh viện đa khoa Nguyễn Đình Chiểu',
        'Bệnh viện đa khoa khu vực Cù Lao Minh',
      ]),
    );
    const widths = findAll(table, 'w:gridCol').map(({ attributes }) => toMm(attributes['w:w']));
    const width = widths.reduce((sum, one) => sum + one, 0);
    expect(width).toBeGreaterThan(245);
    expect(width).toBeLessThanOrEqual(252.5);
  });

  it('have room for ten years beside each other', async () => {
    const period = { from: '2001-01-01', to: '2010-12-31' };
    const { report: long } = makeReport({ programme: loadProgramme({ period }) });
    const [years] = long.annexes;
    expect(years?.orientation).toBe('landscape');
    expect(years?.columns.map(({ widthMm }) => widthMm).every((width) => width > 15)).toBe(true);
  });

  it('print money to the đồng and shares with a comma', () => {
    const lines = paragraphs();
    expect(lines).toContain('72.060.800.000');
    expect(lines).toContain('66,8%');
    expect(lines).toContain('100,0%');
  });
});

describe('what people typed', () => {
  const evil = '</w:t><script>&"\u0001\u0000\uD800 ]]> ﷽ 😀 =1+1\r\nx\uFFFF';

  it('stays text, and what XML has not is left out', async () => {
    const programme = { ...loadProgramme(), name: evil, province: '+cmd|x' };
    const { report: hurt } = makeReport({ programme });
    const opened = await open(hurt);
    const lines = paragraphs(opened('word/document.xml'));
    expect(lines).toContain('</w:t><script>&" ]]> ﷽ 😀 =1+1x');
    expect(lines).toContain('+cmd|x, ngày …… tháng …… năm ……');
    expect(toText(only(opened('docProps/core.xml'), 'dc:title'))).toContain('<script>&"');
  });
});
