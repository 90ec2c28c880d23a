/** What follows a key: rotation leaves time to learn it, revocation leaves none. */
import { expect, it } from 'vitest';
import { changeKeyPolicy } from '../../../lambdas/http/change-key-policy.ts';
import type { KeyPolicy } from '../../../lambdas/http/key-policy.ts';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../../../lambdas/http/key-policy.ts';
import { planRevocation } from '../../../lambdas/http/key-revocation.ts';
import { planRotation } from '../../../lambdas/http/key-rotation.ts';

const NOW = 1_795_400_358_000;
const OVERLAP = 1_000;
const TIMES = { now: NOW, overlapMs: OVERLAP };
const ROTATED: KeyPolicy = {
  current: 2,
  previous: { version: 1, acceptedUntil: NOW + OVERLAP },
  revoked: [],
};

it.each<[string, KeyPolicy, number, ReturnType<typeof planRotation>]>([
  ['the first', FIRST_KEY_POLICY, NOW, { kind: 'changed', policy: ROTATED }],
  ['within the overlap', ROTATED, NOW + OVERLAP, { kind: 'tooSoon', acceptedUntil: NOW + OVERLAP }],
  [
    'after it',
    ROTATED,
    NOW + OVERLAP + 1,
    {
      kind: 'changed',
      policy: {
        current: 3,
        previous: { version: 2, acceptedUntil: NOW + 2 * OVERLAP + 1 },
        revoked: [],
      },
    },
  ],
  [
    'of a current version that somebody revoked by hand',
    { current: 2, revoked: [2] },
    NOW,
    { kind: 'changed', policy: { current: 3, revoked: [2] } },
  ],
])('a rotation %s', (_, policy, now, expected) => {
  expect(planRotation(policy, { ...TIMES, now })).toEqual(expected);
});

const OVER = { version: 1, acceptedUntil: NOW };

it.each<[string, KeyPolicy, readonly number[] | 'all', KeyPolicy | undefined]>([
  ['of all', FIRST_KEY_POLICY, 'all', { current: 2, revoked: [1] }],
  ['of all during an overlap', ROTATED, 'all', { current: 3, revoked: [1, 2] }],
  [
    'of the version before takes the one it was told',
    ROTATED,
    [1],
    { current: 3, revoked: [1, 2] },
  ],
  [
    'of the current keeps the version before',
    ROTATED,
    [2],
    { ...ROTATED, current: 3, revoked: [2] },
  ],
  ['of a version long past', { current: 3, revoked: [] }, [1], { current: 4, revoked: [1, 2, 3] }],
  ['of what is revoked already', { current: 2, revoked: [1] }, [1], undefined],
  ['of what was made since', { current: 2, revoked: [1] }, 'all', { current: 3, revoked: [1, 2] }],
  ['of versions not made yet', ROTATED, [3, 9], undefined],
  ['of nothing', ROTATED, [], undefined],
  [
    'of one of two',
    { current: 4, previous: { ...OVER, version: 3 }, revoked: [1] },
    [1, 3],
    { current: 5, revoked: [1, 3, 4] },
  ],
])('a revocation %s', (_, policy, versions, expected) => {
  const wanted =
    expected === undefined ? { kind: 'unchanged' } : { kind: 'changed', policy: expected };
  expect(planRevocation(policy, versions)).toEqual(wanted);
});

it('whatever came before, the current version is good and none that was revoked ever is again', () => {
  let policy = FIRST_KEY_POLICY;
  const gone = new Set<number>();
  for (let turn = 0; turn < 200; turn += 1) {
    const now = NOW + turn * 400;
    const rotates = (turn * 7) % 3 !== 0;
    const change = rotates
      ? planRotation(policy, { now, overlapMs: OVERLAP })
      : planRevocation(policy, [policy.current - (turn % 4)]);
    if (change.kind === 'changed') policy = change.policy;
    for (const version of policy.revoked) gone.add(version);
    expect(checkKeyVersion(policy, policy.current, now).kind).toBe('accepted');
    for (const version of gone) expect(checkKeyVersion(policy, version, now).kind).toBe('refused');
  }
  expect(policy.current).toBeGreaterThan(50);
});

it('a policy that others keep changing is given up with a fault', async () => {
  let reads = 0;
  const store = {
    readUnit: async () => {
      reads += 1;
      return { keyPolicy: FIRST_KEY_POLICY };
    },
    replaceKeyPolicy: async () => 'superseded' as const,
  };
  const changing = changeKeyPolicy(store, 'BT028', (policy) => planRevocation(policy, 'all'));
  await expect(changing).rejects.toMatchObject({ code: 'store.conflict' });
  expect(reads).toBe(5);
});
