/** The whole measurement: the same seed gives the same figures. */
import { generateRows } from '../valid-rows/generate-rows.ts';
import { readValidSample } from '../valid-rows/read-sample.ts';
import { type CopyResult, measureCopies } from './measure-copies.ts';
import { measureSlips, type SlipResult } from './measure-slips.ts';
import { measureUntouched, type UntouchedResult } from './measure-untouched.ts';
import { ALL_SLIPS } from './slips/all-slips.ts';

export const USUAL_SEED = 1;

const GENERATED_UNITS = 20;
const GENERATED_ROWS_PER_UNIT = 100;
/** Rows that slips happen to: the sample and so many generated ones. */
const SLIPPED_GENERATED_ROWS = 400;
const MOST_ROWS_PER_SLIP = 100;

export type Measurement = {
  readonly seed: number;
  readonly sample: UntouchedResult;
  readonly generated: UntouchedResult;
  readonly slips: readonly SlipResult[];
  readonly copies: readonly CopyResult[];
};

export function measureAll(seed: number): Measurement {
  const sample = readValidSample();
  const generated = Array.from({ length: GENERATED_UNITS }, (_, index) =>
    generateRows({ seed, count: GENERATED_ROWS_PER_UNIT, unit: `TEST${index + 1}` }),
  ).flat();
  const rows = [...sample, ...generated.slice(0, SLIPPED_GENERATED_ROWS)];
  return {
    seed,
    sample: measureUntouched(sample),
    generated: measureUntouched(generated),
    slips: measureSlips(ALL_SLIPS, rows, { seed, mostRows: MOST_ROWS_PER_SLIP }),
    copies: measureCopies(rows, seed),
  };
}
