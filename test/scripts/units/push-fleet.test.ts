/** What push decides: what is new, what is somebody else's, when it stops, what it brings back. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Clasp } from '../../../scripts/units/clasp.ts';
import { readContentFolder } from '../../../scripts/units/content-store.ts';
import { findTarget } from '../../../scripts/units/fleet.ts';
import { type PushPlan, pushFleet } from '../../../scripts/units/push-fleet.ts';
import type { PushParts } from '../../../scripts/units/push-target.ts';
import { hashContent } from '../../../scripts/units/script-content.ts';
import { createQuickClasp, type FleetWorld, openFleetWorld, STRANGER } from './fleet-world.ts';

const V1 = '111111111111';
const V2 = '222222222222';
const V3 = '333333333333';
const UNITS = ['BT001', 'BT002', 'BT003'];

const worlds: FleetWorld[] = [];

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

async function open(units: readonly string[] = UNITS) {
  const world = await openFleetWorld({ units });
  worlds.push(world);
  const clasp = createQuickClasp(world);
  const parts = world.parts(clasp);
  const push = (version: string, plan: Partial<PushPlan> = {}) =>
    pushVersion(parts, world, { version, plan });
  const kinds = async (version: string, plan: Partial<PushPlan> = {}) =>
    (await push(version, plan)).map(({ outcome }) => outcome.kind);
  return { world, clasp, parts, push, kinds };
}

function pushVersion(
  parts: PushParts,
  world: FleetWorld,
  { version, plan }: { readonly version: string; readonly plan: Partial<PushPlan> },
) {
  const content = readContentFolder(world.bundle(version));
  const steps = parts.file.fleet.targets.map((target) => ({ target, content }));
  return pushFleet(parts, { steps, parallel: 2, overwrite: false, dryRun: false, ...plan });
}

/** Somebody at Google. */
function editCode(world: FleetWorld, unit: string, source: string): void {
  const { scriptId, files } = world.projectOf(unit);
  const manifest = files.filter(({ type }) => type === 'JSON');
  const code = { name: 'Code', type: 'SERVER_JS' as const, source };
  world.projects.update(scriptId, { files: [...manifest, code], by: STRANGER });
}

