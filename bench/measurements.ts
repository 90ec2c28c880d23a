/** All measurements, in the order they run. */
import { measureCalls, QUICK_ROW_COUNTS, ROW_COUNTS } from './calls/measure-calls.ts';
import { measureBytes } from './cold-start/measure-bytes.ts';
import { measureColdStart } from './cold-start/measure-cold-start.ts';
import { measureScriptParts } from './cold-start/measure-script-parts.ts';
import { measureScriptTexts } from './cold-start/measure-script-texts.ts';
import { measureConsolidation } from './consolidation/measure-consolidation.ts';
import { measureCost } from './cost/measure-cost.ts';
import type { Figures } from './figures.ts';
import { measureIngest } from './ingest/measure-ingest.ts';
import { findChromium, measureLatency } from './latency/measure-latency.ts';
import { measureLoad } from './load/measure-load.ts';
import { measureMemory } from './memory/measure-memory.ts';

export type Measured =
  | { readonly kind: 'measured'; readonly figures: Figures }
  | { readonly kind: 'skipped'; readonly reason: string };

export type Measurement = {
  /** What `--only` takes. */
  readonly name: string;
  /** Exact and fast: part of `--quick`. */
  readonly isQuick: boolean;
  readonly measure: (options: { readonly isQuick: boolean }) => Promise<Measured>;
};

export const MEASUREMENTS: readonly Measurement[] = [
  exact('bytes', async () => ({
    ...measureBytes(),
    ...(await measureScriptParts()),
    ...measureScriptTexts(),
  })),
  exact('calls', ({ isQuick }) => measureCalls(isQuick ? QUICK_ROW_COUNTS : ROW_COUNTS)),
  timed('ingest', measureIngest),
  timed('summary', measureConsolidation),
  timed('cold', measureColdStart),
  timed('memory', measureMemory),
  timed('load', measureLoad),
  timed('cost', measureCost),
  {
    name: 'latency',
    isQuick: false,
    async measure() {
      const chromium = findChromium();
      if (chromium === undefined) return { kind: 'skipped', reason: 'there is no Chromium' };
      return { kind: 'measured', figures: await measureLatency(chromium) };
    },
  },
];

function exact(
  name: string,
  measure: (options: { readonly isQuick: boolean }) => Promise<Figures>,
): Measurement {
  return toMeasurement(name, true, measure);
}

/** Called without anything: what its parameters are by default is what is measured. */
export function timed(name: string, measure: () => Promise<Figures>): Measurement {
  return toMeasurement(name, false, () => measure());
}

function toMeasurement(
  name: string,
  isQuick: boolean,
  measure: (options: { readonly isQuick: boolean }) => Promise<Figures>,
): Measurement {
  return {
    name,
    isQuick,
    measure: async (options) => ({ kind: 'measured', figures: await measure(options) }),
  };
}
