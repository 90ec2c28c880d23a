/** What the summary counts, from heads and contacts. */
import { describe, expect, it } from 'vitest';
import type { Programme } from '../../../core/programme.ts';
import type { UnitReport } from '../../../core/summary/figures.ts';
import { countUnitsWithRows, toFigures } from '../../../core/summary/figures.ts';
import type { Summary } from '../../../core/summary/summary.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import {
  AS_OF,
  contactOf,
  headOf,
  loadProgramme,
  NO_COUNTS,
  readExpected,
  readSample,
  smallProgramme,
  toSampleReports,
} from './cast.ts';

function summarise(
  reports: readonly UnitReport[],
  programme: Programme = loadProgramme(),
): Summary {
  return toSummary(toFigures({ programme, reports, asOf: AS_OF }));
}

describe('the summary of the sample', () => {
  const summary = summarise(toSampleReports());
  const expected = readExpected();

  it('equals the published counts', () => {
    expect(summary.total).toBe(235);
    expect(summary.byCategory).toEqual({ CTKT: 23, TK: 5, PVDT: 5, TCQL: 157, HLH: 45 });
    expect(summary.unitsReported).toBe(16);
    expect(summary.unitsTotal).toBe(65);
  });

  it('equals what the sample says it adds up to', () => {
    expect(summary.byYear).toEqual(expected.byYear);
    expect(summary.byUnit).toEqual(expected.byUnit);
    expect(summary.benefit).toEqual(expected.benefit);
  });

  it('equals a recount of the rows by hand', () => {
    const rows = readSample();
    const counted = rows.flatMap(({ benefit }) => (benefit.kind === 'counted' ? [benefit] : []));
    expect(summary.total).toBe(rows.length);
    expect(summary.benefit.counted).toBe(counted.length);
    expect(summary.benefit.totalDong).toBe(counted.reduce((sum, { dong }) => sum + dong, 0));
    for (const year of [2008, 2009, 2010]) {
      expect(summary.byYear[year]).toBe(rows.filter((row) => row.year === year).length);
    }
  });

  it('names the 49 units that are missing, in code order', () => {
    expect(summary.missingUnits).toHaveLength(49);
    expect(summary.missingUnits.slice(0, 3)).toEqual(['BT005', 'BT007', 'BT009']);
    expect(summary.missingUnits).toEqual([...summary.missingUnits].sort());
  });

  it('says as of when', () => {
    expect(summary.asOf).toBe('2011-03-31T08:05:00+07:00');
  });
});

describe('an empty programme', () => {
  it('has every category and every year at 0, and everybody missing', () => {
    const programme = smallProgramme([{ code: 'AA2' }, { code: 'AA1' }]);
    expect(summarise([], programme)).toEqual({
      asOf: '2011-03-31T08:05:00+07:00',
      total: 0,
      unitsReported: 0,
      unitsTotal: 2,
      byCategory: { CTKT: 0, TK: 0, PVDT: 0, TCQL: 0, HLH: 0 },
      byYear: { '2008': 0, '2009': 0, '2010': 0 },
      byUnit: {},
      benefit: { totalDong: 0, counted: 0, notYet: 0, cannot: 0 },
      missingUnits: ['AA1', 'AA2'],
      outOfPeriod: 0,
      rejected: 0,
      incomplete: 0,
      waiting: 0,
      held: 0,
    });
  });
});

