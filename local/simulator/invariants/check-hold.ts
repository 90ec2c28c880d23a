/** Part of invariant 1: many rows gone at once, or within a day, are never simply deleted. */
import type { Commit, Evidence, Violation } from '../evidence.ts';

const MIN_ROWS = 10;
const SHARE = 0.2;
const DAY_MS = 24 * 3_600_000;

/** A commit that deleted what should have been held. */
export type LostRecords = {
  readonly commit: Commit;
  readonly gone: number;
  readonly of: number;
};

export function checkHold(evidence: Evidence): readonly Violation[] {
  return listLostRecords(evidence).map(({ commit: { unit }, gone, of }) => ({
    invariant: 1,
    reason: `${unit} lost ${gone} of ${of} records without a hold`,
  }));
}

export function listLostRecords({ commits }: Evidence): readonly LostRecords[] {
  const units = [...new Set(commits.map(({ unit }) => unit))];
  return units.flatMap((unit) => listOfUnit(commits.filter((one) => one.unit === unit)));
}

function listOfUnit(commits: readonly Commit[]): readonly LostRecords[] {
  const earlier: Commit[] = [];
  return commits.flatMap((commit) => {
    const deleted = countUnconfirmed(commit);
    const before = earlier
      .filter(({ atMs }) => atMs > commit.atMs - DAY_MS)
      .reduce((sum, one) => sum + countUnconfirmed(one), 0);
    earlier.push(commit);
    if (deleted === 0) return [];
    const gone = deleted + before;
    const of = commit.active + before;
    return gone < MIN_ROWS || gone <= SHARE * of ? [] : [{ commit, gone, of }];
  });
}

/** A confirmed deletion was wanted. */
function countUnconfirmed({ isConfirmed, writes }: Commit): number {
  if (isConfirmed) return 0;
  return writes.filter(({ history }) => history?.kind === 'delete').length;
}
