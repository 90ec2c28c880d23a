/** The whole fleet: 65 scripts, the real clasp, and what goes wrong in the middle. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../../scripts/build.ts';
import { type FleetWorld, openFleetWorld, STRANGER } from './fleet-world.ts';

const UNITS = Array.from({ length: 65 }, (_, index) => `BT${String(index + 1).padStart(3, '0')}`);
const FLEET_MS = 900_000;

/** The one that stays down for the whole first run. */
const DOWN = 'BT030';
/** Its clasp is killed while it pushes. */
const KILLED = 'BT017';
/** Its push arrives, and the answer is lost, as often as clasp itself asks. */
const LOST = 'BT040';

let world: FleetWorld;

beforeAll(async () => {
  await build({ print: () => undefined });
  world = await openFleetWorld({ units: UNITS });
});

afterAll(() => world.stop());

describe('a fleet of 65 scripts', () => {
  it(
    'is pushed past a failure in the middle, gone on with, verified, and told drift of',
    async () => {
      const pids = new Set<number>();
      let lost = 0;
      let hasKilled = false;
      world.fault = ({ operation, unit }) => {
        if (unit === DOWN && operation === 'projects.updateContent') {
          return { kind: 'answer', status: 503, message: 'The service is currently unavailable.' };
        }
        if (operation !== 'projects.updateContent') return undefined;
        if (unit === KILLED && !hasKilled) {
          hasKilled = true;
          // Whichever clasps run now: the others are pushed again as well.
          for (const pid of pids) kill(pid);
          return { kind: 'drop', when: 'before' };
        }
        if (unit === LOST && lost < 10) {
          lost += 1;
          return { kind: 'drop', when: 'after' };
        }
        return undefined;
      };
      const first = await world.run(['push', '--json', '--parallel', '3'], {
        onClasp: (pid) => pids.add(pid),
      });
      expect(hasKilled).toBe(true);
      expect(first.code).toBe(1);
      const firstReport = JSON.parse(first.output);
      const notGood = firstReport.units.filter((line: { isGood: boolean }) => !line.isGood);
      expect(notGood).toMatchObject([{ unit: DOWN, outcome: 'failed' }]);
      expect(first.progress.filter((line) => /^\[\d+\/65\]/.test(line))).toHaveLength(65);

      const before = new Map(
        UNITS.map((unit) => [unit, world.count('projects.updateContent', unit)]),
      );
      expect(before.get(DOWN)).toBe(0);
      pids.clear();
      world.fault = () => undefined;
      const second = await world.run(['push', '--json'], { onClasp: (pid) => pids.add(pid) });
      expect(second.code).toBe(0);
      // Only what was missing is pushed again.
      expect(pids.size).toBe(1);
      for (const unit of UNITS) {
        const more = unit === DOWN ? 1 : 0;
        expect(world.count('projects.updateContent', unit)).toBe((before.get(unit) ?? 0) + more);
      }

      const verified = await world.run(['verify', '--json']);
      expect(verified.code).toBe(0);
      const { units } = JSON.parse(verified.output);
      expect(units).toHaveLength(65);
      const hashes = units.map(({ contentHash }: { contentHash: string }) => contentHash);
      expect(new Set(hashes).size).toBe(1);
      expect(hashes[0]).toBe(world.readFleet().targets[0]?.pushed?.contentHash);

      const { scriptId, files } = world.projectOf('BT050');
      world.projects.update(scriptId, {
        by: STRANGER,
        files: files.map((file) => ({ ...file, source: file.source.replace('"V8"', '"STABLE"') })),
      });
      const drifted = await world.run(['verify']);
      expect(drifted.code).toBe(1);
      expect(drifted.output).toContain('65: 64 verified, 1 drift');
      expect(drifted.output).toMatch(
        /BT050 {2}DRIFT: appsscript\.json changed by nguoi-khac@donvi\.example at 2011-03-31/,
      );
    },
    FLEET_MS,
  );
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended before.
  }
}
