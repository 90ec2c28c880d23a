/** What the operator of a simulation knows of units' keys, and what became of those withdrawn. */
import type { KeyBreach } from './evidence.ts';

export type KeyBook = {
  changed(unit: string, change: { readonly current: number; readonly isRevocation: boolean }): void;
  /** The version a code is made of now. */
  currentOf(unit: string): number;
  /** Whether whoever has that version is no longer the unit. */
  isWithdrawn(unit: string, version: number): boolean;
  /** Units that were given a new code, in the order of the first one. */
  listWithdrawn(): readonly string[];
  /** A version was told another one. */
  told(unit: string, change: { readonly from: number; readonly to: number }): void;
  readonly breaches: readonly KeyBreach[];
};

const FIRST_VERSION = 1;

export function createKeyBook(): KeyBook {
  const currents = new Map<string, number>();
  /** The last version of each unit that was withdrawn. */
  const withdrawn = new Map<string, number>();
  const breaches: KeyBreach[] = [];
  const isWithdrawn = (unit: string, version: number) =>
    version >= FIRST_VERSION && version <= (withdrawn.get(unit) ?? 0);
  return {
    changed(unit, { current, isRevocation }) {
      currents.set(unit, current);
      if (isRevocation) withdrawn.set(unit, current - 1);
    },
    currentOf: (unit) => currents.get(unit) ?? FIRST_VERSION,
    isWithdrawn,
    listWithdrawn: () => [...withdrawn.keys()],
    told(unit, { from, to }) {
      // What was told just before the revocation was withdrawn with it.
      if (isWithdrawn(unit, from) && !isWithdrawn(unit, to)) breaches.push({ unit, from, to });
    },
    breaches,
  };
}
