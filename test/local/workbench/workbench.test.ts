/** What the page is told of the local system. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import { FIRST_KEY_POLICY, type KeyPolicy } from '../../../lambdas/http/key-policy.ts';
import { checkReportLink } from '../../../lambdas/http/report-link.ts';
import { createVirtualClock } from '../../../local/clock.ts';
import type { LocalSystem } from '../../../local/system.ts';
import { startSystem } from '../../../local/system.ts';
import { createTimeline } from '../../../local/workbench/timeline.ts';
import { createWorkbench, type Workbench } from '../../../local/workbench/workbench.ts';
import { build } from '../../../scripts/build.ts';

let system: LocalSystem;
let workbench: Workbench;
beforeAll(async () => {
  await build({ print: () => undefined });
  const virtual = createVirtualClock(Date.parse('2011-03-31T08:00:00+07:00'));
  const clock = { ...virtual, offsetMs: 0 };
  system = await startSystem({ programmeCode: 'ben-tre', clock, seed: 1 });
  workbench = createWorkbench({ system, clock, timeline: createTimeline() });
});
afterAll(() => system.stop());

async function readKeyVersions(): Promise<readonly (number | string)[]> {
  const links = await workbench.reportLinks();
  return links.map(({ url }) => {
    const { pathname: path, searchParams } = new URL(url);
    const query = Object.fromEntries(searchParams);
    const { masterSecret } = system.cloud;
    const link = checkReportLink({ path, query, masterSecret, programme: 'ben-tre' });
    return link.kind === 'link' ? link.keyVersion : link.reason;
  });
}

it("makes the links to reports with the committee's newest key, and none with a revoked one", async () => {
  expect(await readKeyVersions()).toEqual([1, 1]);
  const rotated: KeyPolicy = { current: 2, revoked: [1] };
  await system.table.replaceKeyPolicy(COMMITTEE_UNIT, { before: undefined, next: rotated });
  expect(await readKeyVersions()).toEqual([2, 2]);
  const next = { ...FIRST_KEY_POLICY, current: 3, revoked: [1, 2, 3] };
  await system.table.replaceKeyPolicy(COMMITTEE_UNIT, { before: rotated, next });
  expect(await readKeyVersions()).toEqual([]);
});
