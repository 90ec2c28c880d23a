/** What the figures are to reach, and the limit where one is not. */
import type { Figures } from './figures.ts';

export type Target = {
  readonly key: string;
  readonly atMost?: number;
  readonly atLeast?: number;
};

const KIB = 1024;

export const TARGETS: readonly Target[] = [
  ...[100, 1_000, 10_000].flatMap((rows) => [
    { key: `calls.edit.${rows}`, atMost: 12 },
    { key: `calls.paste1000.${rows}`, atMost: 40 },
    { key: `calls.idle.${rows}`, atMost: 8 },
  ]),
  { key: 'ingest.ratio.25', atLeast: 0.7 },
  { key: 'ingest.ratio.100', atLeast: 0.8 },
  { key: 'summary.flatness', atMost: 1.3 },
  { key: 'summary.vsScan', atMost: 0.1 },
  { key: 'cold.ingest.ratio', atMost: 1.3 },
  { key: 'bytes.ingest', atMost: 460 * KIB },
  { key: 'bytes.appsscript', atMost: 120 * KIB },
  { key: 'load.errors', atMost: 0 },
  { key: 'load.lostOrDoubled', atMost: 0 },
  ...['ingest', 'summarize', 'report', 'digest'].map((name) => ({
    key: `memory.${name}.MiB`,
    atMost: 512,
  })),
];

/** Undefined where it was not measured. */
export function isReached(
  { key, atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }: Target,
  figures: Figures,
): boolean | undefined {
  const value = figures[key];
  return value === undefined ? undefined : value <= atMost && value >= atLeast;
}
