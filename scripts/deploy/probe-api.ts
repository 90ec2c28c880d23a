// Asks a deployed API whether it answers as it must, without writing anything.
import { SIGNATURE_HEADERS } from '../../core/messages/signature.ts';
import { deriveUnitKey, signRequest } from '../../lambdas/http/unit-key.ts';

export type ProbeInput = {
  /** Base of the HTTP API, without a slash at its end. */
  readonly apiUrl: string;
  readonly masterSecret: string;
  /** A unit of the programme, or the committee. */
  readonly unit: string;
  readonly keyVersion: number;
  /** Epoch milliseconds. */
  readonly now: number;
};

export type ProbeResult =
  | { readonly kind: 'sound' }
  | { readonly kind: 'unsound'; readonly reason: string };

const PATH = '/v1/sync';
/** No request of this form is one: it is refused after everything before its body was judged. */
const BODY = '{}';
const TIMEOUT_MS = 30_000;

/**
 * Unsigned it must be turned away; signed it must get as far as the schema of its body. That takes
 * the route, the function, the secret, the table and the programme, and leaves no trace in them.
 */
export async function probeApi(input: ProbeInput): Promise<ProbeResult> {
  const unsigned = await ask(input.apiUrl, {});
  if (unsigned !== '401 unauthorized') return unsound('an unsigned request', unsigned);
  const signed = await ask(input.apiUrl, toSignedHeaders(input));
  // It was retired: the signature itself was right.
  const isRetired = signed === '403 forbidden';
  if (signed !== '400 bad_request' && !isRetired) return unsound('a signed request', signed);
  return { kind: 'sound' };
}

function toSignedHeaders({ masterSecret, unit, keyVersion, now }: ProbeInput) {
  const key = deriveUnitKey(masterSecret, unit, keyVersion);
  const parts = { method: 'POST', path: PATH, unit, keyVersion, sentAt: now };
  return {
    [SIGNATURE_HEADERS.unit]: unit,
    [SIGNATURE_HEADERS.keyVersion]: String(keyVersion),
    [SIGNATURE_HEADERS.sentAt]: String(now),
    [SIGNATURE_HEADERS.signature]: signRequest(key, { ...parts, body: Buffer.from(BODY) }),
  };
}

/** @returns status and code, or what kept the answer away */
async function ask(apiUrl: string, headers: Readonly<Record<string, string>>): Promise<string> {
  try {
    const response = await fetch(`${apiUrl}${PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: BODY,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return `${response.status} ${readCode(await response.text())}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function readCode(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'code' in body) return String(body.code);
  } catch {
    // Not ours: a page of somebody in between, say.
  }
  return text.slice(0, 200);
}

function unsound(what: string, answer: string): ProbeResult {
  return { kind: 'unsound', reason: `${what} was answered «${answer}»` };
}
