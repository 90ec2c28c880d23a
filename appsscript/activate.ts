/** «Kích hoạt»: registers the file, builds its tab, installs the triggers, sends what is there. */
import * as v from 'valibot';
import { findLostColumns } from '../core/adoption/find-lost-columns.ts';
import { listOtherUnits } from '../core/adoption/other-units.ts';
import type { AdoptionPlan } from '../core/adoption/plan-adoption.ts';
import type { Activation as ActivationType } from '../core/messages/activation.ts';
import { ACTIVATION_PREFIX, Activation } from '../core/messages/activation.ts';
import { COMMITTEE_UNIT } from '../core/messages/committee-unit.ts';
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
      /** A code was pasted just now. */
      readonly hasNewCode: boolean;
      /** The file was registered before. */
      readonly isRenewal: boolean;
      /** What was done to the list that was taken over just now. */
      readonly adopted?: AdoptionPlan;
    }
  | { readonly kind: 'already'; readonly memory: SheetMemory }
  | { readonly kind: 'badCode' }
  /** The file's ids, marks and rows are this unit's. */
  | { readonly kind: 'codeOfAnother'; readonly unit: string }
  /** The list was changed while its question stood open. */
  | { readonly kind: 'listChanged' }
  | { readonly kind: 'cancelled' };

/** What a person is asked; undefined and false mean that they changed their mind. */
export type ActivateDialogs = {
  askForCode(question: string): string | undefined;
  agreeToAdopt(question: string): boolean;
};

/** The caller holds the document lock. */
export function activate(dialogs: ActivateDialogs): ActivateResult {
  const spreadsheet = SpreadsheetApp.getActive();
  const me = Session.getEffectiveUser().getEmail();
  const found = readSheetMemory();
  const known = found?.spreadsheetId === spreadsheet.getId() ? found : undefined;
  const registered = findRegisteredTab(spreadsheet, known);
  // Whoever presses: the banner of such a tab asks for it.
  if (registered !== undefined) restoreLostColumns(registered);
  const hasNewCode = known === undefined || known.refused === true;
  if (!hasNewCode && known.installedBy !== me) return { kind: 'already', memory: known };
  const activation = hasNewCode ? askForActivation(dialogs, known) : known.activation;
  if (activation === 'cancelled' || activation === 'badCode') return { kind: activation };
  const isSameSender = known === undefined || equalSenders(known.activation, activation);
  if (!isSameSender && wasLetIn(known)) {
    return { kind: 'codeOfAnother', unit: known.activation.unit };
  }
  // What a file learned with a code that never was its own says nothing of another's.
  const memory = isSameSender ? known : undefined;
  const isUnit = activation.unit !== COMMITTEE_UNIT;
  const tab = isUnit
    ? findOrBuildEntryTab(spreadsheet, memory, dialogs, registered)
    : findOrBuildCatalogue(spreadsheet, memory, activation);
  if (tab.kind !== 'found') return { kind: tab.kind };
  const { adopted } = tab;
  const { refused: _, ...kept } = memory ?? { after: 0, stopped: adopted === undefined };
  const activated: SheetMemory = {
    // A file that was a copy may still wear its banner: the first sync takes it off.
    ...kept,
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
    hasNewCode,
    isRenewal: hasNewCode && memory !== undefined,
    ...(adopted === undefined ? {} : { adopted }),
  };
}

function askForActivation(
  { askForCode }: ActivateDialogs,
  known: SheetMemory | undefined,
): ActivationType | 'cancelled' | 'badCode' {
  const isRenewal = known !== undefined && wasLetIn(known);
  const code = askForCode(isRenewal ? DIALOG.askNewCode : DIALOG.askActivationCode);
  return code === undefined ? 'cancelled' : (parseActivationCode(code) ?? 'badCode');
}

/** Whether the server ever took this file for what its code says. */
function wasLetIn({ rules, activation }: SheetMemory): boolean {
  return rules !== undefined || activation.unit === COMMITTEE_UNIT;
}

function equalSenders(one: ActivationType, other: ActivationType): boolean {
  return one.unit === other.unit && one.programme === other.programme;
}

/** Also takes whatever white space a mail program put around or into the code. */
function parseActivationCode(text: string): ActivationType | undefined {
  const compact = text.replace(/\s+/g, '');
  if (!compact.startsWith(ACTIVATION_PREFIX)) return undefined;
  try {
    const bytes = Utilities.base64DecodeWebSafe(compact.slice(ACTIVATION_PREFIX.length));
    const parsed = v.safeParse(Activation, JSON.parse(Utilities.newBlob(bytes).getDataAsString()));
    return parsed.success ? parsed.output : undefined;
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
  readonly refused?: boolean;
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
    const isRefused = answer.kind === 'broken' && answer.reason === 'refusedUnit';
    return { kind: 'found', facts: isRefused ? { refused: true } : {}, isMissing: true };
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
      if (result.isRenewal) return DIALOG.codeRenewed;
      return [DIALOG.activated, ...warnOfUnits(result, unitName)].join(' ');
    case 'already':
      return DIALOG.activatedBy(result.memory.installedBy);
    case 'badCode':
      return DIALOG.badActivationCode;
    case 'codeOfAnother':
      return DIALOG.codeOfAnother(result.unit);
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
