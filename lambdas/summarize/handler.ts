/** Summarize: every few minutes by schedule, or at once by a signed `POST /v1/refresh`. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { Fault } from '../../core/fault.ts';
import type { RefreshReply } from '../../core/messages/refresh-reply.ts';
import type { SyncRefusal } from '../../core/messages/sync-reply.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import { checkSignature } from '../http/check-signature.ts';
import type { HttpReply } from '../http/http-reply.ts';
import { toJsonReply, toRefusal } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { toHttpRequest } from '../http/http-request.ts';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../http/key-policy.ts';
import type { LogFields, Metrics } from '../ports/telemetry.ts';
import type { PublishDeps } from './publish-summary.ts';
import { publishSummary } from './publish-summary.ts';
import type { ReportLinksDeps } from './read-report-links.ts';
import { readReportLinks } from './read-report-links.ts';

export type SummarizeDeps = Omit<PublishDeps, 'reportLinks'> &
  ReportLinksDeps & { readonly metrics: Metrics };

/** The committee signs like a unit does, under a code that no unit can have. */
export const COMMITTEE = 'committee';
const REFRESH_PATH = '/v1/refresh';

const ScheduleEvent = z.object({ kind: z.literal('schedule'), scheduledTime: z.string() });
export type ScheduleEvent = z.infer<typeof ScheduleEvent>;

export type SummarizeHandler = (
  event: ScheduleEvent | APIGatewayProxyEventV2,
) => Promise<HttpReply | RefreshReply>;

export function createSummarizeHandler(deps: SummarizeDeps): SummarizeHandler {
  return async (event) => {
    const startedAt = deps.now();
    const schedule = z.safeParse(ScheduleEvent, event);
    try {
      if (!schedule.success) return await refresh(deps, event as APIGatewayProxyEventV2);
      return await publish(deps, 'schedule', { scheduledTime: schedule.data.scheduledTime });
    } finally {
      deps.metrics.durationMs('SummaryDuration', deps.now() - startedAt);
      deps.metrics.flush();
    }
  };
}

async function refresh(deps: SummarizeDeps, event: APIGatewayProxyEventV2): Promise<HttpReply> {
  const request = toHttpRequest(event);
  const { requestId } = request;
  const refusal = await checkSender(deps, request).catch((error: unknown) =>
    reportFailure(deps, { requestId }, error),
  );
  if (refusal !== undefined) {
    deps.logger.warn('refresh refused', { requestId, ...refusal });
    return toRefusal({ code: refusal.code });
  }
  return publish(deps, 'request', { requestId }).then(
    (reply) => toJsonReply(200, reply),
    () => toRefusal({ code: 'failed' }),
  );
}

type Refusal = { readonly code: SyncRefusal['code']; readonly reason: string };

async function checkSender(
  { masterSecret, now, store }: SummarizeDeps,
  request: HttpRequest,
): Promise<Refusal | undefined> {
  const checkedAt = now();
  const signature = checkSignature({
    request,
    masterSecret: await masterSecret(),
    now: checkedAt,
  });
  if (signature.kind === 'refused') return signature;
  if (signature.unit !== COMMITTEE) return { code: 'forbidden', reason: 'not the committee' };
  const policy = (await store.readKeyPolicy(COMMITTEE)) ?? FIRST_KEY_POLICY;
  const key = checkKeyVersion(policy, signature.keyVersion, checkedAt);
  if (key.kind === 'refused') return { code: key.code, reason: 'key version' };
  if (request.method !== 'POST' || request.path !== REFRESH_PATH) {
    return { code: 'bad_request', reason: 'another method or path' };
  }
  return undefined;
}

async function publish(
  deps: SummarizeDeps,
  occasion: 'schedule' | 'request',
  cause: LogFields,
): Promise<RefreshReply> {
  try {
    const reportLinks = await readReportLinks(deps);
    const { kind, summary } = await publishSummary({ ...deps, reportLinks }, occasion);
    const { asOf, total } = summary;
    deps.logger.info('summary', { ...cause, kind, asOf, total });
    deps.metrics.count(kind === 'published' ? 'SummaryPublished' : 'SummaryUnchanged', 1);
    return { kind, asOf, total };
  } catch (error) {
    reportFailure(deps, cause, error);
    throw error;
  }
}

/** @returns the refusal a caller is given, which says nothing of the reason */
function reportFailure(deps: SummarizeDeps, cause: LogFields, error: unknown): Refusal {
  deps.logger.error('summary failed', { ...cause, ...toErrorFields(error) });
  deps.metrics.count('SummaryFailed', 1);
  if (error instanceof Fault && error.code === 'publish.unverified') {
    deps.metrics.count('PublicationUnverified', 1);
  }
  return { code: 'failed', reason: 'failed' };
}
