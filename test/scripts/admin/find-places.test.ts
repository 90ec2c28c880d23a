/** Where a name is found in a unit's items: as names are read, in pages too, never by substring. */
import { describe, expect, it } from 'vitest';
import type { TypedCells } from '../../../core/columns.ts';
import { parseAuthorKey } from '../../../core/reading/erase-author.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { toPageItem } from '../../../lambdas/adapters/summary-page-item.ts';
import { findPlaces } from '../../../scripts/admin/erase/find-places.ts';
import type { UnitState } from '../../../scripts/admin/recount/unit-state.ts';
import { initiative, rowId, storedRow, validCells } from '../../support/stored-rows.ts';
import { PROGRAMME } from './sample-table.ts';

const UNIT = 'BT001';
const TEAM = 'Đội quản lý vận hành';

function row(cells: TypedCells): StoredRow {
  const note = typeof cells.note === 'string' ? cells.note : '';
  return storedRow(rowId(UNIT, 1), {
    cells: validCells(cells),
    initiative: initiative({ note }),
  });
}

/** One page of `listed`, whatever the rows say now. */
function state(rows: readonly StoredRow[], listed: readonly StoredRow[]): UnitState {
  const page = toPageItem({
    programme: PROGRAMME,
    unit: UNIT,
    headVersion: 1,
    page: 0,
    pageCount: 1,
    rows: JSON.stringify(listed.flatMap((one) => toListRow(one) ?? [])),
  });
  return {
    programme: PROGRAMME,
    unit: UNIT,
    head: undefined,
    headItem: undefined,
    contact: undefined,
    rows: rows.map((one) => ({ row: one, headVersion: 1 })),
    histories: new Map(),
    pages: [page],
    corrupt: [],
  };
}

function find(unit: UnitState, name: string, erasesMentions = false) {
  const key = parseAuthorKey(name);
  if (key === undefined) throw new Error(`no name: ${name}`);
  return findPlaces(unit, { key, erasesMentions });
}

describe('pages', () => {
  it('are left alone where the name is only a part of an author', () => {
    const named = row({ authors: `${TEAM}; Lê Văn Tám` });
    for (const erasesMentions of [false, true]) {
      const places = find(state([named], [named]), 'Đội quản lý', erasesMentions);
      expect(places).toEqual({ rows: [], pages: [], mentions: [] });
    }
  });

  it('go when they name an author whom no row names any more', () => {
    const before = row({ authors: `ThS. LÊ VĂN TÁM (40%); ${TEAM} (60%)` });
    const unit = state([row({ authors: 'Người khác hẳn' })], [before]);
    expect(find(unit, 'Lê Văn Tám').pages).toEqual(['PAGE#0000']);
    expect(find(unit, TEAM).pages).toEqual(['PAGE#0000']);
  });

  it('follow other cells only when mentions go too', () => {
    const before = row({ note: 'Ông Lê Văn Tám lắp đặt' });
    const unit = state([row({})], [before]);
    expect(find(unit, 'Lê Văn Tám').pages).toEqual([]);
    expect(find(unit, 'Lê Văn Tám', true).pages).toEqual(['PAGE#0000']);
  });

  it('that nobody can read go when the words of the name stand in them', () => {
    const unit = state([], []);
    const damaged = unit.pages.map((page) => ({ ...page, rows: '[{"authors":"Lê Văn Tám"' }));
    expect(find({ ...unit, pages: damaged }, 'Lê Văn Tám').pages).toEqual(['PAGE#0000']);
    expect(find({ ...unit, pages: damaged }, 'Lê Văn Bảy').pages).toEqual([]);
  });
});
