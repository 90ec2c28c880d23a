/** Whether the last publication still stands as it was made: people can type on it, too. */
import { equalSummaries, readPublication } from '../../core/summary/machine-tab.ts';
import { bearsSign } from '../../core/summary/tab-sign.ts';
import { TAB_TITLES } from '../../core/wording/summary.ts';
import type { PublicationTarget } from '../ports/publication-target.ts';
import type { Published } from '../ports/summary-store.ts';
import type { PublishDeps } from './publish-summary.ts';

const HOUR_MS = 3_600_000;
/** Runs do not start to the second; one look too many is better than one too few. */
const START_MARGIN_MS = 60_000;

/** In the first run of each hour since the last publication: nothing has to be remembered. */
export function isTimeToLook({ now, programme }: PublishDeps, { asOf }: Published): boolean {
  const sinceMs = now() - asOf;
  const stepMs = programme.schedules.publishEveryMinutes * 60_000 + START_MARGIN_MS;
  return Math.floor(sinceMs / HOUR_MS) > Math.max(0, Math.floor((sinceMs - stepMs) / HOUR_MS));
}

const WHOLE: readonly string[] = [TAB_TITLES.overview, TAB_TITLES.machine];
const OTHERS = Object.values(TAB_TITLES).filter((title) => !WHOLE.includes(title));

/** All tabs are there and ours, and every key figure is the one that was published. */
export async function standsAsPublished(
  target: PublicationTarget,
  last: Published,
): Promise<boolean> {
  const values = await target.look({ whole: WHOLE, heads: OTHERS });
  if (values === undefined) return false;
  if (!OTHERS.every((title) => bearsSign(title, values[title] ?? []))) return false;
  const reading = readPublication(values);
  if (reading.kind !== 'published' || reading.number !== last.number) return false;
  return equalSummaries(reading.summary, last.summary);
}
