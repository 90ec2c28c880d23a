/** Categories as bars: how long, with which share, and where there is none. */
import { describe, expect, it } from 'vitest';
import { toCategoryBars } from '../../../core/digest/category-bars.ts';

describe('toCategoryBars', () => {
  it('measures by the greatest and gives a 0 no bar', () => {
    expect(toCategoryBars({ CTKT: 157, TK: 12, PVDT: 25, TCQL: 41, HLH: 0 })).toEqual([
      {
        label: 'Cải tiến kỹ thuật, làm lợi gia tăng',
        value: '157',
        share: '66,8%',
        drawn: [{ width: 100, rest: 0 }],
      },
      { label: 'Tiết kiệm', value: '12', share: '5,1%', drawn: [{ width: 8, rest: 92 }] },
      {
        label: 'Phục vụ và điều trị bệnh',
        value: '25',
        share: '10,6%',
        drawn: [{ width: 16, rest: 84 }],
      },
      {
        label: 'Tổ chức, quản lý, đào tạo',
        value: '41',
        share: '17,5%',
        drawn: [{ width: 26, rest: 74 }],
      },
      { label: 'Hợp lý hóa sản xuất', value: '0', share: '0,0%', drawn: [] },
    ]);
  });

  it('never draws a row so thin that it looks like none', () => {
    const bars = toCategoryBars({ CTKT: 10_000, TK: 1, PVDT: 0, TCQL: 0, HLH: 0 });
    expect(bars.map(({ value, drawn }) => [value, drawn[0]?.width])).toEqual([
      ['10.000', 100],
      ['1', 1],
      ['0', undefined],
      ['0', undefined],
      ['0', undefined],
    ]);
  });

  it('has shares that add up, by largest remainder', () => {
    const bars = toCategoryBars({ CTKT: 1, TK: 1, PVDT: 1, TCQL: 0, HLH: 0 });
    expect(bars.map(({ share }) => share)).toEqual(['33,4%', '33,3%', '33,3%', '0,0%', '0,0%']);
  });

  it('draws nothing of nothing', () => {
    expect(toCategoryBars({ CTKT: 0, TK: 0, PVDT: 0, TCQL: 0, HLH: 0 })).toEqual([]);
  });
});
