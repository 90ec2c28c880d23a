/** A unit's head: the one item every accepted change of its rows is conditioned on. */
import type { Aggregates } from './aggregates.ts';
import { EMPTY_AGGREGATES } from './aggregates.ts';
import type { RowCounts, RowLocations, Statement } from './messages/sync-request.ts';
import type { SetDigest } from './sync/fingerprint.ts';
import { EMPTY_SET } from './sync/fingerprint.ts';

/** Rows deleted at one moment, remembered for a day so that a slow wipe is noticed too. */
export type Deletions = {
  /** Epoch milliseconds, as in the deleted rows. */
  readonly at: number;
  readonly count: number;
};

/** The open mass-delete hold; its rows carry its id. */
export type Hold = { readonly id: string; readonly count: number };

export type UnitHead = {
  readonly unit: string;
  readonly spreadsheetId: string;
  readonly keyVersion: number;
  /** Grows by one with every request that changes something. */
  readonly seq: number;
  /** Made by the server for the request that set `seq`; ties its slices together. */
  readonly token: string;
  /** Grows with every transaction. */
  readonly version: number;
  /** Marking version of the fingerprints in `set`. */
  readonly markVersion: number;
  /** Active rows, held ones left out: what the sheet should show. */
  readonly set: SetDigest;
  readonly aggregates: Aggregates;
  readonly active: number;
  readonly hold?: Hold;
  readonly recentDeletions: readonly Deletions[];
  readonly changedAt: number;
};

/** Why the server could not read a unit's spreadsheet itself. */
export const UNREADABLE_REASONS = [
  /** It is not shared with the service account. */
  'forbidden',
  /** No file has this id any more. */
  'notFound',
  /** An Office file, or another one that is no spreadsheet of Google's. */
  'unsupported',
  /** The tab its rows stood on is gone, or no tab has an entry header. */
  'noEntryTab',
  /** A header is missing or stands twice. */
  'noHeader',
  'tooLarge',
  /** Google failed or throttled; the next sweep tries again. */
  'unavailable',
] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** What the server found when it read the spreadsheet of a silent script itself. */
export type UnitSweep = {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly found: 'rows' | UnreadableReason;
};

export type UnitContact = {
  readonly unit: string;
  readonly counts: RowCounts;
  readonly statement?: Exclude<Statement, 'open'>;
  /** Where its rows stood when it last said so. */
  readonly locations?: RowLocations;
  readonly bundle: string;
  /** When its script last spoke, in epoch milliseconds: a sweep leaves this as it is. */
  readonly lastContactAt: number;
  /** Only while its script is silent; the next word of the script takes it away. */
  readonly sweep?: UnitSweep;
  /** When counts, statement, locations or what a sweep found last changed. */
  readonly changedAt: number;
};

export function equalCounts(one: RowCounts, other: RowCounts): boolean {
  return (
    one.incomplete === other.incomplete &&
    one.rejected === other.rejected &&
    one.waiting === other.waiting &&
    one.warned === other.warned
  );
}

export function createHead(unit: string, spreadsheetId: string, keyVersion: number): UnitHead {
  return {
    unit,
    spreadsheetId,
    keyVersion,
    seq: 0,
    token: '',
    version: 0,
    markVersion: 1,
    set: EMPTY_SET,
    aggregates: EMPTY_AGGREGATES,
    active: 0,
    recentDeletions: [],
    changedAt: 0,
  };
}
