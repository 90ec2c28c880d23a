/** `units retire`: revokes every key of a unit at once; its script is left alone from now on. */
import { FIRST_KEY_POLICY } from '../../lambdas/http/key-policy.ts';
import { retireKey } from '../../lambdas/http/key-retirement.ts';
import type { UnitTable } from '../../local/unit-table.ts';
import type { Context } from './context.ts';
import { findTarget } from './fleet.ts';
import type { Report, UnitLine } from './report.ts';
import { openUnitTable } from './unit-table.ts';

/** @throws WrongUse without a table: a key that goes on being accepted is not retired */
export async function retireUnits(context: Context): Promise<Report> {
  const table = openUnitTable(context);
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
  if (context.args.flags['dry-run']) {
    const text = `would be retired, its keys up to ${keyPolicy.current} revoked`;
    return { unit, outcome: 'wouldRetire', isGood: true, text };
  }
  const { revoked } = (await retireKey(store, unit)).policy;
  const target = findTarget(context.file.fleet, unit);
  if (target !== undefined) context.file.write({ ...target, state: 'retired' });
  const text = `is retired; its keys up to ${Math.max(...revoked)} are refused from now on`;
  return { unit, outcome: 'retired', isGood: true, text, details: { revoked } };
}
