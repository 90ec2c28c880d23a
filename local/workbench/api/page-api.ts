// What the page's HTTP API answers: plain JSON, the same for any page put in front of it.
import type { PublishedReading } from '../../../core/summary/machine-tab.ts';
import type { UnitStatus } from '../../../core/summary/unit-status.ts';
import type { ReceiptState } from '../../../core/wording/receipts.ts';

/** GET /api/overview */
export type Overview = {
  readonly programme: {
    readonly code: string;
    readonly name: string;
    readonly province: string;
    /** yyyy-mm-dd */
    readonly period: { readonly from: string; readonly to: string };
    readonly unitCount: number;
  };
  /** ISO 8601 in Vietnam time. */
  readonly now: string;
  /** The last publication as the committee's spreadsheet itself says it. */
  readonly publication: PublishedReading;
  /** The committee first, then units by code, then copies. */
  readonly spreadsheets: readonly SpreadsheetEntry[];
};

export type SpreadsheetKind = 'committee' | 'unit' | 'copy';

export type SpreadsheetEntry = {
  readonly key: string;
  readonly kind: SpreadsheetKind;
  /** The unit's name; the file's own title for the others. */
  readonly name: string;
  readonly spreadsheetId: string;
  /** Grows with every change. */
  readonly revision: number;
  readonly tabCount: number;
  /** Rows of the entry tab that hold something, by what their receipt says. */
  readonly receipts: ReceiptCounts;
  /** As last published; null for what is no unit of the summary. */
  readonly status: UnitStatus | null;
};

export type ReceiptCounts = { readonly [state in ReceiptState]: number };

/** GET /api/spreadsheets/:key */
export type SpreadsheetView = {
  readonly key: string;
  readonly kind: SpreadsheetKind;
  readonly name: string;
  readonly title: string;
  readonly revision: number;
  readonly tabs: readonly TabEntry[];
};

export type TabEntry = {
  readonly sheetId: number;
  readonly title: string;
  readonly hidden: boolean;
};

/** GET /api/spreadsheets/:key/tabs/:sheetId?rows=N */
export type TabView = {
  readonly key: string;
  readonly sheetId: number;
  readonly title: string;
  readonly revision: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  /** As far as there is content, from the first one on. */
  readonly columns: readonly ColumnView[];
  /** The first N of them. */
  readonly rows: readonly RowView[];
  /** How many rows hold content; more than are in `rows` when the answer was cut. */
  readonly contentRowCount: number;
  readonly merges: readonly MergeView[];
};

export type ColumnView = {
  readonly letters: string;
  readonly widthPx: number;
  readonly hidden: boolean;
};

export type RowView = {
  /** 1-based. */
  readonly rowNumber: number;
  readonly hidden: boolean;
  /** As many as there are columns; null where a cell is blank. */
  readonly cells: readonly (CellView | null)[];
};

export type CellView = {
  /** null where only a note or a colour stands. */
  readonly value: string | number | boolean | null;
  /** What the cell shows. */
  readonly text: string;
  readonly note?: string;
  /** '#rrggbb' */
  readonly background?: string;
  readonly foreground?: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly align?: 'left' | 'center' | 'right';
  readonly wrap?: true;
  /** An address on this machine that a click opens. */
  readonly link?: string;
  /** On cells of the receipt column only. */
  readonly receipt?: ReceiptState;
};

/** 0-based corner and size. */
export type MergeView = {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
};

/** Data of the event «changed» of GET /api/events. */
export type ChangeNotice = { readonly keys: readonly string[] };

/** GET /api/spreadsheets/:key/menu */
export type MenuView = { readonly items: readonly string[] };

/** GET /api/units: those of the period, opened or not. */
export type UnitList = {
  readonly units: readonly { readonly code: string; readonly name: string }[];
};

/** GET /api/reports */
export type ReportList = {
  readonly links: readonly { readonly label: string; readonly url: string }[];
};

export type ApiFailure = {
  readonly code: 'not_found' | 'bad_request' | 'starting' | 'too_large' | 'failed';
};
