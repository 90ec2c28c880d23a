/** Where a spreadsheet opens for a person; a row has no address of its own that a sort would keep. */
export function toSpreadsheetUrl(spreadsheetId: string): string {
  return `https://docs.google.com/spreadsheets/d/${encodeURIComponent(spreadsheetId)}/edit`;
}
