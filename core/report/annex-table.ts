/** A table behind the report: columns of a tab, so that it says what the tab says to the cell. */

import { padCount } from '../format.ts';
import type { Tab, TabCell } from '../summary/tab.ts';
import { textCell } from '../summary/tab.ts';
import { ANNEX_TITLES, REVIEW_TEXTS } from '../wording/report.ts';
import { LABELS } from '../wording/summary.ts';
import type { AnnexKey } from './annex-numbers.ts';
import { ANNEX_NUMBERS } from './annex-numbers.ts';

export type AnnexColumn = {
  readonly header: string;
  readonly widthMm: number;
  readonly align: 'left' | 'center' | 'right';
};

/** Between the margins of a page of 210 mm that stands, and of 297 mm that lies. */
export const PAGE_WIDTHS_MM = { portrait: 165, landscape: 252 } as const;
export type PageOrientation = keyof typeof PAGE_WIDTHS_MM;

export type AnnexTable = {
  /** Roman. */
  readonly number: string;
  readonly title: string;
  readonly orientation: PageOrientation;
  readonly columns: readonly AnnexColumn[];
  readonly rows: readonly (readonly TabCell[])[];
  readonly total?: readonly TabCell[];
  /** Stands below: what an empty table means, or how much was left out. */
  readonly note?: string;
};

/** Printed lines beyond this help nobody: the tab has them all. */
export const MAX_ANNEX_ROWS = 300;

export type AnnexInput = {
  readonly tab: Tab;
  /** Headers of the tab, in the order of the annex. */
  readonly columns: readonly AnnexColumn[];
  /** Lines with this text in a cell stand in another annex. */
  readonly without?: string;
};

export function toAnnexTable(key: AnnexKey, { tab, columns, without }: AnnexInput): AnnexTable {
  const headers = tab.rows.find(({ style }) => style === 'header')?.cells.map(toText) ?? [];
  const indexes = columns.map(({ header }) => headers.indexOf(header));
  const missing = columns.find((_, index) => indexes[index] === -1);
  if (missing !== undefined) throw new Error(`${tab.title} has no column ${missing.header}`);
  const pick = (cells: readonly TabCell[]): readonly TabCell[] =>
    indexes.map((index) => cells[index] ?? { kind: 'blank' });
  const body = tab.rows.filter(({ style }) => style === 'body');
  const listed = body.filter(({ cells }) => without === undefined || !cells.some(isText(without)));
  const total = tab.rows.find(({ style }) => style === 'total');
  const note = toNote(tab, listed.length);
  return {
    number: ANNEX_NUMBERS[key],
    title: ANNEX_TITLES[key],
    // What has no line to show needs no page that lies.
    orientation: listed.length === 0 ? 'portrait' : chooseOrientation(columns),
    columns,
    rows: listed.slice(0, MAX_ANNEX_ROWS).map(({ cells }) => pick(cells)),
    ...(total === undefined ? {} : { total: nameTotal(pick(total.cells)) }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Its name stands first, also where the tab has it in a column that is left out. */
function nameTotal([first, ...others]: readonly TabCell[]): readonly TabCell[] {
  return [first?.kind === 'text' ? first : textCell(LABELS.all), ...others];
}

function chooseOrientation(columns: readonly AnnexColumn[]): PageOrientation {
  const widthMm = columns.reduce((sum, column) => sum + column.widthMm, 0);
  return widthMm > PAGE_WIDTHS_MM.portrait ? 'landscape' : 'portrait';
}

function toNote(tab: Tab, lines: number): string | undefined {
  if (lines > MAX_ANNEX_ROWS) {
    return REVIEW_TEXTS.more(padCount(lines - MAX_ANNEX_ROWS), tab.title);
  }
  if (lines > 0) return undefined;
  // Below its header an empty table has one sentence.
  const header = tab.rows.findIndex(({ style }) => style === 'header');
  const sentence = tab.rows.slice(header).find(({ style }) => style === 'note');
  return sentence === undefined ? undefined : toText(sentence.cells[0]);
}

function isText(text: string): (cell: TabCell) => boolean {
  return (cell) => cell.kind === 'text' && cell.text === text;
}

function toText(cell: TabCell | undefined): string {
  return cell?.kind === 'text' ? cell.text : '';
}
