/** A table behind the report: columns of a tab, so that it says what the tab says to the cell. */

import { padCount } from '../format.ts';
import type { Tab, TabCell } from '../summary/tab.ts';
import { ANNEX_TITLES, REVIEW_TEXTS } from '../wording/report.ts';
import type { AnnexKey } from './annex-numbers.ts';
import { ANNEX_NUMBERS } from './annex-numbers.ts';

export type AnnexColumn = {
  readonly header: string;
  readonly widthMm: number;
  readonly align: 'left' | 'center' | 'right';
};

export type AnnexTable = {
  readonly number: number;
  readonly title: string;
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
  // A single cell is the sentence that stands for an empty table.
  const body = tab.rows.filter(({ style, cells }) => style === 'body' && cells.length > 1);
  const listed = body.filter(({ cells }) => without === undefined || !cells.some(isText(without)));
  const total = tab.rows.find(({ style }) => style === 'total');
  const note = toNote(tab, listed.length);
  return {
    number: ANNEX_NUMBERS[key],
    title: ANNEX_TITLES[key],
    columns,
    rows: listed.slice(0, MAX_ANNEX_ROWS).map(({ cells }) => pick(cells)),
    ...(total === undefined ? {} : { total: pick(total.cells) }),
    ...(note === undefined ? {} : { note }),
  };
}

function toNote(tab: Tab, lines: number): string | undefined {
  if (lines > MAX_ANNEX_ROWS) {
    return REVIEW_TEXTS.more(padCount(lines - MAX_ANNEX_ROWS), tab.title);
  }
  if (lines > 0) return undefined;
  const sentence = tab.rows.find(({ style, cells }) => style === 'body' && cells.length === 1);
  return sentence === undefined ? undefined : toText(sentence.cells[0]);
}

function isText(text: string): (cell: TabCell) => boolean {
  return (cell) => cell.kind === 'text' && cell.text === text;
}

function toText(cell: TabCell | undefined): string {
  return cell?.kind === 'text' ? cell.text : '';
}
