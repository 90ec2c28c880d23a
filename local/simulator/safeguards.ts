/** The safeguards of the sync protocol, each with the change of source that takes it out. */
import type { SourceChange } from './source-change.ts';

export type Safeguard = {
  readonly name: string;
  readonly removal: readonly SourceChange[];
};

export const SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'sequence check',
    removal: [
      {
        file: 'core/sync/decide-idle.ts',
        find: 'return request.after !== head.seq;',
        replace: 'return false;',
      },
    ],
  },
  {
    name: 'head condition',
    removal: [
      {
        file: 'local/memory-sync-store.ts',
        find: "if (!isExpected) return { kind: 'superseded' };",
        replace: '',
      },
    ],
  },
  {
    name: 'slice token',
    removal: [
      {
        file: 'local/memory-sync-store.ts',
        find: 'if (current?.token === head.token && current.version >= head.version)',
        replace: 'if (current !== undefined && current.version >= head.version)',
      },
    ],
  },
  {
    name: 'duplicate-id rule',
    removal: [
      {
        file: 'core/sync/match-rows.ts',
        find: 'const originals = chooseOriginals(placed, copiedIds);',
        replace: 'const originals = placed;',
      },
    ],
  },
  {
    name: 'matching by content',
    removal: [
      {
        file: 'core/sync/match-rows.ts',
        find: 'if (row.isBlank || pair.mark === undefined || !speaksOf(pair.mark, row)) return true;',
        replace: 'if (row.isBlank || pair.mark === undefined) return true;',
      },
    ],
  },
  {
    name: 'mass-delete hold',
    removal: [
      {
        file: 'core/sync/mass-delete-hold.ts',
        find: 'return gone >= HOLD_MIN_ROWS &&',
        replace: 'return false &&',
      },
    ],
  },
  {
    name: 'document lock',
    removal: [
      {
        file: 'appsscript/with-document-lock.ts',
        find: "if (!lock.tryLock(waitMs)) return { kind: 'busy' };",
        replace: '',
      },
    ],
  },
  {
    name: '? mark before sending',
    removal: [
      {
        file: 'appsscript/run-sync.ts',
        find: 'const writes = planPairWrites(plan.rows);',
        replace: 'const writes: ReturnType<typeof planPairWrites> = [];',
      },
    ],
  },
  {
    name: 're-read before receipts',
    removal: [
      {
        file: 'appsscript/run-sync.ts',
        find: `const tableNow = readEntryTable(readValues(tableRange.range));
    if (tableNow.kind === 'readable'`,
        replace: `const tableNow = {
          ...table,
          rows: plan.rows.map(({ row, planned }) => ({ ...row, idText: planned?.id ?? '' })),
        };
    if (tableNow.kind === 'readable'`,
      },
    ],
  },
  {
    name: 'set digest',
    removal: [
      {
        file: 'core/sync/decide-sync.ts',
        find: 'const agrees = agreesOnSet(input, rows);',
        replace: 'const agrees = true;',
      },
      {
        file: 'core/sync/decide-idle.ts',
        find: 'index: !equalSets(request.set, head.set),',
        replace: 'index: false,',
      },
    ],
  },
  {
    name: "signature's unit binding",
    removal: [
      {
        file: 'lambdas/ingest/handler.ts',
        find: 'const unit = findUnit(deps.programme, signature.unit);',
        replace: `const said = JSON.parse(Buffer.from(http.body).toString('utf8'));
        const unit = findUnit(deps.programme, said.unit ?? signature.unit);`,
      },
    ],
  },
  {
    name: 'overlap of keys',
    removal: [
      {
        file: 'lambdas/http/key-policy.ts',
        find: 'previous.version === keyVersion && now <= previous.acceptedUntil',
        replace: 'previous.version === keyVersion && now < 0',
      },
    ],
  },
  {
    name: 'telling the next key',
    removal: [
      {
        file: 'lambdas/http/key-offer.ts',
        find: 'if (isRevoked || keyVersion === current) return {};',
        replace: 'if (isRevoked || current > 0) return {};',
      },
    ],
  },
  {
    name: 'revocation at once',
    removal: [
      {
        file: 'lambdas/http/key-revocation.ts',
        find: 'const next: KeyPolicy = { current: current + 1, revoked: lost };',
        replace: `const overlap = { version: current, acceptedUntil: Number.MAX_SAFE_INTEGER };
  const next: KeyPolicy = { current: current + 1, revoked: lost.slice(lost.length), previous: overlap };`,
      },
    ],
  },
  {
    name: 'new code for a withdrawn one',
    removal: [
      {
        file: 'appsscript/menu.ts',
        find: 'return first.isRefused ? activateAndSync() : first;',
        replace: 'return first;',
      },
      {
        file: 'appsscript/activate.ts',
        find: 'const hasNewCode = known === undefined || known.refused === true;',
        replace: 'const hasNewCode = known === undefined;',
      },
    ],
  },
  {
    name: 'atomic publication',
    removal: [
      {
        file: 'local/simulator/memory-publication.ts',
        find: 'standing = next;',
        replace: `standing = fault === undefined ? next : new Map([...standing, ...[...next].slice(1)]);`,
      },
    ],
  },
  {
    name: 'head before the swept sheet',
    removal: [
      {
        file: 'lambdas/sweep/sweep-unit.ts',
        find: 'const { head } = known;',
        replace: `const newest = await deps.store.readUnit(known.head.unit);
        const head = newest.head ?? known.head;
        plan = { ...plan, request: { ...plan.request, after: head.seq } };`,
      },
    ],
  },
  {
    name: 'digest mark',
    removal: [
      {
        file: 'lambdas/digest/send-mail.ts',
        find: `const { mark, message, told } = mail;
  if ((await store.putPending(mark)) === 'taken') return { kind: 'taken' };`,
        replace: 'const { mark, message, told } = mail;',
      },
    ],
  },
];
