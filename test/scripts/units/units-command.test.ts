/** The command itself: help, wrong use, and what it answers before anybody is asked. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../../../scripts/build.ts';
import { parseArguments } from '../../../scripts/units/arguments.ts';
import { COMMANDS } from '../../../scripts/units/usage.ts';
import { type FleetWorld, openFleetWorld } from './fleet-world.ts';

let world: FleetWorld;
beforeAll(async () => {
  await build({ print: () => undefined });
  world = await openFleetWorld({ units: ['BT001'] });
});
afterAll(() => world.stop());

it.each(COMMANDS)('%s --help says how it is called, and does nothing', async (command) => {
  const ran = await world.run([command, '--help']);
  expect(ran.code).toBe(0);
  expect(ran.output).toContain(`usage: npm run -s units -- ${command}`);
  expect(ran.output).toContain('--dry-run');
});

it.each([
  [[], 'no command was given'],
  [['pull'], 'there is no command pull'],
  [['push', '--force'], "Unknown option '--force'"],
  [['push', 'BT001'], 'to choose units, --only BT001'],
  [['push', '--parallel', '0'], '--parallel 0 is not a whole number from 1 to 16'],
  [['push', '--stage', 'test'], '--stage test is not dev or prod'],
  [['push', '--only', 'BT001,'], '«BT001,» is no list of units'],
  [['add'], 'add needs the code of a unit'],
  [['add', 'BT002', '--all'], 'either BT002 or --all'],
  [['adopt', 'BT002', 'BT003'], 'adopt takes one unit at a time'],
  [['rotate', '--all', '--overlap-days', '91'], '--overlap-days 91'],
  [['revoke'], 'revoke needs the code of a unit'],
  [['revoke', '--all'], "Unknown option '--all'"],
  [['revoke', 'BT001', '--versions', '1,0'], '--versions 1,0 is no list of key versions'],
])('%j is wrong use and says so', (argv, reason) => {
  const parsed = parseArguments(argv);
  expect(parsed).toEqual({ kind: 'wrong', reason: expect.stringContaining(reason) });
});

it.each([
  [['add', 'bt002'], 'there is no unit bt002 in ben-tre: see BT002'],
  [['push', '--only', 'BT002'], 'BT002 has no active script'],
  [['push', '--canary', 'BT002'], '--canary BT002 is none of the units'],
  [['push', '--bundle', '/nowhere'], '/nowhere'],
  [['verify', '--programme', 'vinh-long'], 'there is no programme vinh-long; there is ben-tre'],
])('%j ends with 2, and nobody at Google was asked', async (argv, reason) => {
  const ran = await world.run(argv);
  expect(ran.progress.join('\n')).toContain(reason);
  expect(ran.code).toBe(2);
  expect(world.count('projects.getContent', 'BT001')).toBe(0);
});

it('says so when nobody has signed in, without a word of what is in the file', async () => {
  writeFileSync(world.auth, '{"tokens":{"default":{"refresh_token":"very-secret"}}}');
  const ran = await world.run(['verify']);
  expect(ran.code).toBe(1);
  expect(ran.progress.join('\n')).toContain('npx clasp login');
  expect(ran.progress.join('\n')).not.toContain('very-secret');
});
