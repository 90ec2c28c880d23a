/** Every slip that happens to a row by itself; copies of rows are measured apart. */
import type { Slip } from '../slip.ts';
import { AUTHOR_SLIPS } from './author-slips.ts';
import { DATE_SLIPS } from './date-slips.ts';
import { LIST_SLIPS } from './list-slips.ts';
import { MONEY_SLIPS } from './money-slips.ts';
import { ROW_SLIPS } from './row-slips.ts';
import { TEXT_SLIPS } from './text-slips.ts';

export const ALL_SLIPS: readonly Slip[] = [
  ...MONEY_SLIPS,
  ...DATE_SLIPS,
  ...LIST_SLIPS,
  ...TEXT_SLIPS,
  ...AUTHOR_SLIPS,
  ...ROW_SLIPS,
];
