/** What a cell of a closed list means: its entries, typed in any capitals or without accents. */
import type { TypedColumn } from '../columns.ts';
import { AWARDS, CATEGORIES, FIELDS, RECOGNITIONS } from '../lists.ts';
import { once } from '../once.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { AWARD_NAMES, CATEGORY_NAMES, FIELD_NAMES, RECOGNITION_NAMES } from '../wording/lists.ts';
import { foldCell } from './fold-cell.ts';
import { accept, quote, refuse, type Verdict } from './verdict.ts';
import { toComparisonKey } from './vietnamese/comparison-key.ts';
import { addTone, splitTone, stripMarks } from './vietnamese/letters.ts';

/** A list of the entry tab: the column it belongs to, its names, and what each may be typed as. */
export type ClosedList<Code extends string> = {
  readonly column: TypedColumn;
  readonly codes: readonly Code[];
  readonly names: { readonly [code in Code]: string };
  readonly forms: () => ListForms<Code>;
};

/** Codes by name, by name whatever its capitals, and by name without accents. */
type ListForms<Code extends string> = {
  readonly [form in 'exact' | 'folded' | 'plain']: ReadonlyMap<string, Code>;
};

function toClosedList<Code extends string>(
  column: TypedColumn,
  codes: readonly Code[],
  names: { readonly [code in Code]: string },
): ClosedList<Code> {
  const index = (toForm: (name: string) => string): ReadonlyMap<string, Code> =>
    new Map(codes.map((code) => [toForm(names[code]), code]));
  return {
    column,
    codes,
    names,
    forms: once(() => ({
      exact: index((name) => name),
      folded: index(toKey),
      plain: index(toPlainKey),
    })),
  };
}

export const CATEGORY_LIST = toClosedList('category', CATEGORIES, CATEGORY_NAMES);
export const FIELD_LIST = toClosedList('field', FIELDS, FIELD_NAMES);
export const RECOGNITION_LIST = toClosedList('recognition', RECOGNITIONS, RECOGNITION_NAMES);
export const AWARD_LIST = toClosedList('award', AWARDS, AWARD_NAMES);

/** No entry is nearly that long. */
const MAX_LENGTH = 200;

/** @returns undefined as the value of a blank cell: whether it may be blank is for the row to say */
export function readListValue<Code extends string>(
  typed: string,
  list: ClosedList<Code>,
): Verdict<Code | undefined> {
  const folded = foldCell(typed);
  if (folded === '') return accept(undefined);
  if (/^'?[=#]/.test(folded)) return refuse('E_FORMULA');
  if (folded.length > MAX_LENGTH) return refuseListValue(typed, list);
  const forms = list.forms();
  const exact = forms.exact.get(typed.normalize('NFC').replace(/\s+/g, ' ').trim());
  if (exact !== undefined) return accept(exact);
  const guessed = forms.folded.get(toKey(folded));
  if (guessed !== undefined) {
    const values = { v: quote(typed), 'trạng thái': list.names[guessed] };
    return accept(guessed, [{ code: 'W_STATUS_GUESS', values }]);
  }
  const plain = forms.plain.get(toPlainKey(folded));
  if (plain !== undefined) {
    return accept(plain, [{ code: 'W_NO_DIACRITICS', values: { a: list.names[plain] } }]);
  }
  return refuseListValue(typed, list);
}

function refuseListValue<Code extends string>(
  typed: string,
  list: ClosedList<Code>,
): Verdict<Code | undefined> {
  const choices = list.codes.map((code) => list.names[code]).join('; ');
  if (list.column === 'category') return refuse('E_CATEGORY', { 'danh sách': choices });
  const values = { v: quote(typed), cột: COLUMN_HEADERS[list.column], 'danh sách': choices };
  return refuse('E_LIST', values);
}

/** Capitals, tone placement and punctuation do not matter, and i may stand for y. */
function toKey(text: string): string {
  const words = toComparisonKey(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.join(' ').replace(/[yýỳỷỹỵ]/g, (y) => addTone('i', splitTone(y).tone));
}

/** Nor do accents. */
function toPlainKey(text: string): string {
  return stripMarks(toKey(text));
}
