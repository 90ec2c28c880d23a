/** `GET /v1/mail/unsubscribe` asks, `POST` stops: programs that open links to look at them stop nothing. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { UNSUBSCRIBE_TEXTS } from '../../core/wording/unsubscribe.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { UnsubscribeCheck } from '../http/unsubscribe-link.ts';
import { checkUnsubscribeLink } from '../http/unsubscribe-link.ts';
import type { DigestStore } from '../ports/digest-store.ts';
import type { Logger, Metrics } from '../ports/telemetry.ts';
import { toPageReply } from './unsubscribe-page.ts';

export type UnsubscribeDeps = {
  readonly store: Pick<DigestStore, 'writeOptOut'>;
  readonly masterSecret: () => Promise<string>;
  readonly formerSecret: () => Promise<string | undefined>;
  readonly programme: { readonly code: string };
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

export async function answerUnsubscribe(
  deps: UnsubscribeDeps,
  event: APIGatewayProxyEventV2,
): Promise<HttpReply> {
  const { requestId } = event.requestContext;
  try {
    return await answer(deps, event);
  } catch (error) {
    deps.logger.error('unsubscribe failed', { requestId, ...toErrorFields(error) });
    return toPage(500, UNSUBSCRIBE_TEXTS.failed);
  }
}

async function answer(deps: UnsubscribeDeps, event: APIGatewayProxyEventV2): Promise<HttpReply> {
  const { http, requestId } = event.requestContext;
  const link = await checkLink(deps, event);
  if (link.kind === 'refused') {
    deps.logger.warn('unsubscribe refused', { requestId, reason: link.reason });
    return toPage(403, UNSUBSCRIBE_TEXTS.refused);
  }
  const { recipient, mailKind } = link;
  if (http.method !== 'POST') {
    const { title, ask, button } = UNSUBSCRIBE_TEXTS;
    return toPageReply({ statusCode: 200, title, text: ask(recipient, mailKind), button });
  }
  await deps.store.writeOptOut(recipient, mailKind, deps.now());
  deps.logger.info('unsubscribed', { requestId, mailKind });
  deps.metrics.count('MailUnsubscribed', 1);
  return toPage(200, UNSUBSCRIBE_TEXTS.done(recipient, mailKind));
}

/** A mail of before the last change of the master secret must still stop those of after it. */
async function checkLink(
  deps: UnsubscribeDeps,
  event: APIGatewayProxyEventV2,
): Promise<UnsubscribeCheck> {
  const request = {
    query: event.queryStringParameters ?? {},
    programme: deps.programme.code,
  };
  const link = checkUnsubscribeLink({ ...request, masterSecret: await deps.masterSecret() });
  if (link.kind === 'link' || link.reason !== 'wrong_token') return link;
  const former = await deps.formerSecret();
  return former === undefined ? link : checkUnsubscribeLink({ ...request, masterSecret: former });
}

function toPage(statusCode: number, text: string): HttpReply {
  return toPageReply({ statusCode, title: UNSUBSCRIBE_TEXTS.title, text });
}
