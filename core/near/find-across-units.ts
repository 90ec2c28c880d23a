/** Near duplicates of a request's rows in other units: where to look, and what holds on a closer look. */

import type { NearDuplicate } from '../messages/sync-reply.ts';
import { duplicateTokens, nearSimilarity } from './duplicates.ts';
import type { NearEntries, NearEntry } from './near-items.ts';
import { listOwnKeys, listPartnerKeys } from './segment-keys.ts';
import { toShownTitle } from './shown-title.ts';
import type { WordPrints } from './word-prints.ts';
import { printSimilarity, toWordPrints } from './word-prints.ts';

/** A row someone is to be told about. */
export type NearSubject = {
  /** The id the request named it by. */
  readonly id: string;
  readonly title: string;
};

export type RowRef = { readonly unit: string; readonly id: string };

/** A row of another unit that seems near; its entry may be older than the row. */
export type NearCandidate = RowRef & { readonly subject: NearSubject };

/** What a candidate's row says now. */
export type CurrentTitle = RowRef & { readonly title: string; readonly year: string };

/** A request looks under so many keys and no more; a common sheet of 500 rows has about 2,500. */
export const MAX_LOOKUP_KEYS = 4_000;
/** Shown of one row. */
export const MAX_NEAR_PER_ROW = 3;
/** Read for one row: some may turn out to be gone. */
const MAX_CANDIDATES_PER_ROW = 5;
const MAX_CANDIDATES = 600;

/** A row with the keys under which its near duplicates stand. */
export type NearLookup = {
  readonly subject: NearSubject;
  readonly prints: WordPrints;
  /** Under which the row itself stands, too; the first is that of all its words. */
  readonly own: readonly string[];
  /** Under which only rows of more or fewer words stand. */
  readonly partners: readonly string[];
};

export function planNearLookups(subjects: readonly NearSubject[]): readonly NearLookup[] {
  return subjects.map((subject) => {
    const prints = toWordPrints(subject.title);
    return { subject, prints, own: listOwnKeys(prints), partners: listPartnerKeys(prints) };
  });
}

export type LookupKeys = { readonly own: readonly string[]; readonly partners: readonly string[] };

/** Each once: of all rows those of the same words, then the upper rows' others. */
export function listLookupKeys(lookups: readonly NearLookup[]): LookupKeys {
  const whole = lookups.flatMap(({ own }) => own.slice(0, 1));
  const parts = lookups.flatMap(({ own }) => own.slice(1));
  const own = [...new Set([...whole, ...parts])].slice(0, MAX_LOOKUP_KEYS);
  const partners = new Set(lookups.flatMap((lookup) => lookup.partners));
  return { own, partners: [...partners].slice(0, MAX_LOOKUP_KEYS - own.length) };
}

export type RankInput = {
  /** Rows of the own unit are judged by its sheet, which sees them all. */
  readonly unit: string;
  readonly lookups: readonly NearLookup[];
  /** By key. */
  readonly items: ReadonlyMap<string, NearEntries>;
};

/** Every row's nearest one, in the order of the rows, then every row's second, and so on. */
export function rankNearCandidates({ unit, lookups, items }: RankInput): readonly NearCandidate[] {
  const candidates: NearCandidate[][] = [];
  for (const { subject, prints, own, partners } of lookups) {
    const near = new Map<string, Ranked>();
    for (const key of [...own, ...partners]) {
      for (const entry of items.get(key) ?? []) {
        if (entry.unit === unit || near.has(entry.id)) continue;
        const similarity = printSimilarity(prints, entry.prints);
        if (similarity !== undefined) near.set(entry.id, { entry, similarity });
      }
    }
    const best = [...near.values()].sort(compareRanked).slice(0, MAX_CANDIDATES_PER_ROW);
    for (const [rank, { entry }] of best.entries()) {
      const ofRank = candidates[rank] ?? [];
      ofRank.push({ subject, unit: entry.unit, id: entry.id });
      candidates[rank] = ofRank;
    }
  }
  return candidates.flat().slice(0, MAX_CANDIDATES);
}

type Ranked = { readonly entry: NearEntry; readonly similarity: number };

/** Among equals the order is the same in every request. */
function compareRanked(one: Ranked, other: Ranked): number {
  return other.similarity - one.similarity || (one.entry.id < other.entry.id ? -1 : 1);
}

export type ConfirmInput = {
  readonly candidates: readonly NearCandidate[];
  /** Rows that still count, as they are stored now. */
  readonly current: readonly CurrentTitle[];
  readonly nameOf: (unit: string) => string;
};

/** What the sheet is told: only rows that are still there and still near. */
export function confirmNearDuplicates(input: ConfirmInput): readonly NearDuplicate[] {
  const current = new Map(input.current.map((row) => [`${row.unit}#${row.id}`, row]));
  const told = new Map<string, number>();
  const near: NearDuplicate[] = [];
  for (const { subject, unit, id } of input.candidates) {
    const row = current.get(`${unit}#${id}`);
    const count = told.get(subject.id) ?? 0;
    if (row === undefined || count >= MAX_NEAR_PER_ROW) continue;
    const similarity = nearSimilarity(duplicateTokens(subject.title), duplicateTokens(row.title));
    if (similarity === undefined) continue;
    told.set(subject.id, count + 1);
    const { year } = row;
    near.push({
      id: subject.id,
      title: toShownTitle(row.title),
      unitName: input.nameOf(unit),
      year,
    });
  }
  return near;
}
