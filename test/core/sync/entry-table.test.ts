import { describe, expect, it } from 'vitest';
import { ENTRY_COLUMNS } from '../../../core/columns.ts';
import { readEntryTable } from '../../../core/sync/entry-table.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';

const header = ENTRY_COLUMNS.map((column) => COLUMN_HEADERS[column]);
const row = header.map((_, index) => `ô ${index}`);

describe('readEntryTable', () => {
  it('reads rows below the header with their row numbers, blank ones too', () => {
    const table = readEntryTable([header, row, [], row]);
    if (table.kind === 'stopped') throw new Error('stopped');
    expect(table.rows.map(({ rowNumber, isBlank }) => [rowNumber, isBlank])).toEqual([
      [2, false],
      [3, true],
      [4, false],
    ]);
    expect(table.rows[0]?.cells.title).toBe('ô 3');
    expect(table.rows[0]?.idText).toBe('ô 0');
  });

  it('finds columns wherever they were moved and leaves own columns alone', () => {
    const moved = ['Ghi riêng', ...[...header].reverse()];
    const table = readEntryTable([moved, ['riêng', ...[...row].reverse()]]);
    if (table.kind === 'stopped') throw new Error('stopped');
    expect(table.rows[0]?.cells.title).toBe('ô 3');
    expect(Object.values(table.rows[0]?.cells ?? {})).not.toContain('riêng');
  });

  it('finds the header below other lines, in another case and spacing', () => {
    const spaced = header.map((text) => `  ${text.toUpperCase().replace(' ', '  ')} `);
    const table = readEntryTable([['Danh sách sáng kiến'], [], spaced, row]);
    expect(table).toMatchObject({ kind: 'readable', headerRowNumber: 3 });
  });

  it('still knows the receipt column while a banner stands behind its header', () => {
    const stopped = header.map((text) =>
      text === COLUMN_HEADERS.receipt ? `${text} – TẠM DỪNG: …` : text,
    );
    expect(readEntryTable([stopped, row]).kind).toBe('readable');
  });

  it('names a required column that is missing', () => {
    const without = header.filter((text) => text !== COLUMN_HEADERS.authors);
    expect(readEntryTable([without])).toEqual({
      kind: 'stopped',
      headerRowNumber: 1,
      problem: { kind: 'missing', columns: ['authors'] },
    });
  });

  it('does without an optional column, whose cells are then absent', () => {
    const table = readEntryTable([header.filter((text) => text !== COLUMN_HEADERS.note), row]);
    if (table.kind === 'stopped') throw new Error('stopped');
    expect(table.rows[0]?.cells).not.toHaveProperty('note');
  });

  it('names a column that stands twice', () => {
    expect(readEntryTable([[...header, COLUMN_HEADERS.title]])).toEqual({
      kind: 'stopped',
      headerRowNumber: 1,
      problem: { kind: 'repeated', columns: ['title'] },
    });
  });

  it('says when there is no header at all', () => {
    expect(readEntryTable([row, row])).toEqual({
      kind: 'stopped',
      headerRowNumber: 1,
      problem: { kind: 'noHeader' },
    });
    expect(readEntryTable([]).kind).toBe('stopped');
  });

  it('takes a date cell in a hidden column for no id', () => {
    const table = readEntryTable([header, [{ serial: 40_000 }, true, 5]]);
    if (table.kind === 'stopped') throw new Error('stopped');
    expect(table.rows[0]).toMatchObject({
      idText: '',
      markText: 'true',
      receiptText: '5',
      isBlank: true,
    });
  });
});
