/** `POST /v1/catalogue`: what the committee types on «Danh mục», checked again and kept. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { NO_CATALOGUE } from '../../core/catalogue/catalogue.ts';
import { decideCatalogue } from '../../core/catalogue/decide-catalogue.ts';
import { explainHold, explainOutcomes } from '../../core/catalogue/explain-outcomes.ts';
import { toInitialValues } from '../../core/catalogue/initial-values.ts';
import { listOpenedLines } from '../../core/catalogue/open-catalogue.ts';
import { Fault } from '../../core/fault.ts';
import { COMMITTEE_UNIT } from '../../core/messages/activation.ts';
import type { CatalogueReply, CatalogueRequest } from '../../core/messages/catalogue.ts';
import { CATALOGUE_PATH } from '../../core/messages/catalogue.ts';
import type { SyncRefusal } from '../../core/messages/sync-reply.ts';
import type { Programme } from '../../core/programme.ts';
import { checkSignature } from '../http/check-signature.ts';
import type { HttpReply } from '../http/http-reply.ts';
import { toJsonReply, toRefusal } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { toHttpRequest } from '../http/http-request.ts';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../http/key-policy.ts';
import { parseCatalogueRequest } from '../http/parse-catalogue-request.ts';
import type { CatalogueStore, StoredCatalogue } from '../ports/catalogue-store.ts';
import type { LogFields, Logger, Metrics } from '../ports/telemetry.ts';

export type CatalogueDeps = {
  readonly catalogue: CatalogueStore;
  readonly masterSecret: () => Promise<string>;
  readonly programme: Programme;
  /** The one the summary is published on. */
  readonly spreadsheetId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Unlike any other, for each request that names its lines. */
  readonly newToken: () => string;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

export type CatalogueHandler = (event: APIGatewayProxyEventV2) => Promise<HttpReply>;

export function createCatalogueHandler(deps: CatalogueDeps): CatalogueHandler {
  return async (event) => {
    const startedAt = deps.now();
    const request = toHttpRequest(event);
    const result = await answer(deps, request, startedAt).catch(toFailure);
    const durationMs = deps.now() - startedAt;
    report(deps, result, { requestId: request.requestId, durationMs });
    return result.reply;
  };
}

/** An answer with what the log says about it. */
type Answer = {
  readonly reply: HttpReply;
  readonly code: 'ok' | SyncRefusal['code'];
  readonly fields: LogFields;
};

async function answer(deps: CatalogueDeps, http: HttpRequest, now: number): Promise<Answer> {
  const masterSecret = await deps.masterSecret();
  const signature = checkSignature({ request: http, masterSecret, now });
  if (signature.kind === 'refused') {
    const { code, reason, claimedUnit } = signature;
    return refuse({ code }, { reason, claimedUnit });
  }
  if (signature.unit !== COMMITTEE_UNIT) {
    return refuse({ code: 'forbidden' }, { reason: 'not the committee', unit: signature.unit });
  }
  const stored = await deps.catalogue.read();
  const key = checkKeyVersion(stored.keyPolicy ?? FIRST_KEY_POLICY, signature.keyVersion, now);
  if (key.kind === 'refused') return refuse({ code: key.code }, { reason: 'key version' });
  if (http.method !== 'POST' || http.path !== CATALOGUE_PATH) {
    return refuse({ code: 'bad_request' }, { reason: 'another method or path' });
  }
  const parsing = parseCatalogueRequest(http.body, deps.spreadsheetId);
  if (parsing.kind === 'refused') return refuse({ code: parsing.code }, { reason: parsing.reason });
  return decide(deps, stored, parsing.request, now);
}

async function decide(
  deps: CatalogueDeps,
  { catalogue = NO_CATALOGUE }: StoredCatalogue,
  request: CatalogueRequest,
  now: number,
): Promise<Answer> {
  const { programme } = deps;
  const { seq, digest } = catalogue;
  switch (request.kind) {
    case 'open': {
      const lines = listOpenedLines(programme, catalogue);
      return tell({ kind: 'opened', seq, lines }, { lines: lines.length });
    }
    case 'check': {
      const isCurrent = request.digest === digest;
      const hold = explainHold({ programme, catalogue });
      return tell({ kind: 'checked', seq, isCurrent, hold }, { isCurrent });
    }
    case 'submit': {
      const decision = decideCatalogue({
        request,
        catalogue,
        initial: toInitialValues(programme),
        units: new Set(programme.units.map(({ code }) => code)),
        now,
        token: deps.newToken(),
      });
      if (decision.kind === 'stale') return toStale(seq, request.after);
      const { next, history, outcomes, withdrawn } = decision;
      const committed = await deps.catalogue.commit({ after: request.after, next, history });
      if (committed === 'superseded') {
        const { catalogue: newer = NO_CATALOGUE } = await deps.catalogue.read();
        return toStale(newer.seq, request.after);
      }
      const after = { programme, catalogue: next };
      const told = [...explainOutcomes(outcomes, after)];
      const hold = explainHold(after);
      return tell(
        { kind: 'settled', seq: next.seq, outcomes: told, withdrawn, hold },
        { changed: history?.changes.length ?? 0, withdrawn, held: next.hold?.count ?? 0 },
      );
    }
  }
}

function tell(reply: CatalogueReply, fields: LogFields): Answer {
  const { kind, seq } = reply;
  return { reply: toJsonReply(200, reply), code: 'ok', fields: { kind, seq, ...fields } };
}

function toStale(seq: number, after: number): Answer {
  return refuse({ code: 'stale', seq }, { after });
}

function refuse(refusal: SyncRefusal, fields: LogFields): Answer {
  return { reply: toRefusal(refusal), code: refusal.code, fields };
}

/** The sheet sends again in both cases; a conflict is only the sooner over. */
function toFailure(error: unknown): Answer {
  if (error instanceof Fault) {
    const code = error.code === 'store.conflict' ? 'throttled' : 'failed';
    return refuse({ code }, { fault: error.code, details: error.details });
  }
  return refuse({ code: 'failed' }, { error: error instanceof Error ? error.name : typeof error });
}

type RequestFacts = { readonly requestId: string; readonly durationMs: number };

function report(
  { logger, metrics }: CatalogueDeps,
  { code, fields }: Answer,
  facts: RequestFacts,
): void {
  const line = { code, ...facts, ...fields };
  if (code === 'ok') logger.info('catalogue', line);
  else if (code === 'failed') logger.error('catalogue failed', line);
  else logger.warn('catalogue refused', line);
  metrics.count(code === 'ok' ? 'CatalogueAnswered' : `CatalogueRefused_${code}`, 1);
  metrics.durationMs('CatalogueDuration', facts.durationMs);
  metrics.flush();
}
