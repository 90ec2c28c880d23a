/** Keyless sign-in at Google: an external_account document whose every address is checked first. */
import { AwsClient } from 'google-auth-library';
import * as z from 'zod/mini';
import { Fault } from '../../core/fault.ts';

const SCOPE = 'https://www.googleapis.com/auth/spreadsheets';
const IMPERSONATION =
  /^https:\/\/iamcredentials\.googleapis\.com\/v1\/projects\/-\/serviceAccounts\/[a-z0-9@.-]+:generateAccessToken$/;
const AUDIENCE =
  /^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+$/;

/**
 * The library would send a signed request to any address the document names, so only Google's and
 * Amazon's own are let through. The metadata addresses of a virtual machine are left out: a
 * function has its credentials in its environment.
 */
const ExternalAccount = z.strictObject({
  type: z.literal('external_account'),
  audience: z.string().check(z.regex(AUDIENCE)),
  subject_token_type: z.literal('urn:ietf:params:aws:token-type:aws4_request'),
  token_url: z.literal('https://sts.googleapis.com/v1/token'),
  service_account_impersonation_url: z.string().check(z.regex(IMPERSONATION)),
  credential_source: z.strictObject({
    environment_id: z.literal('aws1'),
    regional_cred_verification_url: z.literal(
      'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
    ),
  }),
  universe_domain: z.optional(z.literal('googleapis.com')),
});

/** @throws Fault 'config.invalid' naming the first field that is not as it must be */
export function createGoogleCredentials(json: string): AwsClient {
  const document = z.safeParse(ExternalAccount, parseObject(json));
  if (!document.success) {
    const path = document.error.issues[0]?.path.join('.') ?? '';
    throw toFault(`not an external_account document that may be used: ${path}`);
  }
  const { universe_domain: _, ...fields } = document.data;
  return new AwsClient({ ...fields, scopes: [SCOPE] });
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
