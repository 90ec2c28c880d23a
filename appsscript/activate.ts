/** «Kích hoạt»: registers the file, builds its tab, installs the triggers, sends what is there. */
import { findLostColumns } from '../core/adoption/find-lost-columns.ts';
import { listOtherUnits } from '../core/adoption/other-units.ts';
import type { AdoptionPlan } from '../core/adoption/plan-adoption.ts';
import type { Activation as ActivationType } from '../core/messages/activation.ts';
import { ACTIVATION_PREFIX, Activation, COMMITTEE_UNIT } from '../core/messages/activation.ts';
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { ADOPTION } from '../core/wording/adoption.ts';
import { CATALOGUE_TEXTS } from '../core/wording/catalogue.ts';
import { DIALOG } from '../core/wording/sheet.ts';
import { findCatalogueTab } from './adapters/catalogue-sheet.ts';
import { readTable } from './adapters/entry-sheet.ts';
import { findEntryTab } from './adapters/find-entry-tab.ts';
import { readSheetMemory, writeSheetMemory } from './adapters/sheet-memory.ts';
import { adoptList, appendColumns } from './adopt-list.ts';
import { askCatalogue } from './ask-catalogue.ts';
import { buildCatalogueTab } from './build-catalogue-tab.ts';
import { buildEntryTab } from './build-entry-tab.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

const CLOCK_MINUTES = 5;

export type ActivateResult =
  | {
      readonly kind: 'activated';
      readonly memory: SheetMemory;
      /** What was done to the list that was taken over just now. */
      readonly adopted?: AdoptionPlan;
    }
  | { readonly kind: 'already'; readonly installedBy: string }
  | { readonly kind: 'badCode' }
  /** The list was changed while its question stood open. */
  | { readonly kind: 'listChanged' }
  | { readonly kind: 'cancelled' };

/** What a person is asked; undefined and false mean that they changed their mind. */
export type ActivateDialogs = {
  askForCode(): string | undefined;
  agreeToAdopt(question: string): boolean;
};

