/** The same rows in a unit's entry tab, read by the real bundle in the Apps Script runtime. */
import { TYPED_COLUMNS } from '../../core/columns.ts';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { createVirtualClock } from '../../local/clock.ts';
import type { ExecutionLog } from '../../local/google/apps-script/execution.ts';
import type { LocalSystem } from '../../local/system.ts';
import { startSystem } from '../../local/system.ts';
import { countReceipts } from '../../local/workbench/api/count-receipts.ts';
import { findEntryTab } from '../../local/workbench/api/entry-tab.ts';
import type { ReceiptCounts } from '../../local/workbench/api/page-api.ts';
import type { ValidRow } from '../valid-rows/valid-row.ts';
import { readThreadCpu, scriptCpuMs } from './thread-cpu.ts';

export type SheetRun = {
  /** What happened, and which of the script's functions it started. */
  readonly name: string;
  readonly functionName: string;
  readonly outcome: ExecutionLog['outcome'];
  /** CPU time of the script's thread. */
  readonly scriptMs: number;
  /** By the virtual clock: what the service calls would take at Google, fetches included. */
  readonly serviceMs: number;
  readonly sheetCalls: number;
  readonly fetches: number;
  /** Of the whole process, the stand-ins for Google included, when the execution ended. */
  readonly memoryMiB: number;
};

export type SheetRuns = { readonly runs: readonly SheetRun[]; readonly receipts: ReceiptCounts };

const START = '2011-03-31T08:00:00+07:00';
/** Longer than the pasting's own runs, shorter than it is to the next clock run. */
const DOWN_MS = 5 * 60_000;
const HOUR_MINUTES = 60;
/** Runs after which every row must have been sent. */
const MAX_CLOCK_RUNS = 20;

/** Paste with the server down, clock runs until all is sent, and one with nothing to do. */
export async function runInSheet(
  rows: readonly ValidRow[],
  { unit, seed }: { readonly unit: string; readonly seed: number },
): Promise<SheetRuns> {
  const runs: SheetRun[] = [];
  let doing = 'opening';
  let threads = readThreadCpu();
  const system = await startSystem({
    programmeCode: 'ben-tre',
    clock: createVirtualClock(Date.parse(START)),
    seed,
    onEvent: (event) => {
      if (event.kind !== 'execution') return;
      const now = readThreadCpu();
      runs.push(toSheetRun(doing, event.log, scriptCpuMs(threads, now)));
      threads = now;
    },
  });
  const begin = (name: string): void => {
    doing = name;
    threads = readThreadCpu();
  };
  try {
    await system.open(COMMITTEE_UNIT);
    await system.open(unit);
    runs.length = 0;
    // Pasting fires the edit trigger and, as rows are added, the change trigger.
    const untilMs = system.clock.now() + DOWN_MS;
    system.cloud.addFault({ at: 'http', path: '/v1/sync', kind: 'down', untilMs });
    begin('paste, server down');
    await paste(system, unit, rows);
    for (let count = 1; count <= MAX_CLOCK_RUNS; count += 1) {
      begin(`clock run ${count}`);
      await nextClockRun(system);
      const { waiting, none } = await readReceipts(system, unit);
      if (waiting + none === 0) break;
    }
    begin('idle clock run');
    await nextClockRun(system);
    return { runs, receipts: await readReceipts(system, unit) };
  } finally {
    await system.stop();
  }
}

function toSheetRun(name: string, log: ExecutionLog, scriptMs: number): SheetRun {
  return {
    name,
    functionName: log.functionName,
    outcome: log.outcome,
    scriptMs,
    serviceMs: log.durationMs,
    sheetCalls: log.calls.sheet,
    fetches: log.calls.fetch,
    memoryMiB: process.memoryUsage().rss / 1024 / 1024,
  };
}

async function paste(system: LocalSystem, unit: string, rows: readonly ValidRow[]): Promise<void> {
  const { sheet, table } = await requireEntryTab(system, unit);
  await system.act(unit, {
    kind: 'paste',
    sheetId: sheet.sheetId,
    row: table.headerRowNumber,
    column: table.places.title ?? 0,
    values: rows.map(({ cells }) => TYPED_COLUMNS.map((column) => String(cells[column]))),
    skipHiddenColumns: true,
  });
}

async function nextClockRun(system: LocalSystem): Promise<void> {
  const dueMs = system.host.nextClockMs();
  if (dueMs === undefined) throw new Error('no clock trigger is installed');
  const minutes = Math.max(0, (dueMs - system.clock.now()) / 60_000);
  if (minutes > HOUR_MINUTES) throw new Error('the next clock run is over an hour away');
  await system.advance(minutes);
}

async function readReceipts(system: LocalSystem, unit: string): Promise<ReceiptCounts> {
  const { table } = await requireEntryTab(system, unit);
  return countReceipts(table.rows);
}

async function requireEntryTab(system: LocalSystem, unit: string) {
  const { workbook } = await system.open(unit);
  const found = findEntryTab(workbook);
  if (found === undefined) throw new Error(`${unit} has no entry tab`);
  return found;
}
