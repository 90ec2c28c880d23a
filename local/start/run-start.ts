// npm start: builds, starts everything on this machine, loads the sample once, serves the page.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { MENU } from '../../core/wording/sheet.ts';
import { build } from '../../scripts/build.ts';
import { loadSample } from '../sample/load-sample.ts';
import type { LocalSystem } from '../system.ts';
import { readPublished } from '../workbench/api/read-published.ts';
import { createChangeWatch } from '../workbench/change-watch.ts';
import { type PageAssets, readPageAssets, WAITING_ASSETS } from '../workbench/page-assets.ts';
import { type PageServer, startPageServer } from '../workbench/start-page-server.ts';
import { createTimeline } from '../workbench/timeline.ts';
import { createWorkbench } from '../workbench/workbench.ts';
import type { StartArguments } from './arguments.ts';
import { describeFailure } from './describe-failure.ts';
import { emptyDataFolder } from './empty-data-folder.ts';
import { formatLoadedUnit } from './format-loaded-unit.ts';
import { prepareDataFolder, readStartMemory, writeStartMemory } from './start-memory.ts';
import { startSavedSystem } from './start-saved-system.ts';

export const ROOT_DIR = resolve(import.meta.dirname, '../..');
const WATCH_EVERY_MS = 250;

export type StartOptions = Pick<
  Extract<StartArguments, { kind: 'start' }>,
  'port' | 'dataDir' | 'isFresh' | 'stage' | 'programmeCode'
>;

export type StartShell = {
  print(line: string): void;
  /** Settles when someone asked for the end. */
  readonly stopped: Promise<void>;
  /** Whether the end was asked for already. */
  isStopping(): boolean;
};

/**
 * Runs until it is stopped; whatever was started is ended before it returns or throws.
 *
 * @throws whatever kept it from starting
 */
export async function runStart(options: StartOptions, shell: StartShell): Promise<void> {
  const stops: (() => Promise<void> | void)[] = [];
  try {
    await start(options, shell, stops).catch((error) => failUnlessStopping(shell, error));
    await shell.stopped;
    shell.print('Stopping…');
  } finally {
    for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) await stop();
  }
}

/** Ctrl-C also reaches programs a build step started: what they then say is no failure. */
async function failUnlessStopping(shell: StartShell, error: unknown): Promise<void> {
  // The signal may still be on its way to us when the first of them is gone.
  await setImmediate();
  if (!shell.isStopping()) throw error;
}

async function start(
  { port, dataDir, isFresh, stage, programmeCode }: StartOptions,
  shell: StartShell,
  stops: (() => Promise<void> | void)[],
): Promise<void> {
  const report = (error: unknown): void => shell.print(`! ${describeFailure(error)}`);
  // The folder and the port first: what is wrong with them is known before anything slow is done.
  prepareDataFolder(dataDir);
  let assets: PageAssets = WAITING_ASSETS;
  const page = await startPageServer({ port, assets: () => assets, onFailure: report });
  stops.push(page.stop);
  if (isFresh) emptyDataFolder(dataDir);
  readStartMemory(dataDir);
  await build({ print: shell.print });
  assets = readPageAssets(join(ROOT_DIR, 'dist/workbench'));
  if (shell.isStopping()) return;

  const timeline = createTimeline();
  const { system, clock, autosave } = await startSavedSystem({
    programmeCode,
    stage,
    pagePort: port,
    dataDir,
    report,
    timeline,
  });
  const watch = createChangeWatch(system.registry.list, WATCH_EVERY_MS);
  stops.push(async () => {
    watch.stop();
    try {
      await system.stop();
    } finally {
      autosave.note();
      autosave.flush();
    }
  });
  watch.subscribe(autosave.note);
  page.show(createWorkbench({ system, clock, timeline }), watch);
  await fill(system, { dataDir, pageUrl: page.url }, shell);
  if (shell.isStopping()) return;
  printAddresses(page, system, { dataDir, print: shell.print });
}

/** Undefined for a programme without a sample: people begin with empty tabs. */
function readSample(programmeCode: string): string | undefined {
  const path = join(ROOT_DIR, 'programmes', programmeCode, 'sample/rows.csv');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** The committee's spreadsheet, the sample on a first start, and a publication. */
async function fill(
  system: LocalSystem,
  { dataDir, pageUrl }: { readonly dataDir: string; readonly pageUrl: string },
  shell: StartShell,
): Promise<void> {
  const isResumed = system.registry.find(COMMITTEE_UNIT) !== undefined;
  let memory = readStartMemory(dataDir);
  await system.open(COMMITTEE_UNIT);
  // A start that was cut off this early may not have got as far as its activation.
  if (isResumed && memory.sampleUnits.length === 0) {
    await system.menu(COMMITTEE_UNIT, MENU.activate);
  }
  const csvText = readSample(system.programme.code);
  if (csvText !== undefined) await load(csvText);
  if (shell.isStopping()) return;
  await system.publish();
  const committee = system.registry.find(COMMITTEE_UNIT);
  const isPublished =
    committee !== undefined && readPublished(committee.workbook).reading.kind === 'published';
  if (!isPublished) shell.print('! Not published yet; the schedule tries again.');

  function load(text: string): Promise<void> {
    return loadSample({
      system,
      csvText: text,
      doneUnits: new Set(memory.sampleUnits),
      shouldStop: shell.isStopping,
      onBegin: (unitCount) =>
        shell.print(`Loading the sample, ${unitCount} units; watch it at ${pageUrl}`),
      onUnit(loaded) {
        system.save();
        memory = { ...memory, sampleUnits: [...memory.sampleUnits, loaded.unit] };
        writeStartMemory(dataDir, memory);
        shell.print(formatLoadedUnit(loaded));
      },
    });
  }
}

function printAddresses(
  page: PageServer,
  { cloud, sheetsApi }: LocalSystem,
  { dataDir, print }: { readonly dataDir: string; print(line: string): void },
): void {
  print(`Page:       ${page.url}`);
  print(`HTTP API:   ${cloud.httpUrl}`);
  print(`Sheets API: ${sheetsApi.url}`);
  print(`Table:      ${cloud.tableEndpoint} (${cloud.tableName})`);
  print(`Data:       ${dataDir}`);
  print('Ready. Ctrl-C stops everything and keeps the data.');
}