/** The caller holds the document lock. */
export function activate(dialogs: ActivateDialogs): ActivateResult {
  const spreadsheet = SpreadsheetApp.getActive();
  const me = Session.getEffectiveUser().getEmail();
  const known = readSheetMemory();
  const memory = known?.spreadsheetId === spreadsheet.getId() ? known : undefined;
  const registered = findRegisteredTab(spreadsheet, memory);
  // Whoever presses: the banner of such a tab asks for it.
  if (registered !== undefined) restoreLostColumns(registered);
  if (memory !== undefined && memory.installedBy !== me) {
    return { kind: 'already', installedBy: memory.installedBy };
  }
  const code = memory === undefined ? dialogs.askForCode() : undefined;
  if (memory === undefined && code === undefined) return { kind: 'cancelled' };
  const activation = memory?.activation ?? parseActivationCode(code ?? '');
  if (activation === undefined) return { kind: 'badCode' };
  const isUnit = activation.unit !== COMMITTEE_UNIT;
  const tab = isUnit
    ? findOrBuildEntryTab(spreadsheet, memory, dialogs, registered)
    : findOrBuildCatalogue(spreadsheet, memory, activation);
  if (tab.kind !== 'found') return { kind: tab.kind };
  const { adopted } = tab;
  const activated: SheetMemory = {
    // A file that was a copy may still wear its banner: the first sync takes it off.
    ...(memory ?? { after: 0, stopped: adopted === undefined }),
    activation,
    spreadsheetId: spreadsheet.getId(),
    installedBy: me,
    // A tab that is not there yet has nothing to be told of.
    triggerIds: tab.isMissing === true ? [] : installTriggers(spreadsheet),
    ...tab.facts,
  };
  // A tab that is registered is never built again: all of it must be there before.
  SpreadsheetApp.flush();
  writeSheetMemory(activated);
  return {
    kind: 'activated',
    memory: activated,
    ...(adopted === undefined ? {} : { adopted }),
  };
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

type TabFacts = {
  readonly entrySheetId?: number;
  readonly catalogueSheetId?: number;
  /** Of the committee's file, where its tab was made just now. */
  readonly after?: number;
  readonly rebuilt?: boolean;
};

type FoundTab =
  | {
      readonly kind: 'found';
      readonly facts: TabFacts;
      readonly adopted?: AdoptionPlan;
      readonly isMissing?: true;
    }
  | { readonly kind: 'listChanged' | 'cancelled' };

/** The registered «Danh mục»; else one with its header; else a new one, as the server has it. */
function findOrBuildCatalogue(
  spreadsheet: Spreadsheet,
  memory: SheetMemory | undefined,
  activation: ActivationType,
): FoundTab {
  const { catalogueSheetId } = memory ?? {};
  const registered =
    catalogueSheetId === undefined ? null : spreadsheet.getSheetById(catalogueSheetId);
  const found = registered ?? findCatalogueTab(spreadsheet)?.sheet;
  if (found !== undefined) {
    return { kind: 'found', facts: { catalogueSheetId: found.getSheetId() } };
  }
  const asker = { activation, spreadsheetId: spreadsheet.getId() };
  const answer = askCatalogue(asker, { kind: 'open' });
  if (answer.kind !== 'told' || answer.reply.kind !== 'opened') {
    return { kind: 'found', facts: {}, isMissing: true };
  }
  const sheet = buildCatalogueTab(spreadsheet, answer.reply.lines);
  const after = answer.reply.seq;
  return { kind: 'found', facts: { catalogueSheetId: sheet.getSheetId(), after } };
}

/**
 * The registered tab; else one with an entry header, such as a duplicate of it; else a list the
 * person agrees to; else a new one.
 */
function findOrBuildEntryTab(
  spreadsheet: Spreadsheet,
  memory: SheetMemory | undefined,
  { agreeToAdopt }: ActivateDialogs,
  registered: Sheet | undefined,
): FoundTab {
  const found = registered ?? findEntryTab(spreadsheet)?.sheet;
  if (found !== undefined) return { kind: 'found', facts: { entrySheetId: found.getSheetId() } };
  const list = adoptList(spreadsheet, agreeToAdopt);
  if (list.kind === 'declined') return { kind: 'cancelled' };
  if (list.kind === 'changed') return { kind: 'listChanged' };
  const sheet = list.kind === 'adopted' ? list.sheet : buildEntryTab(spreadsheet);
  const entrySheetId = sheet.getSheetId();
  return {
    kind: 'found',
    facts: memory === undefined ? { entrySheetId } : { entrySheetId, rebuilt: true },
    ...(list.kind === 'adopted' ? { adopted: list.plan } : {}),
  };
}

function findRegisteredTab(
  spreadsheet: Spreadsheet,
  memory: SheetMemory | undefined,
): Sheet | undefined {
  const { entrySheetId } = memory ?? {};
  return entrySheetId === undefined
    ? undefined
    : (spreadsheet.getSheetById(entrySheetId) ?? undefined);
}

/** Rows then have no ids: by their content the server knows which record each of them is. */
function restoreLostColumns(sheet: Sheet): void {
  const lost = findLostColumns(readTable(sheet).values);
  if (lost !== undefined) appendColumns(sheet, lost);
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
export function describeActivation(result: ActivateResult, unitName?: string): string | undefined {
  switch (result.kind) {
    case 'activated':
      if (result.memory.activation.unit === COMMITTEE_UNIT) return describeCatalogue(result.memory);
      return [DIALOG.activated, ...warnOfUnits(result, unitName)].join(' ');
    case 'already':
      return DIALOG.activatedBy(result.installedBy);
    case 'badCode':
      return DIALOG.badActivationCode;
    case 'listChanged':
      return ADOPTION.changed;
    case 'cancelled':
      return undefined;
  }
}

function describeCatalogue({ catalogueSheetId }: SheetMemory): string {
  return catalogueSheetId === undefined ? CATALOGUE_TEXTS.notBuilt : CATALOGUE_TEXTS.activated;
}

/** Only the server knows what the unit is called, so this comes after the first contact. */
function warnOfUnits(
  { memory, adopted }: Extract<ActivateResult, { kind: 'activated' }>,
  unitName: string | undefined,
): readonly string[] {
  if (adopted === undefined || unitName === undefined) return [];
  const { unit } = memory.activation;
  const others = listOtherUnits(adopted, { code: unit, name: unitName, aliases: [] });
  return others.length === 0 ? [] : [ADOPTION.otherUnits(others, unitName)];
}