describe('push', () => {
  it('pushes what differs and nothing else', async () => {
    const { clasp, kinds } = await open();
    expect(await kinds(V1)).toEqual(['pushed', 'pushed', 'pushed']);
    expect(await kinds(V1)).toEqual(['current', 'current', 'current']);
    expect(clasp.pushed).toHaveLength(3);
  });

  it('takes one unit first, the one that was named', async () => {
    const { world, clasp, push } = await open();
    const order: string[] = [];
    await push(V1, { canary: 'BT003', onOutcome: ({ unit }) => order.push(unit) });
    expect(order[0]).toBe('BT003');
    expect(clasp.pushed[0]).toBe(world.projectOf('BT003').scriptId);
  });

  it('stops when the first one does not read back as it was pushed', async () => {
    const { world, kinds } = await open();
    const broken: Clasp = { run: () => Promise.resolve({ kind: 'done', output: '[]' }) };
    const outcomes = await pushVersion(world.parts(broken), world, { version: V1, plan: {} });
    expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(['failed', 'notTried', 'notTried']);
    expect(outcomes[0]?.outcome).toMatchObject({
      reason: expect.stringContaining('read back, Code.js, appsscript.json differ'),
    });
    expect(world.count('projects.updateContent', 'BT002')).toBe(0);
    expect(await kinds(V1)).toEqual(['pushed', 'pushed', 'pushed']);
  });

  it('goes on past one that fails, once the version has proved itself', async () => {
    const { world, kinds } = await open();
    world.fault = ({ unit }) =>
      unit === 'BT002' ? { kind: 'answer', status: 403, message: 'no permission' } : undefined;
    expect(await kinds(V1)).toEqual(['pushed', 'failed', 'pushed']);
  });

  it('tries no other script with a sign-in that Google refuses', async () => {
    const { world, kinds } = await open();
    world.fault = () => ({ kind: 'answer', status: 401, message: 'Invalid Credentials' });
    expect(await kinds(V1)).toEqual(['failed', 'notTried', 'notTried']);
  });

  it('repeats what fails for a moment, and not for ever', async () => {
    const { world, push } = await open(['BT001']);
    let calls = 0;
    world.fault = () => {
      calls += 1;
      return calls <= 3 ? { kind: 'answer', status: 429, message: 'Quota exceeded' } : undefined;
    };
    expect(await push(V1)).toMatchObject([{ outcome: { kind: 'pushed' } }]);
    world.fault = () => ({ kind: 'answer', status: 503, message: 'down' });
    expect(await push(V2)).toMatchObject([
      { outcome: { kind: 'failed', reason: '503 down, 4 times' } },
    ]);
  });

  it('overwrites nothing that somebody wrote at Google, unless told to, and keeps it', async () => {
    const { world, parts, push, kinds } = await open();
    await push(V1);
    editCode(world, 'BT002', 'function mine() {}');
    const theirs = hashContent(world.projectOf('BT002'));
    const outcomes = await push(V2);
    expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(['pushed', 'foreign', 'pushed']);
    expect(outcomes[1]?.outcome).toMatchObject({
      differences: [{ file: 'Code.js', change: 'changed', by: STRANGER }],
    });
    expect(hashContent(world.projectOf('BT002'))).toBe(theirs);
    expect(await kinds(V2, { overwrite: true })).toEqual(['current', 'pushed', 'current']);
    expect(parts.store.read(theirs)?.files).toContainEqual(
      expect.objectContaining({ source: 'function mine() {}' }),
    );
  });

  it('takes away a file that only Google has, which clasp would leave', async () => {
    const { world, clasp, push, kinds } = await open(['BT001']);
    await push(V1);
    const { scriptId, files } = world.projectOf('BT001');
    const extra = { name: 'Extra', type: 'SERVER_JS' as const, source: 'function extra() {}' };
    world.projects.update(scriptId, { files: [...files, extra] });
    const before = clasp.pushed.length;
    expect(await kinds(V1, { overwrite: true })).toEqual(['pushed']);
    expect(clasp.pushed).toHaveLength(before);
    expect(
      world
        .projectOf('BT001')
        .files.map(({ name }) => name)
        .sort(),
    ).toEqual(['Code', 'appsscript']);
  });

  it('knows its own push that was cut off, also when another version follows', async () => {
    const { world, parts, kinds } = await open(['BT001']);
    await kinds(V1);
    // As a run leaves it that was killed after Google had taken the content.
    const [target] = parts.file.fleet.targets;
    const second = readContentFolder(world.bundle(V2));
    const begun = { version: V2, contentHash: hashContent(second), at: '2011-03-31T02:00:00.000Z' };
    if (target === undefined) throw new Error('no target');
    parts.file.write({ ...target, begun });
    world.projects.update(target.scriptId, { files: second.files });
    expect(await kinds(V3)).toEqual(['pushed']);
    const { pushed, previous, begun: left } = findTarget(world.readFleet(), 'BT001') ?? {};
    expect([pushed?.version, previous?.version, left]).toEqual([V3, V2, undefined]);
  });

  it('says what it would do, and does nothing', async () => {
    const { world, clasp, push } = await open();
    const before = JSON.stringify(world.readFleet());
    expect(await push(V1, { dryRun: true })).toMatchObject([
      { outcome: { kind: 'wouldPush', from: 'unnamed', to: V1 } },
      { outcome: { kind: 'wouldPush' } },
      { outcome: { kind: 'wouldPush' } },
    ]);
    expect(clasp.pushed).toEqual([]);
    expect(JSON.stringify(world.readFleet())).toBe(before);
  });

  it('begins nothing after an interruption', async () => {
    const { kinds } = await open();
    const interruption = new AbortController();
    const onOutcome = () => interruption.abort();
    expect(await kinds(V1, { signal: interruption.signal, onOutcome })).toEqual([
      'pushed',
      'notTried',
      'notTried',
    ]);
  });
});
