/** Times of first application as units write them, in all seven precisions. */

import type { AppliedOn } from '../../core/record.ts';
import type { Random } from '../../local/random.ts';
import { daysInMonth, pad2 } from './calendar-words.ts';
import { pick } from './pick.ts';

export type WrittenDate = {
  readonly text: string;
  readonly appliedOn: AppliedOn;
  readonly year: number;
};

const ROMAN = ['I', 'II', 'III', 'IV'];

export function writeDate(random: Random): WrittenDate {
  const year = pick(random, [2008, 2009, 2010]);
  switch (random.below(10)) {
    case 0:
    case 1:
      return writeMonth(random, year);
    case 2:
      return writeQuarter(random, year);
    case 3:
      return writeYears(random, year);
    default:
      return writeDay(random, year);
  }
}

function writeDay(random: Random, year: number): WrittenDate {
  const month = 1 + random.below(12);
  const date = 1 + random.below(daysInMonth(year, month));
  const text = pick(random, [
    `${pad2(date)}/${pad2(month)}/${year}`,
    `${pad2(date)}/${pad2(month)}/${year}`,
    `${date}/${month}/${year}`,
    `${date}/${month}/${year}`,
    `${pad2(date)}-${pad2(month)}-${year}`,
    `${pad2(date)}.${pad2(month)}.${year}`,
    `ngày ${pad2(date)}/${pad2(month)}/${year}`,
    `ngày ${pad2(date)} tháng ${month} năm ${year}`,
    `${year}-${pad2(month)}-${pad2(date)}`,
  ]);
  return { text, appliedOn: `${year}-${pad2(month)}-${pad2(date)}`, year };
}

function writeMonth(random: Random, year: number): WrittenDate {
  const month = 1 + random.below(12);
  const text = pick(random, [
    `tháng ${month}/${year}`,
    `Tháng ${pad2(month)}/${year}`,
    `${pad2(month)}/${year}`,
    `tháng ${month} năm ${year}`,
  ]);
  return { text, appliedOn: `${year}-${pad2(month)}`, year };
}

function writeQuarter(random: Random, year: number): WrittenDate {
  if (random.below(4) === 0) {
    const half = 1 + random.below(2);
    const text = `6 tháng ${half === 1 ? 'đầu' : 'cuối'} năm ${year}`;
    return { text, appliedOn: `${year}-H${half}`, year };
  }
  const quarter = 1 + random.below(4);
  const roman = ROMAN[quarter - 1] ?? '';
  const text = pick(random, [
    `quý ${roman}/${year}`,
    `Quý ${quarter}/${year}`,
    `quý ${roman} năm ${year}`,
  ]);
  return { text, appliedOn: `${year}-Q${quarter}`, year };
}

function writeYears(random: Random, year: number): WrittenDate {
  switch (random.below(4)) {
    case 0: {
      const text = pick(random, [`2008-2010`, `giai đoạn 2008-2010`, `từ 2008 đến 2010`]);
      return { text, appliedOn: '2008/2010', year: 2008 };
    }
    case 1: {
      const text = pick(random, [`năm học ${year}-${year + 1}`, `NH ${year}-${year + 1}`]);
      return { text, appliedOn: `NH${year}-${year + 1}`, year };
    }
    default:
      return { text: pick(random, [String(year), `năm ${year}`]), appliedOn: String(year), year };
  }
}
