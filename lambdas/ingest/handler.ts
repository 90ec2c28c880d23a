/** `POST /v1/sync`: who asks, whether they may, what follows, and what they are told. */
import type { SyncRequest } from '../../core/messages/sync-request.ts';
import type { Programme, ProgrammeUnit } from '../../core/programme.ts';
import { findUnit } from '../../core/programme.ts';
import { decideIdle, isIdle, isStale } from '../../core/sync/decide-idle.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import { createHead } from '../../core/unit-head.ts';
import { checkSignature, readSignatureClaim } from '../http/check-signature.ts';
import { toJsonReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { toKeyNotice } from '../http/key-offer.ts';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../http/key-policy.ts';
import { parseSyncRequest, refuseOtherSpreadsheet } from '../http/parse-sync-request.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { StoredUnit, SyncStore } from '../ports/sync-store.ts';
import { waitForAll } from '../wait-for-all.ts';
import type { Answer, AnsweringDeps, RequestHandler } from './answer.ts';
import { createRequestHandler, refuse } from './answer.ts';
import { countOutcomes } from './count-outcomes.ts';
import { decideContact, givesUpStatement } from './decide-contact.ts';
import { during } from './during.ts';
import type { RowsSent, RowsTaken, RowsTakingDeps } from './rows-taken.ts';
import { NO_ADVICE } from './rows-taken.ts';
import { toSyncReply } from './to-sync-reply.ts';

export type IngestDeps = AnsweringDeps &
  RowsTakingDeps & {
    readonly store: SyncStore;
    readonly catalogue: Pick<CatalogueStore, 'read'>;
    readonly masterSecret: () => Promise<string>;
    /** False until it was read once. */
    readonly isSecretAtHand: () => boolean;
    readonly programme: Programme;
  };

export function createIngestHandler(deps: IngestDeps): RequestHandler {
  const names = { logName: 'sync', metricName: 'Sync' };
  return createRequestHandler(deps, names, (request, now) => answer(deps, request, now));
}

/** Who was let in, and what the table knows of them. */
type Sender = {
  readonly unit: ProgrammeUnit;
  readonly keyVersion: number;
  readonly stored: StoredUnit;
  /** What every good answer tells a sheet that signs with an older key. */
  readonly keyNotice: ReturnType<typeof toKeyNotice>;
};

async function answer(deps: IngestDeps, http: HttpRequest, now: number): Promise<Answer> {
  const claim = readSignatureClaim(http);
  if (claim.kind === 'refused') return refuse({ code: claim.code }, { reason: claim.reason });
  const early = deps.isSecretAtHand() ? undefined : readEarly(deps, claim.unit);
  const [masterSecret] = await waitForAll([deps.masterSecret(), early]);
  const signature = checkSignature({ request: http, masterSecret, now });
  if (signature.kind === 'refused') {
    const { code, reason, claimedUnit } = signature;
    return refuse({ code }, { reason, claimedUnit });
  }
  const { keyVersion } = signature;
  const unit = findUnit(deps.programme, signature.unit);
  if (unit === undefined) {
    return refuse({ code: 'forbidden' }, { reason: 'unknown unit', claimedUnit: signature.unit });
  }
  // The signature is theirs: what the body says may be found out while the table is asked.
  const reading = (await early)?.() ?? deps.store.readUnit(unit.code);
  const [stored, parsed] = await during(deps.letCallsLeave, reading, () =>
    parseSyncRequest({ body: http.body, unit: unit.code }),
  );
  const policy = stored.keyPolicy ?? FIRST_KEY_POLICY;
  const key = checkKeyVersion(policy, keyVersion, now);
  if (key.kind === 'refused') {
    return refuse({ code: key.code }, { reason: 'key version', unit: unit.code, keyVersion });
  }
  const parsing = refuseOtherSpreadsheet(parsed, stored.head?.spreadsheetId);
  if (parsing.kind === 'refused') {
    return refuse({ code: parsing.code }, { reason: parsing.reason, unit: unit.code });
  }
  const keyNotice = toKeyNotice({ policy, masterSecret, unit: unit.code, keyVersion });
  return sync(deps, { unit, keyVersion, stored, keyNotice }, parsing.request, now);
}

/**
 * A process that starts waits for the secret and the unit at once. The unit is only claimed, so what
 * is read is not looked at before the signature is, and the refusal of one that is wrong tells
 * nothing of it. It costs a read of the table for each request a process takes before it has the
 * secret, usually one; while Secrets Manager fails that is every request that claims a unit of ours,
 * within the throttles of stage and routes.
 *
 * @returns undefined for no unit of ours; else gives what was read, or throws as the read did
 */
async function readEarly(
  { programme, store }: IngestDeps,
  claimedUnit: string,
): Promise<(() => Promise<StoredUnit>) | undefined> {
  const unit = findUnit(programme, claimedUnit);
  if (unit === undefined) return undefined;
  return store.readUnit(unit.code).then(
    (stored) => async () => stored,
    (error: unknown) => () => Promise.reject(error),
  );
}

async function sync(
  deps: IngestDeps,
  sender: Sender,
  request: SyncRequest,
  now: number,
): Promise<Answer> {
  const { store, programme } = deps;
  const { unit, keyVersion, stored, keyNotice } = sender;
  const head = stored.head ?? (await store.registerHead(toFirstHead(request, keyVersion)));
  if (head.spreadsheetId !== request.spreadsheetId) {
    return refuse({ code: 'forbidden' }, { reason: 'spreadsheet', unit: unit.code });
  }
  if (isStale(request, head)) return refuseStale(request, head);
  // Read before anything is written: what cannot be decided must leave no trace.
  const deadline = await readDeadline(deps, stored, request);
  const { decision, committed, advise } = isIdle(request)
    ? leaveRows(request, head)
    : await takeRows(deps, { unit, keyVersion, head, request, now });
  if (decision.kind === 'stale') return refuseStale(request, head);
  const { kind, contact } = decideContact(stored.contact, request, { now, deadline });
  const reply = toSyncReply({ request, decision, committed, contact, programme, unit });
  // Only now, as it counts the rows of this request among those that are in.
  const [, { near, counts }] = await waitForAll([
    kind === 'write' ? store.writeContact(contact) : undefined,
    advise(reply.rows),
  ]);
  const fields = {
    unit: unit.code,
    bundle: request.bundle,
    seq: reply.seq,
    slices: committed.slices.length,
    lost: committed.lostIds.size,
    indexed: request.index?.length,
    indexWanted: reply.index,
    missing: reply.missing.length,
    rows: countOutcomes(reply.rows),
    near: near.length,
    nearKeys: counts,
    keyVersion,
    toldKey: keyNotice.nextKey?.version,
  };
  return { reply: toJsonReply(200, { ...reply, near, ...keyNotice }), code: 'ok', fields };
}

function refuseStale({ unit, after }: SyncRequest, { seq }: UnitHead): Answer {
  return refuse({ code: 'stale', seq }, { unit, after });
}

/** The committee may have set another than the programme's; only a statement given up needs it. */
async function readDeadline(
  { catalogue, programme }: IngestDeps,
  { contact }: StoredUnit,
  request: SyncRequest,
): Promise<string | undefined> {
  if (!givesUpStatement(contact, request)) return programme.deadline;
  const [stored, { withCatalogue }] = await waitForAll([
    catalogue.read(),
    import('../../core/catalogue/with-catalogue.ts'),
  ]);
  return withCatalogue(programme, stored.catalogue).deadline;
}

/** Most requests, and most cold starts: nothing of what reads rows is loaded for them. */
function leaveRows(request: SyncRequest, head: UnitHead): RowsTaken {
  return {
    decision: decideIdle(request, head),
    committed: { head, slices: [], lostIds: new Set() },
    advise: async () => NO_ADVICE,
  };
}

async function takeRows(deps: IngestDeps, sent: RowsSent): Promise<RowsTaken> {
  return (await import('./take-rows.ts')).takeRows(deps, sent);
}

/** The first contact ties the unit to its spreadsheet. */
function toFirstHead({ unit, spreadsheetId }: SyncRequest, keyVersion: number): UnitHead {
  return createHead(unit, spreadsheetId, keyVersion);
}
