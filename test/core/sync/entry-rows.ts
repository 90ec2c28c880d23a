/** Builds entry rows for tests of the protocol: a table as the sheet would read it. */
import type { TypedCells } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import type { RowId } from '../../../core/row-id.ts';
import type { SheetRow } from '../../../core/sync/entry-table.ts';
import { toColumnHashes, toFingerprint } from '../../../core/sync/fingerprint.ts';
import type { Mark } from '../../../core/sync/mark.ts';
import { formatMark } from '../../../core/sync/mark.ts';

export const UNIT = 'BT028';

export function toRowId(letter: string): RowId {
  return `${UNIT}-${letter.repeat(16)}` as RowId;
}

/** All typed columns present, blank unless given. */
export function toCells(given: TypedCells): TypedCells {
  return { ...Object.fromEntries(TYPED_COLUMNS.map((column) => [column, ''])), ...given };
}

/** The mark of content accepted as version 1. */
export function toAcceptedMark(cells: TypedCells): Mark {
  const hashes = toColumnHashes(toCells(cells));
  return {
    state: '=',
    version: 1,
    atSeconds: 1_300_000_000,
    seq: 1,
    accepted: toFingerprint(hashes),
    hashes,
  };
}

export type RowSketch = {
  readonly cells?: TypedCells;
  readonly id?: RowId;
  /** The content the mark speaks of; that of the row when not given. */
  readonly marked?: TypedCells;
};

/** Row numbers from 2, the header being row 1. */
export function toSheetRows(sketches: readonly RowSketch[]): readonly SheetRow[] {
  return sketches.map(({ cells = {}, id, marked }, index) => ({
    rowNumber: index + 2,
    idText: id ?? '',
    markText: id === undefined ? '' : formatMark(id, toAcceptedMark(marked ?? cells)),
    receiptText: '',
    cells: toCells(cells),
    isBlank: Object.values(cells).every((value) => value === ''),
  }));
}
