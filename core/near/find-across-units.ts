/** Near duplicates of a request's rows in other units: where to look, and what holds on a closer look. */

import type { NearDuplicate } from '../messages/sync-reply.ts';
import { duplicateTokens, nearSimilarity, toNearKeys } from './duplicates.ts';
import type { NearKeyItem } from './near-key-items.ts';
import { toItemTitle } from './near-key-items.ts';
import { toShownTitle } from './shown-title.ts';

/** A row someone is to be told about. */
export type NearSubject = {
  /** The id the request named it by. */
  readonly id: string;
  readonly title: string;
};

export type RowRef = { readonly unit: string; readonly id: string };

/** A row of another unit that seems near; its item may be older than the row. */
export type NearCandidate = RowRef & { readonly subject: NearSubject };

/** What a candidate's row says now. */
export type CurrentTitle = RowRef & { readonly title: string; readonly year: string };

/** A request looks under so many keys and no more; a common sheet of 500 rows has about 1,900. */
export const MAX_LOOKUP_KEYS = 2_000;
/** Shown of one row. */
export const MAX_NEAR_PER_ROW = 3;
/** Read for one row: some may turn out to be gone. */
const MAX_CANDIDATES_PER_ROW = 5;
const MAX_CANDIDATES = 600;

/** The keys to look under, each once: of all rows those of the same words, then the upper rows' others. */
export function planNearLookups(subjects: readonly NearSubject[]): readonly string[] {
  const keys = subjects.map(({ title }) => toNearKeys(duplicateTokens(toItemTitle(title))));
  const same = keys.flatMap((own) => own.slice(0, 1));
  const like = keys.flatMap((own) => own.slice(1));
  return [...new Set([...same, ...like])].slice(0, MAX_LOOKUP_KEYS);
}

export type RankInput = {
  /** Rows of the own unit are judged by its sheet, which sees them all. */
  readonly unit: string;
  readonly subjects: readonly NearSubject[];
  readonly items: readonly NearKeyItem[];
};

/** Every row's nearest one, in the order of the rows, then every row's second, and so on. */
export function rankNearCandidates(input: RankInput): readonly NearCandidate[] {
  const byKey = groupByKey(input.items.filter(({ unit }) => unit !== input.unit));
  const tokensOf = rememberTokens();
  const candidates: NearCandidate[][] = [];
  for (const subject of input.subjects) {
    const tokens = duplicateTokens(toItemTitle(subject.title));
    const near = new Map<string, { readonly item: NearKeyItem; readonly similarity: number }>();
    for (const item of toNearKeys(tokens).flatMap((key) => byKey.get(key) ?? [])) {
      const similarity = nearSimilarity(tokens, tokensOf(item.title));
      if (similarity !== undefined) near.set(`${item.unit}#${item.id}`, { item, similarity });
    }
    const best = [...near.values()]
      .sort((one, other) => other.similarity - one.similarity || compareItems(one, other))
      .slice(0, MAX_CANDIDATES_PER_ROW);
    for (const [rank, { item }] of best.entries()) {
      const ofRank = candidates[rank] ?? [];
      ofRank.push({ subject, unit: item.unit, id: item.id });
      candidates[rank] = ofRank;
    }
  }
  return candidates.flat().slice(0, MAX_CANDIDATES);
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
  const tokensOf = rememberTokens();
  const told = new Map<string, number>();
  const near: NearDuplicate[] = [];
  for (const { subject, unit, id } of input.candidates) {
    const row = current.get(`${unit}#${id}`);
    const count = told.get(subject.id) ?? 0;
    if (row === undefined || count >= MAX_NEAR_PER_ROW) continue;
    if (nearSimilarity(tokensOf(subject.title), tokensOf(row.title)) === undefined) continue;
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

function groupByKey(items: readonly NearKeyItem[]): ReadonlyMap<string, readonly NearKeyItem[]> {
  const byKey = new Map<string, NearKeyItem[]>();
  for (const item of items) {
    const same = byKey.get(item.key);
    if (same === undefined) byKey.set(item.key, [item]);
    else same.push(item);
  }
  return byKey;
}

/** One title stands under several keys and may be compared with many rows. */
function rememberTokens(): (title: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (title) => {
    const tokens = known.get(title) ?? duplicateTokens(title);
    known.set(title, tokens);
    return tokens;
  };
}

type Ranked = { readonly item: NearKeyItem };

/** Among equals the order is the same in every request. */
function compareItems({ item: one }: Ranked, { item: other }: Ranked): number {
  if (one.unit !== other.unit) return one.unit < other.unit ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
