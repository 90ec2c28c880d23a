/** Keyless sign-in at Google: an external_account document whose every address is checked first. */
import { AwsClient } from 'google-auth-library';
import * as z from 'zod/mini';
import { Fault } from '../../core/fault.ts';

const SCOPES = {
  readWrite: 'https://www.googleapis.com/auth/spreadsheets',
  readOnly: 'https://www.googleapis.com/auth/spreadsheets.readonly',
} as const;
export type SheetsAccess = keyof typeof SCOPES;
const AUDIENCE =
  /^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+$/;
const IMPERSONATION_PATH = '/v1/projects/-/serviceAccounts/[a-z0-9@.-]+:generateAccessToken';
const LOCAL = String.raw`http://127\.0\.0\.1:\d{1,5}`;

/**
 * Where a token may be fetched. The library would send the signed proof, and then the token, to any
 * address the document names; a stand-in's is only good together with a stand-in of the Sheets API.
 */
const TOKEN_PLACES = {
  google: {
    tokenUrl: /^https:\/\/sts\.googleapis\.com\/v1\/token$/,
    impersonationUrl: new RegExp(
      `^https://iamcredentials\\.googleapis\\.com${IMPERSONATION_PATH}$`,
    ),
  },
  local: {
    tokenUrl: new RegExp(`^${LOCAL}/v1/token$`),
    impersonationUrl: new RegExp(`^${LOCAL}${IMPERSONATION_PATH}$`),
  },
} as const;

export type TokenPlace = keyof typeof TOKEN_PLACES;

/**
 * The metadata addresses of a virtual machine are left out: a function has its credentials in its
 * environment. The verification address is Amazon's own everywhere: nothing is sent there, the
 * proof is a request to it, signed and not made.
 */
function toDocumentSchema({ tokenUrl, impersonationUrl }: (typeof TOKEN_PLACES)[TokenPlace]) {
  return z.strictObject({
    type: z.literal('external_account'),
    audience: z.string().check(z.regex(AUDIENCE)),
    subject_token_type: z.literal('urn:ietf:params:aws:token-type:aws4_request'),
    token_url: z.string().check(z.regex(tokenUrl)),
    service_account_impersonation_url: z.string().check(z.regex(impersonationUrl)),
    credential_source: z.strictObject({
      environment_id: z.literal('aws1'),
      regional_cred_verification_url: z.literal(
        'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
      ),
    }),
    universe_domain: z.optional(z.literal('googleapis.com')),
  });
}

/** @throws Fault 'config.invalid' naming the first field that is not as it must be */
export function createGoogleCredentials(
  json: string,
  place: TokenPlace,
  access: SheetsAccess = 'readWrite',
): AwsClient {
  const document = z.safeParse(toDocumentSchema(TOKEN_PLACES[place]), parseObject(json));
  if (!document.success) {
    const path = document.error.issues[0]?.path.join('.') ?? '';
    throw toFault(`not an external_account document that may be used: ${path}`);
  }
  const { universe_domain: _, ...fields } = document.data;
  return new AwsClient({ ...fields, scopes: [SCOPES[access]] });
}

function parseObject(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The text may hold what must not be logged; that it is no JSON is all there is to say.
    throw toFault('not JSON');
  }
}

function toFault(reason: string): Fault {
  return new Fault('config.invalid', { name: 'GOOGLE_CREDENTIALS', reason });
}
