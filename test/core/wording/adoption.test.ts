import { describe, expect, it } from 'vitest';
import { planAdoption } from '../../../core/adoption/plan-adoption.ts';
import type { CellValue } from '../../../core/cell.ts';
import { ADOPTION, askAdoption } from '../../../core/wording/adoption.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function ask(rows: CellValue[][], otherTabNames: readonly string[] = []): string {
  const plan = planAdoption(rows);
  if (plan === undefined) throw new Error('no list');
  const toLetters = (place: number) => LETTERS.charAt(place % 26);
  return askAdoption({ tabName: 'DS', plan, otherTabNames, toLetters });
}

describe('the question about a list', () => {
  it('says why each column is not used', () => {
    const text = ask([
      [
        'Tên sáng kiến',
        'Tác giả',
        'Nhóm tác giả',
        'Giá trị làm lợi (triệu đồng)',
        'Kết quả',
        'Đơn vị',
        'Điểm',
        '',
        'Ghi chú',
      ],
      ['Cải tiến máy bơm', 'Tổ Cơ điện', '', 5, 'Đạt', 'Khoa Nội', 80, 'riêng', ''],
    ]);
    expect(text).toContain('• Cột C «Nhóm tác giả»: đã dùng cột B cho «Tác giả (tỷ lệ %)»\n');
    expect(text).toContain(
      '• Cột D «Giá trị làm lợi (triệu đồng)»: không ghi bằng đồng cho một năm',
    );
    expect(text).toContain('• Cột E «Kết quả»: chưa rõ có phải «Lợi ích khác» hay «Giải» không\n');
    expect(text).toContain('• Cột F «Đơn vị»: ghi «Khoa Nội» (1 dòng); mọi dòng được tính cho');
    expect(text).toContain('• Cột G «Điểm»\n');
    expect(text).toContain('• Cột H (không có tiêu đề)\n');
    expect(text).toContain('• Cột I «Ghi chú» → Ghi chú\n');
    expect(text).not.toContain('Sẽ đổi tên');
    expect(text).not.toContain('Trang khác');
    expect(text).not.toContain('Không tính là');
  });

  it('names other tabs, and says nothing of units where none are named', () => {
    const rows = [
      ['Tên sáng kiến', 'Tác giả', 'Ghi chú', 'Đơn vị', 'Nơi công tác'],
      ['Cải tiến máy bơm', 'Tổ Cơ điện', '', '', ''],
    ];
    const text = ask(rows, ['2008', '2009', '2010', '2011', '2012', '2013']);
    expect(text).toContain('«2008», «2009», «2010», «2011», «2012» và 1 mục khác. Chỉ một trang');
    expect(text).toContain('• Cột D «Đơn vị»: mọi dòng được tính cho đơn vị của mã kích hoạt\n');
  });

  it('stays short however wide the list is', () => {
    const own = Array.from({ length: 26 }, (_, index) => `Riêng ${index}`);
    const text = ask([
      ['Tên sáng kiến', 'Tác giả', 'Ghi chú', ...own],
      ['Cải tiến', 'Tổ', ''],
    ]);
    expect(text).toContain('«Riêng 24»');
    expect(text).not.toContain('«Riêng 25»');
    expect(text).toContain('… và 1 mục khác');
  });

  it('cuts long names of units', () => {
    const name = 'Khoa '.repeat(20);
    expect(ADOPTION.otherUnits([name], 'Sở Y tế')).toBe(
      `Cột đơn vị có ghi «${name.slice(0, 59)}…»; mọi dòng vẫn được tính cho Sở Y tế.`,
    );
  });
});
