/** What the server adds to its outcomes for whoever reads the tab: warnings, and values without a line. */
import type {
  CatalogueHoldReply,
  CatalogueOutcome,
  CountingVersion,
} from '../messages/catalogue.ts';
import type { Programme } from '../programme.ts';
import type { Catalogue } from './catalogue.ts';
import type { CatalogueKey } from './catalogue-key.ts';
import { parseCatalogueKey } from './catalogue-key.ts';
import type { CatalogueValues } from './initial-values.ts';
import { toShownValue } from './open-catalogue.ts';
import { listValueWarnings } from './value-warnings.ts';
import { toCurrentValues } from './with-catalogue.ts';

export type ExplainInput = {
  readonly programme: Programme;
  readonly catalogue: Catalogue;
};

/** @param input the catalogue as it is after the decision */
export function explainOutcomes(
  outcomes: readonly CatalogueOutcome[],
  { programme, catalogue }: ExplainInput,
): readonly CatalogueOutcome[] {
  const values = toCurrentValues(programme, catalogue);
  return outcomes.map((outcome) => {
    if (outcome.kind === 'kept') return { ...outcome, ...toCounting(outcome, values) };
    if (outcome.kind !== 'saved') return outcome;
    const warnings = listValueWarnings(programme, outcome.key, values.get(outcome.key));
    return warnings.length === 0 ? outcome : { ...outcome, warnings: [...warnings] };
  });
}

function toCounting(
  { key, counting }: Extract<CatalogueOutcome, { kind: 'kept' }>,
  values: CatalogueValues,
): { readonly counting?: CountingVersion } {
  const shown = showValue(key, values);
  return counting === undefined || shown === undefined ? {} : { counting: { ...counting, shown } };
}

/** The open hold with what is on it; undefined while there is none. */
export function explainHold({
  programme,
  catalogue,
}: ExplainInput): CatalogueHoldReply | undefined {
  const { hold, entries } = catalogue;
  if (hold === undefined) return undefined;
  const current = toCurrentValues(programme, catalogue);
  const values = entries.flatMap(({ key, isHeld }) => {
    const shown = isHeld === true ? showValue(key, current) : undefined;
    return shown === undefined ? [] : [{ key, shown }];
  });
  return { ...hold, values };
}

function showValue(key: CatalogueKey, values: CatalogueValues): string | undefined {
  const parts = parseCatalogueKey(key);
  const value = values.get(key);
  return parts === undefined || value === undefined ? undefined : toShownValue(parts.item, value);
}
