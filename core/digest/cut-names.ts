/** A few names of a list that may be as long as a province. */
import { toNames } from '../wording/mail.ts';
import type { NamedUnit } from './mail-facts.ts';

const MAX_NAMES = 10;

/** «A; B và 3 đơn vị khác» */
export function cutNames(units: readonly NamedUnit[]): string {
  const shown = units.slice(0, MAX_NAMES).map((unit) => unit.name);
  return toNames(shown, units.length - shown.length);
}
