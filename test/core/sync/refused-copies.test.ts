/** Copies that were refused, and rows of a hold nobody was told of. */
import { describe, expect, it } from 'vitest';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import type { Deed } from './paper-deeds.ts';
import { perform, typed } from './paper-deeds.ts';
import type { PaperRow, PaperUnit } from './paper-unit.ts';
import { createPaperUnit, runPaper } from './paper-unit.ts';

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
