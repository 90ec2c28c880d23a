/** The annexes of the draft report, by the numbers its paragraphs cite them under. */
export const ANNEX_NUMBERS = {
  categories: 1,
  benefit: 2,
  units: 3,
  missing: 4,
  review: 5,
  sources: 6,
} as const;
export type AnnexKey = keyof typeof ANNEX_NUMBERS;
