/** `GET /v1/mail/unsubscribe` asks, `POST` stops: programs that open links to look at them stop nothing. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { UNSUBSCRIBE_TEXTS } from '../../core/wording/unsubscribe.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import type { HttpReply } from '../http/http-reply.ts';
import { checkUnsubscribeLink } from '../http/unsubscribe-link.ts';
import type { DigestStore } from '../ports/digest-store.ts';
import type { Logger, Metrics } from '../ports/telemetry.ts';
import { toPageReply } from './unsubscribe-page.ts';

export type UnsubscribeDeps = {
  readonly store: Pick<DigestStore, 'writeOptOut'>;
  readonly masterSecret: () => Promise<string>;
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
  const link = checkUnsubscribeLink({
    query: event.queryStringParameters ?? {},
    masterSecret: await deps.masterSecret(),
    programme: deps.programme.code,
  });
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

function toPage(statusCode: number, text: string): HttpReply {
  return toPageReply({ statusCode, title: UNSUBSCRIBE_TEXTS.title, text });
}
