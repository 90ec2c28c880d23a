/** Copies that were refused, and rows of a hold nobody was told of. */
import { describe, expect, it } from 'vitest';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import type { Deed } from './paper-deeds.ts';
import { perform, typed } from './paper-deeds.ts';
import type { PaperRow, PaperUnit } from './paper-unit.ts';
import { createPaperUnit, runPaper, toPaperRow } from './paper-unit.ts';

/** A saved row and a copy of it that was refused. */
function withRefusedCopy(): PaperUnit & { readonly original: PaperRow; readonly copy: PaperRow } {
  const unit = createPaperUnit();
  const original = typed('Cải tiến máy ép mía đường');
  unit.rows = [original];
  runPaper(unit);
  const copy = { ...structuredClone(original), idText: '', markText: '' };
  unit.rows.push(copy);
  runPaper(unit);
  expect(parseReceiptState(copy.receiptText)).toBe('rejected');
  return Object.assign(unit, { original, copy });
}

function liveRecords({ server }: PaperUnit) {
  return [...server.stored.values()].filter(({ state }) => state === 'active');
}

describe('a refused copy', () => {
  it('stays one when the original is edited', () => {
    const unit = withRefusedCopy();
    const id = unit.original.idText;
    unit.original.cells.benefit = '3 triệu';
    runPaper(unit);
    expect(unit.original).toMatchObject({ idText: id });
    expect(unit.original.receiptText).toContain('Đã ghi nhận lần 2');
    expect(parseReceiptState(unit.copy.receiptText)).toBe('rejected');
    expect(liveRecords(unit)).toHaveLength(1);
  });

  it('becomes a record of its own when the original gets another title', () => {
    const unit = withRefusedCopy();
    const id = unit.original.idText;
    unit.original.cells.title = 'Cân nguyên liệu tự động';
    runPaper(unit);
    expect(unit.original).toMatchObject({ idText: id });
    expect(unit.original.receiptText).toContain('Đã ghi nhận lần 2');
    expect(unit.copy.receiptText).toContain('Đã ghi nhận lần 1');
  });

  it('is not counted beside what the original still counts with', () => {
    const unit = withRefusedCopy();
    unit.original.cells.appliedOn = 'không nhớ';
    runPaper(unit);
    expect(unit.original.receiptText).toContain('lần 1');
    expect(parseReceiptState(unit.copy.receiptText)).toBe('rejected');
    expect(liveRecords(unit)).toHaveLength(1);
  });

  it('is not taken for the original where people sorted while receipts were written', () => {
    const unit = withRefusedCopy();
    const { original, copy } = unit;
    copy.cells.benefit = '3 triệu';
    const saved = { ...original.cells };
    const edited = { ...copy.cells };
    // Its receipt is written anew in this run, beside what the sort has put there.
    copy.receiptText = '';
    const whileWriting = () => {
      original.cells = edited;
      copy.cells = saved;
    };
    runPaper(unit, { whileWriting });
    runPaper(unit);
    expect(copy.receiptText).toContain('Đã ghi nhận lần 1');
    expect(parseReceiptState(original.receiptText)).toBe('rejected');
    expect(unit.server.history).toHaveLength(1);
  });

  it('lets the original come back before it, though it stands above', () => {
    const unit = withRefusedCopy();
    const { original, copy } = unit;
    unit.rows = [copy, original];
    runPaper(unit);
    const [id, cells] = [original.idText, { ...original.cells }];
    for (const row of unit.rows) row.cells = toPaperRow({}).cells;
    runPaper(unit);
    for (const row of unit.rows) row.cells = { ...cells };
    runPaper(unit);
    expect(unit.server.history.map(({ kind }) => kind)).toEqual(['create', 'delete', 'revive']);
    expect(original).toMatchObject({ idText: id });
    expect(parseReceiptState(copy.receiptText)).toBe('rejected');
  });

  it('stays one, though it counts as another initiative, beside a row that counts as this', () => {
    const unit = withRefusedCopy();
    const { original, copy } = unit;
    const { title } = original.cells;
    original.cells.title = 'Cân nguyên liệu tự động';
    runPaper(unit);
    expect(copy.receiptText).toContain('Đã ghi nhận lần 1');
    original.cells.title = title;
    runPaper(unit);
    expect(parseReceiptState(original.receiptText)).toBe('rejected');
    copy.cells.appliedOn = 'không nhớ';
    runPaper(unit);
    expect(parseReceiptState(original.receiptText)).toBe('rejected');
    const titles = liveRecords(unit).map(({ initiative }) => initiative.title);
    expect(new Set(titles)).toEqual(new Set(['Cân nguyên liệu tự động', title]));
    expect(titles).toHaveLength(2);
  });

  it('stays one beside a row of an unreadable date that counts with another note', () => {
    const unit = withRefusedCopy();
    const { original, copy } = unit;
    original.cells.note = 'đã nhân rộng';
    runPaper(unit);
    original.cells.appliedOn = 'không nhớ';
    runPaper(unit);
    expect(original.receiptText).toContain('lần 2');
    expect(parseReceiptState(copy.receiptText)).toBe('rejected');
    expect(liveRecords(unit)).toHaveLength(1);
  });

  it('stays one beside an incomplete row that still counts with another note', () => {
    const unit = withRefusedCopy();
    const { original, copy } = unit;
    original.cells.note = 'đã nhân rộng';
    runPaper(unit);
    const { category } = original.cells;
    original.cells.category = '';
    runPaper(unit);
    expect(original.receiptText).toContain('lần 2');
    expect(parseReceiptState(copy.receiptText)).toBe('rejected');
    copy.cells.title = 'mía đường máy ép, cải tiến';
    runPaper(unit);
    expect(parseReceiptState(copy.receiptText)).toBe('rejected');
    original.cells.category = category;
    runPaper(unit);
    expect(original.receiptText).toContain('lần 2');
    expect(liveRecords(unit)).toHaveLength(1);
  });

  it('is still the one refused after it was given the title, when the holder is edited', () => {
    const unit = withRefusedCopy();
    const other = typed('Sổ theo dõi vật tư điện');
    unit.rows = [other, unit.original];
    runPaper(unit);
    other.cells.title = unit.original.cells.title;
    runPaper(unit);
    unit.original.cells.benefit = '3 triệu';
    runPaper(unit);
    expect(unit.original.receiptText).toContain('Đã ghi nhận lần 2');
    expect(parseReceiptState(other.receiptText)).toBe('rejected');
  });
});

