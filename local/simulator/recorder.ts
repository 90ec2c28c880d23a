/** Keeps what happens in a run, in one order, as evidence. */
import type { TabValues } from '../../core/summary/machine-tab.ts';
import type { Slice } from '../../core/sync/plan-slices.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import type {
  Acknowledgement,
  Commit,
  Moment,
  Publication,
  ReceiptClaim,
  Sighting,
} from './evidence.ts';

/** Whose request is being carried out. */
export type Cause = Pick<Commit, 'sender' | 'isRegistered' | 'isConfirmed' | 'isSweep'>;

export type Recorder = {
  sighted(sighting: Omit<Sighting, keyof Moment>): void;
  /** A repeat of a slice that is in is no second commit. */
  committed(slice: Slice, cause: Cause): void;
  acknowledged(acknowledgement: Omit<Acknowledgement, keyof Moment>): void;
  claimed(claim: Omit<ReceiptClaim, keyof Moment>): void;
  published(publication: { readonly isWhole: boolean; readonly standing: TabValues }): void;
  /** The unit's sequence, as its last commit left it. */
  seqOf(unit: string): number;
  /** Whether the unit has an open hold. */
  holds(unit: string): boolean;
  readonly sightings: readonly Sighting[];
  readonly commits: readonly Commit[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly claims: readonly ReceiptClaim[];
  readonly publications: readonly Publication[];
};

export function createRecorder(now: () => number): Recorder {
  let order = 0;
  const next = (): Moment => {
    order += 1;
    return { order, atMs: now() };
  };
  const sightings: Sighting[] = [];
  const commits: Commit[] = [];
  const acknowledgements: Acknowledgement[] = [];
  const claims: ReceiptClaim[] = [];
  const publications: Publication[] = [];
  const seen = new Set<string>();
  /** As the last commit left them, and the active records as a request found them. */
  const heads = new Map<string, UnitHead>();
  const activeByToken = new Map<string, number>();
  return {
    sighted: (sighting) => void sightings.push({ ...next(), ...sighting }),
    committed({ head, writes }, cause) {
      const { unit, token, version } = head;
      const key = `${unit}|${token}|${version}`;
      if (seen.has(key)) return;
      seen.add(key);
      const found = activeByToken.get(token) ?? heads.get(unit)?.active ?? 0;
      activeByToken.set(token, found);
      heads.set(unit, head);
      commits.push({ ...next(), ...cause, unit, active: found, writes });
    },
    acknowledged: (acknowledgement) =>
      void acknowledgements.push({ ...next(), ...acknowledgement }),
    claimed: (claim) => void claims.push({ ...next(), ...claim }),
    published: (publication) => void publications.push({ ...next(), ...publication }),
    seqOf: (unit) => heads.get(unit)?.seq ?? 0,
    holds: (unit) => heads.get(unit)?.hold !== undefined,
    sightings,
    commits,
    acknowledgements,
    claims,
    publications,
  };
}
