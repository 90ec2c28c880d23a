/** One row of the entry tab read as a whole: an initiative, or what keeps it from being one. */

import { type CellValue, isBlankCell, isDateCell } from '../cell.ts';
import { TYPED_COLUMNS, type TypedCells, type TypedColumn } from '../columns.ts';
import { isError, type Message } from '../message.ts';
import type { Benefit, Initiative } from '../record.ts';
import { rememberTexts } from '../remember-texts.ts';
import type { ReadingRules } from '../rules.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { readAuthors } from './authors.ts';
import { type AppliedReading, readDate, readDateNumber, readDateSerial } from './date.ts';
import {
  AWARD_LIST,
  CATEGORY_LIST,
  type ClosedList,
  FIELD_LIST,
  RECOGNITION_LIST,
  readListValue,
} from './list-value.ts';
import { readMoney, readMoneyNumberCell } from './money.ts';
import { toPlainText } from './plain-text.ts';
import { MAX_CELL_LENGTH, readDescription, readTitle, type TextReading } from './text.ts';
import { refuse, type Verdict } from './verdict.ts';

/** Title and year tell one initiative of a unit from another. */
export type NamedInitiative = Pick<Initiative, 'title' | 'year'>;

export type RowReading =
  | { readonly kind: 'blank' }
  | {
      /** Incomplete: only required cells are missing. */
      readonly kind: 'incomplete' | 'rejected';
      readonly messages: readonly Message[];
      /** What makes it a duplicate, as far as it could be read. */
      readonly named?: NamedInitiative;
    }
  | {
      readonly kind: 'valid';
      readonly initiative: Initiative;
      /** Warnings. */
      readonly messages: readonly Message[];
    };

/**
 * Reads the cells people typed; messages come worst first, then in the order of columns.
 *
 * @param formulas columns whose cell holds a formula: refused whatever it shows
 */
export function readRow(
  cells: TypedCells,
  rules: ReadingRules,
  formulas: ReadonlySet<TypedColumn> = new Set(),
): RowReading {
  if (formulas.size === 0 && TYPED_COLUMNS.every((column) => isBlankCell(cells[column]))) {
    return { kind: 'blank' };
  }
  const cellsRead = readCells(cells, rules, formulas);
  const messages = orderMessages(cellsRead);
  const initiative = toInitiative(cellsRead);
  if (initiative !== undefined) return { kind: 'valid', initiative, messages };
  const errors = messages.filter(isError);
  const isIncomplete = errors.every(({ code }) => code === 'E_REQUIRED');
  const named = toNamed(cellsRead);
  return {
    kind: isIncomplete ? 'incomplete' : 'rejected',
    messages,
    ...(named === undefined ? {} : { named }),
  };
}

function toNamed({ title, appliedOn }: CellVerdicts): NamedInitiative | undefined {
  if (title.kind === 'error' || appliedOn.kind === 'error') return undefined;
  const { year } = appliedOn.value;
  return { title: title.value.text, ...(year === undefined ? {} : { year }) };
}

type CellVerdicts = {
  readonly title: Verdict<TextReading>;
  readonly category: Verdict<Initiative['category']>;
  readonly field: Verdict<Initiative['field']>;
  readonly authors: Verdict<Initiative['authors']>;
  readonly appliedOn: Verdict<AppliedReading>;
  readonly description: Verdict<TextReading>;
  readonly difficulty: Verdict<TextReading>;
  readonly benefit: Verdict<Benefit>;
  readonly otherBenefits: Verdict<TextReading>;
  readonly replication: Verdict<TextReading>;
  readonly recognition: Verdict<Initiative['recognition']>;
  readonly decision: Verdict<TextReading>;
  readonly award: Verdict<Initiative['award']>;
  readonly note: Verdict<TextReading>;
};

const readTitleText = rememberTexts(readTitle);
const readDescriptionText = rememberTexts(readDescription);
const readAuthorsText = rememberTexts(readAuthors);
const readMoneyText = rememberTexts(readMoney);
const readCategoryText = rememberList(CATEGORY_LIST);
const readFieldText = rememberList(FIELD_LIST);
const readRecognitionText = rememberList(RECOGNITION_LIST);
const readAwardText = rememberList(AWARD_LIST);

