/** What a unit's items say differently from its rows, and what they should say. */
import type { TypedCells } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { equalAggregates, recountRows, toListRow } from '../../../core/summary/list-row.ts';
import type { SetDigest } from '../../../core/sync/fingerprint.ts';
import {
  addToSet,
  EMPTY_SET,
  equalSets,
  toColumnHashes,
  toFingerprint,
} from '../../../core/sync/fingerprint.ts';
import type { HistoryEntry, StoredRow, VersionKind } from '../../../core/sync/stored-row.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import { parsePages } from '../../../lambdas/adapters/summary-page-item.ts';
import type { ChangesKeyDrift, Indexed } from './changes-key-drift.ts';
import { findChangesKeyDrift, findHeadTimeDrift } from './changes-key-drift.ts';
import type { StateRow, UnitState } from './unit-state.ts';

export type DriftKind =
  | 'aggregates'
  | 'set'
  | 'active'
  | 'hold'
  | 'changesKey'
  | 'changedAt'
  | 'spreadsheetShared'
  | 'pages'
  | 'fingerprint'
  | 'lastVersionMissing'
  | 'versionMissing'
  | 'versionBeyond'
  | 'historyDiffers'
  | 'rowMissing'
  | 'headMissing'
  | 'corruptItem'
  | 'nearKeyMissing'
  | 'nearKeyOrphan'
  | 'nearKeyDiffers';

export type Drift = {
  readonly kind: DriftKind;
  readonly unit: string;
  /** Where it is: a row's id, a version, a key. */
  readonly place?: string;
  readonly found?: string;
  readonly expected?: string;
  readonly isMendable: boolean;
};

/** What makes the items agree with the rows again. */
export type UnitMend = {
  /** As it should stand, but for its version, token and time. */
  readonly head: UnitHead;
  readonly rows: readonly StoredRow[];
  readonly history: readonly (StateRow & { readonly entry: HistoryEntry })[];
  /** Sort keys. */
  readonly pages: readonly string[];
};

export type UnitFindings = {
  readonly drifts: readonly Drift[];
  /** Undefined where nothing of the unit's own items can or need be mended. */
  readonly mend: UnitMend | undefined;
};

export function findUnitDrift(state: UnitState): UnitFindings {
  const { unit, head, rows } = state;
  const corrupt = state.corrupt.map(({ pk, sk, reason }): Drift => {
    return { kind: 'corruptItem', unit, place: `${pk} ${sk}`, found: reason, isMendable: false };
  });
  const lost = listLostRows(state);
  if (head === undefined) {
    const none: Drift[] =
      rows.length === 0 ? [] : [{ kind: 'headMissing', unit, isMendable: false }];
    return { drifts: [...corrupt, ...none, ...lost], mend: undefined };
  }
  const wrongPrints = rows.flatMap(({ row }) => mendFingerprint(row));
  const sound = withMended(rows, wrongPrints);
  const expected = recountHead(head, sound);
  // Sums over rows that could not all be read would be wrong themselves.
  const mayMend = corrupt.every(({ place }) => place?.includes(' ROW#') !== true);
  const headDrifts = [...compareHeads(head, expected), ...findIndexDrift(state, head, sound)].map(
    (one) => ({ ...one, unit, isMendable: mayMend }),
  );
  const pages = findPageDrift(state, head, sound);
  const history = rows.map((row) => checkHistory(unit, row, state.histories.get(row.row.id) ?? []));
  const drifts = [
    ...corrupt,
    ...lost,
    ...headDrifts,
    ...wrongPrints.map(
      (row): Drift => ({ kind: 'fingerprint', unit, place: row.id, isMendable: mayMend }),
    ),
    ...pages,
    ...history.flatMap((one) => one.drifts),
  ];
  if (!mayMend || drifts.every(({ isMendable }) => !isMendable)) return { drifts, mend: undefined };
  return {
    drifts,
    mend: {
      head: expected,
      rows: wrongPrints,
      history: history.flatMap((one) => one.rebuilt),
      pages: pages.length === 0 ? [] : state.pages.map(({ sk }) => String(sk)),
    },
  };
}

/** Histories without a row: what the row said last, and how it was read, only a backup has. */
function listLostRows({ unit, rows, histories }: UnitState): readonly Drift[] {
  const known = new Set<string>(rows.map(({ row }) => row.id));
  return [...histories].flatMap(([id, entries]): Drift[] => {
    if (known.has(id) || entries.length === 0) return [];
    return [{ kind: 'rowMissing', unit, place: id, isMendable: false }];
  });
}

function mendFingerprint(row: StoredRow): StoredRow[] {
  const fingerprint = toFingerprint(toColumnHashes(row.cells));
  return fingerprint === row.fingerprint ? [] : [{ ...row, fingerprint }];
}

function withMended(rows: readonly StateRow[], mended: readonly StoredRow[]): readonly StoredRow[] {
  const byId = new Map(mended.map((row) => [row.id, row]));
  return rows.map(({ row }) => byId.get(row.id) ?? row);
}

/** The head with every sum counted anew; what the protocol lives by stays as it is. */
function recountHead(head: UnitHead, rows: readonly StoredRow[]): UnitHead {
  const { hold: _, ...rest } = head;
  const active = rows.filter(({ state }) => state === 'active');
  const held = rows.filter(({ state }) => state === 'held');
  const holdId = head.hold?.id ?? held[0]?.holdId;
  return {
    ...rest,
    aggregates: recountRows(rows.flatMap((row) => toListRow(row) ?? [])),
    set: active.reduce<SetDigest>((set, row) => addToSet(set, row.id, row.fingerprint), EMPTY_SET),
    active: active.length,
    ...(held.length > 0 && holdId !== undefined
      ? { hold: { id: holdId, count: held.length } }
      : {}),
  };
}

