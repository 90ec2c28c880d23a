// The figures of one run, and how they are read.
import { loadavg } from 'node:os';

export type Report = {
  readonly rows: number;
  /** Of the machine, over the last minute: compare no figures without it. */
  readonly load: number;
  readonly figures: readonly Figure[];
};

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | '%';
  /** What must not be exceeded; undefined promises nothing. */
  readonly bound?: number;
};

export function toReport(rows: number, figures: readonly Figure[]): Report {
  return { rows, load: loadavg()[0] ?? 0, figures };
}

/** @param share 0.5 is the median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function shareOver(values: readonly number[], bound: number): number {
  return (100 * values.filter((value) => value > bound).length) / values.length;
}

export function writeTable({ rows, load, figures }: Report): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  const lines = figures.map(({ name, value, unit, bound }) => {
    const said = `${value.toFixed(unit === '%' ? 1 : 0)} ${unit}`;
    const judged = bound === undefined ? '' : `  at most ${bound} ${unit}: ${judge(value, bound)}`;
    return `${name.padEnd(width)}  ${said.padStart(9)}${judged}`;
  });
  return [`${rows} rows, load ${load.toFixed(1)}`, ...lines, ''].join('\n');
}

function judge(value: number, bound: number): string {
  return value <= bound ? 'kept' : 'NOT KEPT';
}
