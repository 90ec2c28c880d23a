// How much one action of a page may hold: checked by the page to say why, by the server to be sure.
import type { ActionRequest } from './page-user-action.ts';

/** Google's own bounds are wider; a page that asks for more has gone mad. */
export const MAX_ROWS = 20_000;
export const MAX_COLUMNS = 500;
/** Letters in one cell, as at Google. */
export const MAX_TEXT_LENGTH = 50_000;

export type Excess = 'text' | 'rows' | 'columns';

/** @returns undefined where it keeps within all bounds */
export function findExcess(action: ActionRequest): Excess | undefined {
  if (action.kind === 'type') return isLong(action.value) ? 'text' : undefined;
  if (action.kind === 'paste') return findExcessOfBlock(action.values);
  if ('count' in action && action.count > MAX_ROWS) return 'rows';
  return action.kind === 'clear' && action.columns.length > MAX_COLUMNS ? 'columns' : undefined;
}

function findExcessOfBlock(values: readonly (readonly string[])[]): Excess | undefined {
  if (values.length > MAX_ROWS) return 'rows';
  if (values.some((row) => row.length > MAX_COLUMNS)) return 'columns';
  return values.some((row) => row.some(isLong)) ? 'text' : undefined;
}

function isLong(text: string): boolean {
  return text.length > MAX_TEXT_LENGTH;
}
