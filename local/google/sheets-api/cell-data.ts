// CellData of the API ↔ cell of a workbook.

import type { sheets_v4 } from '@googleapis/sheets';
import {
  type Cell,
  type CellContent,
  type CellFormat,
  MAX_CELL_CHARACTERS,
  patchCell,
  type Validation,
} from '../workbook/cell.ts';
import { displayValue } from '../workbook/display-value.ts';
import { ApiError, notImplemented } from './api-error.ts';
import { type FieldMask, maskPaths, maskSelects, maskTouches } from './field-mask.ts';
import { FORMAT_PATHS, parseFormat, toApiFormat } from './format-data.ts';

type ApiCell = sheets_v4.Schema$CellData;

// A cell never changes, another takes its place: a tab read again and again is converted once.
const converted = new WeakMap<Cell, Readonly<ApiCell>>();

export function toCellData(cell: Cell): Readonly<ApiCell> {
  const known = converted.get(cell);
  if (known !== undefined) return known;
  const data = convert(cell);
  converted.set(cell, data);
  return data;
}

function convert(cell: Cell): ApiCell {
  const { content, note, format, validation, hyperlink } = cell;
  const apiFormat = toApiFormat(format ?? {}, hyperlink);
  const formatted = Object.keys(apiFormat).length > 0;
  return {
    ...(content === undefined
      ? {}
      : {
          userEnteredValue: toExtendedValue(content),
          effectiveValue: toEffectiveValue(content),
          formattedValue: displayValue(cell),
        }),
    // Google adds its defaults to the effective format; what was entered is all there is here.
    ...(formatted ? { userEnteredFormat: apiFormat, effectiveFormat: apiFormat } : {}),
    ...(hyperlink === undefined ? {} : { hyperlink }),
    ...(note === undefined ? {} : { note }),
    ...(validation === undefined ? {} : { dataValidation: toRule(validation) }),
  };
}

/** Replaces what the mask chooses of a cell by what `data` has there, or removes it. */
export type CellWriter = (cell: Cell, data: ApiCell) => Cell;

const WRITABLE = ['userEnteredValue', 'userEnteredFormat', 'note', 'dataValidation'];

/** @throws ApiError when the mask chooses something that cannot be written here */
export function cellWriter(mask: FieldMask): CellWriter {
  assertWritable(mask);
  const writesValue = maskTouches(mask, ['userEnteredValue']);
  const writesNote = maskSelects(mask, ['note']);
  const writesRule = maskTouches(mask, ['dataValidation']);
  const formatKeys = FORMAT_PATHS.filter(([, path]) =>
    maskTouches(mask, ['userEnteredFormat', ...path]),
  ).map(([key]) => key);
  const writesLink = maskTouches(mask, ['userEnteredFormat', 'textFormat', 'link']);
  // Equal formats of thousands of cells become one object.
  const known = new Map<string, CellFormat>();

  return (cell, data) => {
    assertSupported(data);
    const link = data.userEnteredFormat?.textFormat?.link?.uri ?? undefined;
    return patchCell(cell, {
      ...(writesValue ? { content: parseExtendedValue(data.userEnteredValue) } : {}),
      ...(writesNote ? { note: data.note ?? undefined } : {}),
      ...(writesRule ? { validation: parseRule(data.dataValidation) } : {}),
      ...(writesLink ? { hyperlink: link } : {}),
      ...(formatKeys.length === 0
        ? {}
        : {
            format: changedFormat(
              cell.format,
              parseKnown(data.userEnteredFormat, known),
              formatKeys,
            ),
          }),
    });
  };
}

/** @returns undefined for an empty value, which clears the cell */
function parseExtendedValue(
  value: sheets_v4.Schema$ExtendedValue | undefined,
): CellContent | undefined {
  if (value === undefined) return undefined;
  const kinds = Object.keys(value);
  if (kinds.length > 1)
    throw new ApiError(400, `userEnteredValue: only one value may be set, not ${kinds.join(', ')}`);
  if (value.errorValue !== undefined)
    throw new ApiError(400, 'userEnteredValue.errorValue is read-only');
  const { formulaValue } = value;
  if (typeof formulaValue === 'string') {
    if (!formulaValue.startsWith('='))
      throw new ApiError(400, 'formulaValue must start with an equals sign');
    return { value: '#ERROR!', formula: formulaValue };
  }
  if (typeof value.numberValue === 'number') return { value: value.numberValue };
  if (typeof value.boolValue === 'boolean') return { value: value.boolValue };
  return parseText(value.stringValue ?? '');
}

