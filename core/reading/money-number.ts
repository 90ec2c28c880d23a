/** One number of an amount: which of its separators group thousands and which one starts decimals. */
import type { MessageCode } from '../message-codes.ts';

export type MoneyNumber =
  | {
      readonly kind: 'number';
      /** Digits before and after the decimal sign. */
      readonly whole: string;
      readonly fraction: string;
      /** Written as x.yyy: thousands, or a decimal in the English manner. */
      readonly singleDotGroup: boolean;
      readonly warnings: readonly MessageCode[];
    }
  | { readonly kind: 'misgrouped' };

/** Digits with dots, commas, apostrophes and inner spaces, as cut out of the cell. */
export function readMoneyNumber(lexeme: string): MoneyNumber {
  const tight = lexeme.replace(/ *([.,']) */g, '$1');
  const spaced: readonly MessageCode[] = tight === lexeme ? [] : ['W_SPACE'];
  const found = FORMS.find(({ form }) => form.test(tight));
  if (found === undefined) return { kind: 'misgrouped' };
  const { decimal, warning } = found;
  const at = decimal === '' ? -1 : tight.lastIndexOf(decimal);
  const whole = (at < 0 ? tight : tight.slice(0, at)).replace(/\D/g, '');
  return {
    kind: 'number',
    whole,
    fraction: at < 0 ? '' : tight.slice(at + 1),
    singleDotGroup: /^\d+\.\d{3}$/.test(tight),
    warnings: warning === undefined ? spaced : [warning, ...spaced],
  };
}

type Form = {
  readonly form: RegExp;
  readonly decimal: '' | ',' | '.';
  readonly warning?: MessageCode;
};

/** The first that fits decides; a number that fits none has its separators in wrong places. */
const FORMS: readonly Form[] = [
  { form: /^\d+$/, decimal: '' },
  { form: /^\d{1,3}(?:\.\d{3})+$/, decimal: '' },
  { form: /^\d{1,3}(?: \d{3})+$/, decimal: '' },
  { form: /^\d{1,3}(?:\.\d{3})+,\d+$/, decimal: ',' },
  { form: /^\d{1,3}(?: \d{3})+,\d+$/, decimal: ',' },
  { form: /^\d{1,3}(?:,\d{3}){2,}$/, decimal: '', warning: 'W_US_FORMAT' },
  { form: /^\d{1,3}(?:'\d{3}){2,}$/, decimal: '', warning: 'W_US_FORMAT' },
  { form: /^\d{1,3}(?:,\d{3})+\.\d+$/, decimal: '.', warning: 'W_US_FORMAT' },
  { form: /^\d{1,3}(?:'\d{3}){2,}\.\d+$/, decimal: '.', warning: 'W_US_FORMAT' },
  { form: /^(?!0+,)\d{1,3},\d{3}$/, decimal: ',', warning: 'W_AMBIG_SEP' },
  { form: /^\d+,\d+$/, decimal: ',' },
  { form: /^\d+\.(?:\d{1,2}|\d{4,})$/, decimal: '.', warning: 'W_DOT_DECIMAL' },
];
