// Finds the rows an action means: the page saw them where others may have moved them from since.
import type { Sheet } from '../google/workbook/sheet.ts';
import type { PageUserAction } from './api/page-user-action.ts';
import { listPageKeys } from './row-keys.ts';

export type FollowedRows =
  | { readonly kind: 'there' }
  /** A typed text goes with its row. */
  | { readonly kind: 'moved'; readonly action: PageUserAction; readonly row: number }
  | { readonly kind: 'gone' };

const THERE: FollowedRows = { kind: 'there' };
const GONE: FollowedRows = { kind: 'gone' };

export function followRows(sheet: Sheet | undefined, action: PageUserAction): FollowedRows {
  if (sheet === undefined || !('rowKeys' in action) || action.rowKeys === undefined) return THERE;
  const { rowKeys } = action;
  const first = action.kind === 'copyRows' || action.kind === 'cutRows' ? action.from : action.row;
  const keys = listPageKeys(sheet);
  if (rowKeys.every((key, index) => keys[first + index] === key)) return THERE;
  const [key] = rowKeys;
  if (action.kind !== 'type' || key === undefined) return GONE;
  const row = keys.indexOf(key);
  return row < 0 ? GONE : { kind: 'moved', action: { ...action, row }, row };
}
