/** The committee's spreadsheet as it stands before a publication, and what is sent to change it. */
import type { sheets_v4 } from '@googleapis/sheets';

export type Batch = readonly sheets_v4.Schema$Request[];

export type SheetShape = {
  readonly sheetId: number;
  readonly title: string;
  readonly isHidden: boolean;
  readonly chartIds?: readonly number[];
  readonly protectionIds?: readonly number[];
};

export type SpreadsheetShape = {
  readonly locale: string;
  readonly timeZone: string;
  /** In their order. */
  readonly sheets: readonly SheetShape[];
};
