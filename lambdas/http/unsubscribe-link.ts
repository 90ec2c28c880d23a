/** Links that stop mails of one kind to one address, and nothing else. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { MAIL_KINDS } from '../../core/digest/mail-facts.ts';
import type { StoppableKind, UnsubscribeParts } from '../../core/digest/unsubscribe-link.ts';
import { toUnsubscribeText, UNSUBSCRIBE_PATH } from '../../core/digest/unsubscribe-link.ts';

export type UnsubscribeLinkInput = UnsubscribeParts & {
  /** Base of the HTTP API, without a slash at its end. */
  readonly apiUrl: string;
  readonly masterSecret: string;
};

/** Has no end: a mail of last year must still stop those of this one. */
export function toUnsubscribeLink({
  apiUrl,
  masterSecret,
  ...parts
}: UnsubscribeLinkInput): string {
  const to = encodeURIComponent(parts.recipient);
  const token = toToken(masterSecret, parts);
  return `${apiUrl}${UNSUBSCRIBE_PATH}?to=${to}&kind=${parts.kind}&token=${token}`;
}

export type UnsubscribeCheck =
  | { readonly kind: 'link'; readonly recipient: string; readonly mailKind: StoppableKind }
  /** For the log only. */
  | { readonly kind: 'refused'; readonly reason: 'malformed' | 'wrong_token' };

export type UnsubscribeRequest = {
  readonly query: { readonly [name: string]: string | undefined };
  readonly masterSecret: string;
  readonly programme: string;
};

const ADDRESS = /^[!-~]{3,254}$/;
const TOKEN = /^[0-9a-f]{64}$/;
const STOPPABLE_KINDS = MAIL_KINDS.filter((kind) => kind !== 'alert');

export function checkUnsubscribeLink(request: UnsubscribeRequest): UnsubscribeCheck {
  const { query, masterSecret, programme } = request;
  const { to = '', token = '' } = query;
  const mailKind = STOPPABLE_KINDS.find((kind) => kind === query.kind);
  if (mailKind === undefined || !ADDRESS.test(to) || !TOKEN.test(token)) {
    return { kind: 'refused', reason: 'malformed' };
  }
  const expected = toToken(masterSecret, { programme, recipient: to, kind: mailKind });
  const isRight = timingSafeEqual(Buffer.from(expected, 'latin1'), Buffer.from(token, 'latin1'));
  if (!isRight) return { kind: 'refused', reason: 'wrong_token' };
  return { kind: 'link', recipient: to, mailKind };
}

/**
 * Under the master secret itself and not the committee's key: whoever may read that key could stop
 * the mails of others.
 *
 * @returns 64 lower-case hex digits
 */
function toToken(masterSecret: string, parts: UnsubscribeParts): string {
  return createHmac('sha256', masterSecret).update(toUnsubscribeText(parts), 'utf8').digest('hex');
}
