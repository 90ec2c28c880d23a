/** What the committee brings along: read strictly, refused with a reason. */
import { describe, expect, it } from 'vitest';
import { Fault } from '../../core/fault.ts';
import { parseProgramme } from '../../core/programme.ts';
import { readProgrammeJson } from './summary/cast.ts';

function read(targets: unknown) {
  return parseProgramme('ben-tre', { ...readProgrammeJson(), targets }).targets;
}

function reasonOf(targets: unknown): string {
  try {
    read(targets);
  } catch (error) {
    if (error instanceof Fault && error.code === 'config.invalid') {
      return (error as Fault<'config.invalid'>).details.reason;
    }
    throw error;
  }
  return 'accepted';
}

const previous = { period: '2005-2007', total: 180, counted: 50, totalDong: 9_000_000_000 };

describe('targets', () => {
  it('may be left out, wholly or in part', () => {
    expect(read(undefined)).toBeUndefined();
    expect(read({})).toEqual({ revenues: [], modelUnits: [] });
    expect(read({ previous })).toEqual({ previous, revenues: [], modelUnits: [] });
  });

  it('may know some categories of the last period and not others', () => {
    const byCategory = { CTKT: 20, TCQL: 160 };
    expect(read({ previous: { ...previous, byCategory } })?.previous?.byCategory).toEqual(
      byCategory,
    );
  });

  it('take amounts that a number holds exactly, and no larger ones', () => {
    const totalDong = Number.MAX_SAFE_INTEGER;
    expect(read({ previous: { ...previous, totalDong } })?.previous?.totalDong).toBe(totalDong);
    expect(reasonOf({ previous: { ...previous, totalDong: 2 ** 53 } })).toMatch(
      /^targets\.previous\.totalDong: /,
    );
  });

  it.each([
    [
      'a unit not in the list',
      { revenues: [{ unit: 'BT999', dong: 1 }] },
      /revenues\.0: unit BT999 is not in the list of units$/,
    ],
    [
      'a unit named twice',
      {
        revenues: [
          { unit: 'BT061', dong: 1 },
          { unit: 'BT061', dong: 2 },
        ],
      },
      /revenues\.1: unit BT061 is named twice$/,
    ],
    [
      'a model unit not in the list',
      { modelUnits: ['BT061', 'XX1'] },
      /modelUnits\.1: unit XX1 is not in the list of units$/,
    ],
    ['no unit code', { modelUnits: ['bt061'] }, /modelUnits\.0: not a unit code$/],
    ['no revenue', { revenues: [{ unit: 'BT061', dong: 0 }] }, /revenues\.0\.dong: /],
    ['half a đồng', { revenues: [{ unit: 'BT061', dong: 0.5 }] }, /revenues\.0\.dong: /],
    ['a negative count', { previous: { ...previous, counted: -1 } }, /previous\.counted: /],
    [
      'more amounts than rows',
      { previous: { ...previous, counted: 181 } },
      /previous: counted 181 is more than total 180$/,
    ],
    [
      'an amount of no row',
      { previous: { ...previous, counted: 0 } },
      /previous: totalDong is given although counted is 0$/,
    ],
    [
      'more by category than in all',
      { previous: { ...previous, byCategory: { TK: 181 } } },
      /previous: byCategory adds up to 181, more than total 180$/,
    ],
    [
      'an unknown category',
      { previous: { ...previous, byCategory: { XYZ: 1 } } },
      /previous\.byCategory/,
    ],
    ['an unknown field', { goals: [] }, /^targets: /],
  ])('with %s are refused, and the reason says where', (_name, targets, reason) => {
    expect(reasonOf(targets)).toMatch(reason);
  });
});
