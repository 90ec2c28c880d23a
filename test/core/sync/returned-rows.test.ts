/** Rows that come back after their records were deleted, as the simulator found them. */
import { describe, expect, it } from 'vitest';
import type { PaperRow, PaperUnit } from './paper-unit.ts';
import { createPaperUnit, runPaper, toPaperRow } from './paper-unit.ts';

function typed(title: string): PaperRow {
  return toPaperRow({
    title,
    category: 'Tiết kiệm',
    authors: 'Tổ Một (100%)',
    appliedOn: '2009',
    benefit: 'không tính được',
  });
}

/** Two saved rows, the second of which was deleted and came back as it was. */
function withReturnedRow(change: (row: PaperRow) => void = () => {}): PaperUnit {
  const unit = createPaperUnit();
  const row = typed('Cân nguyên liệu tự động');
  unit.rows = [typed('Cải tiến máy ép mía đường'), row];
  runPaper(unit);
  change(row);
  runPaper(unit);
  const kept = structuredClone(row);
  unit.rows = unit.rows.slice(0, 1);
  runPaper(unit);
  unit.rows = [...unit.rows, kept];
  return unit;
}

function recordOf(unit: PaperUnit, row: PaperRow | undefined) {
  return unit.server.stored.get((row?.idText ?? '') as never);
}

describe('a deleted row that comes back', () => {
  it('ends with the version the server gave it, also when that answer was lost', () => {
    const unit = withReturnedRow();
    // Asked for the index, then for the row itself: the answer to that one is lost.
    runPaper(unit, { fault: { kind: 'loseReply', request: 3 } });
    expect(recordOf(unit, unit.rows[1])).toMatchObject({ state: 'active', version: 3 });
    runPaper(unit);
    runPaper(unit);
    expect(unit.rows[1]?.receiptText).toContain('Đã ghi nhận lần 3');
  });

  it('never says that a version counts which was deleted, when it comes back invalid', () => {
    const unit = withReturnedRow((row) => {
      row.cells.appliedOn = 'không nhớ';
    });
    runPaper(unit);
    runPaper(unit);
    const [, row] = unit.rows;
    const isCounted = recordOf(unit, row)?.state === 'active';
    expect(row?.receiptText.includes('vẫn được tính')).toBe(isCounted);
  });

  it('comes to rest when it comes back invalid', () => {
    const unit = withReturnedRow((row) => {
      row.cells.appliedOn = 'không nhớ';
    });
    runPaper(unit);
    runPaper(unit);
    const before = unit.server.requests;
    runPaper(unit);
    expect(unit.server.requests - before).toBe(1);
  });
});
