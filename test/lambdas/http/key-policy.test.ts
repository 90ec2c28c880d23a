/** Which versions of a key are accepted. */
import { expect, it } from 'vitest';
import type { KeyCheck, KeyPolicy } from '../../../lambdas/http/key-policy.ts';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../../../lambdas/http/key-policy.ts';

const NOW = 1_795_400_358_000;
const ROTATED: KeyPolicy = {
  current: 3,
  previous: { version: 2, acceptedUntil: NOW },
  revoked: [],
};
const ACCEPTED: KeyCheck = { kind: 'accepted' };
const PAST: KeyCheck = { kind: 'refused', code: 'unauthorized' };
const REVOKED: KeyCheck = { kind: 'refused', code: 'forbidden' };

it.each<[string, KeyPolicy, number, number, KeyCheck]>([
  ['the first before any rotation', FIRST_KEY_POLICY, 1, NOW, ACCEPTED],
  ['the second before any rotation', FIRST_KEY_POLICY, 2, NOW, PAST],
  ['the current', ROTATED, 3, NOW + 1, ACCEPTED],
  ['the previous at the end of the overlap', ROTATED, 2, NOW, ACCEPTED],
  ['the previous after it', ROTATED, 2, NOW + 1, PAST],
  ['one before the previous', ROTATED, 1, NOW, PAST],
  ['one not made yet', ROTATED, 4, NOW, PAST],
  ['a revoked previous within the overlap', { ...ROTATED, revoked: [2] }, 2, NOW, REVOKED],
  ['a revoked current', { ...ROTATED, revoked: [3] }, 3, NOW, REVOKED],
  ['the current while another is revoked', { ...ROTATED, revoked: [1, 2] }, 3, NOW, ACCEPTED],
])('%s', (_, policy, version, now, expected) => {
  expect(checkKeyVersion(policy, version, now)).toEqual(expected);
});
