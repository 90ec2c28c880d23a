/**
 * What a peer writes into: records under the key the peer gives them, each with its versions.
 *
 * It is made as kind as a destination can be: equal content under the same key is no version.
 */
import type { TypedCells } from '../../core/columns.ts';
import type { VersionKind } from '../../core/sync/stored-row.ts';
import { toContent } from '../../local/simulator/sheet-snapshot.ts';
import type { RecordEvidence, VersionEvidence } from './record-evidence.ts';

export type PeerWrite =
  /** Creates, changes or brings back the records of these keys. */
  | { readonly kind: 'upsert'; readonly rows: readonly { key: string; cells: TypedCells }[] }
  /** Deletes every record of another key. */
  | { readonly kind: 'retain'; readonly keys: readonly string[] }
  /** Makes a record of each row, under a key of the store. */
  | { readonly kind: 'append'; readonly rows: readonly NumberedCells[] }
  /** Changes the latest record made of each row number; where there is none, nothing. */
  | { readonly kind: 'update'; readonly rows: readonly NumberedCells[] }
  /** Empties the destination; that alone makes no version. */
  | { readonly kind: 'clear' };

export type NumberedCells = { readonly rowNumber: number; readonly cells: TypedCells };

export type PeerStore = {
  write(unit: string, write: PeerWrite): void;
  readActiveCells(unit: string): readonly TypedCells[];
  /** Every record there ever was. */
  read(unit: string): readonly RecordEvidence[];
};

type PeerRecord = {
  readonly id: string;
  readonly rowNumber?: number;
  isActive: boolean;
  cells: TypedCells;
  readonly history: VersionEvidence[];
};

export function createPeerStore(): PeerStore {
  const units = new Map<string, Map<string, PeerRecord>>();
  let order = 0;

  function recordsOf(unit: string): Map<string, PeerRecord> {
    const known = units.get(unit);
    if (known !== undefined) return known;
    const records = new Map<string, PeerRecord>();
    units.set(unit, records);
    return records;
  }

  function addVersion(record: PeerRecord, kind: VersionKind, cells: TypedCells): void {
    order += 1;
    record.isActive = kind !== 'delete';
    record.cells = cells;
    record.history.push({ kind, cells, order });
  }

  function create(records: Map<string, PeerRecord>, id: string, row: Partial<NumberedCells>): void {
    const { rowNumber, cells = {} } = row;
    const record: PeerRecord = {
      id,
      ...(rowNumber === undefined ? {} : { rowNumber }),
      isActive: true,
      cells,
      history: [],
    };
    records.set(id, record);
    addVersion(record, 'create', cells);
  }

  function put(record: PeerRecord, cells: TypedCells): void {
    if (!record.isActive) addVersion(record, 'revive', cells);
    else if (toContent(record.cells) !== toContent(cells)) addVersion(record, 'edit', cells);
  }

  function write(unit: string, change: PeerWrite): void {
    const records = recordsOf(unit);
    switch (change.kind) {
      case 'upsert':
        for (const { key, cells } of change.rows) {
          const record = records.get(key);
          if (record === undefined) create(records, key, { cells });
          else put(record, cells);
        }
        return;
      case 'retain': {
        const kept = new Set(change.keys);
        for (const record of records.values()) {
          if (record.isActive && !kept.has(record.id)) addVersion(record, 'delete', record.cells);
        }
        return;
      }
      case 'append':
        for (const row of change.rows) create(records, `#${records.size + 1}`, row);
        return;
      case 'update':
        for (const { rowNumber, cells } of change.rows) {
          const made = [...records.values()].filter((record) => record.rowNumber === rowNumber);
          const record = made.at(-1);
          if (record !== undefined) put(record, cells);
        }
        return;
      case 'clear':
        for (const record of records.values()) record.isActive = false;
        return;
    }
  }

  return {
    write,
    readActiveCells: (unit) =>
      [...recordsOf(unit).values()].filter(({ isActive }) => isActive).map(({ cells }) => cells),
    read: (unit) =>
      [...recordsOf(unit).values()].map(({ id, isActive, cells, history }) => ({
        id,
        isActive,
        isHeld: false,
        cells,
        history: [...history],
      })),
  };
}
