/** Warnings of near duplicates through the runs of a sheet: judged, told, kept, and dropped. */
import { describe, expect, it } from 'vitest';
import type { TypedCells } from '../../../core/columns.ts';
import type { NearDuplicate, RowOutcome } from '../../../core/messages/sync-reply.ts';
import { createRowIdSource } from '../../../core/row-id.ts';
import { checkRows } from '../../../core/sync/check-rows.ts';
import type { SheetRow } from '../../../core/sync/entry-table.ts';
import { matchRows } from '../../../core/sync/match-rows.ts';
import type { PlannedRow, RunPlan } from '../../../core/sync/plan-run.ts';
import { planRun } from '../../../core/sync/plan-run.ts';
import { absorbReply, startSession } from '../../../core/sync/session.ts';
import type { RowWriteBack } from '../../../core/sync/settle-run.ts';
import { planPairWrites, settleRun } from '../../../core/sync/settle-run.ts';
import { toCells, UNIT } from './entry-rows.ts';
import { RULES } from './paper-unit.ts';

const UNIT_NAME = 'Bệnh viện đa khoa Nguyễn Đình Chiểu';
const TITLE = 'Rút ngắn thời gian trả kết quả xét nghiệm';
const AT = 1_300_000_000_000;
const SAVED = 'Đã ghi nhận lần 1 lúc 14:06 13/03/2011';
const OTHER = { title: TITLE, unitName: 'Sở Y tế', year: '2009' };
const OTHER_LINE = `gần giống “${TITLE}” (Sở Y tế, 2009), vui lòng kiểm tra.`;

function typed(cells: TypedCells = {}): TypedCells {
  return toCells({
    title: TITLE,
    category: 'Tiết kiệm',
    authors: 'Tổ Một (100%)',
    appliedOn: '2010',
    benefit: 'không tính được',
    ...cells,
  });
}

function toRows(...contents: readonly TypedCells[]): readonly SheetRow[] {
  return contents.map((cells, index) => ({
    rowNumber: index + 2,
    idText: '',
    markText: '',
    receiptText: '',
    cells,
    isBlank: false,
  }));
}

function plan(rows: readonly SheetRow[], uuid = 'aaaaaaaaaaaa'): RunPlan {
  return planRun({
    rows: checkRows({
      rows: matchRows(rows, UNIT, undefined),
      rules: RULES,
      formulas: new Map(),
      mergedRows: new Set(),
      unit: { code: UNIT, name: UNIT_NAME },
    }),
    newId: createRowIdSource(UNIT, uuid),
    retryRefused: false,
  });
}

function write(rows: readonly SheetRow[], writes: readonly RowWriteBack[]): readonly SheetRow[] {
  const byRow = new Map(writes.map((one) => [one.rowNumber, one]));
  return rows.map((row) => {
    const { idText, markText, receiptText } = byRow.get(row.rowNumber) ?? row;
    return { ...row, idText, markText, receiptText };
  });
}

type Answers = (row: PlannedRow, id: string) => RowOutcome | undefined;

const save: Answers = ({ plan: { kind } }, id) =>
  kind === 'send' ? { kind: 'saved', id, version: 1, at: AT } : undefined;

/** One run with a server that answers so, and what it wrote in the end. */
function run(
  before: readonly SheetRow[],
  near: (id: string, rowNumber: number) => readonly NearDuplicate[] = () => [],
  answers: Answers = save,
) {
  const planned = plan(before, `${before.length}bbbbbbbbbbbb`);
  const rows = write(before, planPairWrites(planned.rows));
  const ids = planned.rows.flatMap((row) =>
    row.planned === undefined ? [] : [{ row, id: row.planned.id as string }],
  );
  const outcomes = ids.flatMap(({ row, id }) => answers(row, id) ?? []);
  const told = new Set(outcomes.map(({ id }) => id));
  const session = absorbReply(
    startSession({
      unit: UNIT,
      spreadsheetId: 'sheet',
      bundle: 'paper',
      after: 0,
      rulesVersion: 1,
      plan: planned,
    }),
    {
      v: 1,
      seq: 1,
      rows: outcomes,
      index: false,
      missing: [],
      resend: [],
      accepted: [],
      near: ids.flatMap(({ row, id }) => (told.has(id) ? near(id, row.row.rowNumber) : [])),
    },
  );
  const writes = settleRun({
    session,
    waitReason: 'unreachable',
    present: new Map(rows.map((row) => [row.rowNumber, row])),
    addressOf: (_, rowNumber) => `D${rowNumber}`,
  });
  return { planned, writes, rows: write(rows, writes) };
}

const tellOther = (id: string) => [{ id, ...OTHER }];

function receipts(rows: readonly SheetRow[]): readonly string[] {
  return rows.map(({ receiptText }) => receiptText);
}

