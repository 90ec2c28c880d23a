/** A signed request answered: one reply, one line of log, counts for the dashboards. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Fault } from '../../core/fault.ts';
import type { SyncRefusal } from '../../core/messages/sync-reply.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import type { HttpReply } from '../http/http-reply.ts';
import { toRefusal } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { toHttpRequest } from '../http/http-request.ts';
import type { LogFields, Logger, Metrics } from '../ports/telemetry.ts';

/** An answer with what the log says about it. */
export type Answer = {
  readonly reply: HttpReply;
  readonly code: 'ok' | SyncRefusal['code'];
  readonly fields: LogFields;
};

export type AnsweringDeps = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

export type RequestHandler = (event: APIGatewayProxyEventV2) => Promise<HttpReply>;

/** What a kind of request is called in the log, and what its metrics begin with. */
export type RequestNames = { readonly logName: string; readonly metricName: string };

/** Whatever goes wrong becomes an answer. */
export function createRequestHandler(
  deps: AnsweringDeps,
  names: RequestNames,
  answer: (request: HttpRequest, now: number) => Promise<Answer>,
): RequestHandler {
  return async (event) => {
    const startedAt = deps.now();
    const request = toHttpRequest(event);
    const result = await answer(request, startedAt).catch(toFailure);
    const durationMs = deps.now() - startedAt;
    report(deps, names, result, { requestId: request.requestId, durationMs });
    return result.reply;
  };
}

export function refuse(refusal: SyncRefusal, fields: LogFields): Answer {
  return { reply: toRefusal(refusal), code: refusal.code, fields };
}

/** The sheet sends again in both cases; a conflict is only the sooner over. */
function toFailure(error: unknown): Answer {
  const isBusy = error instanceof Fault && error.code === 'store.conflict';
  return refuse({ code: isBusy ? 'throttled' : 'failed' }, toErrorFields(error));
}

function report(
  { logger, metrics }: AnsweringDeps,
  { logName, metricName }: RequestNames,
  { code, fields }: Answer,
  facts: { readonly requestId: string; readonly durationMs: number },
): void {
  const line = { code, ...facts, ...fields };
  if (code === 'ok') logger.info(logName, line);
  else if (code === 'failed') logger.error(`${logName} failed`, line);
  else logger.warn(`${logName} refused`, line);
  metrics.count(code === 'ok' ? `${metricName}Answered` : `${metricName}Refused_${code}`, 1);
  metrics.durationMs(`${metricName}Duration`, facts.durationMs);
  metrics.flush();
}
