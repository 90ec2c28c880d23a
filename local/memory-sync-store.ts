/** The sync store in memory, with the table's own conditions; drives simulators and handler tests. */
import { isDeepStrictEqual } from 'node:util';
import type { RowVersion } from '../core/digest/row-history.ts';
import { Fault } from '../core/fault.ts';
import type { RowsNeeded } from '../core/sync/decide-sync.ts';
import type { Slice } from '../core/sync/plan-slices.ts';
import type { HistoryEntry, StoredRow } from '../core/sync/stored-row.ts';
import type { UnitContact, UnitHead } from '../core/unit-head.ts';
import type { KeyPolicy } from '../lambdas/http/key-policy.ts';
import type {
  KeyPolicyChange,
  SliceOutcome,
  StoredUnit,
  SyncStore,
} from '../lambdas/ports/sync-store.ts';

/** All of one unit's items. */
export type MemoryUnit = {
  head: UnitHead | undefined;
  contact: UnitContact | undefined;
  keyPolicy: KeyPolicy | undefined;
  readonly rows: Map<string, StoredRow>;
  /** Versions of a row in the order they were written. */
  readonly history: Map<string, HistoryEntry[]>;
  /** The same, with the head they came with and as they were counted. */
  readonly versions: Map<string, RowVersion[]>;
};

/** Every call is done when it returns: nothing can happen between its condition and its write. */
export type MemoryTable = {
  readonly units: ReadonlyMap<string, MemoryUnit>;
  readUnit(unit: string): StoredUnit;
  readRows(unit: string, needed: RowsNeeded): ReadonlyMap<string, StoredRow>;
  registerHead(head: UnitHead): UnitHead;
  commitSlice(slice: Slice): SliceOutcome;
  writeContact(contact: UnitContact): void;
  replaceKeyPolicy(unit: string, change: KeyPolicyChange): 'replaced' | 'superseded';
};

export function createMemoryTable(): MemoryTable {
  const units = new Map<string, MemoryUnit>();
  const of = (unit: string): MemoryUnit => {
    const known = units.get(unit);
    if (known !== undefined) return known;
    const created = createUnit();
    units.set(unit, created);
    return created;
  };
  return {
    units,
    readUnit: (unit) => toStoredUnit(units.get(unit)),
    readRows: (unit, needed) => readRows(units.get(unit), needed),
    registerHead(head) {
      const unit = of(head.unit);
      unit.head ??= head;
      return unit.head;
    },
    commitSlice: (slice) => commitSlice(of(slice.head.unit), slice),
    writeContact(contact) {
      of(contact.unit).contact = contact;
    },
    replaceKeyPolicy(unit, { before, next }) {
      const found = of(unit);
      if (isDeepStrictEqual(found.keyPolicy, next)) return 'replaced';
      if (found.keyPolicy?.current !== before?.current) return 'superseded';
      found.keyPolicy = next;
      return 'replaced';
    },
  };
}

/** The same table behind the asynchronous port the handlers use. */
export function toSyncStore(table: MemoryTable): SyncStore {
  return {
    readUnit: async (unit) => table.readUnit(unit),
    readRows: async (unit, needed) => table.readRows(unit, needed),
    registerHead: async (head) => table.registerHead(head),
    commitSlice: async (slice) => table.commitSlice(slice),
    writeContact: async (contact) => table.writeContact(contact),
    replaceKeyPolicy: async (unit, change) => table.replaceKeyPolicy(unit, change),
  };
}

function createUnit(): MemoryUnit {
  return {
    head: undefined,
    contact: undefined,
    keyPolicy: undefined,
    rows: new Map(),
    history: new Map(),
    versions: new Map(),
  };
}

function toStoredUnit(unit: MemoryUnit | undefined): StoredUnit {
  const { head, contact, keyPolicy } = unit ?? createUnit();
  return {
    ...(head === undefined ? {} : { head }),
    ...(contact === undefined ? {} : { contact }),
    ...(keyPolicy === undefined ? {} : { keyPolicy }),
  };
}

function readRows(
  unit: MemoryUnit | undefined,
  needed: RowsNeeded,
): ReadonlyMap<string, StoredRow> {
  if (unit === undefined) return new Map();
  if (needed.kind === 'all') return new Map(unit.rows);
  return new Map(
    needed.ids.flatMap((id) => {
      const row = unit.rows.get(id);
      return row === undefined ? [] : [[id, row] as const];
    }),
  );
}

/** All of the slice or none of it, and only while the head is what the slice expects. */
function commitSlice(unit: MemoryUnit, { expected, head, writes }: Slice): SliceOutcome {
  const current = unit.head;
  if (current?.token === head.token && current.version >= head.version)
    return { kind: 'committed' };
  const isExpected =
    current === undefined
      ? expected.version === 0
      : current.seq === expected.seq &&
        current.token === expected.token &&
        current.version === expected.version;
  if (!isExpected) return { kind: 'superseded' };

  for (const { history } of writes) {
    if (history !== undefined && hasVersion(unit, history)) {
      throw new Fault('store.corrupt_item', {
        pk: history.id,
        sk: String(history.version),
        reason: 'a version of this slice exists',
      });
    }
  }
  for (const { row, history } of writes) {
    unit.rows.set(row.id, row);
    if (history !== undefined) {
      unit.history.set(row.id, [...(unit.history.get(row.id) ?? []), history]);
      const { kind, at, cells } = history;
      const { place, recognition } = row.initiative;
      const counted = { place, ...(recognition === undefined ? {} : { recognition }) };
      const version = { kind, at, cells, headVersion: head.version, counted };
      unit.versions.set(row.id, [...(unit.versions.get(row.id) ?? []), version]);
    }
  }
  unit.head = head;
  return { kind: 'committed' };
}

function hasVersion(unit: MemoryUnit, { id, version }: HistoryEntry): boolean {
  return (unit.history.get(id) ?? []).some((entry) => entry.version === version);
}
