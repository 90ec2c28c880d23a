/** The number and date of a recognition decision, read leniently: nothing here is ever refused. */

import type { Day } from '../rules.ts';
import { existsDay, toDay } from './calendar.ts';
import { foldCell } from './fold-cell.ts';

export type DecisionReference = {
  /** «123/QĐ-UBND» */
  readonly number?: string;
  readonly issuedOn?: Day;
};

const NUMBER =
  /(?<![\d/])(\d{1,6}[a-z]?(?:\/\d{4})?\/[\p{L}][\p{L}\d&.-]{0,30}|(?<=số ?:? ?)\d{1,6})/iu;
const NUMERIC_DATE = /(?<!\d)(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})(?!\d)/;
const WORDED_DATE = /(?<!\d)(\d{1,2}) tháng (\d{1,2}) năm (\d{4})(?!\d)/;

/** @param text normalised, as the record keeps it */
export function findDecisionReference(text: string): DecisionReference {
  const line = text.slice(0, 500).replace(/\s+/g, ' ');
  const number = NUMBER.exec(line)?.[1];
  const issuedOn = findDay(foldCell(line));
  return {
    ...(number === undefined ? {} : { number }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
  };
}

function findDay(folded: string): Day | undefined {
  const numeric = NUMERIC_DATE.exec(folded);
  const worded = WORDED_DATE.exec(folded);
  const date = Number(numeric?.[1] ?? worded?.[1]);
  const month = Number(numeric?.[3] ?? worded?.[2]);
  const year = Number(numeric?.[4] ?? worded?.[3]);
  return existsDay(year, month, date) ? toDay(year, month, date) : undefined;
}
