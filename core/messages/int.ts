/** A whole number that no sum or comparison rounds. */
import * as v from 'valibot';

export const int = v.pipe(v.number(), v.safeInteger());
