import { expect, test } from 'vitest';
import { createTypedAhead } from '../../../../local/workbench/view/typed-ahead.ts';

const FIRST = { row: 4, column: 3, value: 'một' };
const SECOND = { row: 4, column: 3, value: 'hai' };
const ELSEWHERE = { row: 5, column: 3, value: 'ba' };

test('of a cell typed twice the last text stands, until both are answered', () => {
  const typed = createTypedAhead();
  for (const cell of [FIRST, SECOND, ELSEWHERE]) typed.add(cell);
  expect(typed.list([4])).toEqual([SECOND]);
  typed.remove(FIRST);
  expect(typed.list([4])).toEqual([SECOND]);
  typed.remove({ ...SECOND });
  expect(typed.list([4])).toEqual([]);
  expect(typed.list([4, 5])).toEqual([ELSEWHERE]);
});

test('nothing is known any more once rows have moved', () => {
  const typed = createTypedAhead();
  typed.add(FIRST);
  typed.clear();
  typed.remove(FIRST);
  expect(typed.list([4])).toEqual([]);
});
