/** Performs a scenario line by line in a fresh system and says which expectations failed. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { COMMITTEE_UNIT } from '../../core/messages/activation.ts';
import { unreachable } from '../../core/unreachable.ts';
import { createVirtualClock } from '../clock.ts';
import { readSampleRows } from '../sample/read-sample.ts';
import type { LocalSystem } from '../system.ts';
import { startSystem } from '../system.ts';
import type { Marked } from './check-expectations.ts';
import { checkExpectations, listAllRecords } from './check-expectations.ts';
import type { EndState } from './end-state.ts';
import { readEndState } from './end-state.ts';
import { countEntryRows, findColumnIndex, findEntryTab } from './find-entry-tab.ts';
import type { PlannedFaults } from './planned-faults.ts';
import { createPlannedFaults } from './planned-faults.ts';
import type { RawResponse } from './raw-request.ts';
import { sendRawRequest } from './raw-request.ts';
import { ScenarioError } from './scenario-error.ts';
import type { NumberedStep, ScenarioFile, SheetAct, Step } from './scenario-file.ts';
import { toUserAction } from './to-user-action.ts';

export type ScenarioFailure = { readonly lineNumber: number; readonly reason: string };

export type ScenarioResult = {
  readonly passed: number;
  readonly failures: readonly ScenarioFailure[];
  readonly endState: EndState;
};

export type ScenarioRun = {
  readonly file: Extract<ScenarioFile, { kind: 'scenario' }>;
  /** Files a step names are looked up beside this one first. */
  readonly path: string;
};

/** @throws ScenarioError with its line when a step cannot be performed as written */
export async function runScenario({ file, path }: ScenarioRun): Promise<ScenarioResult> {
  const { setup, steps } = file;
  const clock = createVirtualClock(Date.parse(setup.now));
  const faults = createPlannedFaults(clock);
  const system = await startSystem({
    programmeCode: setup.programme,
    clock,
    seed: setup.seed,
    triggerFault: faults.takeTrigger,
    sheetsFault: faults.takeSheets,
  });
  try {
    await system.open(COMMITTEE_UNIT);
    const run: Run = {
      system,
      faults,
      dir: dirname(path),
      marked: await mark(system),
      response: undefined,
      passed: 0,
      failures: [],
    };
    for (const step of steps) await performStep(run, step);
    return { passed: run.passed, failures: run.failures, endState: await readEndState(system) };
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

async function performStep(run: Run, { lineNumber, step }: NumberedStep): Promise<void> {
  try {
    await perform(run, step, lineNumber);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new ScenarioError(`line ${lineNumber}: ${error.message}`);
  }
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
    case 'mark':
      run.marked = await mark(system);
      return;
    case 'together':
      return actTogether(run, step.actions);
    case 'expect': {
      const results = await checkExpectations(step, { ...run, system });
      for (const { form, verdict } of results) {
        if (verdict === undefined) run.passed += 1;
        else run.failures.push({ lineNumber, reason: `${form}: ${verdict}` });
      }
      return;
    }
    default:
      return act(run, step);
  }
}

async function act(run: Run, step: SheetAct): Promise<void> {
  const { system } = run;
  switch (step.do) {
    case 'open':
      await system.open(step.in);
      return;
    case 'menu':
      return system.menu(step.in, step.item);
    case 'copyFile':
      return system.copyFile(step.in, step.as);
    case 'pasteCsv':
      return pasteCsv(run, step);
    default: {
      const { workbook } = await system.open(step.in);
      return system.act(step.in, toUserAction(step, workbook));
    }
  }
}

/** The trigger executions overlap; files are opened before, as they are in front of people. */
async function actTogether({ system }: Run, actions: readonly SheetAct[]): Promise<void> {
  for (const action of actions) if (action.do !== 'pasteCsv') await system.open(action.in);
  await system.host.runTogether(
    actions.map((action) => () => {
      if (action.do === 'menu') return system.beginMenu(action.in, action.item);
      if (action.do === 'open' || action.do === 'pasteCsv' || action.do === 'copyFile') {
        throw new ScenarioError(`«${action.do}» cannot happen together with others`);
      }
      const spreadsheet = system.registry.find(action.in);
      if (spreadsheet === undefined) return unreachable(action.in as never);
      system.begin(action.in, toUserAction(action, spreadsheet.workbook));
      return undefined;
    }),
  );
}

async function pasteCsv(
  { system, dir }: Run,
  step: Extract<SheetAct, { do: 'pasteCsv' }>,
): Promise<void> {
  const rowsByUnit = readSampleRows(readNamedFile(step.file, dir));
  for (const [unit, values] of rowsByUnit) {
    if (step.in !== undefined && step.in !== unit) continue;
    const { workbook } = await system.open(unit);
    const sheet = findEntryTab(workbook);
    await system.act(unit, {
      kind: 'paste',
      sheetId: sheet.sheetId,
      row: countEntryRows(sheet) + 1,
      column: findColumnIndex(sheet, 'Tên sáng kiến'),
      values,
      skipHiddenColumns: true,
    });
  }
}

function readNamedFile(file: string, dir: string): string {
  const beside = resolve(dir, file);
  const path = isAbsolute(file) || existsSync(beside) ? beside : resolve(file);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ScenarioError(`cannot read «${file}»`);
  }
}

async function mark(system: LocalSystem): Promise<Marked> {
  return { records: await listAllRecords(system), calls: { ...system.host.calls } };
}
