/** The annexes of the draft report, by the Roman numbers its paragraphs cite them under. */
export const ANNEX_NUMBERS = {
  categories: 'I',
  benefit: 'II',
  units: 'III',
  missing: 'IV',
  review: 'V',
  sources: 'VI',
} as const;
export type AnnexKey = keyof typeof ANNEX_NUMBERS;