describe('rows', () => {
  const programme = smallProgramme([{ code: 'AA1' }, { code: 'AA2' }]);
  const row = (number: number, changes: Parameters<typeof initiative>[0] = {}) =>
    storedRow(rowId('AA1', number), { initiative: initiative(changes) });

  it('without a date count under no year, which is there only for them', () => {
    const { year: _, ...undated } = initiative({ appliedOn: '', place: 'undated' });
    const head = headOf('AA1', [storedRow(rowId('AA1', 1), { initiative: undated }), row(2)]);
    expect(summarise([{ unit: 'AA1', head }], programme).byYear).toEqual({
      '2008': 0,
      '2009': 0,
      '2010': 1,
      '': 1,
    });
  });

  it('outside the period count only there, but their unit has reported', () => {
    const head = headOf('AA1', [row(1, { place: 'outside', year: 2007 })]);
    const summary = summarise([{ unit: 'AA1', head }], programme);
    expect(summary).toMatchObject({ total: 0, byUnit: {}, outOfPeriod: 1, unitsReported: 1 });
    expect(summary.byYear).toEqual({ '2008': 0, '2009': 0, '2010': 0 });
    expect(summary.benefit.counted).toBe(0);
    expect(summary.missingUnits).toEqual(['AA2']);
  });

  it('that are held count in all figures and also as held', () => {
    const held = { ...row(2), state: 'held' as const, holdId: 'H1' };
    const head = headOf('AA1', [row(1), held], { hold: { id: 'H1', count: 1 } });
    const summary = summarise([{ unit: 'AA1', head }], programme);
    expect(summary).toMatchObject({ total: 2, byUnit: { AA1: 2 }, held: 1 });
  });

  it('all of which are held still make their unit one that has reported', () => {
    const held = { ...row(1), state: 'held' as const, holdId: 'H1' };
    const head = headOf('AA1', [held], { hold: { id: 'H1', count: 1 } });
    expect(summarise([{ unit: 'AA1', head }], programme).missingUnits).toEqual(['AA2']);
  });

  it('refused, incomplete or waiting are counted as such and nowhere else', () => {
    const counts = { incomplete: 2, rejected: 3, waiting: 4, warned: 5 };
    const summary = summarise(
      [
        { unit: 'AA1', head: headOf('AA1', [row(1)]), contact: contactOf('AA1', { counts }) },
        { unit: 'AA2', contact: contactOf('AA2', { counts: { ...NO_COUNTS, rejected: 1 } }) },
      ],
      programme,
    );
    expect(summary).toMatchObject({ total: 1, incomplete: 2, rejected: 4, waiting: 4 });
    expect(summary.missingUnits).toEqual(['AA2']);
  });

  it('add up exactly beyond 2^53 đồng before they are rounded to a double', () => {
    const large = { kind: 'counted', dong: 9_007_199_254_740_991, estimated: false } as const;
    const head = headOf('AA1', [row(1, { benefit: large }), row(2, { benefit: large })]);
    const figures = toFigures({ programme, reports: [{ unit: 'AA1', head }], asOf: AS_OF });
    expect(figures.tally.countedDong).toBe(18_014_398_509_481_982n);
    expect(toSummary(figures).benefit.totalDong).toBe(18_014_398_509_481_982);
  });
});

describe('units', () => {
  it.each([
    ['done', 1],
    ['none', 1],
    [undefined, 0],
  ] as const)('that say %s have reported: %s', (statement, reported) => {
    const programme = smallProgramme([{ code: 'AA1' }]);
    const contact = contactOf('AA1', statement === undefined ? {} : { statement });
    const summary = summarise([{ unit: 'AA1', contact }], programme);
    expect(summary.unitsReported).toBe(reported);
    expect(summary.unitsReported + summary.missingUnits.length).toBe(summary.unitsTotal);
  });

  it('closed before the period are not asked, and their rows still count', () => {
    const programme = smallProgramme([
      { code: 'AA1', valid_to: '2007-12-31' },
      { code: 'AA2' },
      { code: 'AA3', valid_to: '2007-12-31' },
    ]);
    const head = headOf('AA1', [storedRow(rowId('AA1', 1))]);
    const figures = toFigures({ programme, reports: [{ unit: 'AA1', head }], asOf: AS_OF });
    const summary = toSummary(figures);
    expect(summary).toMatchObject({ total: 1, byUnit: { AA1: 1 }, unitsTotal: 1 });
    expect(summary.unitsReported).toBe(0);
    expect(summary.missingUnits).toEqual(['AA2']);
    expect(countUnitsWithRows(figures)).toBe(0);
    expect(figures.units.map(({ unit }) => unit.code)).toEqual(['AA1', 'AA2']);
  });

  it('unknown to the programme are left out', () => {
    const programme = smallProgramme([{ code: 'AA1' }]);
    const head = headOf('ZZ9', [storedRow(rowId('ZZ9', 1))]);
    expect(summarise([{ unit: 'ZZ9', head }], programme).total).toBe(0);
  });
});
