/** Part of invariant 1: many rows gone at once, or within a day, are never simply deleted. */
import type { VersionKind } from '../../../core/sync/stored-row.ts';
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
  /** When each record went that is gone still. */
  const goneAt = new Map<string, number>();
  return commits.flatMap((commit) => {
    const before = [...goneAt.values()].filter((atMs) => atMs > commit.atMs - DAY_MS).length;
    const deleted = listUnconfirmed(commit);
    for (const id of deleted) goneAt.set(id, commit.atMs);
    for (const id of listIds(commit, 'revive')) goneAt.delete(id);
    if (deleted.length === 0) return [];
    const gone = deleted.length + before;
    const of = commit.active + before;
    return gone < MIN_ROWS || gone <= SHARE * of ? [] : [{ commit, gone, of }];
  });
}

/** A confirmed deletion was wanted. */
function listUnconfirmed(commit: Commit): readonly string[] {
  return commit.isConfirmed ? [] : listIds(commit, 'delete');
}

function listIds({ writes }: Commit, kind: VersionKind): readonly string[] {
  return writes.flatMap(({ history }) => (history?.kind === kind ? [history.id] : []));
}
