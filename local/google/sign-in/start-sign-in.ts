// Google's sign-in on this machine: a proof for a federated token, that for a service account's.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { readBody, startLoopbackServer } from '../../aws/loopback-server.ts';
import type { KnownCaller } from './check-proof.ts';
import { checkProof } from './check-proof.ts';

export type SignInOptions = {
  /** Whom AWS knows. */
  readonly callers: readonly KnownCaller[];
  /** Of the provider, as the external_account document names it. */
  readonly audience: string;
  /** Of the provider: whose identities the pool takes at all. */
  readonly takes: (arn: string) => boolean;
  /** Roles that may act as the service account. */
  readonly boundRoles: readonly string[];
  readonly serviceAccount: string;
  readonly now: () => number;
};

export type SignIn = {
  /** Without a slash at the end. */
  readonly url: string;
  /** Every refusal, in the order of the calls. */
  readonly refusals: readonly string[];
  /** Whether that token is one a service account was given, and still good. */
  accepts(token: string | undefined): boolean;
  stop(): Promise<void>;
};

/** Google's own default for both. */
const LIFETIME_MS = 3_600_000;
const MAX_BODY_BYTES = 100_000;
const CLOUD_SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/** @see https://datatracker.ietf.org/doc/html/rfc8693 */
const Exchange = z.object({
  grant_type: z.literal('urn:ietf:params:oauth:grant-type:token-exchange'),
  audience: z.string(),
  requested_token_type: z.literal('urn:ietf:params:oauth:token-type:access_token'),
  subject_token_type: z.literal('urn:ietf:params:aws:token-type:aws4_request'),
  subject_token: z.string(),
  scope: z.string(),
});
const Impersonation = z.object({ scope: z.array(z.string()).check(z.minLength(1)) });

type State = {
  readonly options: SignInOptions;
  readonly refusals: string[];
  /** Federated tokens with the role they prove. */
  readonly federated: Map<string, string>;
  /** Tokens of the service account with the time they end. */
  readonly issued: Map<string, number>;
};

export async function startSignIn(options: SignInOptions): Promise<SignIn> {
  const state: State = { options, refusals: [], federated: new Map(), issued: new Map() };
  const server = await startLoopbackServer((request, response) => {
    serve(state, request, response).catch(() => response.destroy());
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    refusals: state.refusals,
    accepts: (token) => options.now() < (state.issued.get(token ?? '') ?? 0),
    stop: server.stop,
  };
}

type Reply = { readonly status: number; readonly body: object };

async function serve(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = (await readBody(request, MAX_BODY_BYTES))?.toString('utf8') ?? '';
  const { status, body: said } = reply(state, request, body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
}

function reply(state: State, { method, url, headers }: IncomingMessage, body: string): Reply {
  const { serviceAccount } = state.options;
  const impersonation = `/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`;
  if (method !== 'POST') return refuse(state, 405, `no ${method} here`);
  if (url === '/v1/token') return exchange(state, Object.fromEntries(new URLSearchParams(body)));
  if (url === impersonation) return impersonate(state, headers.authorization, parseJson(body));
  return refuse(state, 404, `nothing at ${url}`);
}

function exchange(state: State, form: unknown): Reply {
  const { audience, callers, takes, now } = state.options;
  const parsed = z.safeParse(Exchange, form);
  if (!parsed.success || parsed.data.audience !== audience || parsed.data.scope !== CLOUD_SCOPE) {
    return refuse(state, 400, 'not an exchange for this provider');
  }
  const proof = parsed.data.subject_token;
  const check = checkProof({ proof, audience, callers, nowMs: now() });
  if (check.kind === 'refused') return refuse(state, 401, check.reason);
  if (!takes(check.arn)) return refuse(state, 403, `the pool does not take ${check.arn}`);
  const token = newToken('federated');
  state.federated.set(token, toRole(check.arn));
  return {
    status: 200,
    body: {
      access_token: token,
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: LIFETIME_MS / 1_000,
    },
  };
}

function impersonate(state: State, authorization: string | undefined, body: unknown): Reply {
  const { boundRoles, now } = state.options;
  const role = state.federated.get(authorization?.replace(/^Bearer /, '') ?? '');
  if (role === undefined) return refuse(state, 401, 'not a token of ours');
  if (!boundRoles.includes(role)) return refuse(state, 403, `${role} may not act as the account`);
  if (!z.safeParse(Impersonation, body).success) return refuse(state, 400, 'no scope');
  const accessToken = newToken('account');
  const endsAtMs = now() + LIFETIME_MS;
  state.issued.set(accessToken, endsAtMs);
  return { status: 200, body: { accessToken, expireTime: new Date(endsAtMs).toISOString() } };
}

function refuse({ refusals }: State, status: number, reason: string): Reply {
  refusals.push(reason);
  return { status, body: { error: 'invalid_request', error_description: reason } };
}

/** As the provider's attribute mapping extracts it. */
function toRole(arn: string): string {
  return /:assumed-role\/([^/]+)\//.exec(arn)?.[1] ?? '';
}

function newToken(kind: string): string {
  return `${kind}.${randomBytes(24).toString('base64url')}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
