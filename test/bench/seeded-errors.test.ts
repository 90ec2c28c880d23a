/** What docs/seeded-errors.md says is so: no false alarms, promises kept, figures of today's rules. */
import { describe, expect, it } from 'vitest';
import { readGenerated } from '../../bench/seeded-errors/document.ts';
import { measureAll, USUAL_SEED } from '../../bench/seeded-errors/measure-all.ts';
import { countBroken } from '../../bench/seeded-errors/measure-slips.ts';
import { writeReport } from '../../bench/seeded-errors/write-report.ts';
import { readValidSample } from '../../bench/valid-rows/read-sample.ts';
import expected from '../../programmes/ben-tre/sample/expected.json' with { type: 'json' };

const measured = measureAll(USUAL_SEED);

describe('rows nobody slipped in', () => {
  it('takes the valid rows of the sample as the published figures do', () => {
    const rows = readValidSample();
    const sum = rows.reduce(
      (total, { truth: { benefit } }) => total + (benefit.kind === 'counted' ? benefit.dong : 0),
      0,
    );
    expect(rows).toHaveLength(expected.total);
    expect(sum).toBe(expected.benefit.totalDong);
  });

  it.each(['sample', 'generated'] as const)('alarms few of the %s rows falsely', (rows) => {
    const { rowCount, falseAlarms, misread } = measured[rows];
    expect(rowCount).toBe(rows === 'sample' ? 235 : 2000);
    expect(falseAlarms / rowCount).toBeLessThan(0.01);
    expect(misread).toBe(0);
  });
});

describe('slips', () => {
  it('happen at all', () => {
    const idle = measured.slips.filter(({ rowCount }) => rowCount === 0);
    expect(idle.map(({ slip }) => slip.name)).toEqual([]);
    expect(measured.slips.length).toBeGreaterThan(120);
  });

  it('are refused, told or never wrong where the rules promise it', () => {
    const broken = measured.slips.filter((result) => countBroken(result) > 0);
    expect(broken.map(({ slip, example }) => `${slip.name}: ${example}`)).toEqual([]);
  });

  it('of the same words twice in a unit and year are refused, naming the row', () => {
    for (const { slip, copyCount, counts } of measured.copies) {
      expect(copyCount).toBeGreaterThan(0);
      if (slip.promised === 'refused')
        expect([slip.name, counts.named]).toEqual([slip.name, copyCount]);
    }
  });

  it('are all accounted for', () => {
    for (const { rowCount, counts } of measured.slips) {
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(rowCount);
    }
  });
});

it('stands in the document as measured; else run bench/seeded-errors/main.ts --write', () => {
  expect(readGenerated()).toBe(writeReport(measured));
});
