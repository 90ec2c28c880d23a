/** Which version of its key each unit's code is to carry: the newest, as the table has it. */
import { FIRST_KEY_POLICY } from '../../lambdas/http/key-policy.ts';
import type { UnitTable } from '../unit-table.ts';

export type KeyVersions = {
  readonly versions: ReadonlyMap<string, number>;
  /** Units whose newest key is revoked too: no code would be accepted. */
  readonly revoked: readonly string[];
};

const READ_TOGETHER = 8;

export async function readKeyVersions(
  { store }: { readonly store: Pick<UnitTable['store'], 'readUnit'> },
  units: readonly string[],
): Promise<KeyVersions> {
  const versions = new Map<string, number>();
  const lost: string[] = [];
  for (let from = 0; from < units.length; from += READ_TOGETHER) {
    const some = units.slice(from, from + READ_TOGETHER);
    const policies = await Promise.all(
      some.map(async (unit) => {
        const { keyPolicy } = await store.readUnit(unit);
        return { unit, policy: keyPolicy ?? FIRST_KEY_POLICY };
      }),
    );
    for (const { unit, policy } of policies) {
      if (policy.revoked.includes(policy.current)) lost.push(unit);
      else versions.set(unit, policy.current);
    }
  }
  return { versions, revoked: lost };
}
