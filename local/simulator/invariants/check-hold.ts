/** Part of invariant 1: many rows gone at once, or within a day, are never simply deleted. */
import type { Commit, Evidence, Violation } from '../evidence.ts';

const MIN_ROWS = 10;
const SHARE = 0.2;
const DAY_MS = 24 * 3_600_000;

export function checkHold(evidence: Evidence): readonly Violation[] {
  const units = [...new Set(evidence.commits.map(({ unit }) => unit))];
  return units.flatMap((unit) => checkUnit(evidence.commits.filter((one) => one.unit === unit)));
}

function checkUnit(commits: readonly Commit[]): readonly Violation[] {
  const earlier: Commit[] = [];
  return commits.flatMap((commit) => {
    const deleted = countUnconfirmed(commit);
    const before = earlier
      .filter(({ atMs }) => atMs > commit.atMs - DAY_MS)
      .reduce((sum, one) => sum + countUnconfirmed(one), 0);
    earlier.push(commit);
    if (deleted === 0) return [];
    const gone = deleted + before;
    if (gone < MIN_ROWS || gone <= SHARE * (commit.active + before)) return [];
    const reason = `${commit.unit} lost ${gone} of ${commit.active + before} records without a hold`;
    return [{ invariant: 1, reason } as const];
  });
}

/** A confirmed deletion was wanted. */
function countUnconfirmed({ isConfirmed, writes }: Commit): number {
  if (isConfirmed) return 0;
  return writes.filter(({ history }) => history?.kind === 'delete').length;
}
