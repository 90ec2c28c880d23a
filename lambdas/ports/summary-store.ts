/** What summarize asks of the table, in its own words; one store serves one programme. */
import type { Catalogue } from '../../core/catalogue/catalogue.ts';
import type { ReviewByUnit } from '../../core/digest/published-facts.ts';
import type { UnitReport } from '../../core/summary/figures.ts';
import type { ListRow } from '../../core/summary/list-row.ts';
import type { LogEntry } from '../../core/summary/log-tab.ts';
import type { SheetIds } from '../../core/summary/spreadsheet-url.ts';
import type { Summary } from '../../core/summary/summary.ts';
import type { KeyPolicy } from '../http/key-policy.ts';

/** What a publication was made from: version of the head, change of the contact; 0 for neither. */
export type UnitMark = { readonly head: number; readonly contact: number };

/** The last publication that was read back and found right. */
export type Published = {
  readonly number: number;
  /** Epoch milliseconds: everything accepted until then is counted. */
  readonly asOf: number;
  /** Of the programme, the spreadsheet and the layout it was made with. */
  readonly basis: string;
  readonly summary: Summary;
  readonly marks: { readonly [unit: string]: UnitMark };
  /** Refused, incomplete and warned rows as the contacts counted them; absent before this was kept. */
  readonly review?: ReviewByUnit;
  /** Version of «Danh mục» it was made with; absent before the tab was first taken in. */
  readonly catalogue?: number;
  /** Of the tabs people see; absent before this was kept. */
  readonly sheetIds?: SheetIds;
  /** Newest first. */
  readonly log: readonly LogEntry[];
};

export type UnitChange =
  | { readonly kind: 'head'; readonly unit: string; readonly version: number }
  | { readonly kind: 'contact'; readonly unit: string; readonly changedAt: number };

export type UnitPages =
  | { readonly kind: 'current'; readonly rows: readonly ListRow[] }
  /** Made from another version of the head, or not whole. */
  | { readonly kind: 'stale'; readonly pageCount: number };

export type PagesToWrite = {
  readonly unit: string;
  /** Of the head the rows were read under; the pages are only written while it stands. */
  readonly headVersion: number;
  readonly rows: readonly ListRow[];
  /** How many pages stand there now: those beyond the new ones are removed. */
  readonly pageCount: number;
};

/**
 * Reads are strongly consistent unless said otherwise. Every call may throw Fault
 * 'store.conflict' when the table stays busy, and 'store.corrupt_item'.
 */
export type SummaryStore = {
  readPublished(): Promise<Published | undefined>;
  /** Number for one publication; grows, and is never given twice. */
  takeNumber(): Promise<number>;
  /** Heads and contacts changed at or after; the latest may be missing for a moment. */
  listChanges(since: number): Promise<readonly UnitChange[]>;
  readReports(units: readonly string[]): Promise<readonly UnitReport[]>;
  readPages(unit: string, headVersion: number): Promise<UnitPages>;
  /** Active and held rows. */
  readRows(unit: string): Promise<readonly ListRow[]>;
  writePages(pages: PagesToWrite): Promise<'written' | 'superseded'>;
  /** Keeps the record of the highest number; one that comes late changes nothing. */
  record(published: Published): Promise<'recorded' | 'superseded'>;
  /** What the committee typed on «Danh mục»; undefined before it was first taken in. */
  readCatalogue(): Promise<Catalogue | undefined>;
  readKeyPolicy(unit: string): Promise<KeyPolicy | undefined>;
};
