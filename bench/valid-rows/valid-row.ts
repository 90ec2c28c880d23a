/** A row that deserves to be taken, with what it means and what may rightly be said about it. */
import type { CellValue } from '../../core/cell.ts';
import type { TypedColumn } from '../../core/columns.ts';
import type { MessageCode } from '../../core/message-codes.ts';
import type { Initiative } from '../../core/record.ts';
import type { ReadingRules } from '../../core/rules.ts';

/** All typed columns; texts, but for what a sheet turned into a number. */
export type RowCells = { readonly [column in TypedColumn]: CellValue };

export type ValidRow = {
  readonly unit: string;
  readonly cells: RowCells;
  readonly truth: Initiative;
  /** Warnings with a cause: «khoảng 596 triệu» is an estimate. */
  readonly deserved: readonly MessageCode[];
};

/** Those of the programme the sample belongs to. */
export const RULES: ReadingRules = {
  period: { from: '2008-01-01', to: '2010-12-31' },
  today: '2011-03-31',
};
