/** The digest store in memory, with the table's own conditions; drives simulations. */
import type { DeadAddress, OpenMail } from '../core/digest/problems.ts';
import { Fault } from '../core/fault.ts';
import type { DigestStore, MailMark, Told } from '../lambdas/ports/digest-store.ts';
import type { MemoryTable } from './memory-sync-store.ts';

type Marked = {
  readonly mark: MailMark;
  readonly status: 'PENDING' | 'SENT' | 'FAILED';
  readonly told: Told | undefined;
};

export function createMemoryDigestStore(table: MemoryTable): DigestStore {
  const marks = new Map<string, Marked>();
  const open = new Map<string, OpenMail>();
  const dead = new Map<string, DeadAddress>();
  const optOuts = new Set<string>();

  /** Only of the run whose token it carries. */
  function change(mark: MailMark, status: Marked['status'], told?: Told): void {
    const key = toKey(mark);
    if (marks.get(key)?.mark.token !== mark.token) {
      throw new Fault('store.conflict', { unit: mark.recipient });
    }
    marks.set(key, { mark, status, told });
  }

  function putOpen({ token: _, ...mail }: MailMark, outcome: OpenMail['outcome']): void {
    open.set(toKey(mail), { ...mail, outcome });
  }

  return {
    readStandings: async (mails, scheduledAt) =>
      mails.map(({ recipient: { address }, kind }) => ({
        isMarked: marks.has(toKey({ recipient: address, scheduledAt })),
        isOptedOut: optOuts.has(`${address}|${kind}`),
        isDead: dead.has(address),
      })),
    async readLastTold(recipient, kind) {
      const told = [...marks.values()]
        .filter(({ mark, status }) => mark.recipient === recipient && status === 'SENT')
        .filter((marked) => marked.told?.kind === kind)
        .sort((one, other) => other.mark.scheduledAt - one.mark.scheduledAt)[0]?.told;
      return told !== undefined && isOfKind(told, kind) ? told : undefined;
    },
    async putPending(mark) {
      const known = marks.get(toKey(mark));
      const isOwn = known?.mark.token === mark.token && known.status === 'PENDING';
      if (known !== undefined && !isOwn) return 'taken';
      marks.set(toKey(mark), { mark, status: 'PENDING', told: undefined });
      putOpen(mark, { kind: 'pending' });
      return 'put';
    },
    async recordSent(mark, { told }) {
      change(mark, 'SENT', told);
      open.delete(toKey(mark));
    },
    async recordOpen(mark, outcome) {
      change(mark, outcome.kind === 'refused' ? 'FAILED' : 'PENDING');
      putOpen(mark, outcome);
    },
    listOpenMails: async () =>
      [...open.values()].sort((one, other) => one.scheduledAt - other.scheduledAt),
    listDeadAddresses: async (recipients) =>
      recipients
        .flatMap((recipient) => dead.get(recipient) ?? [])
        .sort((one, other) => one.at - other.at),
    async writeDeadAddress(address) {
      if (!dead.has(address.recipient)) dead.set(address.recipient, address);
    },
    async writeOptOut(recipient, kind) {
      optOuts.add(`${recipient}|${kind}`);
    },
    async readChangedRows(unit, afterHead) {
      const stored = table.units.get(unit);
      if (stored === undefined) return [];
      return [...stored.versions].flatMap(([id, versions]) =>
        versions.some(({ headVersion }) => headVersion > afterHead) ? [{ id, versions }] : [],
      );
    },
  };
}

function toKey({ recipient, scheduledAt }: Pick<MailMark, 'recipient' | 'scheduledAt'>): string {
  return `${recipient}|${scheduledAt}`;
}

function isOfKind<Kind extends Told['kind']>(
  told: Told,
  kind: Kind,
): told is Extract<Told, { kind: Kind }> {
  return told.kind === kind;
}
