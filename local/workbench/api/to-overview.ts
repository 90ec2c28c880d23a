// The first answer of the page's API: the programme, its spreadsheets, and what was published.
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import type { Programme } from '../../../core/programme.ts';
import { compareCodes, findUnit, listUnitsInPeriod } from '../../../core/programme.ts';
import { toAsOf } from '../../../core/summary/as-of.ts';
import type { Workbook } from '../../google/workbook/workbook.ts';
import type { PageSource, PageSpreadsheet } from '../page-source.ts';
import { countReceipts, NO_RECEIPTS } from './count-receipts.ts';
import { findEntryTab } from './entry-tab.ts';
import type { Overview, ReceiptCounts, SpreadsheetEntry, SpreadsheetKind } from './page-api.ts';
import type { Published } from './read-published.ts';
import { readPublished } from './read-published.ts';

export function toOverview(source: PageSource): Overview {
  const { programme } = source;
  const spreadsheets = source.spreadsheets();
  const committee = spreadsheets.find(({ key }) => key === COMMITTEE_UNIT);
  const published = committee === undefined ? NOTHING : rememberPublished(committee.workbook);
  return {
    programme: {
      code: programme.code,
      name: programme.name,
      province: programme.province,
      period: programme.period,
      unitCount: listUnitsInPeriod(programme).length,
    },
    now: toAsOf(source.now()),
    publication: published.reading,
    spreadsheets: spreadsheets
      .map((spreadsheet) => toEntry(programme, spreadsheet, published))
      .sort(compareEntries),
  };
}

export function toKind(programme: Programme, key: string): SpreadsheetKind {
  if (key === COMMITTEE_UNIT) return 'committee';
  return findUnit(programme, key) === undefined ? 'copy' : 'unit';
}

export function toName(programme: Programme, { key, workbook }: PageSpreadsheet): string {
  return findUnit(programme, key)?.name ?? workbook.title;
}

const NOTHING: Published = { reading: { kind: 'none' }, statuses: new Map() };
const KIND_ORDER: readonly SpreadsheetKind[] = ['committee', 'unit', 'copy'];

function toEntry(
  programme: Programme,
  spreadsheet: PageSpreadsheet,
  published: Published,
): SpreadsheetEntry {
  const { key, workbook } = spreadsheet;
  const kind = toKind(programme, key);
  return {
    key,
    kind,
    name: toName(programme, spreadsheet),
    spreadsheetId: workbook.spreadsheetId,
    revision: workbook.revision,
    tabCount: workbook.sheets.length,
    receipts: kind === 'committee' ? NO_RECEIPTS : rememberReceipts(workbook),
    status: published.statuses.get(key) ?? null,
  };
}

function compareEntries(one: SpreadsheetEntry, other: SpreadsheetEntry): number {
  const byKind = KIND_ORDER.indexOf(one.kind) - KIND_ORDER.indexOf(other.kind);
  return byKind === 0 ? compareCodes(one.key, other.key) : byKind;
}

// An overview is asked for at every change of any spreadsheet: only what changed is read again.
const rememberPublished = remember(readPublished);
const rememberReceipts = remember((workbook: Workbook): ReceiptCounts => {
  const entryTab = findEntryTab(workbook);
  return entryTab === undefined ? NO_RECEIPTS : countReceipts(entryTab.table.rows);
});

/** Equal revisions mean equal content. */
function remember<T>(read: (workbook: Workbook) => T): (workbook: Workbook) => T {
  const known = new WeakMap<Workbook, { readonly revision: number; readonly value: T }>();
  return (workbook) => {
    const last = known.get(workbook);
    if (last !== undefined && last.revision === workbook.revision) return last.value;
    const { revision } = workbook;
    const value = read(workbook);
    known.set(workbook, { revision, value });
    return value;
  };
}
