/** How the cells of our own tabs and columns look. */

type Range = GoogleAppsScript.Spreadsheet.Range;

/** Days are read in this zone; cells show the same in any. */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

export function setVietnamese(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): void {
  spreadsheet.setSpreadsheetLocale('vi_VN');
  spreadsheet.setSpreadsheetTimeZone(TIME_ZONE);
}

export type Headers = {
  readonly notes: string[];
  readonly colours: string[];
  readonly texts: string[];
};

/** Its texts come last: only they make the tab one that is read, and not built again. */
export function writeHeaders(range: Range, { notes, colours, texts }: Headers): void {
  styleHeader(range, { notes, colours });
  range.setValues([texts]);
}

export function styleHeader(range: Range, { notes, colours }: Omit<Headers, 'texts'>): void {
  range.setNotes([notes]);
  range.setBackgrounds([colours]);
  range.setFontWeight('bold').setWrap(true).setVerticalAlignment('middle');
}

/** Plain text keeps «1.250», «0901» and «31/03/2011» as typed. */
export function styleBody(range: Range): void {
  range.setNumberFormat('@').setVerticalAlignment('top').setWrap(true);
}

/** A dropdown that warns but does not block: the check does. */
export function toDropdown(
  values: readonly string[],
  help: string,
): GoogleAppsScript.Spreadsheet.DataValidation {
  return SpreadsheetApp.newDataValidation()
    .requireValueInList([...values], true)
    .setAllowInvalid(true)
    .setHelpText(help)
    .build();
}
