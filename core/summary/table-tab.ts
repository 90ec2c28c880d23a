/** The common form of a tab: title, as-of and coverage, notes, a frozen header, a table. */
import { formatVietnamTime } from '../time.ts';
import { toAsOfNote } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import { countUnitsWithRows, countUnlisted } from './figures.ts';
import type { Tab, TabCell } from './tab.ts';
import { textCell } from './tab.ts';

export type TableColumn = { readonly header: string; readonly widthPx: number };

export type TableInput = {
  readonly title: string;
  readonly figures: Figures;
  readonly notes?: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly body: readonly (readonly TabCell[])[];
  readonly total?: readonly TabCell[];
  /** Said instead of an empty table. */
  readonly emptyText: string;
};

export function toTableTab(input: TableInput): Tab {
  const { title, figures, notes = [], columns, body, total, emptyText } = input;
  const head = [toAsOfLine(figures), ...notes];
  return {
    title,
    isHidden: false,
    // Title, notes and header stay in sight.
    frozenRows: head.length + 2,
    columns: columns.map(({ widthPx }) => ({ widthPx })),
    rows: [
      { style: 'title', cells: [textCell(title)] },
      ...head.map((note) => ({ style: 'note' as const, cells: [textCell(note)] })),
      { style: 'header', cells: columns.map(({ header }) => textCell(header)) },
      ...body.map((cells) => ({ style: 'body' as const, cells })),
      // A sentence is no cell of the first column, which may be narrow.
      ...(body.length === 0 ? [{ style: 'note' as const, cells: [textCell(emptyText)] }] : []),
      ...(total === undefined ? [] : [{ style: 'total' as const, cells: total }]),
    ],
  };
}

export function toAsOfLine(figures: Figures): string {
  const expected = figures.units.filter((unit) => unit.isExpected).length;
  return toAsOfNote(formatVietnamTime(figures.asOf), {
    withRows: countUnitsWithRows(figures),
    total: expected,
    unlisted: countUnlisted(figures),
  });
}
