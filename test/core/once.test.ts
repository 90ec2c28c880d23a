/** Tables made at first use. */
import { expect, it } from 'vitest';
import { once } from '../../core/once.ts';

it('makes nothing until it is asked, then the same for everybody', () => {
  let made = 0;
  const read = once(() => {
    made += 1;
    return new Map([['a', made]]);
  });
  expect(made).toBe(0);
  expect(read()).toBe(read());
  expect(made).toBe(1);
});
