/** One tab of a publication as requests: filled where it stands, or staged and swapped in. */
import type { sheets_v4 } from '@googleapis/sheets';
import type { Tab } from '../../core/summary/tab.ts';
import { STAGING_PREFIX } from '../../core/wording/summary.ts';
import { toJsonBytes } from './json-bytes.ts';
import { toChartRequests } from './sheets-charts.ts';
import { toProtectionRequests } from './sheets-protection.ts';
import { toFillRequests, toLayoutRequests, toWholeFill } from './sheets-tab-requests.ts';
import type { Batch, SheetShape } from './spreadsheet-shape.ts';
import { foldTitle } from './spreadsheet-shape.ts';

export type PlannedTab = {
  readonly tab: Tab;
  readonly existing: SheetShape | undefined;
  /** Of the tab to be added, or of the hidden one it is staged in. */
  readonly newId: number;
  /** For a tab that is filled where it stands; empty for one too large for that. */
  readonly fill: Batch;
  /** Infinite for a tab that no single batch holds. */
  readonly bytes: number;
};

type TabPlace = Pick<PlannedTab, 'existing' | 'newId'> & { readonly maxBytes: number };

export function planTab(tab: Tab, { existing, newId, maxBytes }: TabPlace): PlannedTab {
  const sheetId = existing?.sheetId ?? newId;
  const cells = toWholeFill(tab, sheetId, maxBytes);
  if (cells === undefined) {
    return { tab, existing, newId, fill: [], bytes: Number.POSITIVE_INFINITY };
  }
  const fill = [
    cells,
    ...toLayoutRequests(tab, sheetId),
    ...toFurnitureRequests(tab, sheetId, existing),
  ];
  return { tab, existing, newId, fill, bytes: toJsonBytes(fill) };
}

/** What lies on a sheet beside its cells. */
function toFurnitureRequests(tab: Tab, sheetId: number, standing?: SheetShape): Batch {
  return [
    ...toChartRequests(tab, sheetId, standing?.chartIds ?? []),
    ...toProtectionRequests(tab.title, sheetId, standing?.protectionIds ?? []),
  ];
}

export function* stageTabs(
  staged: readonly PlannedTab[],
  maxBytes: number,
): Generator<sheets_v4.Schema$Request> {
  for (const { tab, newId } of staged) {
    yield addSheet(tab, { sheetId: newId, title: `${STAGING_PREFIX}${newId}`, hidden: true });
    yield* toFillRequests(tab, newId, maxBytes);
    yield* toLayoutRequests(tab, newId);
  }
}

/** The old tab goes and the filled one takes its name and place, unseen until both are done. */
export function swapStaged({ tab, existing, newId }: PlannedTab, index: number): Batch {
  const properties = { sheetId: newId, title: tab.title, hidden: false, index };
  return [
    // A spare one is renamed or left alone: nothing of people's is ever deleted.
    ...(existing !== undefined && foldTitle(existing.title) === foldTitle(tab.title)
      ? [toDeletion(existing)]
      : []),
    { updateSheetProperties: { properties, fields: 'title,hidden,index' } },
    ...toFurnitureRequests(tab, newId),
  ];
}

export function placeTab({ tab, existing, newId }: PlannedTab, index: number): Batch {
  if (existing === undefined) {
    return [addSheet(tab, { sheetId: newId, title: tab.title, hidden: false, index })];
  }
  const properties = {
    sheetId: existing.sheetId,
    title: tab.title,
    hidden: false,
    index,
    gridProperties: toGrid(tab),
  };
  const fields =
    'title,hidden,index,gridProperties.rowCount,gridProperties.columnCount,gridProperties.frozenRowCount';
  return [
    // Of merged cells only the first shows its value.
    { unmergeCells: { range: { sheetId: existing.sheetId } } },
    { updateSheetProperties: { properties, fields } },
  ];
}

export function replaceHidden({ tab, existing, newId }: PlannedTab): Batch {
  return [
    ...(existing === undefined ? [] : [toDeletion(existing)]),
    addSheet(tab, { sheetId: newId, title: tab.title, hidden: true }),
    ...toFillRequests(tab, newId),
    ...toLayoutRequests(tab, newId),
    ...toFurnitureRequests(tab, newId),
  ];
}

function addSheet(
  tab: Tab,
  properties: Pick<sheets_v4.Schema$SheetProperties, 'sheetId' | 'title' | 'hidden' | 'index'>,
): sheets_v4.Schema$Request {
  return { addSheet: { properties: { ...properties, gridProperties: toGrid(tab) } } };
}

/** Google refuses a sheet all of whose rows are frozen. */
function toGrid({ rows, columns, frozenRows }: Tab): sheets_v4.Schema$GridProperties {
  return {
    rowCount: Math.max(rows.length, frozenRows + 1),
    columnCount: columns.length,
    frozenRowCount: frozenRows,
  };
}

export function toDeletion({ sheetId }: SheetShape): sheets_v4.Schema$Request {
  return { deleteSheet: { sheetId } };
}
