/** Digest: sends what a scheduled time stands for, notes what became of mails, stops what people stop. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { Fault } from '../../core/fault.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { DigestDeps } from './digest-deps.ts';
import { FeedbackEvent, noteFeedback } from './note-feedback.ts';
import type { ScheduleResult } from './run-schedule.ts';
import { runSchedule } from './run-schedule.ts';
import { answerUnsubscribe } from './unsubscribe.ts';

const ScheduleEvent = z.object({
  kind: z.literal('schedule'),
  scheduledTime: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
});
/** The rest of it is the gateway's. */
const HttpEvent = z.object({ requestContext: z.object({ http: z.object({}) }) });

export type DigestHandler = (event: unknown) => Promise<HttpReply | ScheduleResult | undefined>;

export function createDigestHandler(deps: DigestDeps): DigestHandler {
  return async (event) => {
    try {
      return await dispatch(deps, event);
    } catch (error) {
      deps.logger.error('digest failed', toErrorFields(error));
      deps.metrics.count('DigestFailed', 1);
      throw error;
    } finally {
      deps.metrics.flush();
    }
  };
}

async function dispatch(
  deps: DigestDeps,
  event: unknown,
): Promise<HttpReply | ScheduleResult | undefined> {
  const schedule = z.safeParse(ScheduleEvent, event);
  if (schedule.success) return runSchedule(deps, Date.parse(schedule.data.scheduledTime));
  if (z.safeParse(HttpEvent, event).success) {
    return answerUnsubscribe(deps, event as APIGatewayProxyEventV2);
  }
  const feedback = z.safeParse(FeedbackEvent, event);
  if (!feedback.success) {
    const keys = typeof event === 'object' && event !== null ? Object.keys(event) : [];
    throw new Fault('digest.unknown_event', { keys: keys.join(' ') });
  }
  await noteFeedback(deps, feedback.data);
  return undefined;
}
