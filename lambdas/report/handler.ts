/** Report: makes the files by schedule, and gives them to whoever opens a link of the committee. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { ReportName } from '../../core/report/report-name.ts';
import { REPORT_LINK_TEXTS } from '../../core/wording/report.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import type { HttpReply } from '../http/http-reply.ts';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../http/key-policy.ts';
import { checkReportLink } from '../http/report-link.ts';
import type { SummaryStore } from '../ports/summary-store.ts';
import type { LogFields, Logger, Metrics } from '../ports/telemetry.ts';
import type { MakeReportDeps, MakeReportResult } from './make-report.ts';
import { makeReport } from './make-report.ts';

export type ReportDeps = MakeReportDeps & {
  readonly store: Pick<SummaryStore, 'readKeyPolicy'>;
  readonly masterSecret: () => Promise<string>;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

const ScheduleEvent = z.object({ kind: z.literal('schedule'), scheduledTime: z.string() });

export type ReportHandler = (
  event: z.infer<typeof ScheduleEvent> | APIGatewayProxyEventV2,
) => Promise<HttpReply | MakeReportResult>;

export function createReportHandler(deps: ReportDeps): ReportHandler {
  return async (event) => {
    const schedule = z.safeParse(ScheduleEvent, event);
    try {
      if (!schedule.success) return await download(deps, event as APIGatewayProxyEventV2);
      return await make(deps, { scheduledTime: schedule.data.scheduledTime });
    } finally {
      deps.metrics.flush();
    }
  };
}

async function download(deps: ReportDeps, event: APIGatewayProxyEventV2): Promise<HttpReply> {
  const { requestId } = event.requestContext;
  try {
    const name = await checkReader(deps, event);
    if (name === undefined) return toPage(403, REPORT_LINK_TEXTS.refused);
    // A reader gets the last publication; if it cannot be made, the file before it is still good.
    await make(deps, { requestId }).catch(() => undefined);
    const location = await deps.reports.toDownloadUrl(name);
    if (location === undefined) return toPage(404, REPORT_LINK_TEXTS.none);
    deps.logger.info('report given', { requestId, name });
    deps.metrics.count('ReportGiven', 1);
    return toReply(302, '', { location });
  } catch (error) {
    report(deps, { requestId }, error);
    return toPage(500, REPORT_LINK_TEXTS.failed);
  }
}

/** @returns undefined for a link that is not ours, or no longer */
async function checkReader(
  { masterSecret, programme, store, now, logger }: ReportDeps,
  event: APIGatewayProxyEventV2,
): Promise<ReportName | undefined> {
  const { requestId } = event.requestContext;
  const link = checkReportLink({
    path: event.rawPath,
    query: event.queryStringParameters ?? {},
    masterSecret: await masterSecret(),
    programme: programme.code,
  });
  if (link.kind === 'refused') {
    logger.warn('report refused', { requestId, reason: link.reason });
    return undefined;
  }
  const policy = (await store.readKeyPolicy(COMMITTEE_UNIT)) ?? FIRST_KEY_POLICY;
  if (checkKeyVersion(policy, link.keyVersion, now()).kind === 'accepted') return link.name;
  logger.warn('report refused', { requestId, reason: 'key version' });
  return undefined;
}

async function make(deps: ReportDeps, cause: LogFields): Promise<MakeReportResult> {
  try {
    const result = await makeReport(deps);
    deps.logger.info('report', { ...cause, ...result });
    if (result.kind === 'made') deps.metrics.count('ReportMade', 1);
    return result;
  } catch (error) {
    report(deps, cause, error);
    throw error;
  }
}

function report({ logger, metrics }: ReportDeps, cause: LogFields, error: unknown): void {
  logger.error('report failed', { ...cause, ...toErrorFields(error) });
  metrics.count('ReportFailed', 1);
}

function toPage(statusCode: number, text: string): HttpReply {
  return toReply(statusCode, text, { 'content-type': 'text/plain; charset=utf-8' });
}

/** The address of the file is worth as much as the file: nobody may keep or pass it on. */
function toReply(
  statusCode: number,
  body: string,
  headers: { readonly [name: string]: string },
): HttpReply {
  return {
    statusCode,
    headers: { ...headers, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    body,
  };
}
