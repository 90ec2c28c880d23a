/** One content, one record: rows whose marks people overwrote, and copies of what refused rows were. */
import { describe, expect, it } from 'vitest';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import { typed } from './paper-deeds.ts';
import { becomeQuiet, checkInvariants } from './paper-invariants.ts';
import type { PaperRow, PaperUnit } from './paper-unit.ts';
import { createPaperUnit, runPaper } from './paper-unit.ts';

const [PRESS, QUEUE, SCALES] = [
  'Cải tiến máy ép mía đường',
  'Rút ngắn xếp hàng khám bệnh',
  'Cân nguyên liệu tự động',
];

function withRows(...titles: readonly string[]): PaperUnit {
  const unit = createPaperUnit();
  unit.rows = titles.map((title) => typed(title));
  runPaper(unit);
  return unit;
}

function rowAt({ rows }: PaperUnit, position: number): PaperRow {
  const row = rows[position];
  if (row === undefined) throw new Error(`no row ${position}`);
  return row;
}

/** What people sort when they select the visible columns only: ids and marks stay. */
function swapVisible(one: PaperRow, other: PaperRow): void {
  const { cells, receiptText } = one;
  Object.assign(one, { cells: other.cells, receiptText: other.receiptText });
  Object.assign(other, { cells, receiptText });
}

function copyOf({ cells }: PaperRow): PaperRow {
  return { cells: { ...cells }, idText: '', markText: '', receiptText: '' };
}

function listCounted({ server }: PaperUnit): readonly string[] {
  const active = [...server.stored.values()].filter(({ state }) => state === 'active');
  return active.map(({ initiative }) => initiative.title).sort();
}

function listYears({ server }: PaperUnit): readonly (number | undefined)[] {
  const active = [...server.stored.values()].filter(({ state }) => state === 'active');
  return active.map(({ initiative }) => initiative.year).sort();
}

function settle(unit: PaperUnit): void {
  becomeQuiet(unit);
  checkInvariants(unit);
}

describe('what a refused row still counts with', () => {
  it('is not counted in a copy when the row was given the title of another one', () => {
    const unit = withRows(PRESS, QUEUE);
    const original = rowAt(unit, 1);
    const copy = copyOf(original);
    unit.rows.push(copy);
    runPaper(unit);
    original.cells.title = PRESS;
    settle(unit);
    expect(parseReceiptState(original.receiptText)).toBe('rejected');
    expect(parseReceiptState(copy.receiptText)).toBe('rejected');
    expect(listCounted(unit)).toEqual([PRESS, QUEUE].sort());
    original.cells.title = SCALES;
    settle(unit);
    expect(listCounted(unit)).toEqual([PRESS, QUEUE, SCALES].sort());
  });

  it('keeps out a whole chain of rows that took each other’s years, until the first is mended', () => {
    const unit = createPaperUnit();
    const rows = ['2008', '2009', '2010'].map((appliedOn, index) =>
      typed(PRESS, { appliedOn, benefit: `${index + 1} triệu` }),
    );
    unit.rows = rows;
    runPaper(unit);
    for (const [index, appliedOn] of ['2008', '2008', '2009'].entries()) {
      Object.assign(rows[index]?.cells ?? {}, { appliedOn });
    }
    rowAt(unit, 0).cells.authors = '';
    settle(unit);
    const listStates = () => rows.map(({ receiptText }) => parseReceiptState(receiptText));
    expect(listStates()).toEqual(['incomplete', 'rejected', 'rejected']);
    expect(listYears(unit)).toEqual([2008, 2009, 2010]);
    Object.assign(rowAt(unit, 0).cells, { authors: 'Tổ Một (100%)', appliedOn: '2010' });
    settle(unit);
    expect(listStates()).toEqual(['saved', 'saved', 'saved']);
    expect(listYears(unit)).toEqual([2008, 2009, 2010]);
  });
});

