/** Plans the batches that replace the tabs: one when it is small, else hidden tabs first. */
import type { sheets_v4 } from '@googleapis/sheets';
import type { Tab } from '../../core/summary/tab.ts';
import { toUtf8Length } from '../../core/utf8-length.ts';
import { STAGING_PREFIX } from '../../core/wording/summary.ts';
import { toFillRequests, toLayoutRequests } from './sheets-tab-requests.ts';

export type Batch = readonly sheets_v4.Schema$Request[];

export type SheetShape = {
  readonly sheetId: number;
  readonly title: string;
  readonly isHidden: boolean;
};

export type SpreadsheetShape = {
  readonly locale: string;
  readonly timeZone: string;
  /** In their order. */
  readonly sheets: readonly SheetShape[];
};

export type PublicationPlan = {
  /** Each fills hidden tabs that nobody reads yet. */
  readonly staging: readonly Batch[];
  /** The one batch that changes what people see. */
  readonly final: Batch;
  /** Of the hidden tab this publication makes: it stands there only when `final` was taken. */
  readonly stampSheetId: number;
};

export type PlanInput = {
  readonly shape: SpreadsheetShape;
  readonly tabs: readonly Tab[];
  /** A positive 31-bit id, unlike any other. */
  readonly newSheetId: () => number;
  readonly maxBatchBytes?: number;
};

/** Google advises 2 MB a request. */
export const MAX_BATCH_BYTES = 1_900_000;
/** Tabs left behind by runs that died are taken away by the next publication, or when too many. */
const MAX_FORGOTTEN = 3;

const LOCALE = 'vi_VN';
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/**
 * The hidden tab is deleted by its id and made anew with another in every final batch. A batch
 * planned on a shape that another publication has replaced since names an id that is gone, so it is
 * refused whole; and a batch repeated after a lost answer cannot be taken twice.
 */
export function planPublication(input: PlanInput): PublicationPlan {
  const { shape, tabs, newSheetId, maxBatchBytes = MAX_BATCH_BYTES } = input;
  const existing = new Map(shape.sheets.map((sheet) => [sheet.title, sheet]));
  const visible = tabs.filter((tab) => !tab.isHidden);
  const placed = visible.map((tab) => planTab(tab, existing.get(tab.title), newSheetId));
  const staged = chooseStaged(placed, maxBatchBytes);
  const forgotten = shape.sheets.filter(({ title }) => title.startsWith(STAGING_PREFIX));
  const hidden = tabs
    .filter((tab) => tab.isHidden)
    .map((tab) => planTab(tab, existing.get(tab.title), newSheetId));

  const removals = forgotten.map(toDeletion);
  const removesFirst = staged.length > 0 && forgotten.length > MAX_FORGOTTEN;
  const staging = cutBatches(staged.flatMap(stageTab(maxBatchBytes)), maxBatchBytes);
  const final = [
    ...hidden.flatMap(replaceHidden),
    ...toPropertyRequests(shape),
    ...placed.flatMap((tab, index) =>
      staged.includes(tab) ? swapStaged(tab, index) : [...placeTab(tab, index), ...tab.fill],
    ),
    ...(removesFirst ? [] : removals),
  ];
  return {
    staging: removesFirst ? [removals, ...staging] : staging,
    final,
    stampSheetId: hidden[0]?.newId ?? 0,
  };
}

type PlannedTab = {
  readonly tab: Tab;
  readonly existing: SheetShape | undefined;
  /** Of the tab to be added, or of the hidden one it is staged in. */
  readonly newId: number;
  /** For a tab that is filled where it stands. */
  readonly fill: Batch;
  readonly bytes: number;
};

function planTab(tab: Tab, existing: SheetShape | undefined, newSheetId: () => number): PlannedTab {
  const newId = newSheetId();
  const sheetId = existing?.sheetId ?? newId;
  const fill = [...toFillRequests(tab, sheetId), ...toLayoutRequests(tab, sheetId)];
  return { tab, existing, newId, fill, bytes: toBytes(fill) };
}

/** The largest tabs, until the rest fits into one batch. */
function chooseStaged(placed: readonly PlannedTab[], maxBytes: number): readonly PlannedTab[] {
  let total = placed.reduce((sum, { bytes }) => sum + bytes, 0);
  const staged: PlannedTab[] = [];
  for (const tab of [...placed].sort((one, other) => other.bytes - one.bytes)) {
    if (total <= maxBytes) break;
    staged.push(tab);
    total -= tab.bytes;
  }
  return staged;
}

function stageTab(maxBytes: number): (planned: PlannedTab) => Batch {
  return ({ tab, newId }) => [
    addSheet(tab, { sheetId: newId, title: `${STAGING_PREFIX}${newId}`, hidden: true }),
    ...toFillRequests(tab, newId, maxBytes),
    ...toLayoutRequests(tab, newId),
  ];
}

/** The old tab goes and the filled one takes its name and place, unseen until both are done. */
function swapStaged({ tab, existing, newId }: PlannedTab, index: number): Batch {
  const properties = { sheetId: newId, title: tab.title, hidden: false, index };
  return [
    ...(existing === undefined ? [] : [toDeletion(existing)]),
    { updateSheetProperties: { properties, fields: 'title,hidden,index' } },
  ];
}

function placeTab({ tab, existing, newId }: PlannedTab, index: number): Batch {
  if (existing === undefined) {
    return [addSheet(tab, { sheetId: newId, title: tab.title, hidden: false, index })];
  }
  const properties = {
    sheetId: existing.sheetId,
    hidden: false,
    index,
    gridProperties: toGrid(tab),
  };
  const fields =
    'hidden,index,gridProperties.rowCount,gridProperties.columnCount,gridProperties.frozenRowCount';
  return [{ updateSheetProperties: { properties, fields } }];
}

function replaceHidden({ tab, existing, newId }: PlannedTab): Batch {
  return [
    ...(existing === undefined ? [] : [toDeletion(existing)]),
    addSheet(tab, { sheetId: newId, title: tab.title, hidden: true }),
    ...toFillRequests(tab, newId),
    ...toLayoutRequests(tab, newId),
  ];
}

function toPropertyRequests({ locale, timeZone }: SpreadsheetShape): Batch {
  if (locale === LOCALE && timeZone === TIME_ZONE) return [];
  const properties = { locale: LOCALE, timeZone: TIME_ZONE };
  return [{ updateSpreadsheetProperties: { properties, fields: 'locale,timeZone' } }];
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

function toDeletion({ sheetId }: SheetShape): sheets_v4.Schema$Request {
  return { deleteSheet: { sheetId } };
}

function cutBatches(requests: Batch, maxBytes: number): readonly Batch[] {
  const batches: sheets_v4.Schema$Request[][] = [];
  let bytes = 0;
  for (const request of requests) {
    const size = toBytes(request);
    const last = batches.at(-1);
    if (last === undefined || bytes + size > maxBytes) {
      batches.push([request]);
      bytes = size;
    } else {
      last.push(request);
      bytes += size;
    }
  }
  return batches;
}

function toBytes(value: unknown): number {
  return toUtf8Length(JSON.stringify(value));
}
