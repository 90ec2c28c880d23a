/** «Kích hoạt»: registers the file, builds its tab, installs the triggers, sends what is there. */
import type { Activation as ActivationType } from '../core/messages/activation.ts';
import { ACTIVATION_PREFIX, Activation, COMMITTEE_UNIT } from '../core/messages/activation.ts';
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { DIALOG } from '../core/wording/sheet.ts';
import { findEntryTab } from './adapters/find-entry-tab.ts';
import { readSheetMemory, writeSheetMemory } from './adapters/sheet-memory.ts';
import { buildEntryTab } from './build-entry-tab.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

const CLOCK_MINUTES = 5;

export type ActivateResult =
  | { readonly kind: 'activated'; readonly memory: SheetMemory }
  | { readonly kind: 'already'; readonly installedBy: string }
  | { readonly kind: 'badCode' }
  | { readonly kind: 'cancelled' };

/** The caller holds the document lock. */
export function activate(askForCode: () => string | undefined): ActivateResult {
  const spreadsheet = SpreadsheetApp.getActive();
  const me = Session.getEffectiveUser().getEmail();
  const known = readSheetMemory();
  const memory = known?.spreadsheetId === spreadsheet.getId() ? known : undefined;
  if (memory !== undefined && memory.installedBy !== me) {
    return { kind: 'already', installedBy: memory.installedBy };
  }
  const code = memory === undefined ? askForCode() : undefined;
  if (memory === undefined && code === undefined) return { kind: 'cancelled' };
  const activation = memory?.activation ?? parseActivationCode(code ?? '');
  if (activation === undefined) return { kind: 'badCode' };
  const isUnit = activation.unit !== COMMITTEE_UNIT;
  const activated: SheetMemory = {
    // A file that was a copy may still wear its banner: the first sync takes it off.
    ...(memory ?? { after: 0, stopped: true }),
    activation,
    spreadsheetId: spreadsheet.getId(),
    installedBy: me,
    triggerIds: isUnit ? installTriggers(spreadsheet) : [],
    ...(isUnit ? findOrBuildEntryTab(spreadsheet, memory) : {}),
  };
  writeSheetMemory(activated);
  return { kind: 'activated', memory: activated };
}

/** Also takes whatever white space a mail program put around or into the code. */
function parseActivationCode(text: string): ActivationType | undefined {
  const compact = text.replace(/\s+/g, '');
  if (!compact.startsWith(ACTIVATION_PREFIX)) return undefined;
  try {
    const bytes = Utilities.base64DecodeWebSafe(compact.slice(ACTIVATION_PREFIX.length));
    const parsed = Activation.safeParse(JSON.parse(Utilities.newBlob(bytes).getDataAsString()));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

type TabFacts = { readonly entrySheetId?: number; readonly rebuilt?: boolean };

/** The registered tab; else one with an entry header, such as a duplicate of it; else a new one. */
function findOrBuildEntryTab(spreadsheet: Spreadsheet, memory: SheetMemory | undefined): TabFacts {
  const known =
    memory?.entrySheetId === undefined ? null : spreadsheet.getSheetById(memory.entrySheetId);
  const found = known ?? findEntryTab(spreadsheet)?.sheet;
  if (found !== undefined) return { entrySheetId: found.getSheetId() };
  const built = { entrySheetId: buildEntryTab(spreadsheet).getSheetId() };
  return memory === undefined ? built : { ...built, rebuilt: true };
}

/** Made anew each time: a person sees only their own triggers, and the old ones may be broken. */
function installTriggers(spreadsheet: Spreadsheet): string[] {
  for (const trigger of ScriptApp.getProjectTriggers()) ScriptApp.deleteTrigger(trigger);
  return [
    ScriptApp.newTrigger('handleEdit').forSpreadsheet(spreadsheet).onEdit().create(),
    ScriptApp.newTrigger('handleChange').forSpreadsheet(spreadsheet).onChange().create(),
    ScriptApp.newTrigger('handleClock').timeBased().everyMinutes(CLOCK_MINUTES).create(),
  ].map((trigger) => trigger.getUniqueId());
}

/** What to tell the person who pressed. */
export function describeActivation(result: ActivateResult): string | undefined {
  switch (result.kind) {
    case 'activated':
      return DIALOG.activated;
    case 'already':
      return DIALOG.activatedBy(result.installedBy);
    case 'badCode':
      return DIALOG.badActivationCode;
    case 'cancelled':
      return undefined;
  }
}