describe('a new row whose answer was lost', () => {
  it.each(['không tính được', '9 triệu'])('keeps its place where its benefit is %s', (benefit) => {
    const unit = createPaperUnit();
    const first = typed(PRESS, { appliedOn: '2008' });
    unit.rows = [first];
    runPaper(unit);
    const added = typed(PRESS, { benefit });
    unit.rows.push(added);
    runPaper(unit, { fault: { kind: 'loseReply', request: 1 } });
    first.cells.appliedOn = '2009';
    settle(unit);
    expect(parseReceiptState(first.receiptText)).toBe('rejected');
    expect(parseReceiptState(added.receiptText)).toBe('saved');
    expect(listYears(unit)).toEqual([2008, 2009]);
  });
});

it('a new row whose answer was lost keeps its place though it is incomplete by now', () => {
  const unit = createPaperUnit();
  const first = typed(PRESS);
  unit.rows = [first];
  runPaper(unit, { fault: { kind: 'loseReply', request: 1 } });
  first.cells.authors = '';
  const added = typed(PRESS, { benefit: '9 triệu' });
  unit.rows.push(added);
  settle(unit);
  expect(parseReceiptState(added.receiptText)).toBe('rejected');
  expect(listCounted(unit)).toEqual([PRESS]);
});

it('a new row that never reached the server, and is incomplete by now, keeps no place', () => {
  const unit = withRows(QUEUE);
  const first = typed(PRESS);
  unit.rows.push(first);
  runPaper(unit, { fault: { kind: 'dieBeforeSending' } });
  first.cells.authors = '';
  const added = typed(PRESS, { benefit: '9 triệu' });
  unit.rows.push(added);
  settle(unit);
  expect(parseReceiptState(added.receiptText)).toBe('saved');
  expect(listCounted(unit)).toEqual([PRESS, QUEUE].sort());
});

it('a title that was typed but never came to count is free for another row', () => {
  const unit = withRows(PRESS);
  const first = rowAt(unit, 0);
  first.cells.title = SCALES;
  runPaper(unit, { fault: { kind: 'dieBeforeSending' } });
  first.cells.authors = '';
  const added = typed(SCALES, { benefit: '3 triệu' });
  unit.rows.push(added);
  settle(unit);
  expect(parseReceiptState(added.receiptText)).toBe('saved');
  expect(listCounted(unit)).toEqual([PRESS, SCALES].sort());
});

describe('a row whose mark was overwritten', () => {
  it('is not counted twice when its content was sorted away beside a refused copy', () => {
    const unit = withRows(PRESS, QUEUE);
    unit.rows.push(copyOf(rowAt(unit, 0)));
    runPaper(unit);
    swapVisible(rowAt(unit, 1), rowAt(unit, 2));
    rowAt(unit, 1).markText = '';
    settle(unit);
    expect(listCounted(unit)).toEqual([PRESS, QUEUE].sort());
    expect(unit.server.history).toHaveLength(2);
  });

  it('gives way to the row whose content came to stand there', () => {
    const unit = withRows(PRESS, QUEUE, SCALES);
    const [first, second, third] = [rowAt(unit, 0), rowAt(unit, 1), rowAt(unit, 2)];
    swapVisible(first, second);
    second.markText = '';
    first.cells = { ...third.cells };
    settle(unit);
    expect(listCounted(unit)).toEqual([PRESS, SCALES].sort());
    expect(unit.server.history.map(({ kind }) => kind).filter((kind) => kind === 'edit')).toEqual(
      [],
    );
  });

  it('is left out of the index once its record is another row, while more rows wait', () => {
    const unit = withRows(PRESS, QUEUE, SCALES);
    const first = rowAt(unit, 0);
    first.markText = '';
    first.cells.authors = '';
    unit.rows.splice(1, 1);
    unit.rows.push(typed(PRESS));
    for (let number = 0; number < 502; number += 1) {
      unit.rows.push(typed(`Cải tiến công đoạn số ${number}`));
    }
    settle(unit);
    expect(unit.server.head.active).toBe(2 + 502);
  });

  it('goes before a row that was given its title since', () => {
    const unit = withRows(PRESS, QUEUE);
    const [first, second] = [rowAt(unit, 0), rowAt(unit, 1)];
    second.markText = '';
    first.cells.title = QUEUE;
    settle(unit);
    expect(parseReceiptState(first.receiptText)).toBe('rejected');
    expect(second.receiptText).toContain('Đã ghi nhận lần 1');
    expect(listCounted(unit)).toEqual([PRESS, QUEUE].sort());
  });
});
