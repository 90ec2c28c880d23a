/** The whole product on one machine: Google's stand-ins, the local cloud, and the people in between. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { COMMITTEE_UNIT } from '../core/messages/committee-unit.ts';
import type { Programme } from '../core/programme.ts';
import { parseProgramme } from '../core/programme.ts';
import { MENU } from '../core/wording/sheet.ts';
import type { CloudEvent } from './aws/cloud-event.ts';
import type { LocalCloud } from './aws/local-cloud.ts';
import { startLocalCloud } from './aws/local-cloud.ts';
import { LocalFault } from './aws/local-fault.ts';
import type { Clock } from './clock.ts';
import type { ExecutionLog, ExecutionType } from './google/apps-script/execution.ts';
import type { Limits } from './google/apps-script/limits.ts';
import type { NewBinding, ScriptHost, TriggerFault } from './google/apps-script/script-host.ts';
import { createScriptHost } from './google/apps-script/script-host.ts';
import { copyFile as copyWorkbook } from './google/people/copy-file.ts';
import type { SheetEvent } from './google/people/sheet-event.ts';
import type { UserAction } from './google/people/user-action.ts';
import { performUserAction } from './google/people/user-action.ts';
import type {
  SheetsApi,
  SheetsApiCall,
  SheetsApiFault,
} from './google/sheets-api/start-sheets-api.ts';
import { startSheetsApi } from './google/sheets-api/start-sheets-api.ts';
import { createGoogleStore } from './google-store.ts';
import { COPY_MARK, chooseMenu, pressMenu, requireActivated } from './press-menu.ts';
import { REAL_TIMER, runClockTriggers, type SetTimer } from './run-clock-triggers.ts';
import type {
  LocalSpreadsheet,
  SpreadsheetKey,
  SpreadsheetRegistry,
} from './spreadsheet-registry.ts';
import { createSpreadsheetRegistry } from './spreadsheet-registry.ts';
import type { TableReader } from './table-reader.ts';
import { createTableReader } from './table-reader.ts';

const ROOT_DIR = resolve(import.meta.dirname, '..');

export type SystemOptions = {
  readonly programmeCode: string;
  readonly clock: Clock;
  /** Wakes what a live clock makes due; the machine's own unless a test has another. */
  readonly setTimer?: SetTimer;
  readonly seed: number;
  readonly stage?: string;
  /** Holds what the build wrote, dist/ and cdk.out/; only tests have another. */
  readonly rootDir?: string;
  /** Instead of the bundle the build wrote, where a test wants a broken one. */
  readonly bundle?: NewBinding;
  /** Undefined keeps nothing after the end. */
  readonly dataDir?: string;
  readonly httpPort?: number;
  readonly onEvent?: (event: SystemEvent) => void;
  /** Of a live clock: handlers must be told a time that is not the machine's. */
  readonly isClockSetForward?: () => boolean;
  /** What runs once an hour or a day starts when it first does: most scenarios end before. */
  readonly startsOnDemand?: boolean;
  /** Of Google's accounts, where a test wants less than they give. */
  readonly limits?: Partial<Limits>;
  /** Planted faults, asked for at every start of an execution and every call of the Sheets API. */
  readonly triggerFault?: (start: { readonly type: ExecutionType }) => TriggerFault | undefined;
  readonly sheetsFault?: (call: SheetsApiCall) => SheetsApiFault | undefined;
};

export type SystemEvent =
  | { readonly kind: 'cloud'; readonly event: CloudEvent }
  | { readonly kind: 'execution'; readonly log: ExecutionLog };

export type LocalSystem = {
  readonly programme: Programme;
  readonly clock: Clock;
  readonly registry: SpreadsheetRegistry;
  readonly host: ScriptHost;
  readonly cloud: LocalCloud;
  readonly sheetsApi: SheetsApi;
  readonly table: TableReader;
  /**
   * A unit's or the committee's spreadsheet, made, registered and activated when it is not yet.
   *
   * @throws LocalFault 'local.activation_failed', unless a planted fault is what kept it
   */
  open(key: SpreadsheetKey): Promise<LocalSpreadsheet>;
  /** As a file is before anybody pressed «Kích hoạt», which the first `open` of it then does. */
  create(key: SpreadsheetKey): LocalSpreadsheet;
  /** What a person does; ends when the triggers it fired have finished. */
  act(key: SpreadsheetKey, action: UserAction): Promise<void>;
  /** Does it and starts its triggers, without waiting for them. */
  begin(key: SpreadsheetKey, action: UserAction): void;
  /** @throws LocalFault 'local.activation_failed' where «Kích hoạt» was pressed in vain */
  menu(key: SpreadsheetKey, label: string): Promise<void>;
  beginMenu(key: SpreadsheetKey, label: string): void;
  copyFile(from: SpreadsheetKey, as: SpreadsheetKey): Promise<void>;
  beginCopyFile(from: SpreadsheetKey, as: SpreadsheetKey): void;
  /** Moves a virtual clock; clock triggers and schedules fire in order. */
  advance(minutes: number): Promise<void>;
  /** One run of the scheduled publication, now. */
  publish(): Promise<void>;
  /** The server reads one unit's sheet itself, now and whatever its script does. */
  sweep(unit: string): Promise<void>;
  settle(): Promise<void>;
  save(): void;
  stop(): Promise<void>;
};

