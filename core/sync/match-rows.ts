/** Gives every (id, mark) pair to the row whose content it speaks of, wherever that went. */
import { TYPED_COLUMNS } from '../columns.ts';
import type { RowId } from '../row-id.ts';
import { parseRowId } from '../row-id.ts';
import { parseReceiptState } from '../wording/receipts.ts';
import { chooseOriginals } from './choose-originals.ts';
import type { SheetRow } from './entry-table.ts';
import { findAgreement, scoreAgreement } from './find-agreement.ts';
import type { ColumnHashes } from './fingerprint.ts';
import { toColumnHashes, toFingerprint } from './fingerprint.ts';
import type { Mark } from './mark.ts';
import { parseMark } from './mark.ts';

/** An id with what its mark remembers; no mark where it was overwritten. */
export type Pair = { readonly id: RowId; readonly mark: Mark | undefined };

export type PlacedPair = Pair & { readonly row: SheetRow };

/** The rows an edit event covered, 1-based, when it covered the id column too. */
export type CopiedIds = { readonly fromRow: number; readonly toRow: number };

export type MatchedRow = {
  readonly row: SheetRow;
  /** Hashes of what the row holds now. */
  readonly hashes: ColumnHashes;
  /** The row's identity; none for a row that was never sent. */
  readonly pair: Pair | undefined;
};

export function matchRows(
  rows: readonly SheetRow[],
  unit: string,
  copiedIds?: CopiedIds,
): readonly MatchedRow[] {
  const placed = rows.flatMap((row): PlacedPair[] => {
    const id = parseRowId(row.idText, unit);
    return id === undefined ? [] : [{ id, mark: parseMark(row.markText, id), row }];
  });
  const originals = chooseOriginals(placed, copiedIds);
  const matching = new Map<SheetRow, Pair>();
  const loose = settleInPlace(originals, matching);
  const movable = settleBesideRefusedCopies(loose, rows, matching);
  const unplaced = settleMoved(movable, rows, matching);
  const homeless = settleUnmarked(unplaced, matching);
  const released = settleByAgreement(homeless, rows, matching);
  keepOnEmptiedRows(released, matching);
  return rows.map((row) => {
    const pair = matching.get(row);
    return { row, pair, hashes: toColumnHashes(row.cells, pair?.mark?.hashes) };
  });
}

/** Pairs whose own row still holds exactly what they speak of. */
function settleInPlace(pairs: readonly PlacedPair[], matching: Map<SheetRow, Pair>): PlacedPair[] {
  return pairs.filter(({ row, ...pair }) => {
    if (row.isBlank || pair.mark === undefined || !speaksOf(pair.mark, row)) return true;
    matching.set(row, pair);
    return false;
  });
}

/** Pairs that lost their marks stay where they are, unless another pair's content came there. */
function settleUnmarked(pairs: readonly PlacedPair[], matching: Map<SheetRow, Pair>): PlacedPair[] {
  return pairs.filter(({ row, ...pair }) => {
    if (row.isBlank || pair.mark !== undefined || matching.has(row)) return true;
    matching.set(row, pair);
    return false;
  });
}

/**
 * Edited rows of which a refused copy still says what they said: the copy was judged beside them, so
 * nothing moved there. Content that was sorted or cut brings the receipt of its own row along.
 */
function settleBesideRefusedCopies(
  pairs: readonly PlacedPair[],
  rows: readonly SheetRow[],
  matching: Map<SheetRow, Pair>,
): PlacedPair[] {
  // A mark whose outcome is unknown may have been written beside the wrong row.
  const isEdited = ({ row, mark }: PlacedPair) => mark?.state === '=' && !row.isBlank;
  if (!pairs.some(isEdited)) return [...pairs];
  const refused = new Map<string, boolean>();
  for (const row of rows) {
    if (row.isBlank || matching.has(row)) continue;
    const content = toColumnHashes(row.cells).join('');
    const isRefused = parseReceiptState(row.receiptText) === 'rejected';
    refused.set(content, isRefused && (refused.get(content) ?? true));
  }
  const marked = new Set(pairs.map(({ mark }) => mark?.hashes.join('')));
  return pairs.filter((placed) => {
    const { row, ...pair } = placed;
    if (pair.mark === undefined || !isEdited(placed)) return true;
    if (refused.get(pair.mark.hashes.join('')) !== true) return true;
    const hashes = toColumnHashes(row.cells, pair.mark.hashes);
    // What stands here now may itself have come from somewhere else.
    if (marked.has(hashes.join('')) || scoreAgreement(pair.mark.hashes, hashes) === 0) return true;
    matching.set(row, pair);
    return false;
  });
}

/** Pairs whose content stands, whole, in another row. */
function settleMoved(
  pairs: readonly PlacedPair[],
  rows: readonly SheetRow[],
  matching: Map<SheetRow, Pair>,
): PlacedPair[] {
  const hasColumn = TYPED_COLUMNS.map((column) => rows[0]?.cells[column] !== undefined);
  const toContent = (hashes: ColumnHashes) =>
    hashes.filter((_, index) => hasColumn[index]).join('');
  const byContent = new Map<string, SheetRow[]>();
  for (const row of rows) {
    if (row.isBlank || matching.has(row)) continue;
    const content = toContent(toColumnHashes(row.cells));
    const same = byContent.get(content) ?? [];
    same.push(row);
    byContent.set(content, same);
  }
  return pairs.filter(({ row: _, ...pair }) => {
    if (pair.mark === undefined) return true;
    const row = byContent.get(toContent(pair.mark.hashes))?.shift();
    if (row === undefined) return true;
    matching.set(row, pair);
    return false;
  });
}

/** Edited rows: each pair to the row that agrees with it most, ties in place. */
function settleByAgreement(
  pairs: readonly PlacedPair[],
  rows: readonly SheetRow[],
  matching: Map<SheetRow, Pair>,
): PlacedPair[] {
  const free = rows.filter((row) => !row.isBlank && !matching.has(row));
  const chosen = findAgreement(pairs, free);
  for (const [placed, row] of chosen) {
    const { row: _, ...pair } = placed;
    matching.set(row, pair);
  }
  return pairs.filter((placed) => !chosen.has(placed));
}

/**
 * A pair without content stays on its emptied row, so that content coming back finds it.
 * One whose row now holds something else is let go: to the server its record is missing.
 */
function keepOnEmptiedRows(pairs: readonly PlacedPair[], matching: Map<SheetRow, Pair>): void {
  for (const { row, ...pair } of pairs) {
    if (row.isBlank && !matching.has(row)) matching.set(row, pair);
  }
}

function speaksOf(mark: Mark, row: SheetRow): boolean {
  return toFingerprint(mark.hashes) === toFingerprint(toColumnHashes(row.cells, mark.hashes));
}
