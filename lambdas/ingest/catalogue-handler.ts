/** `POST /v1/catalogue`: what the committee types on «Danh mục», checked again and kept. */
import { NO_CATALOGUE } from '../../core/catalogue/catalogue.ts';
import { decideCatalogue } from '../../core/catalogue/decide-catalogue.ts';
import { explainHold, explainOutcomes } from '../../core/catalogue/explain-outcomes.ts';
import { toInitialValues } from '../../core/catalogue/initial-values.ts';
import { listOpenedLines } from '../../core/catalogue/open-catalogue.ts';
import type { CatalogueReply } from '../../core/messages/catalogue.ts';
import { CATALOGUE_PATH } from '../../core/messages/catalogue-path.ts';
import type { CatalogueRequest } from '../../core/messages/catalogue-request.ts';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { Programme } from '../../core/programme.ts';
import { checkSignature } from '../http/check-signature.ts';
import { toJsonReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { toKeyNotice } from '../http/key-offer.ts';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../http/key-policy.ts';
import { parseCatalogueRequest } from '../http/parse-catalogue-request.ts';
import type { CatalogueStore, StoredCatalogue } from '../ports/catalogue-store.ts';
import type { LogFields } from '../ports/telemetry.ts';
import type { Answer, AnsweringDeps, RequestHandler } from './answer.ts';
import { createRequestHandler, refuse } from './answer.ts';

export type CatalogueDeps = AnsweringDeps & {
  readonly catalogue: CatalogueStore;
  readonly masterSecret: () => Promise<string>;
  readonly programme: Programme;
  /** The one the summary is published on. */
  readonly spreadsheetId: string;
  /** Unlike any other, for each request that names its lines. */
  readonly newToken: () => string;
};

export function createCatalogueHandler(deps: CatalogueDeps): RequestHandler {
  const names = { logName: 'catalogue', metricName: 'Catalogue' };
  return createRequestHandler(deps, names, (request, now) => answer(deps, request, now));
}

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
  const { keyVersion } = signature;
  const policy = stored.keyPolicy ?? FIRST_KEY_POLICY;
  const key = checkKeyVersion(policy, keyVersion, now);
  if (key.kind === 'refused') return refuse({ code: key.code }, { reason: 'key version' });
  if (http.method !== 'POST' || http.path !== CATALOGUE_PATH) {
    return refuse({ code: 'bad_request' }, { reason: 'another method or path' });
  }
  const parsing = parseCatalogueRequest(http.body, deps.spreadsheetId);
  if (parsing.kind === 'refused') return refuse({ code: parsing.code }, { reason: parsing.reason });
  const decided = await decide(deps, stored, parsing.request, now);
  if (decided.kind === 'stale') return refuse({ code: 'stale', seq: decided.seq }, decided.fields);
  const { reply, fields } = decided;
  const notice = toKeyNotice({ policy, masterSecret, unit: COMMITTEE_UNIT, keyVersion });
  const { kind, seq } = reply;
  return {
    reply: toJsonReply(200, { ...reply, ...notice }),
    code: 'ok',
    fields: { kind, seq, ...fields, keyVersion, toldKey: notice.nextKey?.version },
  };
}

type Decided =
  | { readonly kind: 'told'; readonly reply: CatalogueReply; readonly fields: LogFields }
  | { readonly kind: 'stale'; readonly seq: number; readonly fields: LogFields };

async function decide(
  deps: CatalogueDeps,
  { catalogue = NO_CATALOGUE }: StoredCatalogue,
  request: CatalogueRequest,
  now: number,
): Promise<Decided> {
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

function tell(reply: CatalogueReply, fields: LogFields): Decided {
  return { kind: 'told', reply, fields };
}

function toStale(seq: number, after: number): Decided {
  return { kind: 'stale', seq, fields: { after } };
}
