/** What a cell under «Giá trị» means, by the item of its line. */
import type { CellValue } from '../cell.ts';
import { isBlankCell, isDateCell } from '../cell.ts';
import { type AppliedReading, readDate, readDateNumber, readDateSerial } from '../reading/date.ts';
import { foldCell } from '../reading/fold-cell.ts';
import { readMoney, readMoneyNumberCell } from '../reading/money.ts';
import { toPlainText } from '../reading/plain-text.ts';
import { type Finding, quote, refuse, type Verdict } from '../reading/verdict.ts';
import type { Benefit } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { CatalogueCode, CatalogueMessage } from './catalogue-codes.ts';
import type { CatalogueItem } from './catalogue-key.ts';

/** A name, a count or an amount in đồng, a day as yyyy-mm-dd, or a tick. */
export type CatalogueValue = string | number | true;

export type CatalogueReading =
  /** There is no value, and that is what the committee says. */
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'value';
      readonly value: CatalogueValue;
      /** Warnings. */
      readonly messages: readonly CatalogueMessage[];
    }
  | { readonly kind: 'invalid'; readonly messages: readonly CatalogueMessage[] };

/** Longer than anything that has a meaning here. */
export const MAX_VALUE_LENGTH = 1_000;
/** Initiatives of a period: far above any province. */
const MAX_COUNT = 10_000_000;

export function readCatalogueValue(item: CatalogueItem, cell: CellValue): CatalogueReading {
  if (isBlankCell(cell)) return BLANK;
  const text = toPlainText(cell);
  if (text.length > MAX_VALUE_LENGTH) return invalid('E_TOO_LONG');
  if (/^\s*'?[=#]/.test(text)) return invalid('E_FORMULA');
  switch (item) {
    case 'previousPeriod':
      return readPeriodName(text);
    case 'previousDong':
      return toAmount(readMoneyCell(cell));
    case 'revenue':
      return requireSome(toAmount(readMoneyCell(cell)));
    case 'deadline':
      return toDay(readDayCell(cell), text);
    case 'model':
      return readTick(text);
    default:
      return readCount(text);
  }
}

const BLANK: CatalogueReading = { kind: 'blank' };

/** «2007», «2005-2007», «giai đoạn 2005 – 2007», «từ năm 2005 đến năm 2007». */
const PERIOD_NAME =
  /^(?:(?:kỳ|giai đoạn|từ|các) )?(?:năm )?((?:19|20)\d\d)(?: ?(?:[-–—−]|đến) ?(?:năm )?((?:19|20)\d\d))?$/;

/** One name for one period, however it is typed. */
function readPeriodName(text: string): CatalogueReading {
  const name = foldCell(text).replace(/\s+/g, ' ').trim().toLowerCase();
  const [, first, last = first] = PERIOD_NAME.exec(name) ?? [];
  if (first === undefined || last === undefined || last < first) {
    return invalid('E_NAME', { v: quote(text) });
  }
  return valid(first === last ? first : `${first}-${last}`);
}

/** Dots may group thousands, as everywhere else. */
const COUNT = /^(?:\d{1,9}|\d{1,3}(?:\.\d{3})+)$/;

function readCount(text: string): CatalogueReading {
  const folded = foldCell(text).replace(/^' ?/, '');
  const count = Number(folded.replaceAll('.', ''));
  if (!COUNT.test(folded) || count > MAX_COUNT) return invalid('E_COUNT', { v: quote(text) });
  return valid(count);
}

function readMoneyCell(cell: CellValue): Verdict<Benefit> {
  if (typeof cell === 'number') return readMoneyNumberCell(cell);
  return isDateCell(cell) ? refuse('E_DATE') : readMoney(toPlainText(cell));
}

function toAmount(verdict: Verdict<Benefit>): CatalogueReading {
  if (verdict.kind === 'error') return { kind: 'invalid', messages: verdict.findings };
  if (verdict.value.kind !== 'counted') return invalid('E_AMOUNT');
  return valid(verdict.value.dong, listFindings(verdict));
}

/** A revenue of nothing cannot be compared with. */
function requireSome(reading: CatalogueReading): CatalogueReading {
  return reading.kind === 'value' && reading.value === 0 ? invalid('E_REVENUE') : reading;
}

/** A deadline may lie ahead of us, and outside the period. */
const ANY_DAY: ReadingRules = {
  period: { from: '1975-01-01', to: '9999-12-31' },
  today: '9999-12-31',
};

function readDayCell(cell: CellValue): Verdict<AppliedReading> {
  if (typeof cell === 'number') return readDateNumber(cell, ANY_DAY);
  if (isDateCell(cell)) return readDateSerial(cell.serial, ANY_DAY);
  return readDate(toPlainText(cell), ANY_DAY);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** What a date cell is refused for when it says something, only not which day. */
const VAGUE_CODES: readonly string[] = ['E_REQUIRED', 'E_FORMAT', 'E_NOT_APPLIED'];

function toDay(verdict: Verdict<AppliedReading>, text: string): CatalogueReading {
  const isVague = verdict.kind === 'error' && VAGUE_CODES.includes(verdict.code);
  if (isVague) return invalid('E_DAY', { v: quote(text) });
  if (verdict.kind === 'error') return { kind: 'invalid', messages: verdict.findings };
  const day = verdict.value.appliedOn;
  if (!DAY.test(day)) return invalid('E_DAY', { v: quote(text) });
  return valid(day, listFindings(verdict));
}

const TICKED: readonly string[] = ['true', 'x', '✓', '✔', 'có', 'co', 'đúng'];
const UNTICKED: readonly string[] = ['false', 'không', 'khong', 'sai', '-'];

function readTick(text: string): CatalogueReading {
  const folded = foldCell(text);
  if (TICKED.includes(folded)) return valid(true);
  return UNTICKED.includes(folded) ? BLANK : invalid('E_TICK', { v: quote(text) });
}

function listFindings<Value>(verdict: Verdict<Value>): readonly Finding[] {
  return verdict.kind === 'ok' ? [] : verdict.findings;
}

function valid(
  value: CatalogueValue,
  messages: readonly CatalogueMessage[] = [],
): CatalogueReading {
  return { kind: 'value', value, messages };
}

function invalid(
  code: CatalogueCode | 'E_TOO_LONG' | 'E_FORMULA',
  values: CatalogueMessage['values'] = {},
): CatalogueReading {
  return { kind: 'invalid', messages: [{ code, values }] };
}
