/** Where a unit's items name a person: what may be erased now, and what its sheet must say first. */
import type { CellValue } from '../../../core/cell.ts';
import type { TypedCells, TypedColumn } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import type { AuthorKey } from '../../../core/reading/erase-author.ts';
import {
  eraseFromAuthors,
  eraseMentions,
  eraseName,
  mentionsAuthor,
  namesAuthor,
} from '../../../core/reading/erase-author.ts';
import type { Initiative } from '../../../core/record.ts';
import type { ListRow } from '../../../core/summary/list-row.ts';
import { toColumnHashes, toFingerprint } from '../../../core/sync/fingerprint.ts';
import type { HistoryEntry, StoredRow } from '../../../core/sync/stored-row.ts';
import { parsePageRows } from '../../../lambdas/adapters/summary-page-item.ts';
import type { StoredItem } from '../../../lambdas/adapters/table/parse-item.ts';
import type { UnitState } from '../recount/unit-state.ts';

/** A cell other than that of the authors in which the name stands. */
export type Mention = {
  readonly id: string;
  readonly version: number;
  readonly column: TypedColumn;
};

export type RowPlaces = {
  readonly id: string;
  /** Accepted from the sheet and counting now: the sheet must be edited first. */
  readonly waits: boolean;
  /** Of a deleted row, as it will stand; absent where the row itself stays. */
  readonly row?: StoredRow;
  /** Past versions as they will stand. */
  readonly history: readonly HistoryEntry[];
};

export type UnitPlaces = {
  readonly rows: readonly RowPlaces[];
  /** Sort keys of pages that name the person though no row does any more. */
  readonly pages: readonly string[];
  /** Cells that stay as they are. */
  readonly mentions: readonly Mention[];
};

export type Search = {
  readonly key: AuthorKey;
  /** Whether the name goes from other cells too. */
  readonly erasesMentions: boolean;
};

export function findPlaces(state: UnitState, search: Search): UnitPlaces {
  const rows = state.rows.map(({ row }) => {
    return findRowPlaces(row, state.histories.get(row.id) ?? [], search);
  });
  const isNamed = rows.some(({ waits }) => waits);
  return {
    rows: [...rows, ...findLostRows(state, search)].filter(
      (one) => one.waits || one.row !== undefined || one.history.length > 0,
    ),
    // While a row names the person, so will its page; afterwards the next publication makes new ones.
    pages: isNamed ? [] : listPages(state, search),
    mentions: state.rows.flatMap(({ row }) =>
      listMentions(row, state.histories.get(row.id) ?? [], search),
    ),
  };
}

/** Histories whose row is not there any more: all of them is past. */
function findLostRows({ rows, histories }: UnitState, search: Search): readonly RowPlaces[] {
  const known = new Set<string>(rows.map(({ row }) => row.id));
  return [...histories].flatMap(([id, entries]): RowPlaces[] => {
    return known.has(id) ? [] : [{ id, waits: false, history: erasePast(entries, search) }];
  });
}

function erasePast(entries: readonly HistoryEntry[], search: Search): readonly HistoryEntry[] {
  return entries.flatMap((entry): HistoryEntry[] => {
    const cells = eraseCells(entry.cells, search);
    return cells === entry.cells ? [] : [{ ...entry, cells }];
  });
}

function findRowPlaces(
  row: StoredRow,
  entries: readonly HistoryEntry[],
  search: Search,
): RowPlaces {
  const isGone = row.state === 'deleted';
  // What counts now is what a sheet said last: it would say so again.
  const past = entries.filter(({ version }) => isGone || version !== row.version);
  const history = erasePast(past, search);
  const erased = isGone ? eraseRow(row, search) : row;
  return {
    id: row.id,
    waits: !isGone && isNamedIn(row.cells, search),
    ...(erased === row ? {} : { row: erased }),
    history,
  };
}

function isNamedIn(cells: TypedCells, { key, erasesMentions }: Search): boolean {
  if (namesAuthor(toText(cells.authors), key)) return true;
  return erasesMentions && TYPED_COLUMNS.some((column) => mentions(cells, column, key));
}

function mentions(cells: TypedCells, column: TypedColumn, key: AuthorKey): boolean {
  return column !== 'authors' && mentionsAuthor(toText(cells[column]), key);
}

/** The very same object where nothing changes. */
function eraseCells(cells: TypedCells, { key, erasesMentions }: Search): TypedCells {
  const erased: { [column in TypedColumn]?: CellValue } = { ...cells };
  for (const column of TYPED_COLUMNS) {
    const value = cells[column];
    if (typeof value !== 'string') continue;
    if (column === 'authors') erased[column] = eraseFromAuthors(value, key);
    else if (erasesMentions) erased[column] = eraseMentions(value, key);
  }
  return TYPED_COLUMNS.some((column) => erased[column] !== cells[column]) ? erased : cells;
}

function eraseRow(row: StoredRow, search: Search): StoredRow {
  const cells = eraseCells(row.cells, search);
  const initiative = eraseInitiative(row.initiative, search);
  const isSame = JSON.stringify(initiative) === JSON.stringify(row.initiative);
  if (cells === row.cells && isSame) return row;
  return { ...row, cells, initiative, fingerprint: toFingerprint(toColumnHashes(cells)) };
}

function eraseInitiative(initiative: Initiative, { key, erasesMentions }: Search): Initiative {
  const authors = initiative.authors.map((author) => ({
    ...author,
    name: eraseName(author.name, key),
  }));
  if (!erasesMentions) return { ...initiative, authors };
  const erase = (text: string) => eraseMentions(text, key);
  return {
    ...initiative,
    authors,
    title: erase(initiative.title),
    description: erase(initiative.description),
    difficulty: erase(initiative.difficulty),
    otherBenefits: erase(initiative.otherBenefits),
    replication: erase(initiative.replication),
    decision: erase(initiative.decision),
    note: erase(initiative.note),
  };
}

function listMentions(
  row: StoredRow,
  entries: readonly HistoryEntry[],
  { key, erasesMentions }: Search,
): readonly Mention[] {
  if (erasesMentions) return [];
  return entries.flatMap(({ version, cells }) =>
    TYPED_COLUMNS.filter((column) => mentions(cells, column, key)).map((column) => ({
      id: row.id,
      version,
      column,
    })),
  );
}

function listPages({ pages }: UnitState, search: Search): readonly string[] {
  return pages.flatMap((page) => (isNamedOnPage(page, search) ? [String(page.sk)] : []));
}

function isNamedOnPage(page: StoredItem, search: Search): boolean {
  const rows = tryParseRows(page);
  // What nobody can read is made anew anyway: better once too often than a name left behind.
  if (rows === undefined) {
    return typeof page.rows === 'string' && mentionsAuthor(page.rows, search.key);
  }
  return rows.some((row) => isNamedInListRow(row, search));
}

function isNamedInListRow(
  { authors, initiative }: ListRow,
  { key, erasesMentions }: Search,
): boolean {
  if (namesAuthor(authors, key)) return true;
  if (!erasesMentions) return false;
  return Object.values(initiative).some(
    (value) => typeof value === 'string' && mentionsAuthor(value, key),
  );
}

function tryParseRows(page: StoredItem): readonly ListRow[] | undefined {
  try {
    return parsePageRows(page);
  } catch {
    return undefined;
  }
}

function toText(value: CellValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
