/** The units with the most initiatives, as the overview and its chart show them. */
import type { Figures, UnitFigures } from './figures.ts';

export const MAX_TOP_UNITS = 10;

/** Units with rows only, most first; units are in code order already, which settles equal ones. */
export function listTopUnits(figures: Figures): readonly UnitFigures[] {
  return figures.units
    .filter((unit) => unit.tally.count > 0)
    .sort((one, other) => other.tally.count - one.tally.count)
    .slice(0, MAX_TOP_UNITS);
}
