/** What every peer gets: our entry tab, our menu labels, and the triggers a script can install. */
import { buildEntryTab } from '../../../appsscript/build-entry-tab.ts';
import { MENU } from '../../../core/wording/sheet.ts';

const SHEET_ID = 'sheetId';
const CLOCK_MINUTES = 5;

/** A peer's `main.ts` exports functions of the names given to the menu and the triggers here. */
export function addMenu(): void {
  SpreadsheetApp.getUi()
    .createMenu(MENU.title)
    .addItem(MENU.activate, 'activate')
    .addItem(MENU.syncNow, 'syncNow')
    .addToUi();
}

/** Pressed twice it changes nothing. */
export function install(): void {
  const properties = PropertiesService.getScriptProperties();
  if (properties.getProperty(SHEET_ID) !== null) return;
  const spreadsheet = SpreadsheetApp.getActive();
  const sheet = buildEntryTab(spreadsheet);
  properties.setProperty(SHEET_ID, String(sheet.getSheetId()));
  ScriptApp.newTrigger('onEditEvent').forSpreadsheet(spreadsheet).onEdit().create();
  ScriptApp.newTrigger('onChangeEvent').forSpreadsheet(spreadsheet).onChange().create();
  ScriptApp.newTrigger('onClock').timeBased().everyMinutes(CLOCK_MINUTES).create();
}

/** Undefined when its tab is gone. */
export function findSheet(): GoogleAppsScript.Spreadsheet.Sheet | undefined {
  const sheetId = PropertiesService.getScriptProperties().getProperty(SHEET_ID);
  if (sheetId === null) return undefined;
  return SpreadsheetApp.getActive().getSheetById(Number(sheetId)) ?? undefined;
}