/** @throws ApiError 400 when it is longer than a cell can hold */
export function parseText(text: string): CellContent | undefined {
  if (text.length > MAX_CELL_CHARACTERS)
    throw new ApiError(
      400,
      `Your input contains more than the maximum of ${MAX_CELL_CHARACTERS} characters in a ` +
        'single cell.',
    );
  return text === '' ? undefined : { value: text };
}

export function parseRule(
  rule: sheets_v4.Schema$DataValidationRule | undefined,
): Validation | undefined {
  if (rule === undefined) return undefined;
  const type = rule.condition?.type;
  if (typeof type !== 'string') throw new ApiError(400, 'A data validation rule needs a condition');
  const values = (rule.condition?.values ?? []).map((value) => {
    if (typeof value.userEnteredValue !== 'string')
      throw notImplemented('a condition value other than userEnteredValue');
    return value.userEnteredValue;
  });
  if (type === 'ONE_OF_LIST' && values.length === 0)
    throw new ApiError(400, 'ONE_OF_LIST needs at least one value');
  const inputMessage = rule.inputMessage ?? undefined;
  return {
    type,
    values,
    strict: rule.strict ?? false,
    showCustomUi: rule.showCustomUi ?? false,
    ...(inputMessage === undefined ? {} : { inputMessage }),
  };
}

function toRule(validation: Validation): sheets_v4.Schema$DataValidationRule {
  const { type, values, strict, showCustomUi, inputMessage } = validation;
  return {
    condition: {
      type,
      ...(values.length === 0
        ? {}
        : { values: values.map((userEnteredValue) => ({ userEnteredValue })) }),
    },
    ...(inputMessage === undefined ? {} : { inputMessage }),
    ...(strict ? { strict } : {}),
    ...(showCustomUi ? { showCustomUi } : {}),
  };
}

function toExtendedValue({ value, formula }: CellContent): sheets_v4.Schema$ExtendedValue {
  if (formula !== undefined) return { formulaValue: formula };
  return toPlainValue(value);
}

function toEffectiveValue({ value, formula }: CellContent): sheets_v4.Schema$ExtendedValue {
  if (formula !== undefined && value === '#ERROR!')
    return { errorValue: { type: 'ERROR', message: 'Formula parse error.' } };
  return toPlainValue(value);
}

function toPlainValue(value: CellContent['value']): sheets_v4.Schema$ExtendedValue {
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return { stringValue: value };
}

function assertWritable(mask: FieldMask): void {
  if (mask === 'all') return;
  for (const path of maskPaths(mask)) {
    const [root = '', ...rest] = path;
    if (!WRITABLE.includes(root)) throw notImplemented(`writing ${path.join('.')}`);
    if (root !== 'userEnteredFormat' || rest.length === 0) continue;
    const isKnown =
      rest.join('.') === 'textFormat' ||
      rest.slice(0, 2).join('.') === 'textFormat.link' ||
      FORMAT_PATHS.some(([, known]) => known.join('.') === rest.join('.')) ||
      // A colour is one value: naming its parts chooses it whole.
      rest.some((name) => name.startsWith('backgroundColor') || name.startsWith('foregroundColor'));
    if (!isKnown) throw notImplemented(`writing ${path.join('.')}`);
  }
}

const UNSUPPORTED = [
  'chipRuns',
  'dataSourceFormula',
  'dataSourceTable',
  'pivotTable',
  'textFormatRuns',
] as const;

function assertSupported(data: ApiCell): void {
  for (const name of UNSUPPORTED) {
    if (data[name as keyof ApiCell] !== undefined) throw notImplemented(`CellData.${name}`);
  }
}

function parseKnown(
  format: sheets_v4.Schema$CellFormat | undefined,
  known: Map<string, CellFormat>,
): CellFormat {
  if (format === undefined) return {};
  const key = JSON.stringify(format);
  const present = known.get(key);
  if (present !== undefined) return present;
  const parsed = parseFormat(format);
  known.set(key, parsed);
  return parsed;
}

function changedFormat(
  old: CellFormat | undefined,
  next: CellFormat,
  keys: readonly (keyof CellFormat)[],
): CellFormat {
  if (old === undefined && keys.length === FORMAT_PATHS.length) return next;
  const kept = Object.entries(old ?? {}).filter(([key]) => !keys.some((each) => each === key));
  const written = Object.entries(next).filter(([key]) => keys.some((each) => each === key));
  return Object.fromEntries([...kept, ...written]);
}
