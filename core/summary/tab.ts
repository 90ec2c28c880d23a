/** A tab of the committee's spreadsheet as plain typed values; nothing in it is ever a formula. */
import { toSerial } from '../time.ts';
import type { TabChart } from './tab-chart.ts';

export type TabCell =
  | { readonly kind: 'blank' }
  /** With `link`, an address that a click opens; it is part of the format, never a formula. */
  | { readonly kind: 'text'; readonly text: string; readonly link?: string }
  | { readonly kind: 'number'; readonly value: number }
  /** A calendar year: digits are not grouped. */
  | { readonly kind: 'year'; readonly value: number }
  /** In đồng. */
  | { readonly kind: 'money'; readonly value: number; readonly estimated: boolean }
  /** A part of 1. */
  | { readonly kind: 'percent'; readonly value: number }
  /** Days since 1899-12-30, Vietnam time. */
  | { readonly kind: 'moment'; readonly value: number };

export type RowStyle = 'title' | 'note' | 'section' | 'header' | 'body' | 'total';
export type TabRow = { readonly style: RowStyle; readonly cells: readonly TabCell[] };

export type TabColumn = { readonly widthPx: number };

export type Tab = {
  readonly title: string;
  readonly isHidden: boolean;
  readonly frozenRows: number;
  readonly columns: readonly TabColumn[];
  /** No row is longer than `columns`; a shorter one ends in blank cells. */
  readonly rows: readonly TabRow[];
  readonly charts?: readonly TabChart[];
};

/** A spreadsheet refuses longer texts in one cell. */
const MAX_TEXT_LENGTH = 49_000;

export const BLANK: TabCell = { kind: 'blank' };

export function textCell(text: string): TabCell {
  if (text === '') return BLANK;
  if (text.length <= MAX_TEXT_LENGTH) return { kind: 'text', text };
  // Half of a surrogate pair cannot be sent.
  const cut = text.slice(0, MAX_TEXT_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
  return { kind: 'text', text: `${cut}…` };
}

/** @param link '' for none */
export function linkCell(text: string, link: string): TabCell {
  const cell = textCell(text);
  return cell.kind === 'text' && link !== '' ? { ...cell, link } : cell;
}

export function numberCell(value: number): TabCell {
  return { kind: 'number', value };
}

export function yearCell(value: number): TabCell {
  return { kind: 'year', value };
}

/** A sum too large for a number cell to hold exactly is written out. */
export function moneyCell(dong: bigint, estimated = false): TabCell {
  const size = dong < 0n ? -dong : dong;
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) {
    return textCell(String(dong).replace(/\B(?=(\d{3})+$)/g, '.'));
  }
  return { kind: 'money', value: Number(dong), estimated };
}

export function shareCell(tenthsOfPercent: number): TabCell {
  return { kind: 'percent', value: tenthsOfPercent / 1000 };
}

/** Of nothing there are no shares. */
export function toShareCell(tenthsOfPercent: number | undefined): TabCell {
  return tenthsOfPercent === undefined ? BLANK : shareCell(tenthsOfPercent);
}

export function momentCell(epochMs: number): TabCell {
  return { kind: 'moment', value: toSerial(epochMs) };
}

/** What reading the cell back gives: a text or a number, '' for a blank one. */
export function toCellValue(cell: TabCell): string | number {
  if (cell.kind === 'blank') return '';
  return cell.kind === 'text' ? cell.text : cell.value;
}
