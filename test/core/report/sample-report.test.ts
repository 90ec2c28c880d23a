/** The draft report of the sample, against figures counted from its lines alone. */
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../../core/lists.ts';
import { loadProgramme, readSample, toValues } from '../summary/cast.ts';
import { makeReport } from './report-cast.ts';

const { report, tabs, reportTab, at, texts } = makeReport();
const sample = readSample();

function dots(value: bigint | number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

describe('the draft report of the sample', () => {
  it('says how many units are in it, and how many are not', () => {
    const units = new Set(sample.map(({ unit }) => unit)).size;
    const expected = loadProgramme().units.length;
    expect([units, expected, sample.length]).toEqual([16, 65, 235]);
    expect(at('I.1')).toBe(
      `Đến ngày 31 tháng 3 năm 2011, có ${units}/${expected} đơn vị gửi kết quả tổng hợp với ${sample.length} sáng kiến được ghi nhận trong giai đoạn 2008-2010. Còn ${expected - units} đơn vị chưa gửi; số liệu dưới đây chưa bao gồm các đơn vị này.`,
    );
  });

  it('ranks the five categories with shares that add up to 100,0%', () => {
    const counts = CATEGORIES.map((code) => sample.filter((row) => row.category === code).length);
    expect(counts).toEqual([23, 5, 5, 157, 45]);
    expect(at('II.1')).toBe(
      'Xét theo nhóm, “Tổ chức, quản lý, đào tạo” chiếm tỷ lệ cao nhất với 157 sáng kiến (66,8%); tiếp đến là “Hợp lý hóa sản xuất” 45 sáng kiến (19,2%); “Cải tiến kỹ thuật, làm lợi gia tăng” 23 sáng kiến (9,8%); “Tiết kiệm” 05 sáng kiến (2,1%); “Phục vụ và điều trị bệnh” 05 sáng kiến (2,1%).',
    );
    const tenths = [...at('II.1').matchAll(/(\d+),(\d)%/g)].map(([, whole, part]) =>
      Number(`${whole}${part}`),
    );
    expect(tenths.reduce((sum, share) => sum + share, 0)).toBe(1000);
  });

  it('sums and averages over the amounts alone, and names where amounts are missing', () => {
    const amounts = sample.flatMap(({ benefit }) => (benefit.kind === 'counted' ? [benefit] : []));
    const total = amounts.reduce((sum, { dong }) => sum + BigInt(dong), 0n);
    const n = BigInt(amounts.length);
    const mean = total / n + ((total % n) * 2n >= n ? 1n : 0n);
    const without = (code?: string) =>
      sample.filter(
        ({ category, benefit }) =>
          benefit.kind !== 'counted' && (code === undefined || category === code),
      ).length;
    const states = (kind: string) => sample.filter(({ benefit }) => benefit.kind === kind).length;
    expect(total).toBe(72_060_800_000n);
    expect(without('TCQL') * 2).toBeGreaterThan(without());
    expect(at('II.2')).toContain(
      `Trong tổng số 235 sáng kiến, có ${amounts.length} sáng kiến xác định được giá trị làm lợi với tổng số 72,06 tỷ đồng, bình quân ${dots(mean)} đồng/sáng kiến; ${states('notYet')} sáng kiến chưa tính và ${states('cannot')} sáng kiến không tính được bằng tiền, tập trung ở nhóm “Tổ chức, quản lý, đào tạo” (${without('TCQL')} sáng kiến).`,
    );
    const estimated = amounts.filter((amount) => amount.estimated).length;
    expect(at('II.2')).toContain(
      `có ${String(estimated).padStart(2, '0')} sáng kiến ghi số ước tính`,
    );
  });

  it('compares with nothing where nothing is known, and does not speak of revenue', () => {
    expect(at('II.3')).toBe('Chưa có đủ số liệu giai đoạn 2005-2007 để so sánh.');
    expect(texts.join(' ')).not.toContain('doanh thu');
  });

  it('names the units with most initiatives, equal ones together', () => {
    const counts = new Map<string, number>();
    for (const { unit } of sample) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    const top = [...counts].filter(([, count]) => count >= 16);
    expect(top).toHaveLength(7);
    const programme = loadProgramme();
    for (const [unit, count] of top) {
      const name = programme.units.find(({ code }) => code === unit)?.name;
      expect(at('III.1')).toContain(`${name} (${count} sáng kiến)`);
    }
    expect(at('III.1').split(';')).toHaveLength(7);
  });

  it('cites the law in force on its day, and asks to check it', () => {
    expect(report.basis.map((line) => /số (\S+) /.exec(line)?.[1])).toEqual([
      '31-CP',
      '84-HĐBT',
      '03/2003/QH11',
      undefined,
    ]);
    expect(report.basis[0]).toContain('[… người soạn đối chiếu: ');
  });

  it('has no number, no date and no signature', () => {
    expect(report.placeAndDate).toBe('Bến Tre, ngày …… tháng …… năm ……');
    expect(JSON.stringify(report)).not.toMatch(/Số:|KT\.|TM\.|CHỦ TỊCH/);
  });

  it('leaves the sections of people to people', () => {
    for (const section of report.sections) {
      expect(section.paragraphs.at(-1)).toMatchObject({
        kind: 'placeholder',
        text: expect.stringMatching(/^\[… người soạn bổ sung: .+ …\]$/),
      });
    }
    expect(report.sections.map(({ heading }) => heading.split('.')[0])).toEqual([
      'I',
      'II',
      'III',
      'IV',
      'V',
    ]);
  });

  it('names no author', () => {
    const authors = new Set(sample.flatMap((row) => row.authors.split(/[;(]/)[0]?.trim() ?? []));
    expect(authors.size).toBeGreaterThan(3);
    const text = JSON.stringify([report, reportTab]);
    expect([...authors].filter((author) => author !== '' && text.includes(author))).toEqual([]);
  });
});

describe('every figure', () => {
  const figures = report.sections
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap((paragraph) => (paragraph.kind === 'figures' ? [paragraph] : []));

  it('of a paragraph is among those whose source it gives', () => {
    for (const { text, figures: sourced } of figures) {
      // What belongs to the programme and not to its rows.
      const rest = sourced
        .map((figure) => figure.text)
        .sort((one, other) => other.length - one.length)
        .reduce((left, figure) => left.replaceAll(figure, '…'), text)
        .replaceAll(/giai đoạn \d{4}-\d{4}/g, '');
      expect(rest, text).not.toMatch(/\d/);
      for (const figure of sourced) expect(text).toContain(figure.text);
    }
  });

  it('stands in the tab, row and column it names', () => {
    let checked = 0;
    for (const { text, source } of figures.flatMap((paragraph) => paragraph.figures)) {
      if (source.kind === 'given') throw new Error(`nothing was given: ${text}`);
      const tab = tabs.find(({ title }) => title === source.tab);
      if (tab === undefined) throw new Error(`no tab ${source.tab}`);
      const values = toValues(tab);
      const row = values.find(([first]) => first === source.row);
      if (row === undefined) continue;
      const header = tab.rows.findIndex(({ style }) => style === 'header');
      const column = source.column === '' ? 1 : (values[header]?.indexOf(source.column) ?? -1);
      const shown = row[column];
      if (typeof shown !== 'number' || source.row === 'Số liệu đến') continue;
      checked += 1;
      const digits = text.replaceAll('.', '').replace(',', '.');
      const scale = /tỷ/.test(text) ? 1e9 : /%/.test(text) ? 0.01 : 1;
      const said = Number.parseFloat(digits) * scale;
      const tolerance = scale === 1e9 ? 5e6 : 1e-9;
      expect(Math.abs(said - shown), `${text} ${source.tab} ${source.row}`).toBeLessThanOrEqual(
        tolerance,
      );
    }
    expect(checked).toBeGreaterThan(20);
  });
});

describe('the tab', () => {
  it('has the same paragraphs, each beside its sources', () => {
    const rows = toValues(reportTab);
    for (const text of texts) {
      const row = rows.find(([, cell]) => cell === text);
      expect(row, text).toBeDefined();
    }
    expect(rows.find(([place]) => place === 'I.1')?.[2]).toBe(
      [
        '31 tháng 3 năm 2011: Tổng hợp chung; Số liệu đến',
        '16/65: Tổng hợp chung; Đơn vị có sáng kiến',
        '235 sáng kiến: Tổng hợp chung; Tổng số sáng kiến',
        '49: Tổng hợp chung; Đơn vị chưa nộp',
      ].join('\n'),
    );
    expect(tabs.map(({ title }) => title)).toContain('Dự thảo báo cáo');
  });
});

describe('the annexes', () => {
  it('are numbered as the text cites them', () => {
    expect(report.annexes.map(({ number, title }) => `${number} ${title}`)).toEqual([
      'I Sáng kiến theo nhóm và năm',
      'II Giá trị làm lợi theo nhóm',
      'III Sáng kiến theo đơn vị đã gửi kết quả',
      'IV Đơn vị chưa gửi kết quả',
      'V Điểm cần xác minh',
      'VI Nguồn số liệu',
    ]);
    expect(at('IV.1')).toBe('Còn 49 đơn vị chưa gửi kết quả, nêu tại Phụ lục IV.');
  });

  it('hold the units that sent results in one, the others in another', () => {
    expect(report.annexes.map(({ rows }) => rows.length).slice(2, 4)).toEqual([16, 49]);
  });

  it('add up to the total of the tab', () => {
    const units = report.annexes[2];
    const counts = units?.rows.map(([, count]) => (count?.kind === 'number' ? count.value : 0));
    expect(counts?.reduce((sum, count) => sum + count, 0)).toBe(235);
    expect(units?.total?.slice(0, 2)).toEqual([
      // Stands in a column of the tab that this annex leaves out.
      { kind: 'text', text: 'Tổng cộng' },
      { kind: 'number', value: 235 },
    ]);
  });

  it('say where every figure of the text is from', () => {
    const sources = report.annexes[5]?.rows.map((row) =>
      row.map((cell) => (cell.kind === 'text' ? cell.text : '')),
    );
    expect(sources).toContainEqual([
      'II.1',
      '66,8%',
      'Theo nhóm; Tổ chức, quản lý, đào tạo; Tỷ lệ',
    ]);
  });
});
