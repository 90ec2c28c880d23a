// What a call costs: whether it counts as a service call, and the time it takes on a virtual clock.

import type { CallName } from './calls.ts';

/** Handles, dialogs and the script's own account: nothing is read from the document's servers. */
const FREE: ReadonlySet<CallName> = new Set<CallName>([
  'Sheet.checkRange',
  'Sheet.getA1',
  'Sheet.activate',
  'Spreadsheet.getA1',
  'Spreadsheet.getActiveRange',
  'SpreadsheetApp.getUi',
  'Session.getActiveUser',
  'Session.getEffectiveUser',
  'Utilities.sleep',
  'Ui.addMenu',
  'Ui.show',
]);

export function isCounted(name: CallName): boolean {
  return !FREE.has(name);
}

/** Orders of magnitude seen at Google; a fetch's own time comes on top. */
export function costMs(name: CallName): number {
  if (!isCounted(name)) return 0;
  if (name.startsWith('Range.get')) return 60;
  if (name.startsWith('Protection.') || name.startsWith('Range.') || name.startsWith('Sheet.'))
    return 30;
  if (name === 'SpreadsheetApp.flush') return 120;
  if (name.startsWith('ScriptApp.')) return 200;
  if (name === 'UrlFetchApp.fetch') return 50;
  return 20;
}
