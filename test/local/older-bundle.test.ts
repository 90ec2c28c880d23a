/** The bundle pushed before this one, against the functions of today. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rotateKey } from '../../lambdas/http/key-rotation.ts';
import { createVirtualClock } from '../../local/clock.ts';
import type { NewBinding } from '../../local/google/apps-script/script-host.ts';
import { runScenario } from '../../local/scenario/run-scenario.ts';
import { parseScenario } from '../../local/scenario/scenario-file.ts';
import type { LocalSystem } from '../../local/system.ts';
import { startSystem } from '../../local/system.ts';
import { build } from '../../scripts/build.ts';
import { readPreviousBundle } from '../support/previous-bundle.ts';
import { toDesk, toRow, UNIT } from './scenario/unit-desk.ts';

const ROOT = join(import.meta.dirname, '../..');
const TIMEOUT_MS = 300_000;

beforeAll(() => build({ print: () => undefined }), TIMEOUT_MS);

it('is another one than today’s', () => {
  expect(readPreviousBundle().code).not.toBe(readBundle().code);
});

describe('keeps its word in', () => {
  it.each([
    'one-row-lost-reply',
    's01b-edits-a-saved-row-into-an-invalid-one',
    's06-sorts-only-the-visible-columns',
    's07-copies-a-whole-row',
    's10-wipes-the-table-at-once',
    's15c-activates-a-copy-of-the-file',
    'c01-types-a-revenue',
    'd06-killed-at-any-call-a',
  ])('%s', { timeout: TIMEOUT_MS }, async (name) => {
    const path = join(ROOT, 'test/scenarios', `${name}.jsonl`);
    const file = parseScenario(readFileSync(path, 'utf8'));
    if (file.kind === 'malformed') throw new Error(file.reason);
    const result = await runScenario({ file, path, bundle: readPreviousBundle() });
    expect(result).toMatchObject({ kind: 'finished', failures: [] });
  });
});

describe('a file whose script is replaced', () => {
  let system: LocalSystem | undefined;
  afterEach(() => system?.stop());

  /** What each answered request brought, out of the function's own log. */
  type Told = {
    readonly rows: Readonly<Record<string, number>>;
    readonly indexed: number | undefined;
  };

  async function open(bundle: NewBinding) {
    const told: Told[] = [];
    system = await startSystem({
      programmeCode: 'ben-tre',
      clock: createVirtualClock(Date.parse('2011-03-31T08:00:00+07:00')),
      seed: 1,
      bundle,
      onEvent: ({ kind, ...rest }) => {
        if (kind !== 'cloud' || !('event' in rest) || rest.event.kind !== 'invocation') return;
        const { result } = rest.event;
        if (!('logs' in result)) return;
        told.push(
          ...result.logs.flatMap(parseLine).map(({ rows, indexed }) => ({ rows, indexed })),
        );
      },
    });
    const { host, registry } = system;
    await system.open(UNIT);
    const id = registry.find(UNIT)?.spreadsheetId ?? '';
    const push = (next: NewBinding) => host.bind(id, next);
    return { desk: toDesk(system), system, told, push };
  }

  const titles = ['Cân nguyên liệu tự động', 'Sổ theo dõi vật tư điện', 'Lò sấy dừa dùng vỏ trấu'];

  it('to the new one, back and forth: nothing is sent again and no version changes', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { desk, system: running, told, push } = await open(readPreviousBundle());
    const [first = '', second = '', third = ''] = titles;
    await desk.paste(2, [toRow(first), toRow('')]);
    push(readBundle());
    await rest(running, told);
    await desk.paste(4, [toRow(second)]);
    push(readPreviousBundle());
    await rest(running, told);
    await desk.paste(5, [toRow(third)]);
    push(readBundle());
    await rest(running, told);
    expect(await desk.records()).toEqual([expect.anything(), expect.anything(), expect.anything()]);
    expect((await desk.records()).every((one) => one.endsWith('1'))).toBe(true);
    for (const row of [2, 4, 5]) expect(desk.receipt(row)).toContain('Đã ghi nhận lần 1');
  });

  it('knows nothing of rotated keys before, goes on within the overlap, and learns its key after', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { desk, system: running, push } = await open(readPreviousBundle());
    const { table, clock } = running;
    await rotateKey(table, UNIT, { now: clock.now(), overlapMs: 60 * 60_000 });
    await desk.paste(2, [toRow(titles[0] ?? '')]);
    expect(desk.receipt(2)).toContain('Đã ghi nhận lần 1');
    push(readBundle());
    await running.advance(10);
    push(readPreviousBundle());
    // Past the overlap: the older script signs with what the newer one learned.
    await running.advance(90);
    await desk.paste(3, [toRow(titles[1] ?? '')]);
    expect(desk.receipt(3)).toContain('Đã ghi nhận lần 1');
  });

  /** Idle runs say one small thing each: no row and no index. */
  async function rest(running: LocalSystem, told: Told[]): Promise<void> {
    told.length = 0;
    await running.advance(15);
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.filter(({ rows }) => Object.values(rows).some((count) => count > 0))).toEqual([]);
    expect(told.filter(({ indexed }) => indexed !== undefined)).toEqual([]);
  }
});

type SyncLine = { readonly rows: Record<string, number>; readonly indexed?: number };

function parseLine(line: string): readonly SyncLine[] {
  if (!line.startsWith('{')) return [];
  const fields = JSON.parse(line);
  return fields.message === 'sync' && fields.unit === UNIT ? [fields] : [];
}

function readBundle(): NewBinding {
  const read = (name: string) => readFileSync(join(ROOT, 'dist/appsscript', name), 'utf8');
  return { code: read('Code.js'), manifest: JSON.parse(read('appsscript.json')) };
}
