/** The committee's spreadsheet as it stands before a publication, and what is sent to change it. */
import type { sheets_v4 } from '@googleapis/sheets';
import { STAGING_PREFIX } from '../../core/wording/summary.ts';

export type Batch = readonly sheets_v4.Schema$Request[];

export type SheetShape = {
  readonly sheetId: number;
  readonly title: string;
  readonly isHidden: boolean;
  /** False for a chart that is a tab of its own: it has no cells. */
  readonly isTable?: boolean;
  readonly chartIds?: readonly number[];
  readonly protectionIds?: readonly number[];
};

export type SpreadsheetShape = {
  readonly locale: string;
  readonly timeZone: string;
  /** In their order. */
  readonly sheets: readonly SheetShape[];
};

/** Two tabs of a spreadsheet cannot have titles that differ by capitals alone. */
export function foldTitle(title: string): string {
  return title.toLowerCase();
}

/** Whether a plan on one is a plan on the other; what a plan staged itself is no difference. */
export function equalShapes(one: SpreadsheetShape, other: SpreadsheetShape): boolean {
  return toComparable(one) === toComparable(other);
}

function toComparable({ sheets }: SpreadsheetShape): string {
  const standing = sheets.filter(({ title }) => !title.startsWith(STAGING_PREFIX));
  return JSON.stringify(
    standing.map(({ sheetId, title, isHidden, chartIds = [], protectionIds = [] }) => [
      sheetId,
      title,
      isHidden,
      [...chartIds].sort(),
      [...protectionIds].sort(),
    ]),
  );
}
