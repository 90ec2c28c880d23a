/** Addresses people open: a spreadsheet, one of its tabs, one of its rows. */

/** Google's ids of tabs, by title. */
export type SheetIds = { readonly [title: string]: number };

/** Where a spreadsheet, one of its tabs or one of its rows opens for a person. */
export type SpreadsheetPlace = {
  readonly spreadsheetId: string;
  readonly sheetId?: number | undefined;
  /** Only with a sheet id. */
  readonly rowNumber?: number | undefined;
};

/**
 * A row has no address of its own: the link selects the line it stood on when the unit last said
 * so, and without that opens its tab.
 */
export function toSpreadsheetUrl({ spreadsheetId, sheetId, rowNumber }: SpreadsheetPlace): string {
  const file = `https://docs.google.com/spreadsheets/d/${encodeURIComponent(spreadsheetId)}/edit`;
  if (sheetId === undefined) return file;
  const range = rowNumber === undefined ? '' : `&range=${rowNumber}:${rowNumber}`;
  return `${file}#gid=${sheetId}${range}`;
}
