/** What the committee reads at rest: a recount of the records. */
import { readPublication } from '../../../core/summary/machine-tab.ts';
import type { Summary } from '../../../core/summary/summary.ts';
import type { Expectations } from '../../scenario/expectations.ts';
import { listDifferences } from '../../scenario/list-differences.ts';
import type { Evidence } from '../evidence.ts';
import { recountSummary } from '../invariants/check-figures.ts';
import type { JudgedRow } from '../judge-rows.ts';
import { groupDuplicates } from '../judge-rows.ts';

type Part = Partial<Omit<Summary, 'asOf'>>;

/** Only the figures that differ; of a summary that cannot be read, the first one. */
export function expectSummary(evidence: Evidence): readonly Expectations[] {
  const last = evidence.publications.at(-1);
  if (last === undefined) return [];
  const recount = recountSummary(evidence);
  const reading = readPublication(last.standing);
  if (reading.kind !== 'published') return [{ do: 'expect', summary: { total: recount.total } }];
  return toParts(recount)
    .filter((part) => listDifferences(part, reading.summary).length > 0)
    .map((summary) => ({ do: 'expect', summary }));
}

function toParts({ asOf: _, ...figures }: Summary): readonly Part[] {
  return Object.entries(figures).flatMap(([key, value]): Part[] => {
    // Nothing can be expected of what names no figure.
    const isEmpty = typeof value === 'object' && Object.keys(value).length === 0;
    return isEmpty && !Array.isArray(value) ? [] : [{ [key]: value }];
  });
}

/**
 * The rows that are not recorded, as the sheets show them: no two rows of one initiative are, so
 * this tells of a copy that counts as the original, whichever of them is.
 *
 * @param judged all rows of all sheets
 */
export function expectCounts(judged: readonly (readonly JudgedRow[])[]): Expectations {
  const rows = judged.flat();
  const refused = judged
    .flatMap((sheet) => groupDuplicates(sheet))
    .reduce((sum, group) => sum + group.length - 1, 0);
  const count = (kind: JudgedRow['kind']) => rows.filter((one) => one.kind === kind).length;
  const rejected = count('rejected') + refused;
  return { do: 'expect', summary: { rejected, incomplete: count('incomplete'), waiting: 0 } };
}
