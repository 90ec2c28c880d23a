/** A secret that is asked for before anybody needs it. */
import { expect, it } from 'vitest';
import { createEarlySecret } from '../../../lambdas/adapters/secret/early-secret.ts';
import { createDeferred } from '../../../local/aws/deferred.ts';

it('is asked for at once, and at hand when it has come', async () => {
  const first = createDeferred<string>();
  let asked = 0;
  const secret = createEarlySecret(() => {
    asked += 1;
    return first.promise;
  });
  expect([asked, secret.isAtHand()]).toEqual([1, false]);
  first.resolve('the secret');
  expect(await secret.read()).toBe('the secret');
  expect(secret.isAtHand()).toBe(true);
});

it('is asked for again by whoever needs it when the first time failed, which nobody hears of', async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on('unhandledRejection', hear);
  const answers = [Promise.reject(new Error('frozen')), Promise.resolve('the secret')];
  const secret = createEarlySecret(() => answers.shift() ?? Promise.reject(new Error('no more')));
  await new Promise((resolve) => setImmediate(resolve));
  expect([unheard, secret.isAtHand()]).toEqual([[], false]);
  expect(await secret.read()).toBe('the secret');
  await expect(secret.read()).rejects.toThrow('no more');
  process.off('unhandledRejection', hear);
  expect(secret.isAtHand()).toBe(true);
});
