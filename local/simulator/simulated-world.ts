/** One run's world: spreadsheets, scripts, server and table, started from a template. */
import * as v from 'valibot';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { SheetMemory } from '../../core/messages/sheet-memory.ts';
import { MENU } from '../../core/wording/sheet.ts';
import type { DigestStore } from '../../lambdas/ports/digest-store.ts';
import type { SummaryStore } from '../../lambdas/ports/summary-store.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import type { Clock } from '../clock.ts';
import { createVirtualClock } from '../clock.ts';
import type { DialogAnswer } from '../google/apps-script/calls.ts';
import type { ScriptHost, ScriptHostJson } from '../google/apps-script/script-host.ts';
import { createScriptHost } from '../google/apps-script/script-host.ts';
import type { WorkerPool } from '../google/apps-script/worker-pool.ts';
import { copyFile as copyWorkbook } from '../google/people/copy-file.ts';
import type { UserAction } from '../google/people/user-action.ts';
import { performUserAction } from '../google/people/user-action.ts';
import { Workbook } from '../google/workbook/workbook.ts';
import { createRandom } from '../random.ts';
import type { LocalSpreadsheet, SpreadsheetRegistry } from '../spreadsheet-registry.ts';
import { createSpreadsheetRegistry } from '../spreadsheet-registry.ts';
import type { UnitRecords } from './evidence.ts';
import type { KeyBook } from './key-book.ts';
import { createKeyBook } from './key-book.ts';
import type { MemoryPublication } from './memory-publication.ts';
import { createMemoryPublication } from './memory-publication.ts';
import type { Recorder } from './recorder.ts';
import { createRecorder } from './recorder.ts';
import type { SimulatedMails } from './simulated-mails.ts';
import { createSimulatedMails } from './simulated-mails.ts';
import type { SimulatedServer } from './simulated-server.ts';
import { createSimulatedServer, MASTER_SECRET } from './simulated-server.ts';
import type { Template } from './simulation-setup.ts';
import { TEMPLATE_SEED, toCode } from './simulation-setup.ts';
import type { StepFaults } from './step-faults.ts';
import { createStepFaults } from './step-faults.ts';
import { toScriptFetch } from './to-script-fetch.ts';
import type { Watch } from './watch-sheets.ts';
import { watchSheets } from './watch-sheets.ts';

/** The table of one run, whichever it is. */
export type SimulatedTable = {
  readonly store: SyncStore;
  readonly summaryStore: SummaryStore;
  /** @param now epoch milliseconds, of the mails */
  createDigestStore(now: () => number): DigestStore;
  readRecords(unit: string): Promise<UnitRecords>;
};

export type World = {
  readonly template: Template;
  readonly seed: number;
  /** Those that take part in this run. */
  readonly units: readonly string[];
  readonly clock: Clock;
  readonly registry: SpreadsheetRegistry;
  readonly host: ScriptHost;
  readonly server: SimulatedServer;
  readonly mails: SimulatedMails;
  readonly faults: StepFaults;
  readonly recorder: Recorder;
  readonly keys: KeyBook;
  readonly publication: MemoryPublication;
  readonly table: SimulatedTable;
  readonly watch: Watch;
  /** A line for everything that happened, to compare two runs of one seed. */
  readonly trace: string[];
  /** Spreadsheets whose menu stands there. */
  readonly opened: Set<string>;
};

export type WorldOptions = {
  readonly template: Template;
  readonly seed: number;
  readonly table: SimulatedTable;
  /** Runs the scripts; undefined leaves it to the host. */
  readonly pool: WorkerPool | undefined;
};

export async function startWorld({ template, seed, table, pool }: WorldOptions): Promise<World> {
  const clock = createVirtualClock(template.startMs);
  const units = template.units.slice(0, toUnitCount(template, seed));
  const registry = createSpreadsheetRegistry(TEMPLATE_SEED);
  for (const { key, workbook } of template.workbooks) {
    if (key !== COMMITTEE_UNIT && !units.includes(key)) continue;
    registry.add(key, Workbook.fromJson(workbook));
  }
  for (const head of template.heads) {
    if (units.includes(head.unit)) await table.store.registerHead(head);
  }
  const trace: string[] = [];
  const recorder = createRecorder(clock.now);
  const keys = createKeyBook();
  const faults = createStepFaults(clock.now);
  const publication = createMemoryPublication(faults.takeSheets);
  const server = createSimulatedServer({
    programme: template.programme,
    store: table.store,
    summaryStore: table.summaryStore,
    publication,
    committeeSpreadsheetId: registry.newSpreadsheetId(COMMITTEE_UNIT),
    clock,
    random: createRandom(seed ^ 0x2545f491),
    sweepRandom: createRandom(seed ^ 0x3c6ef372),
    recorder,
    keys,
  });
  const mails = createSimulatedMails({
    programme: template.programme,
    store: table.createDigestStore(clock.now),
    summaries: table.summaryStore,
    random: createRandom(seed ^ 0x51ed270b),
    masterSecret: MASTER_SECRET,
  });
  const watch = watchSheets({ registry, units, recorder });
  const host = createScriptHost({
    workbooks: (id) => registry.findById(id)?.workbook,
    histories: (id) => registry.findById(id)?.history,
    now: clock.now,
    advance: (ms) => clock.advanceTo(clock.now() + ms),
    seed,
    live: false,
    fetch: toScriptFetch(server, registry),
    onCall: (call) => {
      watch.called(call);
      trace.push(`${clock.now()} #${call.executionId} ${call.name}`);
    },
    onExecution: (log) => {
      watch.ended(log.executionId);
      trace.push(`${clock.now()} #${log.executionId} ${log.functionName} ${log.outcome}`);
    },
    triggerFault: () => faults.takeTrigger(),
    from: toHostJson(template.host, seed, registry),
    ...(pool === undefined ? {} : { pool }),
  });
  watch.look();
  return {
    template,
    seed,
    units,
    clock,
    registry,
    host,
    server,
    mails,
    faults,
    recorder,
    keys,
    publication,
    table,
    watch,
    trace,
    opened: new Set(),
  };
}

