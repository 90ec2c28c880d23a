/** Rows and initiatives for tests: complete, and different where a test says so. */
import type { TypedCells } from '../../core/columns.ts';
import type { Initiative } from '../../core/record.ts';
import type { RowId } from '../../core/row-id.ts';
import { parseRowId } from '../../core/row-id.ts';
import { toColumnHashes, toFingerprint } from '../../core/sync/fingerprint.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';

/** The nth row id of a unit. */
export function rowId(unit: string, number: number): RowId {
  const id = parseRowId(`${unit}-${String(number).padStart(16, '0')}`, unit);
  if (id === undefined) throw new Error(`no row id: ${unit} ${number}`);
  return id;
}

export function initiative(changes: Partial<Initiative> = {}): Initiative {
  return {
    title: 'Cải tiến lò sấy cơm dừa',
    category: 'CTKT',
    authors: [{ name: 'Tổ Cơ điện' }],
    appliedOn: '2010-05-15',
    year: 2010,
    place: 'inside',
    description: '',
    difficulty: '',
    benefit: { kind: 'counted', dong: 1_250_000_000, estimated: false },
    otherBenefits: '',
    replication: '',
    decision: '',
    note: '',
    ...changes,
  };
}

/** Cells that read as a valid row of 2010. */
export function validCells(changes: TypedCells = {}): TypedCells {
  return {
    title: 'Cải tiến lò sấy cơm dừa',
    category: 'Cải tiến kỹ thuật, làm lợi gia tăng',
    authors: 'Tổ Cơ điện',
    appliedOn: '15/05/2010',
    benefit: '1.250.000.000',
    ...changes,
  };
}

/** A stored row whose fingerprint is that of its cells. */
export function storedRow(id: RowId, changes: Partial<StoredRow> = {}): StoredRow {
  const cells = changes.cells ?? validCells({ title: `Cải tiến lò sấy số ${id.slice(-4)}` });
  return {
    id,
    version: 1,
    state: 'active',
    cells,
    fingerprint: toFingerprint(toColumnHashes(cells)),
    initiative: initiative(),
    warnings: [],
    at: 1_300_000_000_000,
    ...changes,
  };
}