/** @throws LocalFault with what a person can do about it */
export async function startSystem(options: SystemOptions): Promise<LocalSystem> {
  const { clock, seed, dataDir, rootDir } = options;
  const programme = readProgramme(options.programmeCode, rootDir);
  const store = createGoogleStore(dataDir);
  const saved = store.read();
  const registry = restore(dataDir, () =>
    createSpreadsheetRegistry(saved?.seed ?? seed, saved?.registry),
  );
  const host = restore(dataDir, () =>
    createScriptHost({
      workbooks: (id) => registry.findById(id)?.workbook,
      histories: (id) => registry.findById(id)?.history,
      now: clock.now,
      advance: (ms) => clock.advanceTo(clock.now() + ms),
      seed,
      live: !clock.isVirtual,
      onExecution: (log) => options.onEvent?.({ kind: 'execution', log }),
      ...(saved === undefined ? {} : { from: saved.host }),
      triggerFault: (start) => options.triggerFault?.(start),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    }),
  );
  const sheetsApi = await startSheetsApi({
    workbooks: (id) => registry.findById(id)?.workbook,
    faults: (call) => options.sheetsFault?.(call),
  });
  const cloud = await startCloud(options, { programme, registry, sheetsApi }).catch(
    async (error: unknown) => {
      await sheetsApi.stop();
      await host.stop();
      throw error;
    },
  );
  const table = createTableReader({
    endpoint: cloud.tableEndpoint,
    tableName: cloud.tableName,
    programme: programme.code,
  });
  const unactivated = new Set<SpreadsheetKey>();
  const parts: Parts = { options, programme, registry, sheetsApi, cloud, host, table, unactivated };
  // What pushing a new version does: the bundle of today serves spreadsheets of yesterday.
  for (const { spreadsheetId, user } of registry.list()) {
    host.bind(spreadsheetId, options.bundle ?? readBundle(rootDir));
    // Menus live only while a file is open: without this a kept one could not even be activated.
    await host.open(spreadsheetId, user);
  }
  const { setTimer = REAL_TIMER } = options;
  const stopClockTriggers = clock.isVirtual
    ? () => undefined
    : runClockTriggers({ host, now: clock.now, setTimer });
  return {
    programme,
    clock,
    registry,
    host,
    cloud,
    sheetsApi,
    table,
    open: (key) => open(parts, key),
    create: (key) => create(parts, key),
    async act(key, action) {
      const spreadsheet = await open(parts, key);
      dispatch(parts, spreadsheet, action);
      await host.settle();
    },
    begin(key, action) {
      dispatch(parts, requireOpen(registry, key), action);
    },
    async menu(key, label) {
      const spreadsheet = await open(parts, key);
      const log = await pressMenu(parts, spreadsheet, label);
      if (label === MENU.activate) requireActivated(parts, spreadsheet, log);
    },
    beginMenu(key, label) {
      void chooseMenu(parts, requireOpen(registry, key), label);
    },
    async copyFile(from, as) {
      await open(parts, from);
      beginCopyFile(parts, from, as);
      await host.settle();
    },
    beginCopyFile: (from, as) => beginCopyFile(parts, from, as),
    advance: (minutes) => advance(parts, minutes * 60_000),
    async publish() {
      await cloud.invoke('summarize', {
        kind: 'schedule',
        scheduledTime: new Date(clock.now()).toISOString(),
      });
    },
    async sweep(unit) {
      await cloud.invoke('sweep', { kind: 'unit', unit });
    },
    settle: () => host.settle(),
    save: () => store.write({ seed: saved?.seed ?? seed, registry, host: host.toJson() }),
    async stop() {
      stopClockTriggers();
      await host.stop();
      await cloud.stop();
      await sheetsApi.stop();
      table.close();
    },
  };
}

type Parts = {
  readonly options: SystemOptions;
  readonly programme: Programme;
  readonly registry: SpreadsheetRegistry;
  readonly sheetsApi: SheetsApi;
  readonly cloud: LocalCloud;
  readonly host: ScriptHost;
  readonly table: TableReader;
  readonly unactivated: Set<SpreadsheetKey>;
};

/** As the build wrote it. @throws LocalFault 'local.programme_missing' */
export function readProgramme(code: string, rootDir = ROOT_DIR): Programme {
  const path = join(rootDir, 'dist/programmes', `${code}.json`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new LocalFault('local.programme_missing', { programme: code }, { cause: error });
  }
  return parseProgramme(path, JSON.parse(text));
}

