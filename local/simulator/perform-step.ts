/** Performs one scenario step in a simulated world; a step that cannot be done there is left out. */
import { WorkbookError } from '../google/workbook/workbook-error.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import type { SheetAct, Step } from '../scenario/scenario-file.ts';
import { toUserAction } from '../scenario/to-user-action.ts';
import type { LocalSpreadsheet } from '../spreadsheet-registry.ts';
import { changeKey } from './change-key.ts';
import { sendRawRequest } from './send-raw-request.ts';
import type { World } from './simulated-world.ts';
import { advance, begin, copyFile, open, pressMenu } from './simulated-world.ts';

/** @returns the step as it was done; undefined when nobody could do it */
export async function performStep(world: World, step: Step): Promise<Step | undefined> {
  switch (step.do) {
    case 'advance':
      await advance(world, step.minutes);
      if (step.minutes >= PUBLISH_AFTER_MINUTES) {
        await world.server.publish();
        await world.mails.passWeek();
      }
      return step;
    case 'fault':
      world.faults.add(step, world.server);
      return step;
    case 'request':
      await sendRawRequest(world, step);
      return step;
    case 'sweep':
      await performSweep(world, step.in);
      return step;
    case 'rotateKey':
    case 'revokeKey':
      return changeKey(world, step);
    case 'together':
      return performTogether(world, step.actions);
    case 'setup':
    case 'mark':
    case 'expect':
      return undefined;
    default:
      return performAct(world, step);
  }
}

async function performSweep(world: World, unit: string): Promise<void> {
  const spreadsheet = world.registry.find(unit);
  if (spreadsheet !== undefined) await world.server.sweep(unit, spreadsheet.workbook);
  await world.host.settle();
}

/** The schedule publishes every few minutes; once a while is enough here. */
const PUBLISH_AFTER_MINUTES = 5;

async function performAct(world: World, act: SheetAct): Promise<Step | undefined> {
  if (act.do === 'pasteCsv') return undefined;
  const spreadsheet = world.registry.find(act.in);
  if (spreadsheet === undefined) return undefined;
  if (act.do === 'copyFile') {
    await copyFile(world, act.in, act.as);
    return act;
  }
  const isDone = await attempt(() => beginAct(world, spreadsheet, act));
  await world.host.settle();
  return isDone ? act : undefined;
}

async function performTogether(world: World, acts: readonly SheetAct[]): Promise<Step | undefined> {
  const done: SheetAct[] = [];
  for (const act of acts) {
    const spreadsheet = act.do === 'menu' ? world.registry.find(act.in) : undefined;
    if (spreadsheet !== undefined) await open(world, spreadsheet);
  }
  await world.host.settle();
  await world.host.runTogether(
    acts.map((act) => async () => {
      if (act.do === 'pasteCsv' || act.do === 'copyFile') return;
      const spreadsheet = world.registry.find(act.in);
      if (spreadsheet === undefined) return;
      if (await attempt(() => startAct(world, spreadsheet, act))) done.push(act);
    }),
  );
  return done.length === 0 ? undefined : { do: 'together', actions: done };
}

type FileAct = Exclude<SheetAct, { do: 'pasteCsv' | 'copyFile' }>;

/** Starts an act; its executions go on by themselves. */
function startAct(world: World, spreadsheet: LocalSpreadsheet, act: FileAct): void {
  if (act.do === 'menu') {
    requireItem(world, spreadsheet, act.item);
    void pressMenu(world, spreadsheet, act.item);
  } else if (act.do !== 'open') begin(world, spreadsheet, toUserAction(act, spreadsheet.workbook));
}

async function beginAct(world: World, spreadsheet: LocalSpreadsheet, act: FileAct): Promise<void> {
  if (act.do === 'open') return open(world, spreadsheet);
  if (act.do !== 'menu') return startAct(world, spreadsheet, act);
  await open(world, spreadsheet);
  requireItem(world, spreadsheet, act.item);
  return pressMenu(world, spreadsheet, act.item);
}

/** A copy or the committee's file has other items than a unit's. */
function requireItem(world: World, { spreadsheetId }: LocalSpreadsheet, label: string): void {
  const entries = world.host.menus(spreadsheetId).flatMap((menu) => menu.entries);
  const isThere = entries.some((entry) => entry.kind === 'item' && entry.label === label);
  if (!isThere) throw new ScenarioError(`the menu has no item «${label}»`);
}

/** @returns false where Google, or the file as it stands, would not let a person do it */
async function attempt(perform: () => void | Promise<void>): Promise<boolean> {
  try {
    await perform();
    return true;
  } catch (error) {
    if (error instanceof ScenarioError || error instanceof WorkbookError) return false;
    throw error;
  }
}
