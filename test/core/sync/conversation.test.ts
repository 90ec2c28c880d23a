/** The protocol as sheet and server play it together, without a host: what must hold in the end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToAggregates, EMPTY_AGGREGATES } from '../../../core/aggregates.ts';
import { duplicateKey } from '../../../core/duplicates.ts';
import { readRow } from '../../../core/read-row.ts';
import { addToSet, EMPTY_SET } from '../../../core/sync/fingerprint.ts';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import type { PaperRow, PaperUnit, RunFault } from './paper-unit.ts';
import { createPaperUnit, isBlankRow, RULES, runPaper, toPaperRow } from './paper-unit.ts';

const TITLES = [
  'Cải tiến máy ép mía đường',
  'Rút ngắn xếp hàng khám bệnh',
  'Cân nguyên liệu tự động',
  'Sổ theo dõi vật tư điện',
  'Bộ tài liệu tập huấn y tế',
];

function typed(title: string, more: Partial<PaperRow['cells']> = {}): PaperRow {
  return toPaperRow({
    title,
    category: 'Tiết kiệm',
    authors: 'Tổ Một (100%)',
    appliedOn: '2009',
    benefit: 'không tính được',
    ...more,
  });
}

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
    for (let index = 0; index < 1100; index += 1) unit.rows.push(typed(`Cải tiến khâu thứ ${index}`));
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

type Deed =
  | { readonly kind: 'type'; readonly row: number; readonly title: number; readonly year: number }
  | { readonly kind: 'spoil'; readonly row: number }
  | { readonly kind: 'add'; readonly title: number; readonly year: number }
  | { readonly kind: 'copy'; readonly from: number; readonly withIds: boolean }
  | { readonly kind: 'cut'; readonly from: number; readonly to: number; readonly withIds: boolean }
  | { readonly kind: 'delete'; readonly row: number }
  | { readonly kind: 'clear'; readonly row: number }
  | { readonly kind: 'sort'; readonly visibleOnly: boolean; readonly reverse: boolean }
  | { readonly kind: 'insert'; readonly row: number };

const year = fc.integer({ min: 2008, max: 2010 });
const row = fc.nat(12);
const title = fc.nat(TITLES.length - 1);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('type' as const), row, title, year }),
  fc.record({ kind: fc.constant('spoil' as const), row }),
  fc.record({ kind: fc.constant('add' as const), title, year }),
  fc.record({ kind: fc.constant('copy' as const), from: row, withIds: fc.boolean() }),
  fc.record({ kind: fc.constant('cut' as const), from: row, to: row, withIds: fc.boolean() }),
  fc.record({ kind: fc.constant('delete' as const), row }),
  fc.record({ kind: fc.constant('clear' as const), row }),
  fc.record({
    kind: fc.constant('sort' as const),
    visibleOnly: fc.boolean(),
    reverse: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('insert' as const), row }),
);
const fault: fc.Arbitrary<RunFault> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'none' as const }) },
  fc.record({ kind: fc.constant('loseReply' as const), request: fc.integer({ min: 1, max: 2 }) }),
  fc.constant({ kind: 'dieBeforeSending' as const }),
  fc.constant({ kind: 'dieBeforeReceipts' as const }),
);

function perform(unit: PaperUnit, done: Deed): void {
  const { rows } = unit;
  const at = (index: number) => rows[index % Math.max(1, rows.length)];
  switch (done.kind) {
    case 'type': {
      const target = at(done.row);
      if (target !== undefined)
        target.cells = typed(TITLES[done.title] ?? '', { appliedOn: String(done.year) }).cells;
      return;
    }
    case 'spoil': {
      const target = at(done.row);
      if (target !== undefined && !isBlankRow(target)) target.cells.appliedOn = 'không nhớ';
      return;
    }
    case 'add':
      rows.push(typed(TITLES[done.title] ?? '', { appliedOn: String(done.year) }));
      return;
    case 'copy': {
      const source = at(done.from);
      if (source === undefined) return;
      const copy = structuredClone(source);
      rows.push(done.withIds ? copy : { ...copy, idText: '', markText: '' });
      return;
    }
    case 'cut': {
      const source = at(done.from);
      const target = at(done.to);
      if (source === undefined || target === undefined || source === target) return;
      target.cells = source.cells;
      source.cells = toPaperRow({}).cells;
      if (!done.withIds) return;
      Object.assign(target, { idText: source.idText, markText: source.markText });
      Object.assign(source, { idText: '', markText: '' });
      return;
    }
    case 'delete':
      if (rows.length > 0) rows.splice(done.row % rows.length, 1);
      return;
    case 'clear': {
      const target = at(done.row);
      if (target !== undefined) target.cells = toPaperRow({}).cells;
      return;
    }
    case 'insert':
      rows.splice(done.row % (rows.length + 1), 0, toPaperRow({}));
      return;
    case 'sort': {
      const sign = done.reverse ? -1 : 1;
      const sorted = [...rows].sort(
        (one, other) => sign * String(one.cells.title).localeCompare(String(other.cells.title)),
      );
      if (!done.visibleOnly) {
        unit.rows = sorted;
        return;
      }
      const contents = sorted.map(({ cells, receiptText }) => ({ cells, receiptText }));
      rows.forEach((target, index) => Object.assign(target, contents[index]));
      return;
    }
  }
}

function checkInvariants(unit: PaperUnit): void {
  const { server, rows } = unit;
  const live = new Map(active(unit).map((record) => [record.id as string, record]));
  const held = [...live.values()].filter((record) => record.state === 'held');
  expect(held.length).toBe(server.head.hold?.count ?? 0);

  const onSheet = new Set<string>();
  for (const row of rows) {
    if (isBlankRow(row)) continue;
    const state = parseReceiptState(row.receiptText);
    const reading = readRow(row.cells, RULES);
    if (row.idText !== '') {
      expect(onSheet.has(row.idText)).toBe(false);
      onSheet.add(row.idText);
    }
    if (state === 'saved') {
      expect(reading.kind).toBe('valid');
      expect(live.get(row.idText)?.cells).toEqual(row.cells);
    } else expect(state).toBe('rejected');
    const isDuplicate = row.receiptText.includes('trùng với dòng');
    expect(state === 'saved' || isDuplicate).toBe(reading.kind === 'valid');
  }
  for (const record of live.values()) {
    if (record.state === 'active') expect(onSheet.has(record.id)).toBe(true);
  }

  const saved = rows.filter((row) => parseReceiptState(row.receiptText) === 'saved');
  const keys = saved.map(
    (row) => `${row.cells.appliedOn}|${duplicateKey(String(row.cells.title))}`,
  );
  expect(new Set(keys).size).toBe(keys.length);

  const versions = new Map<string, number[]>();
  for (const { id, version } of server.history) {
    versions.set(id, [...(versions.get(id) ?? []), version]);
  }
  for (const [id, list] of versions) {
    expect(list).toEqual(list.map((_, index) => index + 1));
    expect(server.stored.get(id)?.version).toBe(list.length);
  }
  expect(server.head.set).toEqual(recountSet(unit));
  const recounted = [...live.values()].reduce(
    (sums, record) => addToAggregates(sums, record.initiative),
    EMPTY_AGGREGATES,
  );
  expect(server.head.aggregates).toEqual(recounted);
}

describe('whatever people do and whatever is lost', () => {
  it('ends quiet with sheet and server agreeing', () => {
    const step = fc.record({ deeds: fc.array(deed, { minLength: 1, maxLength: 3 }), fault });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const unit = createPaperUnit();
        for (const { deeds, fault } of steps) {
          for (const done of deeds) perform(unit, done);
          runPaper(unit, { fault });
        }
        // Copies refused in one run may be taken in the next; after that nothing may move.
        for (let quiet = 0; quiet < 4; quiet += 1) runPaper(unit);
        const seq = unit.server.head.seq;
        runPaper(unit);
        expect(unit.server.head.seq).toBe(seq);
        checkInvariants(unit);
      }),
      { numRuns: 400, seed: 20101231 },
    );
  });
});