function readBundle(rootDir = ROOT_DIR): NewBinding {
  const dir = join(rootDir, 'dist/appsscript');
  return {
    code: readFileSync(join(dir, 'Code.js'), 'utf8'),
    manifest: JSON.parse(readFileSync(join(dir, 'appsscript.json'), 'utf8')),
  };
}

/** @throws LocalFault where what was kept is whole as JSON, and yet not what it should be */
function restore<Made>(dataDir: string | undefined, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (dataDir === undefined) throw error;
    const reason = `its spreadsheets are damaged, ${error instanceof Error ? error.message : error}`;
    throw new LocalFault('local.data_folder_unusable', { path: dataDir, reason }, { cause: error });
  }
}

function startCloud(
  options: SystemOptions,
  { programme, registry, sheetsApi }: Pick<Parts, 'programme' | 'registry' | 'sheetsApi'>,
): Promise<LocalCloud> {
  const stage = options.stage ?? 'dev';
  return startLocalCloud({
    assemblyDir: join(options.rootDir ?? ROOT_DIR, 'cdk.out', stage),
    stage,
    programme: programme.code,
    dataDir: options.dataDir,
    seed: options.seed,
    now: options.clock.now,
    virtualClock: options.clock.isVirtual,
    live: !options.clock.isVirtual,
    isClockSetForward: () => options.isClockSetForward?.() ?? false,
    startLater: options.startsOnDemand === true ? ['report', 'digest', 'sweep'] : [],
    parameters: { CommitteeSpreadsheetId: registry.newSpreadsheetId(COMMITTEE_UNIT) },
    functionEnvironment: { GOOGLE_API_ROOT_URL: sheetsApi.url },
    ...(options.httpPort === undefined ? {} : { httpPort: options.httpPort }),
    onEvent: (event) => options.onEvent?.({ kind: 'cloud', event }),
  });
}

async function open(parts: Parts, key: SpreadsheetKey): Promise<LocalSpreadsheet> {
  const { registry, unactivated } = parts;
  const known = registry.find(key);
  if (known !== undefined && !unactivated.has(key)) return known;
  const spreadsheet = known ?? create(parts, key);
  unactivated.delete(key);
  requireActivated(parts, spreadsheet, await pressMenu(parts, spreadsheet, MENU.activate));
  return spreadsheet;
}

function create(parts: Parts, key: SpreadsheetKey): LocalSpreadsheet {
  const { registry, host, programme, unactivated } = parts;
  const unit = programme.units.find(({ code }) => code === key);
  if (unit === undefined && key !== COMMITTEE_UNIT) {
    throw new LocalFault('local.unknown_spreadsheet', { key });
  }
  const name = unit?.name ?? 'Ban Tổ chức';
  const spreadsheet = registry.create(key, `Sáng kiến – ${name}`);
  host.bind(spreadsheet.spreadsheetId, parts.options.bundle ?? readBundle(parts.options.rootDir));
  unactivated.add(key);
  return spreadsheet;
}

function requireOpen(registry: SpreadsheetRegistry, key: SpreadsheetKey): LocalSpreadsheet {
  const spreadsheet = registry.find(key);
  if (spreadsheet === undefined) throw new LocalFault('local.unknown_spreadsheet', { key });
  return spreadsheet;
}

function dispatch({ host }: Parts, spreadsheet: LocalSpreadsheet, action: UserAction): void {
  const events: readonly SheetEvent[] = performUserAction(spreadsheet, action);
  host.dispatch(spreadsheet.spreadsheetId, spreadsheet.user, events);
}

function beginCopyFile({ registry, host }: Parts, from: SpreadsheetKey, as: SpreadsheetKey): void {
  const original = requireOpen(registry, from);
  const workbook = copyWorkbook(original.workbook, {
    spreadsheetId: registry.newSpreadsheetId(as),
    title: `Bản sao của ${original.workbook.title}${COPY_MARK}${from}`,
  });
  const copy = registry.add(as, workbook);
  host.copyBinding(original.spreadsheetId, copy.spreadsheetId);
  void host.open(copy.spreadsheetId, copy.user);
}

async function advance({ options: { clock }, host, cloud }: Parts, ms: number): Promise<void> {
  const endMs = clock.now() + ms;
  for (;;) {
    const clockMs = host.nextClockMs() ?? Number.POSITIVE_INFINITY;
    const scheduleMs = cloud.nextDueMs() ?? Number.POSITIVE_INFINITY;
    const nextMs = Math.min(clockMs, scheduleMs);
    if (nextMs > endMs) break;
    clock.advanceTo(nextMs);
    if (clockMs <= nextMs) {
      host.runDueClockTriggers(clock.now());
      await host.settle();
    }
    if (scheduleMs <= nextMs) await cloud.runDue(clock.now());
  }
  clock.advanceTo(endMs);
}
