import { expect, it } from 'vitest';
import { toNamedUnit, toPublishedFacts } from '../../../core/digest/published-facts.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import { AS_OF, loadProgramme, smallProgramme } from '../summary/cast.ts';

const programme = loadProgramme();
const summary = {
  ...toSummary(toFigures({ programme, reports: [], asOf: AS_OF })),
  byUnit: { BT061: 2, BT028: 1 },
  missingUnits: ['BT002', 'BT001'],
  rejected: 4,
};

it('says what was published, and of the units what they said at that time', () => {
  const review = { BT061: { refused: 3, warned: 1 }, BT028: { refused: 1, warned: 5 } };
  expect(
    toPublishedFacts(programme, { summary, asOf: AS_OF, review, today: '2011-04-01' }),
  ).toEqual({
    summary,
    asOf: AS_OF,
    today: '2011-04-01',
    period: programme.period,
    programmeName: programme.name,
    deadline: '2011-03-31',
    unitsWithRows: 2,
    missing: [
      { code: 'BT002', name: 'Sở Y tế' },
      { code: 'BT001', name: 'Sở Khoa học và Công nghệ' },
    ],
    review: {
      refused: 4,
      incomplete: 0,
      warned: 6,
      units: [
        { code: 'BT028', name: 'Bệnh viện đa khoa Nguyễn Đình Chiểu' },
        { code: 'BT061', name: 'Công ty Cổ phần Dược phẩm Bến Tre' },
      ],
    },
  });
});

it('counts units with rows only when they are asked to report, and needs no deadline', () => {
  const units = [{ code: 'AA1' }, { code: 'AA2', valid_to: '2007-12-31' }];
  const small = { ...smallProgramme(units), deadline: undefined };
  const facts = toPublishedFacts(small, {
    summary: { ...summary, byUnit: { AA1: 1, AA2: 1 }, missingUnits: [] },
    asOf: AS_OF,
    review: {},
    today: '2011-04-01',
  });
  expect(facts.unitsWithRows).toBe(1);
  expect(facts).not.toHaveProperty('deadline');
});

it('a unit that left the list has only its code', () => {
  expect(toNamedUnit(programme, 'BT999')).toEqual({ code: 'BT999', name: 'BT999' });
});
