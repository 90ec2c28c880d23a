/** Units a list names that are not the one it belongs to: mentioned to people, never refused. */
import type { NamedUnit } from '../units.ts';
import { readUnit } from '../units.ts';
import type { AdoptionPlan } from './plan-adoption.ts';

export function listOtherUnits(
  { units }: Pick<AdoptionPlan, 'units'>,
  own: NamedUnit,
): readonly string[] {
  const names = units?.names.map(({ name }) => name) ?? [];
  return names.filter((name) => readUnit(name, [own]).kind === 'error');
}
