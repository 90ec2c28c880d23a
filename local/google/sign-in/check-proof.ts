// Checks the proof a function sends to Google: a request to AWS «who am I», signed and not made.
import * as z from 'zod/mini';
import { sha256, signV4, toSignedAtMs } from '../../aws/signature-v4.ts';

/** A role of the account, as AWS would name the caller who holds these keys. */
export type KnownCaller = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly arn: string;
};

export type ProofCheck =
  | { readonly kind: 'proved'; readonly arn: string }
  | { readonly kind: 'refused'; readonly reason: string };

export type ProofInput = {
  /** The subject token: URL-encoded JSON. */
  readonly proof: string;
  readonly audience: string;
  readonly callers: readonly KnownCaller[];
  readonly nowMs: number;
};

const Proof = z.object({
  url: z.string(),
  method: z.literal('POST'),
  headers: z.array(z.object({ key: z.string(), value: z.string() })),
});

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/sts\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
/** AWS refuses a request signed longer ago. */
const MAX_AGE_MS = 15 * 60_000;
/** The audience is named beside them, unsigned: Google's own library sends it so. */
const MUST_BE_SIGNED = ['host', 'x-amz-date'];

export function checkProof({ proof, audience, callers, nowMs }: ProofInput): ProofCheck {
  const signed = readProof(proof);
  if (typeof signed === 'string') return refuse(signed);
  const { headers, time } = signed;
  if (headers.get('x-goog-cloud-target-resource') !== audience) return refuse('another audience');
  const caller = callers.find(({ accessKeyId }) => accessKeyId === signed.keyId);
  if (caller === undefined) return refuse('an unknown key');
  if (headers.get('x-amz-security-token') !== caller.sessionToken) return refuse('another session');
  const isFresh = Math.abs(nowMs - toSignedAtMs(time)) <= MAX_AGE_MS;
  if (!isFresh) return refuse('too old');
  if (sign(signed, caller.secretAccessKey) !== signed.signature) return refuse('wrong signature');
  return { kind: 'proved', arn: caller.arn };
}

type SignedProof = {
  readonly url: URL;
  readonly headers: ReadonlyMap<string, string>;
  readonly signedHeaders: string;
  readonly keyId: string | undefined;
  readonly scope: readonly string[];
  readonly time: string;
  readonly signature: string | undefined;
};

/** @returns what is wrong with its form, or the proof */
function readProof(text: string): SignedProof | string {
  const parsed = z.safeParse(Proof, parseJson(text));
  if (!parsed.success) return 'not a proof';
  const url = new URL(parsed.data.url);
  const headers = new Map(parsed.data.headers.map(({ key, value }) => [key.toLowerCase(), value]));
  const [, keyId, day = '', region = '', signedHeaders = '', signature] =
    AUTHORIZATION.exec(headers.get('authorization') ?? '') ?? [];
  if (signature === undefined) return 'not signed';
  const identity = `https://sts.${region}.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15`;
  if (url.href !== identity || headers.get('host') !== url.host) return 'signs another request';
  const names = signedHeaders.split(';');
  if (!MUST_BE_SIGNED.every((name) => names.includes(name))) return 'signs too little';
  const scope = [day, region, 'sts', 'aws4_request'];
  const time = headers.get('x-amz-date') ?? '';
  return { url, headers, signedHeaders, keyId, scope, time, signature };
}

function sign({ url, headers, signedHeaders, scope, time }: SignedProof, secret: string): string {
  const canonicalRequest = [
    'POST',
    url.pathname,
    url.searchParams.toString(),
    ...signedHeaders.split(';').map((name) => `${name}:${(headers.get(name) ?? '').trim()}`),
    '',
    signedHeaders,
    sha256(''),
  ].join('\n');
  return signV4({ time, scope, canonicalRequest }, secret);
}

function refuse(reason: string): ProofCheck {
  return { kind: 'refused', reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(text));
  } catch {
    return undefined;
  }
}
