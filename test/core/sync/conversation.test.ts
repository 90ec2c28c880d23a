/** The protocol as sheet and server play it together, without a host: what must hold in the end. */
import { describe, expect, it } from 'vitest';
import { addToSet, EMPTY_SET } from '../../../core/sync/fingerprint.ts';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import { TITLES, typed } from './paper-deeds.ts';
import type { PaperRow, PaperUnit } from './paper-unit.ts';
import { createPaperUnit, RULES, runPaper } from './paper-unit.ts';

function stateOf(unit: PaperUnit, row: number) {
  return parseReceiptState(unit.rows[row]?.receiptText ?? '');
}

function active(unit: PaperUnit) {
  return [...unit.server.stored.values()].filter((row) => row.state !== 'deleted');
}

describe('a conversation', () => {
  it('saves a new row as version 1 and says so in its receipt', () => {
    const unit = createPaperUnit();
    unit.rows = [typed('Cải tiến máy ép mía đường')];
    runPaper(unit);
    expect(unit.rows[0]?.receiptText).toMatch(
      /^Đã ghi nhận lần 1 lúc \d\d:\d\d \d\d\/\d\d\/\d{4}$/,
    );
    expect(unit.server.history.map(({ version, kind }) => [version, kind])).toEqual([
      [1, 'create'],
    ]);
  });

  it('sends nothing but one small request when nothing changed', () => {
    const unit = createPaperUnit();
    unit.rows = [typed('Cải tiến máy ép mía đường')];
    runPaper(unit);
    const before = { seq: unit.server.head.seq, requests: unit.server.requests };
    runPaper(unit);
    expect(unit.server.requests).toBe(before.requests + 1);
    expect(unit.server.head.seq).toBe(before.seq);
  });

  it('changes nothing when the reply is lost and the run repeated', () => {
    const unit = createPaperUnit();
    unit.rows = [typed('Cải tiến máy ép mía đường')];
    runPaper(unit, { fault: { kind: 'loseReply', request: 1 } });
    expect(stateOf(unit, 0)).toBe('waiting');
    runPaper(unit);
    expect(stateOf(unit, 0)).toBe('saved');
    expect(unit.server.history).toHaveLength(1);
  });

  it('keeps the accepted version of a row edited into an invalid one, and says which', () => {
    const unit = createPaperUnit();
    const row = typed('Cải tiến máy ép mía đường');
    unit.rows = [row];
    runPaper(unit);
    row.cells.appliedOn = 'không nhớ';
    runPaper(unit);
    expect(stateOf(unit, 0)).toBe('rejected');
    expect(row.receiptText).toContain('lần 1 lúc');
    expect(active(unit).map(({ version }) => version)).toEqual([1]);
    row.cells.appliedOn = '2010';
    runPaper(unit);
    expect(active(unit).map(({ version }) => version)).toEqual([2]);
  });

  it('refuses the copy of a row by name and takes it once the original is gone', () => {
    const unit = createPaperUnit();
    unit.rows = [typed('Cải tiến máy ép mía đường'), typed('Cân nguyên liệu tự động')];
    runPaper(unit);
    unit.rows.push({ ...structuredClone(unit.rows[0] as PaperRow) });
    runPaper(unit, { copiedIds: { fromRow: 4, toRow: 4 } });
    expect(unit.rows[2]?.receiptText).toContain('trùng với dòng 2');
    unit.rows.splice(0, 1);
    runPaper(unit);
    expect(unit.rows.map((row) => parseReceiptState(row.receiptText))).toEqual(['saved', 'saved']);
    expect(active(unit)).toHaveLength(2);
  });

  it('holds a wiped table, and lets it go when the rows come back', () => {
    const unit = createPaperUnit();
    unit.rows = Array.from({ length: 20 }, (_, index) => typed(`Sáng kiến thứ ${index} của tổ`));
    runPaper(unit);
    const kept = structuredClone(unit.rows);
    unit.rows = [];
    runPaper(unit);
    expect(unit.server.head.hold).toEqual({ id: expect.any(String), count: 20 });
    expect(active(unit)).toHaveLength(20);
    unit.rows = kept;
    runPaper(unit);
    expect(unit.server.head.hold).toBeUndefined();
    expect(unit.server.history).toHaveLength(20);
  });

  it('deletes held rows only when that hold is confirmed', () => {
    const unit = createPaperUnit();
    unit.rows = Array.from({ length: 20 }, (_, index) => typed(`Sáng kiến thứ ${index} của tổ`));
    runPaper(unit);
    unit.rows = unit.rows.slice(0, 5);
    runPaper(unit);
    runPaper(unit, { confirm: 'H999' });
    expect(active(unit)).toHaveLength(20);
    runPaper(unit, { confirm: unit.server.head.hold?.id ?? '' });
    expect(active(unit)).toHaveLength(5);
    expect(unit.server.head.hold).toBeUndefined();
  });

  it('deletes nine rows of twenty at once, and holds a tenth within the day', () => {
    const unit = createPaperUnit();
    unit.rows = Array.from({ length: 20 }, (_, index) => typed(`Sáng kiến thứ ${index} của tổ`));
    runPaper(unit);
    unit.rows = unit.rows.slice(9);
    runPaper(unit);
    expect(active(unit)).toHaveLength(11);
    expect(unit.server.head.hold).toBeUndefined();
    unit.rows = unit.rows.slice(1);
    runPaper(unit);
    expect(unit.server.head.hold?.count).toBe(1);
  });

  it('gives rows that lost their hidden cells their records back', () => {
    const unit = createPaperUnit();
    unit.rows = TITLES.map((title) => typed(title));
    runPaper(unit);
    const ids = unit.rows.map((row) => row.idText);
    unit.rows = TITLES.map((title) => typed(title));
    runPaper(unit);
    expect(unit.rows.map((row) => row.idText)).toEqual(ids);
    expect(unit.server.history).toHaveLength(TITLES.length);
  });

  it('neither doubles nor changes a thousand rows whose reply was lost before they were sorted', () => {
    const unit = createPaperUnit();
    unit.rows = Array.from({ length: 1000 }, (_, index) => typed(`Sáng kiến thứ ${index} của tổ`));
    runPaper(unit, { fault: { kind: 'loseReply', request: 1 } });
    const contents = unit.rows.map((row) => row.cells).reverse();
    unit.rows.forEach((row, index) => {
      row.cells = contents[index] as PaperRow['cells'];
    });
    runPaper(unit);
    expect(active(unit)).toHaveLength(1000);
    expect(unit.server.history).toHaveLength(1000);
  });

  it('writes nothing beside rows that moved or changed while the request was under way', () => {
    const unit = createPaperUnit();
    const [first, second, third] = TITLES.map((title) => typed(title)) as [
      PaperRow,
      PaperRow,
      PaperRow,
    ];
    unit.rows = [first, second, third];
    runPaper(unit);
    const ids = unit.rows.map((row) => row.idText);
    for (const row of unit.rows) row.cells.benefit = '2 triệu';
    const inserted = typed('Sáng kiến chen vào giữa');
    runPaper(unit, {
      meanwhile: () => {
        second.cells.benefit = '3 triệu';
        unit.rows.splice(2, 0, inserted);
      },
    });
    expect(unit.rows.map((row) => row.idText)).toEqual([ids[0], ids[1], '', ids[2]]);
    expect([inserted.markText, inserted.receiptText]).toEqual(['', '']);
    expect(unit.rows.map((_, index) => stateOf(unit, index))).toEqual([
      'saved',
      'waiting',
      'none',
      'waiting',
    ]);
    runPaper(unit);
    expect(unit.rows.map((row) => row.receiptText.slice(0, 17))).toEqual(
      ['2', '3', '1', '2'].map((version) => `Đã ghi nhận lần ${version}`.slice(0, 17)),
    );
    expect(unit.rows.map((_, index) => stateOf(unit, index))).toEqual(Array(4).fill('saved'));
  });

  it('brings a table restored to an earlier time up to the sheet again', () => {
    const unit = createPaperUnit();
    unit.rows = TITLES.map((title) => typed(title));
    runPaper(unit);
    const { head, stored, history } = unit.server;
    const kept = { head, stored: new Map(stored), history: [...history] };
    for (const benefit of ['1 triệu', '2 triệu']) {
      for (const row of unit.rows.slice(0, 2)) row.cells.benefit = benefit;
      // Changed and changed back: the same content as in the restored table, with a later mark.
      for (const row of unit.rows.slice(4, 5)) row.cells.note = benefit === '1 triệu' ? 'x' : '';
      unit.rows.push(typed(`Sáng kiến thêm ${benefit}`));
      runPaper(unit);
    }
    stored.clear();
    for (const [id, row] of kept.stored) stored.set(id, row);
    history.splice(0, history.length, ...kept.history);
    unit.server.head = kept.head;

    runPaper(unit);
    runPaper(unit);
    expect(active(unit)).toHaveLength(7);
    for (const row of unit.rows) {
      const record = stored.get(row.idText);
      expect([record?.state, record?.cells]).toEqual(['active', row.cells]);
    }
    const { requests } = unit.server;
    runPaper(unit);
    expect(unit.server.requests).toBe(requests + 1);
  });

  it('names the version that counts of a row the server refuses, though its reply was lost', () => {
    const unit = createPaperUnit();
    const row = typed('Cải tiến máy ép mía đường');
    unit.rows = [row];
    runPaper(unit, { fault: { kind: 'loseReply', request: 1 } });
    row.cells.appliedOn = '3/2011';
    unit.server.rules = { ...RULES, today: '2011-02-28' };
    runPaper(unit);
    expect(stateOf(unit, 0)).toBe('rejected');
    expect(row.receiptText).toContain('lần 1 lúc');
    const { requests } = unit.server;
    runPaper(unit);
    expect(unit.server.requests).toBe(requests + 1);
    expect(row.receiptText).toContain('lần 1 lúc');
    row.cells.appliedOn = '2/2011';
    runPaper(unit);
    expect(stateOf(unit, 0)).toBe('saved');
    expect(row.receiptText).toContain('lần 2 lúc');
  });

  it('keeps what a refusal said until the row is changed or sent again', () => {
    const unit = createPaperUnit();
    const row = typed('Cải tiến máy ép mía đường', { appliedOn: '3/2011' });
    unit.rows = [row];
    unit.server.rules = { ...RULES, today: '2011-02-28' };
    runPaper(unit);
    const refusal = row.receiptText;
    expect(refusal).toMatch(/^Chưa ghi: /);
    runPaper(unit);
    expect(row.receiptText).toBe(refusal);
    row.cells.note = 'Đã sửa';
    runPaper(unit);
    expect(row.receiptText).toBe(refusal);
    unit.server.rules = RULES;
    row.cells.note = 'Đã sửa lần nữa';
    runPaper(unit);
    expect(stateOf(unit, 0)).toBe('saved');
  });

  it('sends everything in one run though rows are missing and a thousand are new', () => {
    const unit = createPaperUnit();
    unit.rows = Array.from({ length: 100 }, (_, index) => typed(`Sáng kiến thứ ${index} của tổ`));
    runPaper(unit);
    unit.rows.splice(10, 4);
    for (const row of unit.rows.slice(0, 5)) row.cells.benefit = '3 triệu';
    for (let index = 0; index < 1100; index += 1)
      unit.rows.push(typed(`Cải tiến khâu thứ ${index}`));
    runPaper(unit);
    expect(unit.rows.every((_, index) => stateOf(unit, index) === 'saved')).toBe(true);
    expect(active(unit)).toHaveLength(1196);
    expect(unit.server.history).toHaveLength(100 + 4 + 5 + 1100);
  });

  it('sends rows again that the server lost', () => {
    const unit = createPaperUnit();
    unit.rows = TITLES.map((title) => typed(title));
    runPaper(unit);
    const lost = unit.rows[1]?.idText ?? '';
    const row = unit.server.stored.get(lost);
    if (row === undefined) throw new Error('no row');
    unit.server.stored.delete(lost);
    unit.server.head = { ...unit.server.head, set: recountSet(unit), active: 4 };
    runPaper(unit);
    expect(active(unit)).toHaveLength(5);
  });
});

function recountSet(unit: PaperUnit) {
  let set = EMPTY_SET;
  for (const row of unit.server.stored.values()) {
    if (row.state === 'active') set = addToSet(set, row.id, row.fingerprint);
  }
  return set;
}
