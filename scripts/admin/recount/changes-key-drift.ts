/** A head or contact that the changes index does not have where it belongs: publication may miss it. */
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import type { StoredItem } from '../../../lambdas/adapters/table/parse-item.ts';
import type { ChangesKey } from '../../../lambdas/adapters/table/table-keys.ts';
import { toChangesKey } from '../../../lambdas/adapters/table/table-keys.ts';

export type ChangesKeyDrift = {
  readonly kind: 'changesKey' | 'changedAt';
  /** Sort key of the item. */
  readonly place: string;
  readonly found: string;
  readonly expected: string;
};

/** Clocks of two functions may differ by this much; publication looks back further than they do. */
const CLOCK_MARGIN_MS = 60_000;

/** What a head or contact says of itself, with the item it was read from. */
export type Indexed = {
  readonly programme: string;
  readonly unit: string;
  /** Epoch milliseconds. */
  readonly changedAt: number;
  readonly item: StoredItem;
};

export function findChangesKeyDrift(indexed: Indexed): readonly ChangesKeyDrift[] {
  const { programme, unit, changedAt, item } = indexed;
  const expected = toText(toChangesKey(programme, unit, changedAt));
  const found = toText(item);
  return found === expected
    ? []
    : [{ kind: 'changesKey', place: String(item.sk), found, expected }];
}

/** A head never changed before its rows did. */
export function findHeadTimeDrift(
  { changedAt, item }: Indexed,
  rows: readonly StoredRow[],
): readonly ChangesKeyDrift[] {
  const newest = rows.reduce((latest, { at }) => Math.max(latest, at), 0);
  if (changedAt + CLOCK_MARGIN_MS >= newest) return [];
  const expected = `${newest} or later`;
  return [{ kind: 'changedAt', place: String(item.sk), found: String(changedAt), expected }];
}

function toText({ changesPk, changesSk }: StoredItem | ChangesKey): string {
  return `${changesPk ?? 'none'} ${changesSk ?? 'none'}`;
}
