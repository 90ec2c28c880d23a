/** One run of the benchmarks. */
import * as z from 'zod';

export const BenchAbout = z.object({
  /** ISO time at which it ended. */
  date: z.string(),
  commit: z.string(),
  machine: z.string(),
  node: z.string(),
  /** Load average of a minute before and after. */
  loadBefore: z.number(),
  loadAfter: z.number(),
  /** Reasons by measurement. */
  skipped: z.record(z.string(), z.string()),
});

export type BenchResult = {
  readonly figures: { readonly [key: string]: number };
  readonly about: z.infer<typeof BenchAbout>;
};

/** As `--json` writes it: figures by key, and `about`. @throws ZodError */
export function parseBenchResult(json: unknown): BenchResult {
  const { about, ...figures } = z.looseObject({ about: BenchAbout }).parse(json);
  return { about, figures: z.record(z.string(), z.number()).parse(figures) };
}
