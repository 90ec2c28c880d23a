/** Neighbouring rows taken together, so that one call can write them. */
export type RowRun = { readonly first: number; readonly last: number };

/** Scattered rows are written run by run up to this many runs, then as one block. */
const MAX_RUNS = 2;

/** Runs of neighbouring rows; one covering block where there would be too many. */
export function toRowRuns(rowNumbers: readonly number[]): readonly RowRun[] {
  const sorted = [...rowNumbers].sort((one, other) => one - other);
  const runs: RowRun[] = [];
  for (const rowNumber of sorted) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.last + 1 === rowNumber) {
      runs[runs.length - 1] = { first: last.first, last: rowNumber };
    } else runs.push({ first: rowNumber, last: rowNumber });
  }
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (runs.length <= MAX_RUNS || first === undefined || last === undefined) return runs;
  return [{ first, last }];
}
