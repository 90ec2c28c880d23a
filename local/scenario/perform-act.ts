/** Performs what people and programs do in spreadsheets, one act at a time or several together. */
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { growRows } from '../google/people/grow.ts';
import type { UserAction } from '../google/people/user-action.ts';
import { WorkbookError } from '../google/workbook/workbook-error.ts';
import type { LocalSpreadsheet } from '../spreadsheet-registry.ts';
import type { LocalSystem } from '../system.ts';
import { countEntryRows, findColumnIndex, findEntryTab } from './find-entry-tab.ts';
import { readNamedRows } from './named-file.ts';
import { ScenarioError } from './scenario-error.ts';
import type { SheetAct } from './scenario-file.ts';
import type { CellAct } from './to-user-action.ts';
import { toNeededRowCount, toUserAction } from './to-user-action.ts';

/** Where acts happen; `dir` is where the files they name are looked up first. */
export type Place = { readonly system: LocalSystem; readonly dir: string };

type Of<Name extends SheetAct['do']> = Extract<SheetAct, { do: Name }>;

/** Ends when the triggers it fired have finished. @throws ScenarioError when nobody could do it */
export async function performAct(place: Place, act: SheetAct): Promise<void> {
  const { system } = place;
  switch (act.do) {
    case 'open':
      await system.open(act.in);
      return;
    case 'menu': {
      const spreadsheet = await system.open(act.in);
      const items = listItems(system, spreadsheet);
      // People whose menu did not come load the file again.
      if (items.length > 0) requireItem(spreadsheet, items, act.item);
      return system.menu(act.in, act.item);
    }
    case 'copyFile':
      return system.copyFile(act.in, act.as);
    case 'pasteCsv':
      for (const [unit, values] of listPastes(place, act)) {
        await system.open(unit);
        beginPaste(system, unit, values);
        await system.settle();
      }
      return;
    default: {
      const { workbook } = await system.open(act.in);
      if (addRows(system, act)) await system.settle();
      begin(system, act.in, toUserAction(act, workbook));
      return system.settle();
    }
  }
}

/**
 * Their trigger executions overlap. Files of units are opened before, as they are in front of
 * people, so that an `open` among them has nothing left to do.
 */
export async function performTogether(place: Place, acts: readonly SheetAct[]): Promise<void> {
  const { system } = place;
  const units = new Set(system.programme.units.map(({ code }) => code));
  for (const act of acts) {
    const keys = act.do === 'pasteCsv' ? [...listPastes(place, act).keys()] : [act.in];
    for (const key of keys) {
      if (units.has(key) || key === COMMITTEE_UNIT) await system.open(key);
    }
  }
  await system.host.runTogether(acts.map((act) => () => beginOneOfMany(place, act)));
}

function beginOneOfMany(place: Place, act: SheetAct): void {
  try {
    beginAct(place, act);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new ScenarioError(`${act.do}: ${error.message}`);
  }
}

/** Starts its executions without waiting for them. */
function beginAct(place: Place, act: SheetAct): void {
  const { system } = place;
  switch (act.do) {
    case 'open':
      return;
    case 'menu': {
      const spreadsheet = requireOpen(system, act.in);
      requireItem(spreadsheet, listItems(system, spreadsheet), act.item);
      system.beginMenu(act.in, act.item);
      return;
    }
    case 'copyFile':
      system.beginCopyFile(act.in, act.as);
      return;
    case 'pasteCsv':
      for (const [unit, values] of listPastes(place, act)) beginPaste(system, unit, values);
      return;
    default:
      addRows(system, act);
      begin(system, act.in, toUserAction(act, requireOpen(system, act.in).workbook));
  }
}

function begin(system: LocalSystem, key: string, action: UserAction): void {
  asPeople(() => system.begin(key, action));
}

/** @throws ScenarioError when Google would refuse it */
function asPeople(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    throw new ScenarioError(`Google refuses it: ${error.message}`);
  }
}

/**
 * The rows below the last one that are typed into: a person adds them by hand, a program by a
 * call. A paste makes the tab longer by itself.
 *
 * @returns whether triggers were fired
 */
function addRows(system: LocalSystem, act: CellAct): boolean {
  const { workbook } = requireOpen(system, act.in);
  const needed = toNeededRowCount(act);
  const { sheetId, rowCount } = findEntryTab(workbook);
  if (needed <= rowCount) return false;
  // Nobody adds rows for a column that is not there.
  toUserAction(act, workbook);
  if (act.do === 'apiWrite') {
    asPeople(() => workbook.transact(() => growRows(workbook.requireSheet(sheetId), needed)));
    return false;
  }
  const count = needed - rowCount;
  begin(system, act.in, { kind: 'insertRows', sheetId, row: rowCount, count });
  return true;
}

function listPastes(
  { dir }: Place,
  { file, in: only }: Of<'pasteCsv'>,
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const rows = readNamedRows(file, dir);
  return only === undefined ? rows : new Map([...rows].filter(([unit]) => unit === only));
}

function beginPaste(
  system: LocalSystem,
  unit: string,
  values: readonly (readonly string[])[],
): void {
  const sheet = findEntryTab(requireOpen(system, unit).workbook);
  begin(system, unit, {
    kind: 'paste',
    sheetId: sheet.sheetId,
    row: countEntryRows(sheet) + 1,
    column: findColumnIndex(sheet, 'Tên sáng kiến'),
    values,
    skipHiddenColumns: true,
  });
}

function requireOpen({ registry }: LocalSystem, key: string): LocalSpreadsheet {
  const spreadsheet = registry.find(key);
  if (spreadsheet === undefined) throw new ScenarioError(`«${key}» is not open`);
  return spreadsheet;
}

/** What a copy has in its menu shows only when it is there. */
function requireItem(spreadsheet: LocalSpreadsheet, items: readonly string[], item: string): void {
  if (items.includes(item)) return;
  const present = items.length === 0 ? 'it has no menu yet' : `only ${items.join(', ')}`;
  throw new ScenarioError(`«${spreadsheet.key}» has no menu item «${item}»: ${present}`);
}

function listItems({ host }: LocalSystem, { spreadsheetId }: LocalSpreadsheet): readonly string[] {
  const entries = host.menus(spreadsheetId).flatMap((menu) => menu.entries);
  return entries.flatMap((entry) => (entry.kind === 'item' ? [entry.label] : []));
}
