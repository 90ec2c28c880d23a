/** Signed calls to the server, with the retries a lost or throttled one deserves. */
import * as v from 'valibot';
import type { Activation } from '../../core/messages/activation.ts';
import { SIGNATURE_HEADERS, toSigningText } from '../../core/messages/signature.ts';
import { SyncRefusal } from '../../core/messages/sync-reply.ts';
import { toHex } from './to-hex.ts';

export type ServerAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unreachable' }
  /** The day's UrlFetch calls of this account are used up. */
  | { readonly kind: 'quota' };

/** Throttled and failed calls are tried this often in one run; then the row waits. */
const MAX_TRIES = 3;
const RETRY_BASE_MS = 500;

export function postSigned(
  activation: Activation,
  path: string,
  body: string,
  maxTries = MAX_TRIES,
): ServerAnswer {
  for (let attempt = 1; ; attempt += 1) {
    const answer = postOnce(activation, path, body);
    const isFinal = answer.kind === 'answered' ? !isPassing(answer) : answer.kind === 'quota';
    if (isFinal || attempt >= maxTries) {
      return answer.kind === 'answered' && isPassing(answer) ? { kind: 'unreachable' } : answer;
    }
    Utilities.sleep(Math.round(RETRY_BASE_MS * 2 ** attempt * (0.5 + Math.random())));
  }
}

/** What may go well the next time, signed anew: throttled, failed, or signed too long ago. */
function isPassing({ status, body }: Extract<ServerAnswer, { kind: 'answered' }>): boolean {
  if (status === 429 || status >= 500) return true;
  const refusal = v.safeParse(SyncRefusal, body);
  return status === 401 && refusal.success && refusal.output.code === 'clock';
}

function postOnce(activation: Activation, path: string, body: string): ServerAnswer {
  const sentAt = Date.now();
  try {
    const response = UrlFetchApp.fetch(activation.endpoint + path, {
      method: 'post',
      contentType: 'application/json; charset=utf-8',
      headers: sign(activation, path, body, sentAt),
      payload: body,
      muteHttpExceptions: true,
      followRedirects: false,
    });
    return {
      kind: 'answered',
      status: response.getResponseCode(),
      body: parseJson(response.getContentText()),
    };
  } catch (error) {
    return /too many times/i.test(String(error)) ? { kind: 'quota' } : { kind: 'unreachable' };
  }
}

function sign(
  activation: Activation,
  path: string,
  body: string,
  sentAt: number,
): Record<string, string> {
  const { unit, keyVersion, key } = activation;
  const digest = Utilities.computeDigest(
    Utilities.DigestAlgorithm.SHA_256,
    body,
    Utilities.Charset.UTF_8,
  );
  const text = toSigningText({
    method: 'POST',
    path,
    unit,
    keyVersion,
    sentAt,
    bodySha256: toHex(digest),
  });
  return {
    [SIGNATURE_HEADERS.unit]: unit,
    [SIGNATURE_HEADERS.keyVersion]: String(keyVersion),
    [SIGNATURE_HEADERS.sentAt]: String(sentAt),
    [SIGNATURE_HEADERS.signature]: toHex(Utilities.computeHmacSha256Signature(text, key)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
