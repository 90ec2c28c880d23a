/** The same rows through the pure core alone, in this process: how long, and where the time goes. */
import { type Profiler, Session } from 'node:inspector/promises';
import { ENTRY_COLUMNS } from '../../core/columns.ts';
import { createRowIdSource } from '../../core/row-id.ts';
import { checkRows } from '../../core/sync/check-rows.ts';
import { readEntryTable } from '../../core/sync/entry-table.ts';
import { matchRows } from '../../core/sync/match-rows.ts';
import { planRun } from '../../core/sync/plan-run.ts';
import { COLUMN_HEADERS } from '../../core/wording/columns.ts';
import { RULES, type ValidRow } from '../valid-rows/valid-row.ts';

export type CorePass = {
  readonly readMs: number;
  readonly matchMs: number;
  readonly checkMs: number;
  readonly planMs: number;
  readonly validCount: number;
  /** Functions by what they take without what they call, most first. */
  readonly hottest: readonly { readonly name: string; readonly percent: number }[];
};

const HOTTEST_SHOWN = 12;
const SAMPLING_MICROSECONDS = 500;

/** First a pass that is timed, then one that is profiled, as profiling costs time of its own. */
export async function profileCore(rows: readonly ValidRow[], unit: string): Promise<CorePass> {
  const timed = passOnce(rows, unit);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
  await session.post('Profiler.start');
  passOnce(rows, unit);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { ...timed, hottest: listHottest(profile) };
}

function passOnce(rows: readonly ValidRow[], unit: string): Omit<CorePass, 'hottest'> {
  const values = [
    ENTRY_COLUMNS.map((column) => COLUMN_HEADERS[column]),
    ...rows.map(({ cells }) => ['', '', '', ...Object.values(inOrder(cells))]),
  ];
  const read = timeCpu(() => readEntryTable(values));
  const table = read.result;
  if (table.kind !== 'readable') throw new Error('the entry tab cannot be read');
  const match = timeCpu(() => matchRows(table.rows, unit));
  const check = timeCpu(() =>
    checkRows({
      rows: match.result,
      rules: RULES,
      formulas: new Map(),
      mergedRows: new Set(),
      unit: { code: unit, name: unit },
    }),
  );
  const newId = createRowIdSource(unit, '6a2f41a0-0000-4000-8000-000000000000');
  const plan = timeCpu(() => planRun({ rows: check.result, newId, retryRefused: false }));
  return {
    readMs: read.cpuMs,
    matchMs: match.cpuMs,
    checkMs: check.cpuMs,
    planMs: plan.cpuMs,
    validCount: check.result.filter(({ reading }) => reading.kind === 'valid').length,
  };
}

function inOrder(cells: ValidRow['cells']): readonly ValidRow['cells'][keyof ValidRow['cells']][] {
  return ENTRY_COLUMNS.slice(3).map((column) => cells[column as keyof ValidRow['cells']]);
}

function timeCpu<Result>(work: () => Result): { readonly result: Result; readonly cpuMs: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpuMs: (user + system) / 1000 };
}

function listHottest(profile: Profiler.Profile): CorePass['hottest'] {
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, toName(callFrame)]));
  const spent = new Map<string, number>();
  let all = 0;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const name = names.get(id) ?? '';
    const delta = profile.timeDeltas?.[index] ?? 0;
    spent.set(name, (spent.get(name) ?? 0) + delta);
    all += delta;
  }
  return [...spent]
    .sort(([, one], [, other]) => other - one)
    .slice(0, HOTTEST_SHOWN)
    .map(([name, delta]) => ({ name, percent: (delta / all) * 100 }));
}

/** «readWord (vietnamese/word.ts)»; regular expressions go by their source. */
function toName({ functionName, url }: Profiler.ProfileNode['callFrame']): string {
  const file = url.split('/').slice(-2).join('/');
  const name = functionName === '' ? '(anonymous)' : functionName;
  return file === '' ? name : `${name} (${file})`;
}
