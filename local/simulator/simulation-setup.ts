/** What all runs of a process share: the programme, the bundle, and spreadsheets activated once. */
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { Programme } from '../../core/programme.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import { MENU } from '../../core/wording/sheet.ts';
import { deriveUnitKey } from '../../lambdas/http/unit-key.ts';
import { toActivationCode } from '../activation-code.ts';
import { createVirtualClock } from '../clock.ts';
import type { ExecutionLog } from '../google/apps-script/execution.ts';
import type { NewBinding, ScriptHostJson } from '../google/apps-script/script-host.ts';
import { createScriptHost } from '../google/apps-script/script-host.ts';
import type { WorkerPool } from '../google/apps-script/worker-pool.ts';
import type { Workbook } from '../google/workbook/workbook.ts';
import type { WorkbookJson } from '../google/workbook/workbook-json.ts';
import { createMemoryTable, toSyncStore } from '../memory-sync-store.ts';
import { createRandom } from '../random.ts';
import { createSpreadsheetRegistry } from '../spreadsheet-registry.ts';
import { createKeyBook } from './key-book.ts';
import { createMemoryPublication } from './memory-publication.ts';
import { createMemorySummaryStore } from './memory-summary-store.ts';
import { createRecorder } from './recorder.ts';
import { createSimulatedServer, MASTER_SECRET } from './simulated-server.ts';
import { toScriptFetch } from './to-script-fetch.ts';

/** What the parent process hands over: nothing of it is read from disk again. */
export type SimulationSources = {
  readonly programme: Programme;
  readonly bundle: NewBinding;
};

export type Template = SimulationSources & {
  readonly units: readonly string[];
  readonly startMs: number;
  readonly workbooks: readonly { readonly key: string; readonly workbook: WorkbookJson }[];
  readonly host: ScriptHostJson;
  /** The units' first contact registered them. */
  readonly heads: readonly UnitHead[];
};

/** Spreadsheet ids, trigger ids and the like: the same for every seed. */
export const TEMPLATE_SEED = 1;
export const START_MS = Date.parse('2011-03-31T08:00:00+07:00');
/** Never called: requests stay in this process. */
const ENDPOINT = 'http://127.0.0.1:9';
const FIRST_KEY_VERSION = 1;

export async function prepareTemplate(
  sources: SimulationSources,
  units: readonly string[],
  pool?: WorkerPool,
): Promise<Template> {
  const { programme, bundle } = sources;
  const clock = createVirtualClock(START_MS);
  const registry = createSpreadsheetRegistry(TEMPLATE_SEED);
  const table = createMemoryTable();
  const server = createSimulatedServer({
    programme,
    store: toSyncStore(table),
    summaryStore: createMemorySummaryStore(table),
    publication: createMemoryPublication(() => undefined),
    committeeSpreadsheetId: registry.newSpreadsheetId(COMMITTEE_UNIT),
    clock,
    random: createRandom(TEMPLATE_SEED),
    sweepRandom: createRandom(TEMPLATE_SEED),
    recorder: createRecorder(clock.now),
    keys: createKeyBook(),
  });
  const host = createScriptHost({
    workbooks: (id): Workbook | undefined => registry.findById(id)?.workbook,
    now: clock.now,
    advance: (ms) => clock.advanceTo(clock.now() + ms),
    seed: TEMPLATE_SEED,
    live: false,
    fetch: toScriptFetch(server, registry),
    ...(pool === undefined ? {} : { pool }),
  });
  for (const key of [COMMITTEE_UNIT, ...units]) {
    const { spreadsheetId, user } = registry.create(key, `Sáng kiến – ${key}`);
    host.bind(spreadsheetId, bundle);
    requireCompleted(await host.open(spreadsheetId, user));
    const answers = [
      { button: 'OK', text: toCode(programme.code, key, FIRST_KEY_VERSION) },
    ] as const;
    requireCompleted([await host.menu(spreadsheetId, { user, label: MENU.activate, answers })]);
    await host.settle();
  }
  await host.stop();
  return {
    ...sources,
    units,
    startMs: clock.now(),
    workbooks: registry.toJson(),
    host: { ...host.toJson(), usage: [] },
    heads: units.flatMap((unit) => table.readUnit(unit).head ?? []),
  };
}

/** Nothing fails here but the bundle itself. */
function requireCompleted(logs: readonly ExecutionLog[]): void {
  const failed = logs.find(({ outcome }) => outcome !== 'completed');
  if (failed === undefined) return;
  throw new Error(`${failed.functionName} ${failed.outcome}: ${failed.error?.message ?? ''}`);
}

/** A unit's file and its copies are activated with the same code. */
export function toCode(programme: string, unit: string, keyVersion: number): string {
  return toActivationCode({
    endpoint: ENDPOINT,
    programme,
    unit,
    keyVersion,
    key: deriveUnitKey(MASTER_SECRET, unit, keyVersion),
  });
}
