/** `npm run scenario` as a person meets it: exit code, one line for what is wrong, the closing line. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../../scripts/build.ts';
import type { Line } from './scenario-lines.ts';
import { SETUP } from './scenario-lines.ts';
import { toRow, UNIT } from './unit-desk.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TIMEOUT_MS = 120_000;
const dir = mkdtempSync(join(tmpdir(), 'so-sang-kien-command-'));
const path = join(dir, 'a.jsonl');
const TITLE = 'Cân nguyên liệu tự động';

beforeAll(() => build({ print: () => undefined }));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const command = ['--import', 'tsx', join(ROOT, 'local/scenario/main.ts'), ...args];
  const options = { encoding: 'utf8', timeout: TIMEOUT_MS, cwd: ROOT } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  // Sources may have changed since the build before.
  return { status, stdout, stderr: stderr.replace(/^built .*\n/gm, '') };
}

function write(...lines: readonly Line[]): void {
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

const paste = { do: 'paste', in: UNIT, row: 2, values: [toRow(TITLE)] };
const expectActive = (active: number) => ({ do: 'expect', records: { unit: UNIT, active } });

describe('what is wrong before the run', () => {
  it('is said in one line, with exit code 2 and nothing else', () => {
    write(SETUP, paste, { do: 'type', in: UNIT, row: 2, col: 'Giải' });
    const reason = 'type: «value» is missing: it must be text in quotes';
    expect(run(path)).toEqual({ status: 2, stdout: '', stderr: `${path}:3: ${reason}\n` });
  });

  it('is also a unit that the programme does not have, however far down', () => {
    write(SETUP, paste, expectActive(1), { ...paste, in: 'BT999' });
    const reason = 'paste: no unit is called «BT999» (see programmes/ben-tre/units.csv)';
    const stderr = `${path}:4: ${reason}, and no copy made before this line\n`;
    expect(run(path)).toEqual({ status: 2, stdout: '', stderr });
  });

  it('is also a programme that is not there', () => {
    write({ ...SETUP, programme: 'nowhere' }, paste);
    const stderr = `${path}:1: setup: no folder of programmes/ is called «nowhere»\n`;
    expect(run(path)).toEqual({ status: 2, stdout: '', stderr });
  });

  it.each([
    [[join(dir, 'none.jsonl')], /^\S+none\.jsonl: cannot be read: name a scenario file\n$/],
    [[], /^usage: npm run -s scenario -- FILE\.jsonl \[--json OUT\] \[--stage dev\|prod\]\n$/],
    [['a.jsonl', '--stage', 'test'], /^--stage takes dev or prod, not test \(usage: .*\)\n$/],
    [['a.jsonl', '--jsn', 'x'], /^Unknown option '--jsn'.*\(usage: .*\)\n$/],
    [['a.jsonl', '--json', '/nope/x'], /^--json \/nope\/x: cannot be written: make .* first\n$/],
    [[path, '--json', path], /^--json \S+: is the scenario itself: name another file\n$/],
  ])('is also an argument: %j', (args, stderr) => {
    write(SETUP, paste);
    expect(run(...args)).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(stderr) });
  });
});

it('plays a scenario on the templates of prod as on those of dev', () => {
  const scenario = join(ROOT, 'test/scenarios/one-row-lost-reply.jsonl');
  const [dev, prod] = [run(scenario), run(scenario, '--stage', 'prod')];
  expect(dev).toMatchObject({ status: 0, stdout: expect.stringMatching(/ passed, 0 failed\n$/) });
  expect(prod).toEqual(dev);
}, 240_000);

it(
  'tells what failed before a line nobody could perform, and ends with the count',
  () => {
    write(SETUP, paste, expectActive(2), expectActive(1), {
      do: 'deleteRows',
      in: UNIT,
      row: 1000,
      count: 2,
    });
    const out = join(dir, 'stopped.json');
    const { status, stdout, stderr } = run(path, '--json', out);
    expect(stderr).toBe(
      `${path}:5: deleteRows: rows 1000 to 1001 are not there: «Nhập liệu» has 1000 rows\n`,
    );
    expect(stdout).toBe(`${path}:3: records: BT028: active is 1, not 2\n1 passed, 1 failed\n`);
    expect(status).toBe(2);
    expect(existsSync(out)).toBe(false);
  },
  TIMEOUT_MS,
);

it(
  'tells a failed expectation in one line, exits 1 and writes the end state',
  () => {
    const receipt = { in: UNIT, row: 2, state: 'none' };
    const tooShort = { ...paste, values: [toRow('x')] };
    write(SETUP, tooShort, { do: 'expect', receipt }, expectActive(0));
    const out = join(dir, 'end.json');
    const { status, stdout, stderr } = run(path, '--json', out);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^\S+:3: receipt: receipt is rejected: «Chưa ghi: .*»\n1 passed, 1 failed\n$/,
    );
    expect(status).toBe(1);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ records: {}, mails: [] });
  },
  TIMEOUT_MS,
);
