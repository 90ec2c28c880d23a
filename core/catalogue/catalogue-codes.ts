/** Codes of what a line of «Danh mục» may be refused for, beside those of money and dates. */
import type { MessageCode } from '../message-codes.ts';

export const CATALOGUE_CODES = [
  'E_ITEM',
  'E_UNIT_MISSING',
  'E_UNIT_UNKNOWN',
  'E_UNIT_NEEDLESS',
  'E_REPEATED',
  'E_NAME',
  'E_COUNT',
  'E_AMOUNT',
  'E_REVENUE',
  'E_DAY',
  'E_TICK',
  'E_MERGED',
  'E_COUNTED_ABOVE',
  'E_COUNTED_NONE',
  'E_CATEGORIES_ABOVE',
  'W_SAME_PERIOD',
  'W_DEADLINE_EARLY',
  'W_DEADLINE_LATE',
  'W_MODEL_OUTSIDE',
] as const;
export type CatalogueCode = (typeof CATALOGUE_CODES)[number];

export type CatalogueMessage = {
  readonly code: CatalogueCode | MessageCode;
  readonly values: { readonly [placeholder: string]: string };
};
