/** One signed request, and what its answer means whatever was asked. */
import * as v from 'valibot';
import type { Activation } from '../core/messages/activation.ts';
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { SyncRefusal } from '../core/messages/sync-reply.ts';
import { learnKey } from './adapters/learn-key.ts';
import { postSigned } from './adapters/server.ts';

export type Told<Reply> =
  | {
      readonly kind: 'told';
      readonly reply: Reply;
      /** With the key the server told, where it told one. */
      readonly activation: Activation;
    }
  /** Overtaken: what was asked of must be read anew. */
  | { readonly kind: 'stale'; readonly seq: number }
  | { readonly kind: 'broken'; readonly reason: 'quota' | 'unreachable' | 'refusedUnit' };

export type Asker = Pick<SheetMemory, 'activation' | 'unreachable'>;

export type Question<Reply> = {
  readonly path: string;
  readonly body: object;
  readonly schema: v.GenericSchema<unknown, Reply>;
};

export function askServer<Reply>(
  { activation, unreachable }: Asker,
  { path, body, schema }: Question<Reply>,
): Told<Reply> {
  // Hours of retries would use up the day's trigger time: while the server is down, one try.
  const maxTries = unreachable === true ? 1 : undefined;
  const answer = postSigned(activation, path, JSON.stringify(body), maxTries);
  if (answer.kind !== 'answered') return { kind: 'broken', reason: answer.kind };
  const reply = v.safeParse(schema, answer.body);
  if (answer.status === 200 && reply.success) {
    return { kind: 'told', reply: reply.output, activation: learnKey(activation, answer.body) };
  }
  const refusal = v.safeParse(SyncRefusal, answer.body);
  if (answer.status === 409 && refusal.success && refusal.output.seq !== undefined) {
    return { kind: 'stale', seq: refusal.output.seq };
  }
  console.error(JSON.stringify({ code: 'sync.bad_reply', status: answer.status }));
  const isRefused = answer.status === 401 || answer.status === 403;
  return { kind: 'broken', reason: isRefused ? 'refusedUnit' : 'unreachable' };
}
