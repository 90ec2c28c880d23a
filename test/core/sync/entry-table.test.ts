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

describe('readEntryTable on a list people already had', () => {
  const ADOPTED = ['Mã dòng (danh sách có sẵn)', 'Dấu (danh sách có sẵn)', COLUMN_HEADERS.receipt];
  const OWN = ['Họ tên tác giả', 'Tên giải pháp', 'Thời gian áp dụng', 'Nhóm'];
  const ENTRY = ['Tổ Cơ điện', 'Cải tiến máy bơm', '2010', 'Tiết kiệm', '', '', ''];

  it('knows people’s own headers below merged title lines', () => {
    const title = ['DANH SÁCH SÁNG KIẾN', '', '', '', '', '', ''];
    const table = readEntryTable([title, [], [...OWN, ...ADOPTED], ENTRY]);
    if (table.kind === 'stopped') throw new Error(table.problem.kind);
    expect(table).toMatchObject({ headerRowNumber: 3, isAdopted: true });
    expect(table.rows.map(({ cells }) => [cells.title, cells.authors, cells.category])).toEqual([
      ['Cải tiến máy bơm', 'Tổ Cơ điện', 'Tiết kiệm'],
    ]);
  });

  it('knows them on no other tab: there a header must stand as it was given', () => {
    const table = readEntryTable([[...OWN, 'Mã dòng', 'Dấu', COLUMN_HEADERS.receipt], ENTRY]);
    expect(table).toMatchObject({
      kind: 'stopped',
      problem: { kind: 'missing', columns: ['title', 'category', 'authors', 'appliedOn'] },
    });
  });

  it('lets the template’s own header win and takes one column a meaning', () => {
    const table = readEntryTable([
      [...OWN, ...ADOPTED, 'Tên sáng kiến', 'Tên đề tài'],
      [...ENTRY, 'Sổ theo dõi vật tư', 'khác'],
    ]);
    if (table.kind === 'stopped') throw new Error(table.problem.kind);
    expect(table.rows[0]?.cells.title).toBe('Sổ theo dõi vật tư');
  });

  it('takes totals, numbering and signatures for blank rows in their places', () => {
    const table = readEntryTable([
      [...OWN, ...ADOPTED],
      ['(1)', '(2)', '(3)', '(4)', '', '', ''],
      ENTRY,
      ['Tổng cộng', '', '', '', '', '', ''],
      ['Người lập biểu', '', '', '', '', '', ''],
    ]);
    if (table.kind === 'stopped') throw new Error(table.problem.kind);
    expect(table.rows.map(({ rowNumber, isBlank }) => [rowNumber, isBlank])).toEqual([
      [2, true],
      [3, false],
      [4, true],
      [5, true],
    ]);
  });

  it('names what is missing, one hidden column being enough to tell whose list it is', () => {
    expect(readEntryTable([[...OWN, ADOPTED[1] ?? '', ADOPTED[2] ?? ''], ENTRY])).toMatchObject({
      problem: { kind: 'missing', columns: ['rowId'] },
    });
    expect(readEntryTable([[...OWN.slice(1), ...ADOPTED], ENTRY])).toMatchObject({
      problem: { kind: 'missing', columns: ['authors'] },
    });
    expect(readEntryTable([[...OWN, ...ADOPTED, 'Dấu'], ENTRY])).toMatchObject({
      problem: { kind: 'repeated', columns: ['mark'] },
    });
  });
});