function compareHeads(head: UnitHead, expected: UnitHead): readonly Omit<Drift, 'isMendable'>[] {
  const { unit } = head;
  const said = (value: unknown) =>
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
  const differ = (kind: DriftKind, found: unknown, wanted: unknown) => [
    { kind, unit, found: said(found) ?? 'none', expected: said(wanted) ?? 'none' },
  ];
  return [
    ...(equalAggregates(head.aggregates, expected.aggregates)
      ? []
      : differ('aggregates', head.aggregates, expected.aggregates)),
    ...(equalSets(head.set, expected.set) ? [] : differ('set', head.set, expected.set)),
    ...(head.active === expected.active ? [] : differ('active', head.active, expected.active)),
    ...(said(head.hold) === said(expected.hold) ? [] : differ('hold', head.hold, expected.hold)),
  ];
}

/** Any mended head is indexed anew, as changed now. */
function findIndexDrift(
  { programme, unit, headItem }: UnitState,
  { changedAt }: UnitHead,
  rows: readonly StoredRow[],
): readonly ChangesKeyDrift[] {
  if (headItem === undefined) return [];
  const indexed: Indexed = { programme, unit, changedAt, item: headItem };
  const wrongTime = findHeadTimeDrift(indexed, rows);
  // Keys that follow a wrong time, or do not, say nothing more.
  return wrongTime.length > 0 ? wrongTime : findChangesKeyDrift(indexed);
}

/** It is mended apart from the head, whose version would say that rows changed. */
export function findContactDrift({ programme, unit, contact }: UnitState): readonly Drift[] {
  if (contact === undefined) return [];
  const { changedAt } = contact.read;
  return findChangesKeyDrift({ programme, unit, changedAt, item: contact.item }).map((one) => {
    return { ...one, unit, isMendable: true };
  });
}

/** Pages of another version of the head are made anew by themselves. */
function findPageDrift(
  { unit, pages }: UnitState,
  head: UnitHead,
  rows: readonly StoredRow[],
): readonly Drift[] {
  const drift = (found: string): Drift => ({ kind: 'pages', unit, found, isMendable: true });
  try {
    const read = parsePages(pages, head.version);
    if (read.kind === 'stale') return [];
    const listed = rows.flatMap((row) => toListRow(row) ?? []);
    return JSON.stringify(sortById(read.rows)) === JSON.stringify(sortById(listed))
      ? []
      : [drift('other rows than the records')];
  } catch {
    return [drift('pages nobody can read')];
  }
}

/** In one order of rows and of attributes: the table gives maps back in an order of its own. */
function sortById<Row extends { readonly id: string }>(rows: readonly Row[]): unknown {
  return [...rows].sort((one, other) => (one.id < other.id ? -1 : 1)).map(sortNames);
}

function sortNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortNames);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, one]) => [name, sortNames(one)]);
}

type HistoryFindings = {
  readonly drifts: readonly Drift[];
  readonly rebuilt: UnitMend['history'];
};

function checkHistory(
  unit: string,
  stateRow: StateRow,
  entries: readonly HistoryEntry[],
): HistoryFindings {
  const { row } = stateRow;
  const byVersion = new Map(entries.map((entry) => [entry.version, entry]));
  const drift = (kind: DriftKind, version: number, isMendable = false): Drift => {
    return { kind, unit, place: `${row.id} version ${version}`, isMendable };
  };
  const missing = Array.from({ length: row.version }, (_, index) => index + 1).filter(
    (version) => !byVersion.has(version),
  );
  const beyond = entries.filter(({ version }) => version > row.version);
  const last = byVersion.get(row.version);
  const differs = last !== undefined && !tellsTheSame(last, row);
  const isLastMissing = last === undefined;
  return {
    drifts: [
      ...missing.map((version) =>
        version === row.version
          ? drift('lastVersionMissing', version, true)
          : drift('versionMissing', version),
      ),
      ...beyond.map(({ version }) => drift('versionBeyond', version)),
      ...(differs ? [drift('historyDiffers', row.version)] : []),
    ],
    rebuilt: isLastMissing
      ? [{ ...stateRow, entry: rebuildEntry(row, byVersion.get(row.version - 1)) }]
      : [],
  };
}

function tellsTheSame(entry: HistoryEntry, row: StoredRow): boolean {
  const isDeleted = entry.kind === 'delete';
  return isDeleted === (row.state === 'deleted') && toText(entry.cells) === toText(row.cells);
}

function toText(cells: TypedCells): string {
  return JSON.stringify(TYPED_COLUMNS.map((column) => cells[column] ?? null));
}

/** All a version's entry says stands in the row while it is the last one. */
function rebuildEntry(row: StoredRow, before: HistoryEntry | undefined): HistoryEntry {
  const { id, version, at, cells } = row;
  return { id, version, kind: toKind(row, before), at, cells };
}

function toKind({ state, version }: StoredRow, before: HistoryEntry | undefined): VersionKind {
  if (state === 'deleted') return 'delete';
  if (version === 1) return 'create';
  return before?.kind === 'delete' ? 'revive' : 'edit';
}
