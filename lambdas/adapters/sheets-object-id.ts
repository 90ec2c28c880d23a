/** Ids of our charts and protections: chosen by us, the same in every publication. */
import { hash64 } from '../../core/hash.ts';
import type { ChartKey } from '../../core/summary/tab-chart.ts';
import { CHART_KEYS } from '../../core/summary/tab-chart.ts';
import { TAB_TITLES } from '../../core/wording/summary.ts';

export function toChartId(key: ChartKey): number {
  return toObjectId(`chart ${key}`);
}

export function toProtectionId(tabTitle: string): number {
  return toObjectId(`protection ${tabTitle}`);
}

/** Every chart that any publication of ours may have made. */
export const OUR_CHART_IDS: ReadonlySet<number> = new Set(CHART_KEYS.map(toChartId));

/** And every protection. */
export const OUR_PROTECTION_IDS: ReadonlySet<number> = new Set(
  Object.values(TAB_TITLES).map(toProtectionId),
);

/** A positive 31-bit id; one that somebody else's object has is as unlikely as one in 2^31. */
function toObjectId(text: string): number {
  return (hash64(text)[0] % (2 ** 31 - 1)) + 1;
}
