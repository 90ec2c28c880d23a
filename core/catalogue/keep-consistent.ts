/** Which of the values somebody changed contradict the rest: those are refused, the others stand. */
import { formatDong } from '../format.ts';
import { CATEGORIES } from '../lists.ts';
import type { PreviousProblem } from '../targets.ts';
import { listPreviousProblems } from '../targets.ts';
import type { CatalogueMessage } from './catalogue-codes.ts';
import type { CatalogueKey, SingleItem } from './catalogue-key.ts';
import { toCatalogueKey, toCategoryItem } from './catalogue-key.ts';
import type { CatalogueValue } from './catalogue-value.ts';
import type { CatalogueValues } from './initial-values.ts';

export type Consistent = {
  readonly accepted: CatalogueValues;
  readonly refused: ReadonlyMap<CatalogueKey, CatalogueMessage>;
};

/**
 * @param standing what counts if nothing of `changed` is accepted; contradicts nothing itself
 */
export function keepConsistent(standing: CatalogueValues, changed: CatalogueValues): Consistent {
  const accepted = new Map<CatalogueKey, CatalogueValue>(changed);
  const refused = new Map<CatalogueKey, CatalogueMessage>();
  // Each round takes at least one away: a refusal may leave another value without its reason.
  for (let round = 0; round <= changed.size; round += 1) {
    const values = new Map([...standing, ...accepted]);
    const before = accepted.size;
    for (const problem of listPreviousProblems(toPreviousParts(values))) {
      for (const key of listConcerned(problem)) {
        if (accepted.delete(key)) refused.set(key, toMessage(problem));
      }
    }
    if (accepted.size === before) break;
  }
  return { accepted, refused };
}

function toPreviousParts(values: CatalogueValues) {
  const numberOf = (item: SingleItem) => {
    const value = values.get(toCatalogueKey({ item }));
    return typeof value === 'number' ? value : undefined;
  };
  return {
    total: numberOf('previousTotal'),
    counted: numberOf('previousCounted'),
    totalDong: numberOf('previousDong'),
    byCategory: Object.fromEntries(
      CATEGORIES.map((category) => [category, numberOf(toCategoryItem(category))]),
    ),
  };
}

const CONCERNED: { readonly [kind in PreviousProblem['kind']]: readonly SingleItem[] } = {
  countedAboveTotal: ['previousTotal', 'previousCounted'],
  amountOfNone: ['previousCounted', 'previousDong'],
  categoriesAboveTotal: ['previousTotal', ...CATEGORIES.map(toCategoryItem)],
};

function listConcerned({ kind }: PreviousProblem): readonly CatalogueKey[] {
  return CONCERNED[kind].map((item) => toCatalogueKey({ item }));
}

function toMessage(problem: PreviousProblem): CatalogueMessage {
  switch (problem.kind) {
    case 'countedAboveTotal': {
      const values = { n: formatDong(problem.counted), t: formatDong(problem.total) };
      return { code: 'E_COUNTED_ABOVE', values };
    }
    case 'amountOfNone':
      return { code: 'E_COUNTED_NONE', values: { a: formatDong(problem.totalDong) } };
    case 'categoriesAboveTotal': {
      const values = { n: formatDong(problem.named), t: formatDong(problem.total) };
      return { code: 'E_CATEGORIES_ABOVE', values };
    }
  }
}
