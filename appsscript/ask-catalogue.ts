/** One request of «Danh mục» to the server, and what its answer means. */
import type { Activation } from '../core/messages/activation.ts';
import type { CatalogueReply, CatalogueRequest } from '../core/messages/catalogue.ts';
import {
  CATALOGUE_PATH,
  CatalogueReply as CatalogueReplySchema,
} from '../core/messages/catalogue.ts';
import type { SheetMemory } from '../core/messages/sheet-memory.ts';
import { SyncRefusal } from '../core/messages/sync-reply.ts';
import type { WaitReason } from '../core/wording/receipts.ts';
import { learnKey } from './adapters/learn-key.ts';
import { postSigned } from './adapters/server.ts';
import { BUNDLE_VERSION } from './bundle-version.ts';

type Common = 'v' | 'bundle' | 'spreadsheetId';
type WithoutCommon<Request> = Request extends unknown ? Omit<Request, Common> : never;
export type CatalogueQuestion = WithoutCommon<CatalogueRequest>;

export type CatalogueAnswer =
  | {
      readonly kind: 'told';
      readonly reply: CatalogueReply;
      /** With the key the server told, where it told one. */
      readonly activation: Activation;
    }
  /** Overtaken: the tab must be read anew. */
  | { readonly kind: 'stale'; readonly seq: number }
  | { readonly kind: 'broken'; readonly reason: WaitReason };

export function askCatalogue(
  { activation, spreadsheetId, unreachable }: Asker,
  question: CatalogueQuestion,
): CatalogueAnswer {
  const body = JSON.stringify({ v: 1, bundle: BUNDLE_VERSION, spreadsheetId, ...question });
  // Hours of retries would use up the day's trigger time: while the server is down, one try.
  const answer = postSigned(activation, CATALOGUE_PATH, body, unreachable === true ? 1 : undefined);
  if (answer.kind !== 'answered') {
    return { kind: 'broken', reason: answer.kind === 'quota' ? 'quota' : 'unreachable' };
  }
  const reply = CatalogueReplySchema.safeParse(answer.body);
  if (answer.status === 200 && reply.success) {
    return { kind: 'told', reply: reply.data, activation: learnKey(activation, answer.body) };
  }
  const refusal = SyncRefusal.safeParse(answer.body);
  if (answer.status === 409 && refusal.success && refusal.data.seq !== undefined) {
    return { kind: 'stale', seq: refusal.data.seq };
  }
  console.error(JSON.stringify({ code: 'sync.bad_reply', status: answer.status }));
  const isRefused = answer.status === 401 || answer.status === 403;
  return { kind: 'broken', reason: isRefused ? 'refusedUnit' : 'unreachable' };
}

export type Asker = Pick<SheetMemory, 'activation' | 'spreadsheetId' | 'unreachable'>;
