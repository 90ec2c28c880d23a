/** All units of a province type and paste at once for a minute, on the whole local system. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import { MENU } from '../../core/wording/sheet.ts';
import type { CloudEvent } from '../../local/aws/cloud-event.ts';
import { REAL_CLOCK } from '../../local/clock.ts';
import type { ExecutionLog } from '../../local/google/apps-script/execution.ts';
import type { UserAction } from '../../local/google/people/user-action.ts';
import { performUserAction } from '../../local/google/people/user-action.ts';
import type { Random } from '../../local/random.ts';
import { createRandom } from '../../local/random.ts';
import type { LocalSystem } from '../../local/system.ts';
import { startSystem } from '../../local/system.ts';
import { countReceipts } from '../../local/workbench/api/count-receipts.ts';
import { findEntryTab } from '../../local/workbench/api/entry-tab.ts';
import type { Figures } from '../figures.ts';
import { toPercentile } from '../median.ts';
import { readFunctionName, readPeakMiB } from '../memory/peak-memory.ts';
import { generateRows } from '../valid-rows/generate-rows.ts';
import type { ValidRow } from '../valid-rows/valid-row.ts';
import { judgeLoad } from './judge-load.ts';

const DURATION_MS = 60_000;
const SEED = 1;
/** People look before they type on. */
const THINK_MS = { least: 500, spread: 2_000 };
const PASTE_ROWS = 5;
/** One act in so many is a paste; the others type into a row that stands there. */
const ACTS_A_PASTE = 4;
const ROWS_A_UNIT = 500;
/** Presses of «Đồng bộ ngay» until nothing waits. */
const MAX_SYNCS = 3;

type Seen = { readonly actMs: number[]; readonly errors: string[]; syncs: number };

export async function measureLoad(durationMs: number = DURATION_MS): Promise<Figures> {
  const seen: Seen = { actMs: [], errors: [], syncs: 0 };
  const system = await startSystem({
    programmeCode: 'ben-tre',
    clock: REAL_CLOCK,
    seed: SEED,
    onEvent: (event) => {
      if (event.kind === 'cloud') noteCloud(seen, event.event);
      else noteExecution(seen, event.log);
    },
  });
  try {
    const units = system.programme.units.map(({ code }) => code);
    for (const unit of units) await system.open(unit);
    Object.assign(seen, { actMs: [], errors: [], syncs: 0 });
    const untilMs = performance.now() + durationMs;
    await Promise.all(units.map((unit, index) => work(system, { unit, index, untilMs, seen })));
    await system.settle();
    const waited = await syncAll(system, units);
    const { violations, versions } = await judgeLoad(system);
    for (const line of [...seen.errors, ...violations].slice(0, 20)) {
      process.stderr.write(`load: ${line}\n`);
    }
    return {
      'load.units': units.length,
      'load.acts': seen.actMs.length,
      'load.acceptedRows': versions,
      'load.syncs': seen.syncs,
      'load.errors': seen.errors.length,
      'load.lostOrDoubled': violations.length,
      'load.waitedForNextRun': waited,
      'load.p50Ms': Math.round(toPercentile(seen.actMs, 0.5)),
      'load.p95Ms': Math.round(toPercentile(seen.actMs, 0.95)),
      'load.ingestMiB': toIngestPeak(system),
    };
  } finally {
    await system.stop();
  }
}

type Person = {
  readonly unit: string;
  readonly index: number;
  readonly untilMs: number;
  readonly seen: Seen;
};

/** One act at a time, from the key to the end of every run it started. */
async function work(system: LocalSystem, { unit, index, untilMs, seen }: Person): Promise<void> {
  const random = createRandom(SEED + index);
  const rows = generateRows({ seed: SEED, count: ROWS_A_UNIT, unit });
  const { registry, host } = system;
  const spreadsheet = registry.find(unit);
  if (spreadsheet === undefined) throw new Error(`${unit} was not opened`);
  let filled = 0;
  // All at once, yet not all in the same millisecond.
  await delay(random.below(THINK_MS.spread));
  while (performance.now() < untilMs) {
    const tab = findEntryTab(spreadsheet.workbook);
    if (tab === undefined) throw new Error(`${unit} has no entry tab`);
    const act = drawAct({ random, tab, rows, filled });
    const startedAt = performance.now();
    const events = performUserAction(spreadsheet, act.action);
    await host.dispatch(spreadsheet.spreadsheetId, spreadsheet.user, events);
    seen.actMs.push(performance.now() - startedAt);
    filled += act.added;
    await delay(THINK_MS.least + random.below(THINK_MS.spread));
  }
}

type Desk = {
  readonly random: Random;
  readonly tab: NonNullable<ReturnType<typeof findEntryTab>>;
  readonly rows: readonly ValidRow[];
  readonly filled: number;
};

function drawAct({ random, tab, rows, filled }: Desk): { action: UserAction; added: number } {
  const { sheet, table } = tab;
  const { sheetId } = sheet;
  const pastes = filled === 0 || random.below(ACTS_A_PASTE) === 0;
  if (pastes && filled + PASTE_ROWS <= rows.length) {
    const block = rows.slice(filled, filled + PASTE_ROWS);
    const values = block.map(({ cells }) => TYPED_COLUMNS.map((column) => String(cells[column])));
    const row = table.headerRowNumber + filled;
    const column = table.places.title ?? 0;
    return {
      action: { kind: 'paste', sheetId, row, column, values, skipHiddenColumns: true },
      added: PASTE_ROWS,
    };
  }
  const row = table.headerRowNumber + random.below(filled);
  const value = `Đã xem lại lần ${random.below(1_000)}`;
  const column = table.places.note ?? 0;
  return { action: { kind: 'type', sheetId, row, column, value }, added: 0 };
}

/** @returns how many rows waited for it: edits while a run is on its way are the next run's */
async function syncAll(system: LocalSystem, units: readonly string[]): Promise<number> {
  let waited = 0;
  for (const unit of units) {
    for (let presses = 0; presses < MAX_SYNCS; presses += 1) {
      const waiting = countWaiting(system, unit);
      if (presses === 0) waited += waiting;
      // A receipt may be old: one more run finds every row as it is, or sends it.
      await system.menu(unit, MENU.syncNow);
      if (waiting === 0) break;
    }
  }
  return waited;
}

function countWaiting({ registry }: LocalSystem, unit: string): number {
  const workbook = registry.find(unit)?.workbook;
  const tab = workbook === undefined ? undefined : findEntryTab(workbook);
  const { waiting = 0, none = 0 } = tab === undefined ? {} : countReceipts(tab.table.rows);
  return waiting + none;
}

/** A stale request is sent again by its sheet: that is no error. */
function noteCloud(seen: Seen, event: CloudEvent): void {
  if (event.kind === 'request') {
    seen.syncs += 1;
    const { status = 0, path } = event;
    if (status !== 200 && status !== 409) seen.errors.push(`${path} was answered ${status}`);
  }
  if (event.kind === 'denied') seen.errors.push(`denied: ${event.action}`);
}

function noteExecution(seen: Seen, { functionName, outcome, error }: ExecutionLog): void {
  if (outcome === 'completed') return;
  seen.errors.push(`${functionName} ${outcome}: ${error?.message ?? ''}`);
}

function toIngestPeak({ cloud }: LocalSystem): number {
  const own = cloud
    .processes()
    .functions.filter((pid) => readFunctionName(pid).endsWith('-ingest'));
  return Math.max(0, ...own.map(readPeakMiB));
}
