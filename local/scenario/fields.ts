/** The fields that several kinds of scenario line share. */
import * as z from 'zod';

/** Also the number of rows an action takes: both count from 1. */
export const rowNumber = z.int().check(z.gte(1));
export const count = z.int().check(z.gte(0));
/** A unit code, `committee`, or the alias of a copied file. */
export const inSheet = z.string().check(notBlank());
export const words = z.string().check(notBlank());

function notBlank() {
  return z.refine<string>((text) => text.trim() !== '', 'must not be empty');
}

/** At least one of the keys must be there. */
export function someOf(keys: readonly string[], problem: string) {
  const given = (value: object) => keys.some((key) => Object.hasOwn(value, key));
  return z.refine<object>(given, `${problem}: give ${keys.join(' or ')}`);
}
