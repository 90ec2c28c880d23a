// What the page needs of the system: to look at it, never to change it.
import type { Programme } from '../../core/programme.ts';
import type { Workbook } from '../google/workbook/workbook.ts';

export type PageSource = {
  readonly programme: Programme;
  /** Epoch milliseconds. */
  now(): number;
  spreadsheets(): readonly PageSpreadsheet[];
};

export type PageSpreadsheet = {
  /** A unit code, `committee`, or the alias of a copy. */
  readonly key: string;
  readonly workbook: Workbook;
};
