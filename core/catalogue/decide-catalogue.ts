/** The server's decision on all lines of «Danh mục» at once: what is accepted, kept, held, gone. */
import type { CatalogueOutcome, CountingVersion } from '../messages/catalogue.ts';
import type { CatalogueSubmission } from '../messages/catalogue-request.ts';
import { mustHold, rememberDeletions } from '../sync/mass-delete-hold.ts';
import type { Catalogue, CatalogueChange, CatalogueEntry, CatalogueHistory } from './catalogue.ts';
import type { CatalogueMessage } from './catalogue-codes.ts';
import { toCatalogueDigest } from './catalogue-digest.ts';
import type { CatalogueKey } from './catalogue-key.ts';
import { parseCatalogueKey } from './catalogue-key.ts';
import type { CatalogueValue } from './catalogue-value.ts';
import { readCatalogueValue } from './catalogue-value.ts';
import type { CatalogueValues } from './initial-values.ts';
import { keepConsistent } from './keep-consistent.ts';

export type CatalogueInput = {
  readonly request: Pick<CatalogueSubmission, 'after' | 'lines' | 'unread' | 'confirm'>;
  readonly catalogue: Catalogue;
  /** Of the programme's own files. */
  readonly initial: CatalogueValues;
  readonly units: ReadonlySet<string>;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly token: string;
};

export type CatalogueDecision =
  | { readonly kind: 'stale' }
  | {
      readonly kind: 'settled';
      readonly next: Catalogue;
      /** Undefined where no value changed. */
      readonly history: CatalogueHistory | undefined;
      readonly outcomes: readonly CatalogueOutcome[];
      readonly withdrawn: number;
    };

export function decideCatalogue(input: CatalogueInput): CatalogueDecision {
  const { request, catalogue, now, token } = input;
  if (request.after !== catalogue.seq) return { kind: 'stale' };
  const before = toEntries(input);
  const judged = judgeLines(input);
  const gone = decideGone(input, before, judged);
  const standing = listStanding(before, gone);
  const changed = listChanged(before, judged.values);
  const { accepted, refused } = keepConsistent(standing, changed);

  const changes = [
    ...[...accepted].map(([key, value]) => toChange(before, key, value)),
    ...gone.withdrawn.map((key) => toChange(before, key, null)),
  ];
  const entries = toNextEntries(before, { changes, now, gone });
  const held = [...entries.values()].filter(({ isHeld }) => isHeld === true);
  const version = catalogue.version + (changes.length > 0 ? 1 : 0);
  const { hold: _hold, ...kept } = catalogue;
  const next: Catalogue = {
    ...kept,
    seq: catalogue.seq + 1,
    token,
    version,
    // What never was accepted is no entry, unless it is one now.
    entries: [...entries.values()].filter(({ version: own, isHeld }) => own > 0 || isHeld === true),
    digest: toCatalogueDigest(request),
    recentDeletions: rememberDeletions(catalogue.recentDeletions, {
      now,
      deleted: gone.unconfirmed,
      revived: listRevived(before, accepted),
    }),
    ...(held.length === 0 ? {} : { hold: { id: gone.holdId, count: held.length } }),
  };
  return {
    kind: 'settled',
    next,
    history: changes.length === 0 ? undefined : { version, at: now, changes },
    outcomes: listOutcomes(request, { entries, gone, refused, rejected: judged.rejected }),
    withdrawn: gone.withdrawn.length,
  };
}

/** When each value that is given again had been withdrawn. */
function listRevived(before: Entries, accepted: CatalogueValues): readonly number[] {
  return [...accepted.keys()].flatMap((key) => {
    const entry = before.get(key);
    return entry !== undefined && entry.version > 0 && entry.value === null ? [entry.at] : [];
  });
}

type Entries = ReadonlyMap<CatalogueKey, CatalogueEntry>;

/** Values of the programme's own files are entries of version 0. */
function toEntries({ catalogue, initial }: CatalogueInput): Entries {
  return new Map<CatalogueKey, CatalogueEntry>([
    ...[...initial].map(([key, value]) => [key, { key, version: 0, at: 0, value }] as const),
    ...catalogue.entries.map((entry) => [entry.key, entry] as const),
  ]);
}

type Judged = {
  readonly values: CatalogueValues;
  readonly rejected: ReadonlyMap<CatalogueKey, CatalogueMessage>;
};

/** The sheet has read its cells by the same rules; only it cannot know the list of units. */
function judgeLines({ request, units }: CatalogueInput): Judged {
  const values = new Map<CatalogueKey, CatalogueValue>();
  const rejected = new Map<CatalogueKey, CatalogueMessage>();
  for (const { key, cell } of request.lines) {
    const parts = parseCatalogueKey(key);
    if (parts === undefined) continue;
    if ('unit' in parts && !units.has(parts.unit)) {
      rejected.set(key, { code: 'E_UNIT_UNKNOWN', values: { v: parts.unit } });
      continue;
    }
    const reading = readCatalogueValue(parts.item, cell);
    if (reading.kind === 'value') values.set(key, reading.value);
    const [first] = reading.kind === 'invalid' ? reading.messages : [];
    if (first !== undefined) rejected.set(key, first);
  }
  return { values, rejected };
}