describe('a near duplicate in another unit', () => {
  it('stands in the receipt and its note, first of all warnings', () => {
    const { rows, writes } = run(toRows(typed({ benefit: '' })), tellOther);
    const empty = 'Ô D2: chưa ghi giá trị làm lợi, tạm coi là “Chưa tính được”.';
    expect(receipts(rows)).toEqual([`${SAVED}\nLưu ý: Dòng 2: ${OTHER_LINE}\n${empty}`]);
    expect(writes[0]?.comments).toMatchObject({
      receipt: `Dòng 2: ${OTHER_LINE} (mã W_NEAR_DUP)\n${empty} (mã W_EMPTY)`,
      receiptTone: 'warning',
    });
  });

  it('stays while the row is settled, without anything being written', () => {
    const first = run(toRows(typed()), tellOther);
    const second = run(first.rows);
    expect(second.planned.rows.map((row) => row.plan.kind)).toEqual(['settled']);
    expect(second.planned.counts.warned).toBe(1);
    expect(second.writes).toEqual([]);
    expect(run(second.rows).writes).toEqual([]);
  });

  it('stays with its row when rows move', () => {
    const first = run(toRows(typed(), typed({ title: 'Cân nguyên liệu tự động' })), (id, row) =>
      row === 2 ? tellOther(id) : [],
    );
    const moved = [...first.rows].reverse().map((row, index) => ({ ...row, rowNumber: index + 2 }));
    expect(receipts(run(moved).rows)).toEqual([SAVED, `${SAVED}\nLưu ý: Dòng 3: ${OTHER_LINE}`]);
  });

  it('does not go over to another row with a receipt that was copied', () => {
    const first = run(toRows(typed(), typed({ title: 'Cân nguyên liệu tự động' })), (id, row) =>
      row === 2 ? tellOther(id) : [],
    );
    const copied = first.rows.map((row) => ({
      ...row,
      receiptText: first.rows[0]?.receiptText ?? '',
    }));
    expect(receipts(run(copied).rows)).toEqual([`${SAVED}\nLưu ý: Dòng 2: ${OTHER_LINE}`, SAVED]);
  });

  it('goes when the row is edited and sent, unless it is told again', () => {
    const first = run(toRows(typed()), tellOther);
    const edited = first.rows.map((row) => ({ ...row, cells: typed({ note: 'thêm' }) }));
    expect(plan(edited).counts.warned).toBe(0);
    expect(receipts(run(edited).rows)).toEqual([SAVED]);
    expect(receipts(run(edited, tellOther).rows)).toEqual([
      `${SAVED}\nLưu ý: Dòng 2: ${OTHER_LINE}`,
    ]);
  });

  it('goes when the server asks for the settled row again and tells nothing', () => {
    const first = run(toRows(typed()), tellOther);
    const unchanged: Answers = (_, id) => ({ kind: 'unchanged', id, version: 1, at: AT });
    expect(receipts(run(first.rows, undefined, unchanged).rows)).toEqual([SAVED]);
    const stale: Answers = (_, id) => ({ kind: 'stale', id });
    expect(run(first.rows, undefined, stale).writes).toEqual([]);
  });

  it('is told of a row that takes another id', () => {
    const as = `${UNIT}-${'z'.repeat(16)}`;
    const moved: Answers = (_, id) => ({ kind: 'moved', id, as, version: 1, at: AT });
    const { rows } = run(toRows(typed()), tellOther, moved);
    expect(rows).toMatchObject([
      { idText: as, receiptText: `${SAVED}\nLưu ý: Dòng 2: ${OTHER_LINE}` },
    ]);
    expect(run(rows).writes).toEqual([]);
  });

  it('survives more warnings than a receipt shows', () => {
    const three = (id: string) => ['2007', '2008', '2009'].map((year) => ({ id, ...OTHER, year }));
    const both = toRows(typed({ benefit: '' }), typed({ appliedOn: '2009' }));
    const first = run(both, three);
    expect(first.rows[0]?.receiptText).toContain('(và 2 điểm khác');
    expect(run(first.rows).writes).toEqual([]);
  });
});

describe('a near duplicate in the same unit', () => {
  const near = (title: string, year: string) =>
    `gần giống “${title}” (${UNIT_NAME}, ${year}), vui lòng kiểm tra.`;

  it.each([
    ['the same words in another year', typed({ appliedOn: '2009' }), TITLE, '2009'],
    [
      'nearly the same words in the same year',
      typed({ title: `${TITLE} máu` }),
      `${TITLE} máu`,
      '2010',
    ],
    [
      'nearly the same words in another year',
      typed({ title: `${TITLE} máu`, appliedOn: '2008' }),
      `${TITLE} máu`,
      '2008',
    ],
  ])('is warned on both sides: %s', (_, other, title, year) => {
    const { rows } = run(toRows(typed(), other));
    expect(receipts(rows)).toEqual([
      `${SAVED}\nLưu ý: Dòng 2: ${near(title, year)}`,
      `${SAVED}\nLưu ý: Dòng 3: ${near(TITLE, '2010')}`,
    ]);
    expect(run(rows).writes).toEqual([]);
  });

  it('is refused, not warned, when the words and the year are the same', () => {
    const { planned, rows } = run(toRows(typed(), typed({ title: `Một số ${TITLE}` })));
    expect(planned.rows.map(({ reading }) => reading.kind)).toEqual(['valid', 'rejected']);
    expect(receipts(rows)).toEqual([SAVED, 'Chưa ghi: Dòng 3: trùng với dòng 2.']);
  });

  it('is warned no longer once the other row is another', () => {
    const first = run(toRows(typed(), typed({ appliedOn: '2009' })));
    const changed = first.rows.map((row) =>
      row.rowNumber === 3 ? { ...row, cells: typed({ title: 'Cân nguyên liệu tự động' }) } : row,
    );
    expect(receipts(run(changed).rows)).toEqual([SAVED, SAVED]);
  });

  it('is not seen in a row that is refused or incomplete', () => {
    const invalid = [typed({ appliedOn: 'không nhớ' }), typed({ authors: '' })];
    const { rows } = run(toRows(typed(), ...invalid));
    expect(rows[0]?.receiptText).toBe(SAVED);
  });

  it('counts its rows as warned', () => {
    const rows = toRows(typed(), typed({ appliedOn: '2009' }), typed({ title: 'Cân tự động mới' }));
    expect(plan(rows).counts.warned).toBe(2);
  });
});
