/** What only the real clasp shows: manifests, kills, roll-back, and the making of spreadsheets. */
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../../scripts/build.ts';
import { findTarget } from '../../../scripts/units/fleet.ts';
import { readVersion } from '../../../scripts/units/script-content.ts';
import { type FleetWorld, openFleetWorld, STRANGER } from './fleet-world.ts';

const V1 = '111111111111';
const V2 = '222222222222';
const MAIN = resolve(import.meta.dirname, '../../../scripts/units/main.ts');
const PUT = 'projects.updateContent';

const worlds: FleetWorld[] = [];

beforeAll(() => build({ print: () => undefined }));

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

async function open(...units: readonly string[]): Promise<FleetWorld> {
  const world = await openFleetWorld({ units });
  worlds.push(world);
  return world;
}

describe('push with the real clasp', () => {
  it('pushes a manifest that changed alone, rolls back with one command, and forward again', async () => {
    const world = await open('BT001');
    const scopes = '{"timeZone":"Asia/Ho_Chi_Minh","oauthScopes":[]}';
    expect((await world.run(['push', '--bundle', world.bundle(V1)])).code).toBe(0);
    const second = world.bundle('next', {
      'Code.js': `// so-sang-kien ${V1}\nfunction onOpen() {}\n`,
      'appsscript.json': scopes,
    });
    expect((await world.run(['push', '--bundle', second])).code).toBe(0);
    const manifest = () => world.projectOf('BT001').files.find(({ type }) => type === 'JSON');
    expect(manifest()?.source).toBe(scopes);
    expect((await world.run(['rollback'])).code).toBe(0);
    expect(manifest()?.source).not.toBe(scopes);
    expect((await world.run(['verify'])).code).toBe(0);
    expect((await world.run(['rollback'])).code).toBe(0);
    expect(manifest()?.source).toBe(scopes);
  });

  it('rolls back from a folder where the content of before is not on this machine', async () => {
    const world = await open('BT001');
    await world.run(['push', '--bundle', world.bundle(V1)]);
    await world.run(['push', '--bundle', world.bundle(V2)]);
    rmSync(join(world.folder, 'data'), { recursive: true });
    const refused = await world.run(['rollback']);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`NOT POSSIBLE: ${V1} is not kept on this machine`);
    expect((await world.run(['rollback', '--bundle', world.bundle(V2)])).code).toBe(1);
    expect((await world.run(['rollback', '--bundle', world.bundle(V1)])).code).toBe(0);
    expect(readVersion(world.projectOf('BT001'))).toBe(V1);
  });

  it('pushes again where clasp is killed', async () => {
    const world = await open('BT001');
    const pids: number[] = [];
    world.fault = ({ operation }) => {
      if (operation !== PUT || pids.length > 1) return undefined;
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      return { kind: 'drop', when: 'before' };
    };
    const onClasp = (pid: number) => void pids.push(pid);
    const ran = await world.run(['push', '--bundle', world.bundle(V1)], { onClasp });
    expect(ran.output).toContain(`BT001  pushed and verified ${V1} at attempt 2`);
    expect(world.count(PUT, 'BT001')).toBe(1);
  });

  it('stops a clasp that hangs', async () => {
    const world = await open('BT001');
    const hold = withResolvers();
    world.fault = ({ operation }) =>
      operation === PUT ? { kind: 'wait', until: hold.promise } : undefined;
    const args = ['push', '--bundle', world.bundle(V1), '--timeout', '15'];
    const starts: number[] = [];
    const ran = await world.run(args, {
      onClasp(pid) {
        starts.push(pid);
        if (starts.length > 1) world.fault = () => undefined;
      },
    });
    hold.resolve();
    expect(ran.output).toContain(`BT001  pushed and verified ${V1} at attempt`);
    expect(() => process.kill(starts[0] ?? 0, 0)).toThrow('ESRCH');
  });

  it('goes on after the whole command was killed, and pushes nothing twice', async () => {
    const world = await open('BT001', 'BT002', 'BT003');
    const bundle = world.bundle(V1);
    const reached = withResolvers();
    const killed = withResolvers();
    world.fault = ({ operation, unit }) => {
      if (operation !== PUT || unit !== 'BT002') return undefined;
      reached.resolve();
      return { kind: 'wait', until: killed.promise };
    };
    const argv = world.args('push', '--bundle', bundle, '--parallel', '1');
    const command = spawn(process.execPath, ['--import', 'tsx', MAIN, ...argv], {
      stdio: 'ignore',
    });
    const ended = new Promise((done) => command.once('close', done));
    await reached.promise;
    command.kill('SIGKILL');
    await ended;
    const fleet = world.readFleet();
    expect(findTarget(fleet, 'BT001')?.pushed?.version).toBe(V1);
    expect(findTarget(fleet, 'BT002')).toMatchObject({ begun: { version: V1 } });
    // The clasp that was under way ends by itself.
    killed.resolve();
    await waitFor(() => world.count(PUT, 'BT002') === 1);
    const cutOff = await world.run(['verify']);
    expect(cutOff.output).toContain(`BT002  has ${V1} of a push that was cut off`);
    const ran = await world.run(['push', '--bundle', bundle]);
    expect(ran.output).toContain('3: 2 current, 1 pushed');
    expect(['BT001', 'BT002', 'BT003'].map((unit) => world.count(PUT, unit))).toEqual([1, 1, 1]);
    expect(findTarget(world.readFleet(), 'BT002')?.begun).toBeUndefined();
    expect((await world.run(['verify'])).code).toBe(0);
  });
});