type Gone = {
  /** Keys whose value ends now. */
  readonly withdrawn: readonly CatalogueKey[];
  /** Keys on hold after this request, those of an earlier one included. */
  readonly held: ReadonlySet<CatalogueKey>;
  readonly holdId: string;
  /** Of the withdrawn, those nobody was asked about. */
  readonly unconfirmed: number;
};

/** Values whose line is gone or whose cell was cleared. */
function decideGone(input: CatalogueInput, before: Entries, judged: Judged): Gone {
  const { request, catalogue, now } = input;
  const there = new Set([...judged.values.keys(), ...judged.rejected.keys(), ...request.unread]);
  const counting = [...before.values()].filter(({ value }) => value !== null);
  const absent = counting.filter(({ key }) => !there.has(key));
  const earlier = absent.filter(({ isHeld }) => isHeld === true);
  const newly = absent.filter(({ isHeld }) => isHeld !== true);
  const holds = mustHold({
    missing: newly.length,
    active: counting.filter(({ isHeld }) => isHeld !== true).length,
    recent: catalogue.recentDeletions,
    now,
  });
  const isConfirmed = catalogue.hold !== undefined && request.confirm === catalogue.hold.id;
  const held = [...(isConfirmed ? [] : earlier), ...(holds ? newly : [])];
  const withdrawn = [...(isConfirmed ? earlier : []), ...(holds ? [] : newly)];
  return {
    withdrawn: withdrawn.map(({ key }) => key),
    held: new Set(held.map(({ key }) => key)),
    holdId:
      isConfirmed || catalogue.hold === undefined ? `H${catalogue.seq + 1}` : catalogue.hold.id,
    unconfirmed: holds ? 0 : newly.length,
  };
}

/** What counts if none of the changed values is accepted. */
function listStanding(before: Entries, { withdrawn }: Gone): CatalogueValues {
  const ends = new Set(withdrawn);
  return new Map(
    [...before.values()].flatMap(({ key, value }) =>
      value === null || ends.has(key) ? [] : [[key, value] as const],
    ),
  );
}

/** Also those that only the programme's own files had: what stands on the tab is then recorded. */
function listChanged(before: Entries, values: CatalogueValues): CatalogueValues {
  return new Map(
    [...values].filter(([key, value]) => {
      const entry = before.get(key);
      return entry === undefined || entry.version === 0 || entry.value !== value;
    }),
  );
}

function toChange(
  before: Entries,
  key: CatalogueKey,
  value: CatalogueValue | null,
): CatalogueChange {
  const entry = before.get(key);
  const version = (entry?.version ?? 0) + 1;
  if (value === null) return { key, kind: 'delete', version, value };
  if (version === 1) return { key, kind: 'create', version, value };
  return { key, kind: entry?.value === null ? 'revive' : 'edit', version, value };
}

type NextInput = {
  readonly changes: readonly CatalogueChange[];
  readonly now: number;
  readonly gone: Gone;
};

function toNextEntries(before: Entries, { changes, now, gone }: NextInput): Entries {
  const next = new Map<CatalogueKey, CatalogueEntry>();
  for (const [key, { isHeld: _, ...entry }] of before) {
    next.set(key, gone.held.has(key) ? { ...entry, isHeld: true } : entry);
  }
  for (const { key, version, value } of changes) next.set(key, { key, version, at: now, value });
  return new Map([...next].sort(([one], [other]) => (one < other ? -1 : 1)));
}

type Settled = {
  readonly entries: Entries;
  readonly gone: Gone;
  readonly refused: ReadonlyMap<CatalogueKey, CatalogueMessage>;
  readonly rejected: ReadonlyMap<CatalogueKey, CatalogueMessage>;
};

function listOutcomes(
  { lines, unread }: CatalogueInput['request'],
  settled: Settled,
): readonly CatalogueOutcome[] {
  const named = new Set(lines.map(({ key }) => key));
  const missing = [...settled.gone.held].filter((key) => !named.has(key));
  return [
    ...lines.map(({ key }) => toOutcome(key, settled)),
    ...unread.map((key) => ({ kind: 'kept' as const, key, ...toCounting(settled.entries, key) })),
    ...missing.map((key) => ({ kind: 'held' as const, key })),
  ];
}

function toOutcome(
  key: CatalogueKey,
  { entries, gone, refused, rejected }: Settled,
): CatalogueOutcome {
  const problem = rejected.get(key) ?? refused.get(key);
  if (problem !== undefined) {
    return { kind: 'rejected', key, ...problem, ...toCounting(entries, key) };
  }
  if (gone.held.has(key)) return { kind: 'held', key };
  const entry = entries.get(key);
  if (entry === undefined) return { kind: 'none', key };
  return { kind: 'saved', key, version: entry.version, at: entry.at };
}

function toCounting(entries: Entries, key: CatalogueKey): { readonly counting?: CountingVersion } {
  const entry = entries.get(key);
  if (entry === undefined || entry.value === null) return {};
  return { counting: { version: entry.version, at: entry.at } };
}