/** Eleven held rows, and a blank one whose record was deleted before them. */
function withHold(): PaperUnit {
  const unit = createPaperUnit();
  const act = (deed: Deed) => perform(unit, { last: undefined }, deed);
  act({ kind: 'pasteMany', first: 0, count: 12 });
  runPaper(unit);
  act({ kind: 'clear', row: 11, count: 1 });
  runPaper(unit);
  act({ kind: 'clear', row: 0, count: 11 });
  runPaper(unit);
  return unit;
}

const statesOf = ({ rows }: PaperUnit) => rows.map((row) => parseReceiptState(row.receiptText));

describe('receipts of a hold', () => {
  it('come back to their rows after a sort took them away', () => {
    const unit = withHold();
    const told = statesOf(unit);
    expect(told).toEqual([...Array.from({ length: 11 }, () => 'held'), 'none']);
    const [first, , , , , , , , , , , last] = unit.rows;
    if (first === undefined || last === undefined) throw new Error('twelve rows');
    [first.receiptText, last.receiptText] = [last.receiptText, first.receiptText];
    runPaper(unit);
    expect(statesOf(unit)).toEqual(told);
  });

  it('come back however often they are cleared, and rest once they are there', () => {
    const unit = withHold();
    const told = statesOf(unit);
    for (let round = 0; round < 2; round += 1) {
      for (const row of unit.rows) row.receiptText = '';
      runPaper(unit);
      expect(statesOf(unit)).toEqual(told);
    }
    const before = unit.server.requests;
    runPaper(unit);
    expect(unit.server.requests - before).toBe(1);
  });
});

it('rows of a hold are told of it after the run that made it died', () => {
  const unit = createPaperUnit();
  const act = (deed: Deed) => perform(unit, { last: undefined }, deed);
  act({ kind: 'pasteMany', first: 0, count: 12 });
  runPaper(unit);
  act({ kind: 'clear', row: 0, count: 12 });
  runPaper(unit, { fault: { kind: 'dieBeforeReceipts' } });
  runPaper(unit);
  expect(unit.rows.map(({ receiptText }) => parseReceiptState(receiptText))).toEqual(
    Array.from({ length: 12 }, () => 'held'),
  );
  const before = unit.server.requests;
  runPaper(unit);
  expect(unit.server.requests - before).toBe(1);
});
