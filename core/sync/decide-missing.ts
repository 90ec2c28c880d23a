/** What an index says of records it does not name, and of rows it names differently. */
import type { RowOutcome, SyncReply } from '../messages/sync-reply.ts';
import type { SyncRequest } from '../messages/sync-request.ts';
import type { Hold, UnitHead } from '../unit-head.ts';
import { mustHold } from './mass-delete-hold.ts';
import { release, releaseHold } from './release.ts';
import type { RowWrite, StoredRow } from './stored-row.ts';
import { toCounting, toNextVersion } from './stored-row.ts';

export type IndexInput = {
  readonly request: SyncRequest;
  readonly head: UnitHead;
  readonly stored: ReadonlyMap<string, StoredRow>;
  readonly index: NonNullable<SyncRequest['index']>;
  /** What the request's own rows lead to. */
  readonly rowWrites: readonly RowWrite[];
  readonly outcomes: readonly RowOutcome[];
  readonly now: number;
};

export type MissingDecision = {
  readonly writes: readonly RowWrite[];
  readonly hold: Hold | undefined;
  /** `index`: nothing was judged missing before the last rows of this run, which bring another index. */
  readonly answer: Pick<SyncReply, 'index' | 'missing' | 'resend' | 'accepted'>;
};

export function decideMissing(input: IndexInput): MissingDecision {
  const { head, stored, rowWrites, request, now } = input;
  // A moved row is known by the id it came with and by the one it takes.
  const handled = new Set(
    input.outcomes.flatMap((one) => (one.kind === 'moved' ? [one.id, one.as] : [one.id])),
  );
  const indexed = new Map(input.index);
  // Its row turned out to be another record: nothing stands for this one any more.
  const left = new Set(input.outcomes.flatMap((one) => (one.kind === 'moved' ? [one.id] : [])));
  const isPresent = (id: string) => !left.has(id) && (indexed.has(id) || handled.has(id));

  const absent = [...stored.values()].filter(
    (row) => row.state !== 'deleted' && !isPresent(row.id),
  );
  // Rows of later requests may be these records, which only their content tells.
  const isOpen = request.counts.waiting > 0 && absent.length > 0;
  const judged = isOpen ? [] : absent;
  const confirmed = judged.filter((row) => row.state === 'held' && row.holdId === request.confirm);
  const returned = [...stored.values()].filter(
    (row) => row.state === 'held' && indexed.has(row.id) && !handled.has(row.id),
  );
  const missing = judged.filter(({ state }) => state === 'active');
  const holds = mustHold({
    missing: missing.length,
    active: head.active,
    recent: head.recentDeletions,
    now,
  });

  const revivals = listRevived(input, handled).map((row) => toRevival(row, now));
  const releases = returned.map((row) => ({ row: release(row) }));
  const deletes = [...confirmed, ...(holds ? [] : missing)].map((row) => toDeletion(row, now));
  const holdId = head.hold?.id ?? `H${head.seq + 1}`;
  const holdWrites: RowWrite[] = holds
    ? missing.map((row) => ({ row: { ...row, state: 'held', holdId } }))
    : [];
  const writes = [...revivals, ...releases, ...deletes, ...holdWrites];

  const kept = releaseHold(head, [...rowWrites, ...writes], stored);
  const count = (kept?.count ?? 0) + holdWrites.length;
  return {
    writes,
    hold: count > 0 ? { id: holdId, count } : undefined,
    answer: {
      index: isOpen,
      missing: [
        ...deletes.map(({ row }) => ({ id: row.id, kind: 'deleted' as const })),
        ...judged
          .filter((row) => row.state === 'held' && !confirmed.includes(row))
          .concat(holds ? missing : [])
          .map((row) => ({ id: row.id, kind: 'held' as const })),
      ],
      resend: listResend(input, handled),
      accepted: [...listAccepted(input, handled), ...revivals.map(({ row }) => toCounting(row))],
    },
  };
}

function toDeletion(row: StoredRow, now: number): RowWrite {
  return toNextVersion({ ...release(row), state: 'deleted' }, 'delete', now);
}

/**
 * Deleted records whose rows were undone back onto the sheet but are not valid as they are: what was
 * accepted last counts again, as it does for any saved row that was edited into an invalid one. Rows
 * that were emptied claim nothing: new content in them is no reason to count the old.
 */
function listRevived({ request, index, stored }: IndexInput, handled: ReadonlySet<string>) {
  const claims = new Set(request.claims);
  return index.flatMap(([id, fingerprint]): StoredRow[] => {
    const row = stored.get(id);
    if (fingerprint !== null || !claims.has(id) || handled.has(id)) return [];
    return row?.state === 'deleted' ? [row] : [];
  });
}

function toRevival(row: StoredRow, now: number): RowWrite {
  return toNextVersion({ ...row, state: 'active' }, 'revive', now);
}

/** Rows the sheet believes accepted with a content the table does not have. */
function listResend({ index, stored }: IndexInput, handled: ReadonlySet<string>): string[] {
  return index.flatMap(([id, fingerprint]) => {
    if (fingerprint === null || handled.has(id)) return [];
    const row = stored.get(id);
    const same = row !== undefined && row.state !== 'deleted' && row.fingerprint === fingerprint;
    return same ? [] : [id];
  });
}

/** What counts for rows that are present but not valid on the sheet. */
function listAccepted(
  { index, stored }: IndexInput,
  handled: ReadonlySet<string>,
): SyncReply['accepted'] {
  return index.flatMap(([id, fingerprint]) => {
    const row = stored.get(id);
    if (fingerprint !== null || handled.has(id) || row === undefined || row.state === 'deleted') {
      return [];
    }
    return [toCounting(row)];
  });
}
