/** Columns of ours that people deleted from a tab, hidden ones among them: «Kích hoạt» adds them again. */
import type { EntryColumn } from '../columns.ts';
import { HIDDEN_COLUMNS, MANAGED_COLUMNS } from '../columns.ts';
import { COLUMN_HEADERS, findColumn } from '../wording/columns.ts';
import type { SheetValues } from './find-list-header.ts';
import type { AdoptionPlan } from './plan-adoption.ts';
import { planAdoption } from './plan-adoption.ts';

export type LostColumns = Pick<AdoptionPlan, 'headerRowNumber' | 'firstRowNumber' | 'appended'> & {
  /** Some headers are people's own words, which only a list that was taken over has. */
  readonly isAdopted: boolean;
};

/** Undefined where the hidden columns are all there, or nothing says that these are initiatives. */
export function findLostColumns(values: SheetValues): LostColumns | undefined {
  const plan = planAdoption(values);
  if (plan === undefined) return undefined;
  const headers = values[plan.headerRowNumber - 1] ?? [];
  const isThere = (column: EntryColumn) =>
    headers.some((header) => typeof header === 'string' && findColumn(header) === column);
  // Marks whose ids are gone look like no marks of ours, and yet their column is here.
  const lost = plan.appended.filter(({ column }) => isManaged(column) && !isThere(column));
  if (!lost.some(({ column }) => HIDDEN_COLUMNS.includes(column))) return undefined;
  const isAdopted = plan.understood.some(({ header, column }) => findColumn(header) !== column);
  const width = Math.min(...plan.appended.map(({ place }) => place));
  const appended = lost.map(({ column, header }, index) => ({
    column,
    place: width + index,
    header: isAdopted ? header : COLUMN_HEADERS[column],
  }));
  const { headerRowNumber, firstRowNumber } = plan;
  return { headerRowNumber, firstRowNumber, appended, isAdopted };
}

function isManaged(column: EntryColumn): boolean {
  return MANAGED_COLUMNS.some((one) => one === column);
}
