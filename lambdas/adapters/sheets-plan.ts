/** Plans the batches that replace the tabs: one when it is small, else hidden tabs first. */
import type { sheets_v4 } from '@googleapis/sheets';
import type { SheetIds } from '../../core/summary/spreadsheet-url.ts';
import type { Tab } from '../../core/summary/tab.ts';
import { STAGING_PREFIX } from '../../core/wording/summary.ts';
import { toJsonBytes } from './json-bytes.ts';
import { toStrayChartRequests } from './sheets-charts.ts';
import { toForeignTitleRequests } from './sheets-foreign-tabs.ts';
import type { PlannedTab } from './sheets-planned-tab.ts';
import {
  placeTab,
  planTab,
  replaceHidden,
  stageTabs,
  swapStaged,
  toDeletion,
} from './sheets-planned-tab.ts';
import { toStrayProtectionRequests } from './sheets-protection.ts';
import type { Batch, SheetShape, SpreadsheetShape } from './spreadsheet-shape.ts';
import { foldTitle } from './spreadsheet-shape.ts';

export type PublicationPlan = {
  /** Each fills hidden tabs that nobody reads yet; made one at a time, as it is asked for. */
  readonly staging: Iterable<Batch>;
  /** The one batch that changes what people see. */
  readonly final: Batch;
  /** Of the hidden tab this publication makes: it stands there only when `final` was taken. */
  readonly stampSheetId: number;
  /** Of the tabs people see, by title, once `final` was taken. */
  readonly sheetIds: SheetIds;
};

export type PlanInput = {
  readonly shape: SpreadsheetShape;
  /** A blank tab of the shape that becomes the first of ours. */
  readonly spare?: SheetShape | undefined;
  /** Tabs of people that bear a title of ours. */
  readonly foreign?: readonly SheetShape[];
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
  const { shape, spare, foreign = [], tabs, newSheetId, maxBatchBytes = MAX_BATCH_BYTES } = input;
  const ownable = shape.sheets.filter((sheet) => !foreign.includes(sheet));
  const existing = new Map(ownable.map((sheet) => [foldTitle(sheet.title), sheet]));
  const visible = tabs.filter((tab) => !tab.isHidden);
  const placed = visible.map((tab, index) =>
    planTab(tab, {
      existing: existing.get(foldTitle(tab.title)) ?? (index === 0 ? spare : undefined),
      newId: newSheetId(),
      maxBytes: maxBatchBytes,
    }),
  );
  const hidden = tabs
    .filter((tab) => tab.isHidden)
    .map((tab) =>
      planTab(tab, {
        existing: existing.get(foldTitle(tab.title)),
        newId: newSheetId(),
        maxBytes: Number.POSITIVE_INFINITY,
      }),
    );
  const staged = chooseStaged(placed, maxBatchBytes - sumBytes(hidden));
  const forgotten = shape.sheets.filter(({ title }) => title.startsWith(STAGING_PREFIX));

  const staying = listStaying(placed, staged);
  // What lies on a tab that is gone by then is gone too.
  const standing = shape.sheets.filter((sheet) =>
    hidden.every(({ existing }) => existing !== sheet),
  );
  const removals = forgotten.map(toDeletion);
  const removesFirst = staged.length > 0 && forgotten.length > MAX_FORGOTTEN;
  const final = [
    ...toForeignTitleRequests(foreign, shape),
    ...hidden.flatMap(replaceHidden),
    ...toPropertyRequests(shape),
    ...toStrayChartRequests(standing, staying),
    ...toStrayProtectionRequests(standing, staying),
    ...placed.flatMap((tab, index) =>
      staged.includes(tab) ? swapStaged(tab, index) : [...placeTab(tab, index), ...tab.fill],
    ),
    ...(removesFirst ? [] : removals),
  ];
  return {
    staging: {
      *[Symbol.iterator]() {
        if (removesFirst) yield removals;
        yield* cutBatches(stageTabs(staged, maxBatchBytes), maxBatchBytes);
      },
    },
    final,
    stampSheetId: hidden[0]?.newId ?? 0,
    sheetIds: Object.fromEntries(
      placed.map((planned) => [
        planned.tab.title,
        staged.includes(planned) ? planned.newId : (planned.existing?.sheetId ?? planned.newId),
      ]),
    ),
  };
}

function listStaying(placed: readonly PlannedTab[], staged: readonly PlannedTab[]) {
  return placed.flatMap((planned) => {
    const { tab, existing } = planned;
    const isStaying = existing !== undefined && !staged.includes(planned);
    return isStaying ? [{ tab, sheetId: existing.sheetId }] : [];
  });
}

function sumBytes(tabs: readonly PlannedTab[]): number {
  return tabs.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The largest tabs, until the rest fits into one batch. */
function chooseStaged(placed: readonly PlannedTab[], maxBytes: number): readonly PlannedTab[] {
  const bySize = [...placed].sort((one, other) => one.bytes - other.bytes);
  let total = 0;
  const fitting = bySize.filter(({ bytes }) => {
    total += bytes;
    return total <= maxBytes;
  });
  return bySize.slice(fitting.length).reverse();
}

function toPropertyRequests({ locale, timeZone }: SpreadsheetShape): Batch {
  if (locale === LOCALE && timeZone === TIME_ZONE) return [];
  const properties = { locale: LOCALE, timeZone: TIME_ZONE };
  return [{ updateSpreadsheetProperties: { properties, fields: 'locale,timeZone' } }];
}

function* cutBatches(
  requests: Iterable<sheets_v4.Schema$Request>,
  maxBytes: number,
): Generator<Batch> {
  let batch: sheets_v4.Schema$Request[] = [];
  let bytes = 0;
  for (const request of requests) {
    const size = toJsonBytes(request);
    if (batch.length > 0 && bytes + size > maxBytes) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(request);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
