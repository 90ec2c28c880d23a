/** `POST /v1/sync`: who asks, whether they may, what follows, and what they are told. */
import { withCatalogue } from '../../core/catalogue/with-catalogue.ts';
import type { SyncRequest } from '../../core/messages/sync-request.ts';
import type { Programme, ProgrammeUnit } from '../../core/programme.ts';
import { findUnit, toProgrammeRules } from '../../core/programme.ts';
import { toReadingRules } from '../../core/rules.ts';
import { isStale, planReads, readSent, stepSync } from '../../core/sync/decide-sync.ts';
import { cutSlices, MAX_SLICE_ROWS } from '../../core/sync/plan-slices.ts';
import { toVietnamDay } from '../../core/time.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import { createHead } from '../../core/unit-head.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import { checkSignature } from '../http/check-signature.ts';
import { toJsonReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { toKeyNotice } from '../http/key-offer.ts';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../http/key-policy.ts';
import { parseSyncRequest, refuseOtherSpreadsheet } from '../http/parse-sync-request.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { NearDuplicateStore } from '../ports/near-duplicate-store.ts';
import type { StoredUnit, SyncStore } from '../ports/sync-store.ts';
import type { Advice, AdviceInput } from './advise-near-duplicates.ts';
import { adviseNearDuplicates } from './advise-near-duplicates.ts';
import type { Answer, AnsweringDeps, RequestHandler } from './answer.ts';
import { createRequestHandler, refuse } from './answer.ts';
import { commitSlices } from './commit-slices.ts';
import { countOutcomes } from './count-outcomes.ts';
import { decideContact, givesUpStatement } from './decide-contact.ts';
import { during, waitForAll } from './during.ts';
import { toSyncReply } from './to-sync-reply.ts';

export type IngestDeps = AnsweringDeps & {
  readonly store: SyncStore;
  readonly nearDuplicates: NearDuplicateStore;
  readonly catalogue: Pick<CatalogueStore, 'read'>;
  readonly masterSecret: () => Promise<string>;
  readonly programme: Programme;
  /** Unlike any other, for each request that changes something. */
  readonly newToken: () => string;
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
  const masterSecret = await deps.masterSecret();
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
  const [stored, parsed] = await during(deps.store.readUnit(unit.code), () =>
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
  const rules = toReadingRules(toProgrammeRules(programme), toVietnamDay(now));
  // All that may fail is read before anything is written: what cannot be decided leaves no trace.
  const reads = waitForAll([
    store.readRows(unit.code, planReads(request, head)),
    readDeadline(deps, stored, request),
  ]);
  const first = request.rows.slice(0, MAX_SLICE_ROWS);
  const [[rows, deadline], readAhead] = await during(reads, () => readSent(first, rules));
  const { end: decision, ...committed } = await commitSlices(
    store,
    head,
    cutSlices(stepSync({ request, head, stored: rows, rules, readAhead, now }), {
      head,
      stored: rows,
      token: deps.newToken(),
      keyVersion,
      now,
    }),
  );
  if (decision.kind === 'stale') return refuseStale(request, head);
  const { kind, contact } = decideContact(stored.contact, request, { now, deadline });
  const reply = toSyncReply({ request, decision, committed, contact, programme, unit });
  // Only now, as it counts the rows of this request among those that are in.
  const [, { near, counts }] = await waitForAll([
    kind === 'write' ? store.writeContact(contact) : undefined,
    advise(deps, {
      unit: unit.code,
      outcomes: reply.rows,
      writes: committed.slices
        .flatMap(({ writes }) => writes)
        .filter(({ row }) => !committed.lostIds.has(row.id)),
      stored: rows,
    }),
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
  const stored = await catalogue.read();
  return withCatalogue(programme, stored.catalogue).deadline;
}

/** The rows are in by now: whatever fails here must not make their answer a failure. */
async function advise(deps: IngestDeps, input: AdviceInput): Promise<Advice> {
  try {
    return await adviseNearDuplicates(deps, input);
  } catch (error) {
    deps.logger.warn('near duplicates left out', { unit: input.unit, ...toErrorFields(error) });
    deps.metrics.count('NearDuplicatesLeftOut', 1);
    return { near: [], counts: { changed: 0, lookedUp: 0, skipped: 0 } };
  }
}

/** The first contact ties the unit to its spreadsheet. */
function toFirstHead({ unit, spreadsheetId }: SyncRequest, keyVersion: number): UnitHead {
  return createHead(unit, spreadsheetId, keyVersion);
}
