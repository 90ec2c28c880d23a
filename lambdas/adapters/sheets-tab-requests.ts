/** The requests that fill one sheet with a tab: its cells, and how they are laid out. */
import type { sheets_v4 } from '@googleapis/sheets';
import type { Tab, TabRow } from '../../core/summary/tab.ts';
import { toUtf8Length } from '../../core/utf8-length.ts';
import { toRowData } from './sheets-cells.ts';

/** What people may have put on our tabs is cleared with the rest. */
const FIELDS = 'userEnteredValue,userEnteredFormat,note,dataValidation';
/** What a request has beside its rows, an upper estimate. */
const REQUEST_BYTES = 500;

/**
 * The whole grid in one request, or in several of at most `maxBytes` each.
 *
 * One at a time: a large tab takes many times the memory as requests that it takes as a tab.
 */
export function* toFillRequests(
  tab: Tab,
  sheetId: number,
  maxBytes: number = Number.POSITIVE_INFINITY,
): Generator<sheets_v4.Schema$Request> {
  const width = tab.columns.length;
  // A sheet has one row more than is frozen, also where the tab has none to put there.
  const lastRowIndex = Math.max(tab.rows.length, tab.frozenRows + 1);
  const toRequest = (
    startRowIndex: number,
    endRowIndex: number,
    rows: sheets_v4.Schema$RowData[],
  ): sheets_v4.Schema$Request => {
    const columns = { startColumnIndex: 0, endColumnIndex: width };
    const range = { sheetId, startRowIndex, endRowIndex, ...columns };
    return { updateCells: { range, rows, fields: FIELDS } };
  };
  let rows: sheets_v4.Schema$RowData[] = [];
  let startRowIndex = 0;
  let bytes = REQUEST_BYTES;
  for (const row of tab.rows) {
    const data = toRowData(row, width);
    const size = toUtf8Length(JSON.stringify(data)) + 1;
    if (rows.length > 0 && bytes + size > maxBytes) {
      const endRowIndex = startRowIndex + rows.length;
      yield toRequest(startRowIndex, endRowIndex, rows);
      startRowIndex = endRowIndex;
      rows = [];
      bytes = REQUEST_BYTES;
    }
    rows.push(data);
    bytes += size;
  }
  yield toRequest(startRowIndex, lastRowIndex, rows);
}

/** The whole grid in one request; undefined where that is certainly larger than `maxBytes`. */
export function toWholeFill(
  tab: Tab,
  sheetId: number,
  maxBytes: number,
): sheets_v4.Schema$Request | undefined {
  const requests = toFillRequests(tab, sheetId, maxBytes + REQUEST_BYTES);
  const first = requests.next();
  return first.done !== true && requests.next().done === true ? first.value : undefined;
}

/** Wraps texts of the table, but for sentences; widths of neighbours alike are set together. */
export function toLayoutRequests(tab: Tab, sheetId: number): readonly sheets_v4.Schema$Request[] {
  const isTable = ({ style }: TabRow): boolean => style !== 'title' && style !== 'note';
  const firstRow = tab.rows.findIndex(isTable);
  const lastRow = tab.rows.reduce((last, row, index) => (isTable(row) ? index : last), firstRow);
  const requests: sheets_v4.Schema$Request[] = [];
  if (firstRow >= 0 && !tab.isHidden) {
    requests.push({
      repeatCell: {
        range: {
          sheetId,
          startRowIndex: firstRow,
          endRowIndex: lastRow + 1,
          startColumnIndex: 0,
          endColumnIndex: tab.columns.length,
        },
        cell: { userEnteredFormat: { wrapStrategy: 'WRAP', verticalAlignment: 'TOP' } },
        fields: 'userEnteredFormat.wrapStrategy,userEnteredFormat.verticalAlignment',
      },
    });
  }
  let startIndex = 0;
  for (const [index, { widthPx }] of tab.columns.entries()) {
    if (tab.columns[index + 1]?.widthPx === widthPx) continue;
    requests.push({
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex, endIndex: index + 1 },
        properties: { pixelSize: widthPx },
        fields: 'pixelSize',
      },
    });
    startIndex = index + 1;
  }
  return requests;
}
