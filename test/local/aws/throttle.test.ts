// The token bucket of the stage lets the burst through, then the rate.
import { expect, it } from 'vitest';
import { createThrottle } from '../../../local/aws/throttle.ts';

it('lets the burst through, then one for each refilled token', () => {
  const mayPass = createThrottle({ ratePerSecond: 2, burst: 3 });
  expect([0, 0, 0, 0].map(mayPass)).toEqual([true, true, true, false]);
  expect(mayPass(499)).toBe(false);
  expect(mayPass(500)).toBe(true);
  expect(mayPass(500)).toBe(false);
});

it('never holds more than the burst', () => {
  const mayPass = createThrottle({ ratePerSecond: 100, burst: 2 });
  expect([0, 60_000, 60_000, 60_000].map(mayPass)).toEqual([true, true, true, false]);
});
