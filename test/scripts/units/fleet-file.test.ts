/** The fleet's file: what it refuses, how it is written, and that one command has it at a time. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../../core/fault.ts';
import { parseFleet, type Target, toFleetText } from '../../../scripts/units/fleet.ts';
import { openFleetFile, withFleetLock } from '../../../scripts/units/fleet-file.ts';

const NAME = { programme: 'ben-tre', stage: 'dev' };
const NO_PROCESS = 2 ** 22 + 1;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function target(unit: string, ids: Partial<Target> = {}): Target {
  return {
    unit,
    state: 'active',
    title: unit,
    spreadsheetId: `spreadsheet-of-${unit}`.padEnd(44, '0'),
    scriptId: `script-of-${unit}`.padEnd(57, '0'),
    registeredAt: '2011-03-31T01:00:00.000Z',
    found: 'a'.repeat(64),
    ...ids,
  };
}

function textOf(targets: readonly Target[], name = NAME): string {
  return toFleetText({ formatVersion: 1, ...name, targets: [...targets] });
}

function refuse(path: string): Fault {
  try {
    openFleetFile(path, NAME);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error(`${path} was taken`);
}

describe('the registry', () => {
  it('keeps what was written, by unit, and leaves nothing else behind', () => {
    const path = join(folder, 'kept.json');
    const file = openFleetFile(path, NAME);
    file.write(target('BT002'));
    file.write(target('BT001'));
    file.write(target('BT002', { state: 'retired' }));
    const kept = openFleetFile(path, NAME).fleet.targets;
    expect(kept.map(({ unit, state }) => `${unit} ${state}`)).toEqual([
      'BT001 active',
      'BT002 retired',
    ]);
    expect(readdirSync(folder).filter((name) => name.startsWith('kept'))).toEqual(['kept.json']);
    expect(readFileSync(path, 'utf8').split('\n').length).toBeGreaterThan(16);
  });

  const [one, two] = [target('BT001'), target('BT002')];
  it.each([
    ['half a file', textOf([one]).slice(0, 100), /JSON/],
    ['two units with one script', textOf([one, { ...two, scriptId: one.scriptId }]), /script with/],
    [
      'two units with one spreadsheet',
      textOf([one, { ...two, spreadsheetId: one.spreadsheetId }]),
      /targets\.1: shares its spreadsheet with BT001/,
    ],
    ['a unit twice', textOf([one, { ...two, unit: 'BT001' }]), /shares its unit/],
    [
      'an id that is none',
      textOf([{ ...one, scriptId: 'x y' }]),
      /targets\.0\.scriptId: not an id/,
    ],
    ['another stage', textOf([], { programme: 'ben-tre', stage: 'prod' }), /ben-tre prod/],
    [
      'a key that nobody knows',
      textOf([one]).replace('"title"', '"key": "s", "title"'),
      /targets\.0: unknown key/,
    ],
  ])('refuses %s', (_, text, reason) => {
    expect(parseFleet(textOf([one, two]), NAME).kind).toBe('fleet');
    expect(parseFleet(text, NAME)).toMatchObject({ reason: expect.stringMatching(reason) });
    const path = join(folder, 'damaged.json');
    writeFileSync(path, text);
    expect(refuse(path)).toMatchObject({
      code: 'config.invalid',
      details: { name: path, reason: expect.stringMatching(reason) },
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

describe('a registry that is refused', () => {
  it('is said to be damaged, and how it comes back from git', () => {
    const path = join(folder, 'cut.json');
    writeFileSync(path, textOf([target('BT001')]).slice(0, 100));
    const { details } = refuse(path);
    expect(details).toMatchObject({ name: path });
    expect(details).toMatchObject({ reason: expect.stringContaining('damaged') });
    expect(details).toMatchObject({
      reason: expect.stringContaining(`git checkout COMMIT -- ${path}`),
    });
  });

  it('is not said to be damaged when it is of another stage', () => {
    const path = join(folder, 'prod.json');
    writeFileSync(path, textOf([], { programme: 'ben-tre', stage: 'prod' }));
    expect(refuse(path).details).toEqual({
      name: path,
      reason:
        'this registry is of ben-tre prod; say that programme and stage, or another --registry',
    });
  });
});

describe('the lock', () => {
  it('keeps a second command out while the first one lives', async () => {
    writeFileSync(join(folder, 'lock'), String(process.ppid));
    await expect(withFleetLock(folder, () => Promise.resolve())).rejects.toThrow(
      /another units command is running/,
    );
  });

  it('is taken over from a process that died', async () => {
    writeFileSync(join(folder, 'lock'), String(NO_PROCESS));
    await expect(withFleetLock(folder, () => Promise.resolve('mine'))).resolves.toBe('mine');
  });
});
