/** Where a unit stands, by its rows and its own word. */
import type { UnitContact } from '../unit-head.ts';

export type UnitStatus = 'missing' | 'entering' | 'submitted' | 'confirmedNone';

/** Rows weigh more than a word: «không có sáng kiến» above rows is taken for «đang nhập». */
export function decideUnitStatus(
  hasRows: boolean,
  statement: UnitContact['statement'],
): UnitStatus {
  if (statement === 'done') return 'submitted';
  if (hasRows) return 'entering';
  return statement === 'none' ? 'confirmedNone' : 'missing';
}
