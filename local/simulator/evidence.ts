/** Everything a run leaves behind that the invariants are judged by. */
import type { Programme } from '../../core/programme.ts';
import type { TabValues } from '../../core/summary/machine-tab.ts';
import type { HistoryEntry, RowWrite, StoredRow } from '../../core/sync/stored-row.ts';
import type { UnitContact, UnitHead } from '../../core/unit-head.ts';
import type { SheetSnapshot } from './sheet-snapshot.ts';

/** A place in the one order of all that happened. */
export type Moment = { readonly order: number; readonly atMs: number };

/** What an entry tab showed from this moment until the unit's next sighting. */
export type Sighting = Moment & { readonly unit: string; readonly snapshot: SheetSnapshot };

/** One transaction the table took. */
export type Commit = Moment & {
  readonly unit: string;
  /** The unit whose key had truly signed the request; undefined for a forged one. */
  readonly sender: string | undefined;
  /** Sent by the unit's registered file. */
  readonly isRegistered: boolean;
  readonly isConfirmed: boolean;
  /** By the server itself, which read the sheet: the sheet is not told. */
  readonly isSweep?: boolean;
  /** Active records when the request was decided. */
  readonly active: number;
  readonly writes: readonly RowWrite[];
};

/** A version somebody was told of. */
export type Acknowledgement = Moment & {
  readonly unit: string;
  readonly id: string;
  readonly version: number;
};

/** A receipt a script wrote. */
export type ReceiptClaim = Moment & {
  readonly unit: string;
  readonly rowNumber: number;
  readonly idText: string;
  readonly receiptText: string;
  /** What the row holds as the receipt appears. */
  readonly content: string;
  /** What it held when the script could last look, after the server's answer. */
  readonly contentRead: string | undefined;
};

export type Publication = Moment & {
  /** What stands there is one whole set of tabs. */
  readonly isWhole: boolean;
  readonly standing: TabValues;
};

/** One message the mail service took, whether or not its sender heard so. */
export type TakenMail = { readonly recipient: string; readonly scheduledAt: number };
export type UnreportedMail = TakenMail;

/** An execution that wrote to a unit's sheet, was followed by another, and wrote there again. */
export type MixedRun = { readonly unit: string; readonly executionId: number };

/** A withdrawn version that was told a good one. */
export type KeyBreach = { readonly unit: string; readonly from: number; readonly to: number };

/** The version a unit's registered file signs with at the end, and the one it should. */
export type KeyAtRest = {
  readonly unit: string;
  readonly known: number | undefined;
  readonly current: number;
};

export type UnitRecords = {
  readonly unit: string;
  readonly head: UnitHead | undefined;
  readonly contact: UnitContact | undefined;
  readonly rows: ReadonlyMap<string, StoredRow>;
  readonly history: ReadonlyMap<string, readonly HistoryEntry[]>;
};

export type UnitEvidence = UnitRecords & { readonly sheet: SheetSnapshot };

export type Evidence = {
  readonly programme: Programme;
  /** Whether everything came to rest. */
  readonly isQuiet: boolean;
  /** When it ended, epoch milliseconds. */
  readonly endMs: number;
  readonly units: readonly UnitEvidence[];
  readonly sightings: readonly Sighting[];
  readonly commits: readonly Commit[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly claims: readonly ReceiptClaim[];
  readonly publications: readonly Publication[];
  readonly keys: readonly KeyAtRest[];
  readonly keyBreaches: readonly KeyBreach[];
  readonly mixedRuns: readonly MixedRun[];
  readonly mails: readonly TakenMail[];
  readonly unreportedMails: readonly UnreportedMail[];
};

export type Violation = { readonly invariant: 1 | 2 | 3 | 4 | 5 | 6; readonly reason: string };
