/** `units retire`: revokes every key of a unit at once; its script is left alone from now on. */
import { FIRST_KEY_POLICY, type KeyPolicy } from '../../lambdas/http/key-policy.ts';
import { type Context, WrongUse } from './context.ts';
import { findTarget } from './fleet.ts';
import type { Report, UnitLine } from './report.ts';
import { openUnitTable, type UnitTable } from './unit-table.ts';

/** @throws WrongUse without a table: a key that goes on being accepted is not retired */
export async function retireUnits(context: Context): Promise<Report> {
  const table = openUnitTable(context);
  if (table === undefined) throw new WrongUse('retire needs the table: --table NAME');
  try {
    const lines: UnitLine[] = [];
    for (const unit of context.args.units) lines.push(await retire(context, table, unit));
    return { lines, notes: [] };
  } finally {
    table.close();
  }
}

/** The keys first: should the rest not come about, nobody writes any more. */
async function retire(context: Context, { store }: UnitTable, unit: string): Promise<UnitLine> {
  const { keyPolicy = FIRST_KEY_POLICY } = await store.readUnit(unit);
  const target = findTarget(context.file.fleet, unit);
  const details = { revoked: toRevoked(keyPolicy).revoked };
  if (context.args.flags['dry-run']) {
    const text = `would be retired, its keys up to ${keyPolicy.current} revoked`;
    return { unit, outcome: 'wouldRetire', isGood: true, text, details };
  }
  await store.writeKeyPolicy(unit, toRevoked(keyPolicy));
  if (target !== undefined) context.file.write({ ...target, state: 'retired' });
  const text = `is retired; its keys up to ${keyPolicy.current} are refused from now on`;
  return { unit, outcome: 'retired', isGood: true, text, details };
}

/** No version that was ever given out is accepted again. */
export function toRevoked({ current, revoked }: KeyPolicy): KeyPolicy {
  const given = Array.from({ length: current }, (_, index) => index + 1);
  return { current, revoked: [...new Set([...revoked, ...given])].sort((one, two) => one - two) };
}
