/** What changed between the publication a reader was told of and the one that stands now. */
import type { RowPair } from '../../core/digest/changes.ts';
import { decideChanges } from '../../core/digest/changes.ts';
import type { Changes } from '../../core/digest/mail-facts.ts';
import { toNamedUnit } from '../../core/digest/published-facts.ts';
import { toRowPair } from '../../core/digest/row-history.ts';
import type { Said } from '../../core/digest/said.ts';
import type { Programme } from '../../core/programme.ts';
import { toProgrammeRules } from '../../core/programme.ts';
import type { DigestStore, ToldOf } from '../ports/digest-store.ts';
import type { Published } from '../ports/summary-store.ts';
import type { Logger } from '../ports/telemetry.ts';
import { mapLimited } from '../summarize/map-limited.ts';

export type ChangesDeps = {
  readonly store: Pick<DigestStore, 'readChangedRows'>;
  readonly programme: Programme;
  readonly logger: Logger;
};

const UNITS_AT_ONCE = 4;

/**
 * Reads nothing of units whose head is the same in both.
 *
 * @returns undefined when the two cannot be told apart exactly: then nothing is claimed
 */
export async function readChanges(
  deps: ChangesDeps,
  told: ToldOf<'publication'>,
  published: Published,
  saidNow: Said,
): Promise<Changes | undefined> {
  const { programme, logger } = deps;
  const moved = listMovedUnits(told.marks, published.marks);
  // A unit that was written to all the while is published under no head version: see summarize.
  if (moved.some(({ headThen, headNow }) => headThen < 0 || headNow < 0)) return undefined;
  const rows = await mapLimited(moved, UNITS_AT_ONCE, (unit) => readPairs(deps, unit));
  const { summary } = published;
  const changes = decideChanges({
    since: told.asOf,
    rows: rows.flat(),
    refusedThen: told.refused,
    saidThen: told.said,
    saidNow,
  });
  if (changes.added - changes.withdrawn === summary.total - told.total) return changes;
  logger.error('changes do not add up', {
    programme: programme.code,
    since: told.number,
    until: published.number,
  });
  return undefined;
}

type MovedUnit = {
  readonly code: string;
  readonly headThen: number;
  readonly headNow: number;
};

/** Head versions at both; 0 for a unit that was not part of one. */
function listMovedUnits(
  before: Published['marks'],
  after: Published['marks'],
): readonly MovedUnit[] {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return codes
    .map((code) => ({
      code,
      headThen: before[code]?.head ?? 0,
      headNow: after[code]?.head ?? 0,
    }))
    .filter(({ headThen, headNow }) => headThen !== headNow);
}

async function readPairs(
  { store, programme }: ChangesDeps,
  { code, headThen, headNow }: MovedUnit,
): Promise<readonly RowPair[]> {
  const unit = toNamedUnit(programme, code);
  const rules = toProgrammeRules(programme);
  // Of a unit that left the list every row goes, and not only those written since.
  const rows = await store.readChangedRows(code, headNow === 0 ? 0 : headThen);
  return rows.flatMap(
    ({ versions }) => toRowPair({ unit, versions, headThen, headNow, rules }) ?? [],
  );
}
