/** «Nhận gợi ý»: puts the corrections the checks suggest into their cells. */
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { readRow } from '../core/reading/read-row.ts';
import { toReadingRules } from '../core/rules.ts';
import { readEntryTable } from '../core/sync/entry-table.ts';
import { toVietnamDay } from '../core/time.ts';
import { readTable } from './adapters/entry-sheet.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** One press takes no more than this, so that it stays within a run's time. */
const MAX_TAKEN = 500;

/** For the selected rows where several cells are selected, else for all. Returns how many cells changed. */
export function acceptSuggestions(memory: SheetMemory, sheet: Sheet): number {
  const table = readEntryTable(readTable(sheet).values);
  if (table.kind === 'stopped' || memory.rules === undefined) return 0;
  const rules = toReadingRules(memory.rules, toVietnamDay(Date.now()));
  const isSelected = readSelection(sheet);
  let taken = 0;
  for (const row of table.rows) {
    if (row.isBlank || !isSelected(row.rowNumber)) continue;
    const reading = readRow(row.cells, rules);
    if (reading.kind === 'blank') continue;
    for (const { column, suggestion } of reading.messages) {
      if (column === undefined || suggestion === undefined || taken >= MAX_TAKEN) continue;
      const place = table.places[column];
      if (place === undefined) continue;
      const cell = sheet.getRange(row.rowNumber, place + 1);
      // Rows may have moved since the table was read: only the very text it speaks of is replaced.
      if (cell.getValue() !== row.cells[column]) continue;
      cell.setValue(suggestion);
      taken += 1;
    }
  }
  return taken;
}

function readSelection(sheet: Sheet): (rowNumber: number) => boolean {
  const range = SpreadsheetApp.getActive().getActiveRange();
  if (range === null || range.getSheet().getSheetId() !== sheet.getSheetId()) return () => true;
  if (range.getNumRows() * range.getNumColumns() < 2) return () => true;
  return (rowNumber) => rowNumber >= range.getRow() && rowNumber <= range.getLastRow();
}
