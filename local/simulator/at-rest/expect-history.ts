/** How many versions a record truly went through: those that no sheet called for are none. */
import type { HistoryEntry } from '../../../core/sync/stored-row.ts';
import type { Expectations } from '../../scenario/expectations.ts';
import type { Evidence, UnitEvidence } from '../evidence.ts';
import { listWrongVersions } from '../invariants/check-history.ts';
import { toContent } from '../sheet-snapshot.ts';

export function expectHistories(
  evidence: Evidence,
  { unit, rows, history }: UnitEvidence,
): readonly Expectations[] {
  const wrong = new Set(
    listWrongVersions(evidence).map(({ entry: { id, version } }) => `${id} ${version}`),
  );
  return [...history].flatMap(([id, entries]) => {
    const title = rows.get(id)?.initiative.title;
    const versions = countTrue(entries, ({ version }) => wrong.has(`${id} ${version}`));
    if (title === undefined || versions === entries.length || versions === 0) return [];
    return [{ do: 'expect', history: { unit, title, versions } }];
  });
}

/** What follows a wrong version only to put things right is no change either. */
function countTrue(
  entries: readonly HistoryEntry[],
  isWrong: (entry: HistoryEntry) => boolean,
): number {
  const kept: HistoryEntry[] = [];
  for (const entry of entries) {
    if (isWrong(entry) || repeats(kept.at(-1), entry)) continue;
    kept.push(entry);
  }
  return kept.length;
}

function repeats(before: HistoryEntry | undefined, entry: HistoryEntry): boolean {
  if (before === undefined || (entry.kind === 'delete') !== (before.kind === 'delete'))
    return false;
  return entry.kind === 'delete' || toContent(before.cells) === toContent(entry.cells);
}
