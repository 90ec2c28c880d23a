/** Plays the steps of a scenario on a stage, with the judge looking on; expectations are not asked. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { UserAction } from '../../local/google/people/user-action.ts';
import { readSampleRows } from '../../local/sample/read-sample.ts';
import {
  countEntryRows,
  findColumnIndex,
  findEntryTab,
} from '../../local/scenario/find-entry-tab.ts';
import { ScenarioError } from '../../local/scenario/scenario-error.ts';
import type { SheetAct, Step } from '../../local/scenario/scenario-file.ts';
import { toUserAction } from '../../local/scenario/to-user-action.ts';
import type { LocalSpreadsheet } from '../../local/spreadsheet-registry.ts';
import type { Judge } from './judge/judge.ts';
import type { Stage } from './stage.ts';

/** Three clock runs: whatever can still arrive by itself has arrived. */
const QUIET_MINUTES = 15;

export type Play = {
  readonly stage: Stage;
  readonly judge: Judge;
  /** Where files that steps name are looked up first. */
  readonly dir: string;
};

export async function playScenario(play: Play, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    await perform(play, step);
    await play.judge.rest();
  }
  await play.stage.advance(QUIET_MINUTES);
  await play.judge.rest();
}

async function perform(play: Play, step: Step): Promise<void> {
  const { stage } = play;
  switch (step.do) {
    case 'setup':
    case 'mark':
    case 'expect':
      return;
    case 'advance':
      return stage.advance(step.minutes);
    case 'fault':
      return stage.addFault(step);
    case 'together':
      return actTogether(play, step.actions);
    case 'sweep':
      throw new ScenarioError('a peer has no server that reads its sheets');
    case 'request':
      throw new ScenarioError('a raw request has no meaning for a peer');
    case 'rotateKey':
    case 'revokeKey':
      throw new ScenarioError('a peer has no keys');
    default:
      await act(play, step);
      await stage.host.settle();
  }
}

async function act(play: Play, step: SheetAct): Promise<void> {
  const { stage } = play;
  if (step.do === 'pasteCsv') return pasteCsv(play, step);
  if (step.do === 'open') {
    if (step.in !== COMMITTEE_UNIT) await stage.open(step.in);
    return;
  }
  // Only ours has a committee's spreadsheet, and it holds no rows.
  if (step.do === 'menu' && step.in === COMMITTEE_UNIT) return;
  begin(play, await stage.open(step.in), step);
}

/** Files are opened before, as they are in front of people. */
async function actTogether(play: Play, actions: readonly SheetAct[]): Promise<void> {
  const { stage } = play;
  const opened: LocalSpreadsheet[] = [];
  for (const action of actions) {
    if (action.do === 'pasteCsv') throw new ScenarioError('a file is not pasted together');
    opened.push(await stage.open(action.in));
  }
  await stage.host.runTogether(
    actions.map((action, index) => () => {
      const spreadsheet = opened[index];
      if (spreadsheet !== undefined) begin(play, spreadsheet, action);
    }),
  );
}

function begin(play: Play, spreadsheet: LocalSpreadsheet, step: SheetAct): void {
  switch (step.do) {
    case 'menu':
      play.stage.beginMenu(spreadsheet, step.item);
      return;
    case 'open':
    case 'pasteCsv':
    case 'copyFile':
      throw new ScenarioError(`«${step.do}» cannot be asked of a peer here`);
    default:
      beginAction(play, spreadsheet, toUserAction(step, spreadsheet.workbook));
  }
}

function beginAction(
  { stage, judge }: Play,
  spreadsheet: LocalSpreadsheet,
  action: UserAction,
): void {
  judge.follow(spreadsheet, action, () => stage.begin(spreadsheet, action));
}

async function pasteCsv(play: Play, step: Extract<SheetAct, { do: 'pasteCsv' }>): Promise<void> {
  for (const [unit, values] of readSampleRows(readNamedFile(step.file, play.dir))) {
    if (step.in !== undefined && step.in !== unit) continue;
    const spreadsheet = await play.stage.open(unit);
    const sheet = findEntryTab(spreadsheet.workbook);
    beginAction(play, spreadsheet, {
      kind: 'paste',
      sheetId: sheet.sheetId,
      row: countEntryRows(sheet) + 1,
      column: findColumnIndex(sheet, 'Tên sáng kiến'),
      values,
      skipHiddenColumns: true,
    });
    await play.stage.host.settle();
  }
}

function readNamedFile(file: string, dir: string): string {
  const beside = resolve(dir, file);
  return readFileSync(existsSync(beside) ? beside : resolve(file), 'utf8');
}
