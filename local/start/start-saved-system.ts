// The whole system on a data folder: its ids, its port and its content outlive the process.
import { randomInt } from 'node:crypto';
import type { Stage } from '../../core/stage.ts';
import { LocalFault } from '../aws/local-fault.ts';
import { createMovableClock, type MovableClock } from '../clock.ts';
import { type LocalSystem, startSystem } from '../system.ts';
import type { Timeline } from '../workbench/timeline.ts';
import { toTimelineEntry } from '../workbench/to-timeline-entry.ts';
import { DEFAULT_PROGRAMME } from './arguments.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import { describeFailedInvocation } from './describe-failed-invocation.ts';
import { readStartMemory, type StartMemory, writeStartMemory } from './start-memory.ts';

const SAVE = { quietMs: 1_500, longestMs: 10_000 } as const;
const LAST_PORT = 65_535;

export type SavedSystem = {
  readonly system: LocalSystem;
  readonly clock: MovableClock;
  readonly autosave: Autosave;
};

export type SavedSystemOptions = {
  readonly programmeCode: string;
  readonly stage: Stage;
  readonly dataDir: string;
  readonly pagePort: number;
  /** Told when a save or a function fails while everything runs. */
  report(error: unknown): void;
  /** Told of everything that happens. */
  readonly timeline: Timeline;
};

/** @throws LocalFault, or an Error that says which port is taken */
export async function startSavedSystem({
  programmeCode,
  stage,
  dataDir,
  pagePort,
  report,
  timeline,
}: SavedSystemOptions): Promise<SavedSystem> {
  const memory = readStartMemory(dataDir);
  requireSame(memory, { stage, programmeCode });
  if (memory.httpPort === pagePort) {
    throw new Error(
      `Port ${pagePort} is that of the HTTP API in this data folder; its spreadsheets know it. ` +
        'Choose another one for the page with --port.',
    );
  }
  // Assigned before the system can have anything to say.
  let note = (): void => undefined;
  let keyOf = (_spreadsheetId: string): string | undefined => undefined;
  const clock = createMovableClock(memory.clockAheadMs ?? 0);
  const startOn = (httpPort: number | undefined): Promise<LocalSystem> =>
    startSystem({
      programmeCode,
      stage,
      clock,
      isClockSetForward: () => clock.offsetMs > 0,
      seed: randomInt(2 ** 31),
      dataDir,
      ...(httpPort === undefined ? {} : { httpPort }),
      onEvent(event) {
        note();
        const failure = describeFailedInvocation(event);
        if (failure !== undefined) report(new Error(failure));
        const entry = toTimelineEntry(event, { now: clock.now, keyOf });
        if (entry !== undefined) timeline.add(entry);
      },
    });
  const system =
    memory.httpPort === undefined
      ? await startOnFreePort(startOn, toNeighbour(pagePort))
      : await startOnKnownPort(startOn, memory.httpPort);
  try {
    requireWhole(memory, system, dataDir);
    // Before anything is registered: the ids of all spreadsheets follow from what is saved here.
    system.save();
    writeStartMemory(dataDir, {
      ...memory,
      stage,
      programme: programmeCode,
      httpPort: Number(new URL(system.cloud.httpUrl).port),
    });
  } catch (error) {
    await system.stop();
    if (error instanceof LocalFault) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalFault('local.data_folder_unusable', { path: dataDir, reason }, { cause: error });
  }
  keyOf = (spreadsheetId) => system.registry.findById(spreadsheetId)?.key;
  const save = (): void => {
    system.save();
    writeClock(dataDir, clock);
  };
  const autosave = createAutosave({ save, onFailure: report, ...SAVE });
  note = autosave.note;
  return { system, clock, autosave };
}

/** Spreadsheets of one stage or programme would find the other's table empty. */
function requireSame(
  memory: StartMemory,
  { stage, programmeCode }: Pick<SavedSystemOptions, 'stage' | 'programmeCode'>,
): void {
  // Nothing was started in it yet.
  if (memory.httpPort === undefined) return;
  const { stage: keptStage = 'dev', programme: kept = DEFAULT_PROGRAMME } = memory;
  if (keptStage === stage && kept === programmeCode) return;
  throw new Error(
    `The data folder holds the programme ${kept} on the stage ${keptStage}: start it with ` +
      `--stage ${keptStage} --programme ${kept}, choose another folder with --data, ` +
      'or begin again in this one with --fresh.',
  );
}

/** Other parts of the memory are written while the sample loads: only ours is replaced. */
function writeClock(dataDir: string, { offsetMs }: MovableClock): void {
  const memory = readStartMemory(dataDir);
  if ((memory.clockAheadMs ?? 0) !== offsetMs) {
    writeStartMemory(dataDir, { ...memory, clockAheadMs: offsetMs });
  }
}

/** Spreadsheets that are gone must not be made anew beside the rows the table has of them. */
function requireWhole(
  { sampleUnits }: StartMemory,
  { registry }: LocalSystem,
  dataDir: string,
): void {
  if (sampleUnits.every((unit) => registry.find(unit) !== undefined)) return;
  const reason = 'spreadsheets that were loaded are missing';
  throw new LocalFault('local.data_folder_unusable', { path: dataDir, reason });
}

type StartOn = (httpPort: number | undefined) => Promise<LocalSystem>;

/** The first time any port will do; the one beside the page's is easier to remember. */
async function startOnFreePort(
  startOn: StartOn,
  preferred: number | undefined,
): Promise<LocalSystem> {
  try {
    return await startOn(preferred);
  } catch (error) {
    if (preferred === undefined || !isPortTaken(error)) throw error;
    return startOn(undefined);
  }
}

/** Later the spreadsheets know it: they were activated with that address. */
async function startOnKnownPort(startOn: StartOn, httpPort: number): Promise<LocalSystem> {
  try {
    return await startOn(httpPort);
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    throw new Error(
      `Port ${httpPort} of the HTTP API, which the spreadsheets in the data folder know, is taken. ` +
        'Stop the program that uses it.',
      { cause: error },
    );
  }
}

function toNeighbour(port: number): number | undefined {
  return port === 0 || port === LAST_PORT ? undefined : port + 1;
}

function isPortTaken(error: unknown): boolean {
  return error instanceof LocalFault && error.code === 'local.port_taken';
}
