// Google's enumerations: one object a name, compared by identity, printed as its name.

type EnumValue<N extends string> = {
  toString(): N;
  name(): N;
  ordinal(): number;
  compareTo(other: EnumValue<string>): number;
};

export type Enumeration<N extends string> = { readonly [K in N]: EnumValue<K> };

export function enumeration<const N extends string>(names: readonly N[]): Enumeration<N> {
  const entries = names.map((name, index) => [
    name,
    Object.freeze({
      toString: () => name,
      name: () => name,
      ordinal: () => index,
      compareTo: (other: EnumValue<string>) => index - other.ordinal(),
      toJSON: () => name,
    }),
  ]);
  return Object.freeze(Object.fromEntries(entries)) as Enumeration<N>;
}

/** The value a script passed for an enumeration, by its name. */
export function nameOf<N extends string>(values: Enumeration<N>, given: unknown): N | undefined {
  const name = String(given) as N;
  return Object.hasOwn(values, name) && values[name] === given ? name : undefined;
}
