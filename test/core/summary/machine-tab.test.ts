/** The summary written to the spreadsheet is the summary read from it, or none at all. */
import { describe, expect, it } from 'vitest';
import { buildTabs } from '../../../core/summary/build-tabs.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import type { TabValues } from '../../../core/summary/machine-tab.ts';
import {
  equalSummaries,
  readPublication,
  readPublishedSummary,
} from '../../../core/summary/machine-tab.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import { AS_OF, headOf, loadProgramme, toSampleReports, toValues } from './cast.ts';

const { year: _, ...undated } = initiative({ appliedOn: '', place: 'undated' });
const figures = toFigures({
  programme: loadProgramme(),
  reports: [
    ...toSampleReports(),
    {
      unit: 'BT005',
      head: headOf('BT005', [storedRow(rowId('BT005', 1), { initiative: undated })]),
    },
  ],
  asOf: AS_OF,
});
const summary = toSummary(figures);
const tabs = buildTabs({ figures, summary, rowsByUnit: new Map(), log: [], number: 12 });
const published: TabValues = Object.fromEntries(tabs.map((tab) => [tab.title, toValues(tab)]));
const MACHINE = '_máy đọc';

function withRow(tab: string, key: string, value: unknown): TabValues {
  const rows = published[tab]?.map((row) => (row[0] === key ? [key, value] : row)) ?? [];
  return { ...published, [tab]: rows };
}

describe('a publication', () => {
  it('read back is the summary that was published, undated rows and missing units included', () => {
    expect(readPublishedSummary(published)).toEqual(summary);
    expect(summary.byYear['']).toBe(1);
    expect(summary.missingUnits).toHaveLength(48);
    expect(readPublication(published)).toMatchObject({ kind: 'published', number: 12 });
  });

  it('is hidden from people and comes last', () => {
    expect(tabs.at(-1)).toMatchObject({ title: MACHINE, isHidden: true });
  });

  it('is read whatever else somebody wrote below it', () => {
    const machine = [...(published[MACHINE] ?? []), ['byMoon.1', 2]];
    expect(readPublishedSummary({ ...published, [MACHINE]: machine })).toEqual(summary);
  });

  it('is none where there was none', () => {
    expect(readPublishedSummary({})).toBeUndefined();
    expect(readPublication({ [MACHINE]: [] })).toEqual({ kind: 'none' });
  });
});

describe('a spreadsheet that is not one whole publication is told', () => {
  const machine = published[MACHINE] ?? [];
  it.each<[string, TabValues, string]>([
    ['another layout', withRow(MACHINE, 'layout', 0), 'another layout'],
    ['no number', withRow(MACHINE, 'publication', 'x'), 'another layout'],
    ['a figure that is text', withRow(MACHINE, 'total', '236'), 'not whole: total'],
    ['a figure that is missing', { ...published, [MACHINE]: machine.slice(0, 6) }, 'not whole: '],
    ['a missing end', { ...published, [MACHINE]: machine.slice(0, -1) }, 'cut off'],
    [
      'a lost missing unit',
      { ...published, [MACHINE]: machine.filter(([key]) => key !== 'missingUnits.3') },
      'cut off',
    ],
    ['a visible figure that differs', withRow('Tổng hợp chung', 'Năm 2009', 77), 'Năm 2009'],
    ['a visible 0 for no amount', withRow('Tổng hợp chung', 'Tiết kiệm', ''), 'Tiết kiệm'],
    ['a visible tab that is gone', { [MACHINE]: machine }, 'Tổng số sáng kiến'],
  ])('%s', (_name, values, reason) => {
    const reading = readPublication(values);
    expect(reading).toMatchObject({ kind: 'broken', reason: expect.stringContaining(reason) });
    expect(() => readPublishedSummary(values)).toThrow(/no whole publication/);
  });
});

describe('two summaries', () => {
  it('are equal when they say the same, whatever the order of their keys', () => {
    const turned = {
      ...summary,
      byUnit: Object.fromEntries(Object.entries(summary.byUnit).reverse()),
    };
    expect(equalSummaries(summary, turned)).toBe(true);
  });

  it('differ in one figure', () => {
    expect(equalSummaries(summary, { ...summary, held: 1 })).toBe(false);
    const missingUnits = summary.missingUnits.slice(1);
    expect(equalSummaries(summary, { ...summary, missingUnits })).toBe(false);
    expect(equalSummaries(summary, { ...summary, byYear: { ...summary.byYear, '2008': 1 } })).toBe(
      false,
    );
  });
});
