/** The rows of one unit checked together, as its sheet does; row 2 is the first. */
import type { CheckedRow } from '../../core/sync/check-rows.ts';
import { checkRows } from '../../core/sync/check-rows.ts';
import { toColumnHashes } from '../../core/sync/fingerprint.ts';
import type { MatchedRow } from '../../core/sync/match-rows.ts';
import { type RowCells, RULES } from '../valid-rows/valid-row.ts';

export function checkTable(table: readonly RowCells[], unit: string): readonly CheckedRow[] {
  const rows = table.map((cells, index): MatchedRow => {
    const row = {
      rowNumber: toRowNumber(index),
      idText: '',
      markText: '',
      receiptText: '',
      cells,
      isBlank: false,
    };
    return { row, hashes: toColumnHashes(cells), pair: undefined };
  });
  return checkRows({
    rows,
    rules: RULES,
    formulas: new Map(),
    mergedRows: new Set(),
    unit: { code: unit, name: unit },
  });
}

/** The header is row 1. */
export function toRowNumber(index: number): number {
  return index + 2;
}