/** Two units, or all there are. */
function toUnitCount({ units }: Template, seed: number): number {
  return seed % 3 === 0 ? units.length : Math.min(2, units.length);
}

/** Only what belongs to the spreadsheets that are there. */
function toHostJson(
  json: ScriptHostJson,
  seed: number,
  registry: SpreadsheetRegistry,
): ScriptHostJson {
  const isThere = ({ spreadsheetId }: { readonly spreadsheetId: string }) =>
    registry.findById(spreadsheetId) !== undefined;
  return {
    ...json,
    bindings: json.bindings.filter(isThere),
    triggers: { ...json.triggers, triggers: json.triggers.triggers.filter(isThere) },
    randomState: seed >>> 0,
  };
}

/** Does it and starts its triggers, without waiting for them. */
export function begin(world: World, spreadsheet: LocalSpreadsheet, action: UserAction): void {
  const events = performUserAction(spreadsheet, action);
  world.watch.look();
  void world.host.dispatch(spreadsheet.spreadsheetId, spreadsheet.user, events);
}

/** People answer dialogs: the code they were sent, and yes to what they asked for. */
export async function pressMenu(
  world: World,
  spreadsheet: LocalSpreadsheet,
  label: string,
): Promise<void> {
  const { host, template, keys } = world;
  const { spreadsheetId, user } = spreadsheet;
  await open(world, spreadsheet);
  const unit = toUnit(world, spreadsheet);
  const answers: readonly DialogAnswer[] =
    label === MENU.activate
      ? [{ button: 'OK', text: toCode(template.programme.code, unit, keys.currentOf(unit)) }]
      : [{ button: 'YES' }];
  await host.menu(spreadsheetId, { user, label, answers });
}

/** A person opens the file before they can press anything. */
export async function open(world: World, spreadsheet: LocalSpreadsheet): Promise<void> {
  const { spreadsheetId, user } = spreadsheet;
  if (world.opened.has(spreadsheetId)) return;
  world.opened.add(spreadsheetId);
  await world.host.open(spreadsheetId, user);
}

const COPY_MARK = ' ← ';

export async function copyFile(world: World, from: string, as: string): Promise<void> {
  const { registry, host } = world;
  const original = registry.find(from);
  if (original === undefined || registry.find(as) !== undefined) return;
  const workbook = copyWorkbook(original.workbook, {
    spreadsheetId: registry.newSpreadsheetId(as),
    title: `Bản sao của ${original.workbook.title}${COPY_MARK}${from}`,
  });
  const copy = registry.add(as, workbook);
  host.copyBinding(original.spreadsheetId, copy.spreadsheetId);
  await open(world, copy);
  await host.settle();
}

/** The version the unit's own file signs with, as its script property says. */
export function readKeyVersion({ registry, host }: World, unit: string): number | undefined {
  const { spreadsheetId = '' } = registry.find(unit) ?? {};
  const [property = '{}'] = Object.values(host.properties(spreadsheetId, 'script'));
  const memory = v.safeParse(SheetMemory, JSON.parse(property));
  return memory.success ? memory.output.activation.keyVersion : undefined;
}

/** A copy is activated with the code of the unit it was copied from: its people have no other. */
function toUnit(world: World, { key, workbook }: LocalSpreadsheet): string {
  const at = workbook.title.lastIndexOf(COPY_MARK);
  if (at < 0) return key;
  const original = world.registry.find(workbook.title.slice(at + COPY_MARK.length));
  return original === undefined ? key : toUnit(world, original);
}

/** Moves the clock; triggers, late requests and slow ones come in order. */
export async function advance(world: World, minutes: number): Promise<void> {
  const { clock, host, server } = world;
  const endMs = clock.now() + minutes * 60_000;
  for (;;) {
    const clockMs = host.nextClockMs() ?? Number.POSITIVE_INFINITY;
    const serverMs = server.nextDueMs() ?? Number.POSITIVE_INFINITY;
    const nextMs = Math.min(clockMs, serverMs);
    if (nextMs > endMs) break;
    clock.advanceTo(nextMs);
    if (serverMs <= nextMs) await server.runDue(clock.now());
    if (clockMs <= nextMs) {
      void host.runDueClockTriggers(clock.now());
      await host.settle();
    }
  }
  clock.advanceTo(endMs);
}
