/** Performs a scenario line by line in a fresh system and says which expectations failed. */
import { dirname } from 'node:path';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { Programme } from '../../core/programme.ts';
import type { Stage } from '../../core/stage.ts';
import { LocalFault } from '../aws/local-fault.ts';
import { createVirtualClock } from '../clock.ts';
import type { NewBinding } from '../google/apps-script/script-host.ts';
import type { LocalSystem } from '../system.ts';
import { readProgramme, startSystem } from '../system.ts';
import { changeKey } from './change-key.ts';
import type { Marked } from './check-expectations.ts';
import { checkExpectations, listRecordsByUnit } from './check-expectations.ts';
import { checkReferences } from './check-references.ts';
import type { EndState } from './end-state.ts';
import { readEndState } from './end-state.ts';
import { performAct, performTogether } from './perform-act.ts';
import type { PlannedFaults } from './planned-faults.ts';
import { createPlannedFaults } from './planned-faults.ts';
import type { RawResponse } from './raw-request.ts';
import { sendRawRequest } from './raw-request.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Malformed, NumberedStep, Scenario, Step } from './scenario-file.ts';
import { toMalformed } from './scenario-file.ts';

export type ScenarioFailure = { readonly lineNumber: number; readonly reason: string };

type Tally = { readonly passed: number; readonly failures: readonly ScenarioFailure[] };

export type ScenarioResult =
  /** Nothing was performed. */
  | Malformed
  /** A line could not be performed as written; the tally is of those before it. */
  | ({ readonly kind: 'stopped'; readonly lineNumber: number; readonly reason: string } & Tally)
  | ({ readonly kind: 'finished'; readonly endState: EndState } & Tally);

/** The system itself broke while a line was performed; the cause says how. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  readonly lineNumber: number;

  constructor(lineNumber: number, cause: unknown) {
    super(`line ${lineNumber}`, { cause });
    this.lineNumber = lineNumber;
  }
}

export type ScenarioRun = {
  readonly file: Scenario;
  /** Files a step names are looked up beside this one first. */
  readonly path: string;
  /** Whose templates it is played on; dev unless said otherwise. */
  readonly stage?: Stage;
  /** Instead of the built one, where a test wants a broken one. */
  readonly bundle?: NewBinding;
};

/** @throws StepFailure, or LocalFault when the system does not start */
export async function runScenario({
  file,
  path,
  stage,
  bundle,
}: ScenarioRun): Promise<ScenarioResult> {
  const { setup, steps } = file;
  const dir = dirname(path);
  const programme = findProgramme(setup.programme);
  if (programme === undefined) {
    const reason = `setup: no folder of programmes/ is called «${setup.programme}»`;
    return toMalformed(file.setupLineNumber, reason);
  }
  const unitCodes = new Set(programme.units.map(({ code }) => code));
  const malformed = checkReferences(file, { programme: programme.code, unitCodes, dir });
  if (malformed !== undefined) return malformed;
  const clock = createVirtualClock(Date.parse(setup.now));
  const faults = createPlannedFaults(clock);
  const system = await startSystem({
    programmeCode: setup.programme,
    clock,
    seed: setup.seed,
    startsOnDemand: true,
    triggerFault: faults.takeTrigger,
    sheetsFault: faults.takeSheets,
    ...(stage === undefined ? {} : { stage }),
    ...(bundle === undefined ? {} : { bundle }),
  });
  try {
    // The summary is published on it; «Danh mục» is made when somebody opens it.
    system.create(COMMITTEE_UNIT);
    const marked = await mark(system);
    const run: Run = { system, faults, dir, marked, response: undefined, passed: 0, failures: [] };
    return await performAll(run, steps);
  } finally {
    await system.stop();
  }
}

type Run = {
  readonly system: LocalSystem;
  readonly faults: PlannedFaults;
  readonly dir: string;
  marked: Marked;
  response: RawResponse | undefined;
  passed: number;
  failures: ScenarioFailure[];
};

async function performAll(run: Run, steps: readonly NumberedStep[]): Promise<ScenarioResult> {
  for (const { lineNumber, step } of steps) {
    try {
      await perform(run, step, lineNumber);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw new StepFailure(lineNumber, error);
      const { passed, failures } = run;
      const reason = toOneLine(`${step.do}: ${error.message}`);
      return { kind: 'stopped', lineNumber, reason, passed, failures };
    }
  }
  const { system, passed, failures } = run;
  return { kind: 'finished', passed, failures, endState: await readEndState(system) };
}

async function perform(run: Run, step: Step, lineNumber: number): Promise<void> {
  const { system, faults } = run;
  switch (step.do) {
    case 'setup':
      return;
    case 'advance':
      return system.advance(step.minutes);
    case 'fault':
      return faults.add(step, system.cloud);
    case 'request':
      run.response = await sendRawRequest(system, step);
      return;
    case 'rotateKey':
    case 'revokeKey':
      return changeKey(system, step);
    case 'mark':
      run.marked = await mark(system);
      return;
    case 'sweep':
      return system.sweep(step.in);
    case 'together':
      return performTogether(run, step.actions);
    case 'expect': {
      const results = await checkExpectations(step, run);
      for (const { form, verdict } of results) {
        if (verdict === undefined) run.passed += 1;
        else run.failures.push({ lineNumber, reason: toOneLine(`${form}: ${verdict}`) });
      }
      return;
    }
    default:
      return performAct(run, step);
  }
}

/** Receipts and banners have several. */
function toOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

function findProgramme(code: string): Programme | undefined {
  try {
    return readProgramme(code);
  } catch (error) {
    if (error instanceof LocalFault && error.code === 'local.programme_missing') return undefined;
    throw error;
  }
}

async function mark(system: LocalSystem): Promise<Marked> {
  return { records: await listRecordsByUnit(system), calls: { ...system.host.calls } };
}