describe('add', () => {
  it('makes a spreadsheet with a script bound to it, once', async () => {
    const world = await open();
    const added = await world.run(['add', 'BT028', '--json']);
    expect(added.code).toBe(0);
    const [project] = world.projects.list();
    expect(JSON.parse(added.output).units).toMatchObject([
      { outcome: 'added', spreadsheetId: project?.parentId, scriptId: project?.scriptId },
    ]);
    const title = world.projects.spreadsheets.get(project?.parentId ?? '')?.title;
    expect(title).toMatch(/^Sáng kiến – /);
    const again = await world.run(['add', 'BT028']);
    expect(again.output).toContain('BT028  is registered already');
    expect(world.projects.list()).toHaveLength(1);
    const pushed = await world.run(['push', '--bundle', world.bundle(V1)]);
    expect(pushed.output).toContain(`BT028  pushed and verified ${V1}`);
  });

  it('makes no second spreadsheet after it was killed between making and registering', async () => {
    const world = await open();
    // clasp has said what it made; then nothing can be read any more.
    let isDown = false;
    world.fault = ({ operation }) => {
      if (operation === 'projects.getContent' && isDown) {
        return { kind: 'answer', status: 403, message: 'not now' };
      }
      if (operation === 'projects.getContent') isDown = true;
      return undefined;
    };
    expect((await world.run(['add', 'BT028'])).code).toBe(1);
    expect(world.readFleet().targets).toEqual([]);
    world.fault = () => undefined;
    expect((await world.run(['add', 'BT028'])).code).toBe(0);
    expect(world.projects.spreadsheets.size).toBe(1);
    expect(findTarget(world.readFleet(), 'BT028')?.scriptId).toBe(
      world.projects.list()[0]?.scriptId,
    );
  });

  it('asks a person when nobody knows whether a spreadsheet was made', async () => {
    const world = await open();
    world.fault = ({ operation }) =>
      operation === 'projects.create'
        ? { kind: 'answer', status: 403, message: 'The caller does not have permission' }
        : undefined;
    const first = await world.run(['add', 'BT028']);
    expect(first.code).toBe(1);
    expect(first.output).toContain('may have been made: look for it in Drive');
    world.fault = () => undefined;
    expect((await world.run(['add', 'BT028'])).code).toBe(1);
    expect((await world.run(['add', 'BT028', '--again'])).code).toBe(0);
    expect(world.projects.spreadsheets.size).toBe(2);
  });
});

describe('adopt', () => {
  it('registers what belongs together, and refuses everything else with a clear text', async () => {
    const world = await open('BT001');
    const spreadsheet = world.projects.createSpreadsheet('Sổ của đơn vị');
    const script = world.projects.create({ title: 'Sổ', parentId: spreadsheet }).scriptId;
    const taken = findTarget(world.readFleet(), 'BT001');
    const adopt = (unit: string, spreadsheetId: string, scriptId: string, ...more: string[]) =>
      world.run(['adopt', unit, '--spreadsheet', spreadsheetId, '--script', scriptId, ...more]);
    const told = async (...args: Parameters<typeof adopt>) => {
      const { code, progress, output } = await adopt(...args);
      return `${code} ${[...progress, output].join(' ')}`;
    };
    expect(await told('BT999', spreadsheet, script)).toMatch(/^2 there is no unit BT999/);
    expect(await told('BT002', 'abc', script)).toMatch(/^2 --spreadsheet abc is no id of Google/);
    expect(await told('BT002', spreadsheet, taken?.scriptId ?? '')).toMatch(
      /^2 the script \S+ is registered for BT001 already/,
    );
    expect(await told('BT002', taken?.spreadsheetId ?? '', script)).toMatch(
      /^2 the spreadsheet \S+ is registered for BT001 already/,
    );
    const other = world.projects.createSpreadsheet('Khác');
    expect(await told('BT002', other, script)).toMatch(/^1 .*is bound to spreadsheet/s);
    world.projects.update(script, {
      by: STRANGER,
      files: [
        { name: 'appsscript', type: 'JSON', source: '{}' },
        { name: 'Macro', type: 'SERVER_JS', source: 'function macro() {}' },
      ],
    });
    expect(await told('BT002', spreadsheet, script)).toMatch(/^1 .*code of its own \(Macro\.js\)/s);
    expect(world.readFleet().targets).toHaveLength(1);
    expect(await told('BT002', spreadsheet, script, '--overwrite', '--dry-run')).toMatch(/^0 /);
    expect(world.readFleet().targets).toHaveLength(1);
    expect(await told('BT002', spreadsheet, script, '--overwrite')).toMatch(/^0 /);
    expect(await told('BT002', spreadsheet, script)).toMatch(/^0 .*registered already/s);
    expect(await told('BT002', other, script)).toMatch(/^2 BT002 is registered with spreadsheet/);
    const pushed = await world.run(['push', '--only', 'BT002', '--bundle', world.bundle(V1)]);
    expect(pushed.output).toContain(`BT002  pushed and verified ${V1}`);
    expect(existsSync(join(world.folder, 'data/ben-tre-dev/BT002.clasp.json'))).toBe(true);
  });
});

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Until the other process has done it; the test's own limit bounds it. */
async function waitFor(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((done) => setImmediate(done));
}
