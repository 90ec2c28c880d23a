// The page says what is too large by the same bounds by which the server refuses it.
import { expect, test } from 'vitest';
import { findExcess } from '../../../../local/workbench/api/action-limits.ts';
import { parseActionRequest } from '../../../../local/workbench/api/action-request.ts';
import type { PageUserAction } from '../../../../local/workbench/api/page-user-action.ts';

const AT = { sheetId: 0, row: 1 };
const type = (length: number): PageUserAction => ({
  kind: 'type',
  ...AT,
  column: 3,
  value: 'a'.repeat(length),
});
const paste = (values: readonly (readonly string[])[]): PageUserAction => ({
  kind: 'paste',
  ...AT,
  column: 3,
  values,
  skipHiddenColumns: true,
});
const lines = (count: number) => Array.from({ length: count }, () => ['a']);
const wide = (count: number) => [Array.from({ length: count }, () => 'a')];
const clear = (count: number): PageUserAction => ({ kind: 'clear', ...AT, count, columns: [3] });

test.each([
  ['text', type(50_000), type(50_001)],
  ['text', paste([['a'.repeat(50_000)]]), paste([['a'.repeat(50_001)]])],
  ['rows', paste(lines(20_000)), paste(lines(20_001))],
  ['columns', paste(wide(500)), paste(wide(501))],
  ['rows', clear(20_000), clear(20_001)],
] as const)('too much: %s', (excess, most, more) => {
  expect(findExcess(most)).toBeUndefined();
  expect(parseActionRequest(most)).toEqual(most);
  expect(findExcess(more)).toBe(excess);
  expect(parseActionRequest(more)).toBeUndefined();
});
