/** What an operator may bring back of a row: only what no sheet says anything about. */
import type { TypedCells } from '../columns.ts';
import type { Message } from '../message.ts';
import { readRow } from '../reading/read-row.ts';
import type { ReadingRules } from '../rules.ts';
import type { UnitHead } from '../unit-head.ts';
import { toColumnHashes, toFingerprint } from './fingerprint.ts';
import type { RowWrite, StoredRow } from './stored-row.ts';
import { toNextVersion } from './stored-row.ts';

export type RestoreInput = {
  readonly head: UnitHead;
  readonly row: StoredRow;
  /** Of the version to bring back. */
  readonly cells: TypedCells;
  readonly rules: ReadingRules;
  /** Epoch milliseconds. */
  readonly now: number;
};

export type RestoreDecision =
  /** A row of the sheet is this record: whatever is written here, the sheet would write over. */
  | { readonly kind: 'onSheet' }
  /** It counts as that version already, and waits for its row. */
  | { readonly kind: 'unchanged' }
  /** By the rules of today it is no valid row any more. */
  | { readonly kind: 'unreadable'; readonly messages: readonly Message[] }
  | { readonly kind: 'restore'; readonly write: RowWrite };

/**
 * A record without a row comes back as held. So it counts; no index deletes it again; the same
 * content put back onto the sheet takes its id; and the people of the unit may confirm that it is
 * gone, since theirs is the last word.
 */
export function decideRestore({ head, row, cells, rules, now }: RestoreInput): RestoreDecision {
  if (row.state === 'active') return { kind: 'onSheet' };
  const fingerprint = toFingerprint(toColumnHashes(cells));
  if (row.state === 'held' && row.fingerprint === fingerprint) return { kind: 'unchanged' };
  const reading = readRow(cells, rules);
  if (reading.kind !== 'valid') {
    return { kind: 'unreadable', messages: reading.kind === 'blank' ? [] : reading.messages };
  }
  const { row: next, history } = toNextVersion(
    {
      ...row,
      state: 'held',
      holdId: head.hold?.id ?? `H${head.seq + 1}`,
      cells,
      fingerprint,
      initiative: reading.initiative,
      warnings: reading.messages.map(({ code }) => code),
    },
    row.state === 'deleted' ? 'revive' : 'edit',
    now,
  );
  return { kind: 'restore', write: { row: next, history: { ...history, actor: 'operator' } } };
}
