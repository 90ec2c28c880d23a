// Data validation rules and their builder.

import type { ValidationData } from '../calls.ts';
import { exception } from './bridge.ts';
import { enumeration } from './enumeration.ts';
import { strict } from './strict.ts';

export const DataValidationCriteria = enumeration([
  'VALUE_IN_LIST',
  'CHECKBOX',
  'NUMBER_GREATER_THAN_OR_EQUAL_TO',
  'NUMBER_BETWEEN',
  'DATE_IS_VALID_DATE',
]);

/** The same conditions as the Sheets API calls them. */
const CRITERIA_BY_TYPE: Readonly<Record<string, keyof typeof DataValidationCriteria>> = {
  ONE_OF_LIST: 'VALUE_IN_LIST',
  BOOLEAN: 'CHECKBOX',
  NUMBER_GREATER_THAN_EQ: 'NUMBER_GREATER_THAN_OR_EQUAL_TO',
  NUMBER_BETWEEN: 'NUMBER_BETWEEN',
  DATE_IS_VALID: 'DATE_IS_VALID_DATE',
};

export type DataValidation = {
  getAllowInvalid(): boolean;
  getHelpText(): string | null;
  getCriteriaType(): unknown;
  getCriteriaValues(): unknown[];
  copy(): DataValidationBuilder;
};

export type DataValidationBuilder = {
  requireValueInList(values: readonly unknown[], showDropdown?: boolean): DataValidationBuilder;
  requireCheckbox(): DataValidationBuilder;
  requireNumberGreaterThanOrEqualTo(value: number): DataValidationBuilder;
  requireNumberBetween(start: number, end: number): DataValidationBuilder;
  requireDate(): DataValidationBuilder;
  setAllowInvalid(allow: boolean): DataValidationBuilder;
  setHelpText(text: string | null): DataValidationBuilder;
  build(): DataValidation;
};

const rules = new WeakMap<object, ValidationData>();

export function toDataValidation(data: ValidationData): DataValidation {
  const validation = strict('DataValidation', {
    getAllowInvalid: () => !data.strict,
    getHelpText: () => data.inputMessage ?? null,
    getCriteriaType() {
      const name = CRITERIA_BY_TYPE[data.type];
      if (name === undefined) throw new Error(`DataValidation ${data.type} is not implemented`);
      return DataValidationCriteria[name];
    },
    getCriteriaValues: (): unknown[] =>
      data.type === 'ONE_OF_LIST' ? [[...data.values], data.showCustomUi] : [...data.values],
    copy: () => newDataValidation(data),
  });
  rules.set(validation, data);
  return validation;
}

/** The rule behind an object a script passed; null for null. */
export function validationData(given: unknown): ValidationData | null {
  if (given === null || given === undefined) return null;
  const data = typeof given === 'object' ? rules.get(given) : undefined;
  if (data === undefined) throw exception(`Invalid argument: rule`);
  return data;
}

/** At Google a rule allows invalid values until told otherwise. */
export function newDataValidation(from?: ValidationData): DataValidationBuilder {
  let data: ValidationData | undefined = from;
  let isStrict = from?.strict ?? false;
  let inputMessage = from?.inputMessage;
  const set = (type: string, values: readonly unknown[], showCustomUi = true) => {
    data = { type, values: values.map(String), strict: isStrict, showCustomUi };
    return builder;
  };
  const builder: DataValidationBuilder = strict('DataValidationBuilder', {
    requireValueInList: (values: readonly unknown[], showDropdown = true) =>
      set('ONE_OF_LIST', values, showDropdown),
    requireCheckbox: () => set('BOOLEAN', []),
    requireNumberGreaterThanOrEqualTo: (value: number) => set('NUMBER_GREATER_THAN_EQ', [value]),
    requireNumberBetween: (start: number, end: number) => set('NUMBER_BETWEEN', [start, end]),
    requireDate: () => set('DATE_IS_VALID', []),
    setAllowInvalid(allow: boolean) {
      isStrict = !allow;
      return builder;
    },
    setHelpText(text: string | null) {
      inputMessage = text ?? undefined;
      return builder;
    },
    build() {
      if (data === undefined) throw exception('The data validation rule has no criteria.');
      const { inputMessage: _old, ...rest } = data;
      const message = inputMessage === undefined ? {} : { inputMessage };
      return toDataValidation({ ...rest, strict: isStrict, ...message });
    },
  });
  return builder;
}
