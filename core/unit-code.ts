/** A unit's code as the list of units gives it. */
import * as z from 'zod/mini';

/** A row id starts with the unit's code and a hyphen, a key with it and '#': neither may be in it. */
export const unitCode = z
  .string('not a unit code')
  .check(z.regex(/^[A-Z][A-Z0-9]{1,15}$/, 'not a unit code'));
