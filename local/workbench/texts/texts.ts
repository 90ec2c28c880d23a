// What every language of the page must say.
import type { VI } from './vi.ts';

/** The same names and parameters, any words. */
type Said<Value> = Value extends (...args: infer Args) => string
  ? (...args: Args) => string
  : Value extends string
    ? string
    : { readonly [Name in keyof Value]: Said<Value[Name]> };

export type Texts = Said<typeof VI>;