function rememberList<Code extends string>(list: ClosedList<Code>) {
  return rememberTexts((text) => readListValue(text, list));
}

function readCells(
  cells: TypedCells,
  rules: ReadingRules,
  formulas: ReadonlySet<TypedColumn>,
): CellVerdicts {
  const readCell = <Value>(
    column: TypedColumn,
    read: (value: CellValue) => Verdict<Value>,
  ): Verdict<Value> => {
    if (formulas.has(column)) return refuse('E_FORMULA');
    const value = cells[column] ?? '';
    const isTooLong = typeof value === 'string' && value.length > MAX_CELL_LENGTH;
    return isTooLong ? refuse('E_TOO_LONG') : read(value);
  };
  const readText = <Value>(column: TypedColumn, read: (text: string) => Verdict<Value>) =>
    readCell(column, (value) => read(toPlainText(value)));
  return {
    title: readText('title', readTitleText),
    category: requireValue(readText('category', readCategoryText), 'category'),
    field: readText('field', readFieldText),
    authors: readText('authors', readAuthorsText),
    appliedOn: readCell('appliedOn', (value) => readDateCell(value, rules)),
    description: readText('description', readDescriptionText),
    difficulty: readText('difficulty', readDescriptionText),
    benefit: readCell('benefit', readBenefitCell),
    otherBenefits: readText('otherBenefits', readDescriptionText),
    replication: readText('replication', readDescriptionText),
    recognition: readText('recognition', readRecognitionText),
    decision: readText('decision', readDescriptionText),
    award: readText('award', readAwardText),
    note: readText('note', readDescriptionText),
  };
}

function readDateCell(value: CellValue, rules: ReadingRules): Verdict<AppliedReading> {
  if (typeof value === 'number') return readDateNumber(value, rules);
  if (isDateCell(value)) return readDateSerial(value.serial, rules);
  return readDate(toPlainText(value), rules);
}

function readBenefitCell(value: CellValue): Verdict<Benefit> {
  if (typeof value === 'number') return readMoneyNumberCell(value);
  return isDateCell(value) ? refuse('E_DATE') : readMoneyText(toPlainText(value));
}

function requireValue<Value>(
  verdict: Verdict<Value | undefined>,
  column: TypedColumn,
): Verdict<Value> {
  if (verdict.kind === 'error') return verdict;
  const { value } = verdict;
  if (value === undefined) return refuse('E_REQUIRED', { cột: COLUMN_HEADERS[column] });
  return { ...verdict, value };
}

function orderMessages(verdicts: CellVerdicts): readonly Message[] {
  const messages = TYPED_COLUMNS.flatMap((column): readonly Message[] => {
    const verdict = verdicts[column];
    if (verdict.kind === 'ok') return [];
    return verdict.findings.map((finding) => ({ ...finding, column }));
  });
  return [...messages.filter(isError), ...messages.filter((message) => !isError(message))];
}

/** Undefined as soon as one cell was refused. */
function toInitiative(verdicts: CellVerdicts): Initiative | undefined {
  const { title, category, field, authors, appliedOn, description, difficulty } = verdicts;
  const { benefit, otherBenefits, replication, recognition, decision, award, note } = verdicts;
  if (title.kind === 'error' || category.kind === 'error' || field.kind === 'error')
    return undefined;
  if (authors.kind === 'error' || appliedOn.kind === 'error') return undefined;
  if (description.kind === 'error' || difficulty.kind === 'error') return undefined;
  if (benefit.kind === 'error' || otherBenefits.kind === 'error') return undefined;
  if (replication.kind === 'error' || recognition.kind === 'error') return undefined;
  if (decision.kind === 'error' || award.kind === 'error' || note.kind === 'error')
    return undefined;
  return {
    title: title.value.text,
    category: category.value,
    ...(field.value === undefined ? {} : { field: field.value }),
    authors: authors.value,
    ...appliedOn.value,
    description: description.value.text,
    difficulty: difficulty.value.text,
    benefit: benefit.value,
    otherBenefits: otherBenefits.value.text,
    replication: replication.value.text,
    ...(recognition.value === undefined ? {} : { recognition: recognition.value }),
    decision: decision.value.text,
    ...(award.value === undefined ? {} : { award: award.value }),
    note: note.value.text,
  };
}
