/** Which addresses the Google client may be pointed at, and with which credentials. */
import { describe, expect, it } from 'vitest';
import { createSheetsClient } from '../../../lambdas/adapters/sheets-client.ts';
import { createGoogleCredentials } from '../../../lambdas/adapters/sheets-credentials.ts';

const PROVIDER =
  '//iam.googleapis.com/projects/123456/locations/global/workloadIdentityPools/aws-pool/providers/aws';
const GOOD = {
  type: 'external_account',
  audience: PROVIDER,
  subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
  token_url: 'https://sts.googleapis.com/v1/token',
  service_account_impersonation_url:
    'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/summary@project.iam.gserviceaccount.com:generateAccessToken',
  credential_source: {
    environment_id: 'aws1',
    regional_cred_verification_url:
      'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
  },
};
const json = (changes: object = {}) => JSON.stringify({ ...GOOD, ...changes });
const INVALID = { code: 'config.invalid' };

describe('an external_account document', () => {
  it('with Google and Amazon addresses alone is taken', () => {
    expect(createGoogleCredentials(json(), 'google').constructor.name).toBe('AwsClient');
    expect(() =>
      createGoogleCredentials(json({ universe_domain: 'googleapis.com' }), 'google'),
    ).not.toThrow();
  });

  it.each<[string, string]>([
    ['no JSON', 'secret text'],
    ['a service account key', json({ type: 'service_account' })],
    ['another token host', json({ token_url: 'https://sts.googleapis.com.evil.example/v1/token' })],
    ['a token host without TLS', json({ token_url: 'http://sts.googleapis.com/v1/token' })],
    ['a local token host', json({ token_url: 'http://127.0.0.1:9/v1/token' })],
    [
      'another impersonation host',
      json({
        service_account_impersonation_url:
          'https://iamcredentials.googleapis.com@evil.example/v1/projects/-/serviceAccounts/a@b:generateAccessToken',
      }),
    ],
    [
      'a metadata address',
      json({ credential_source: { ...GOOD.credential_source, url: 'http://169.254.169.254/x' } }),
    ],
    [
      'another verification host',
      json({
        credential_source: {
          ...GOOD.credential_source,
          regional_cred_verification_url: 'https://sts.{region}.evil.example',
        },
      }),
    ],
    ['another universe', json({ universe_domain: 'evil.example' })],
    ['another audience', json({ audience: '//iam.evil.example/x' })],
    ['a token info address', json({ token_info_url: 'https://evil.example' })],
  ])('with %s is refused', (_name, text) => {
    let fault: unknown;
    try {
      createGoogleCredentials(text, 'google');
    } catch (error) {
      fault = error;
    }
    expect(fault).toMatchObject(INVALID);
    expect(String(fault)).not.toContain('secret text');
  });
});

describe('the client', () => {
  const options = { credentials: '{}', retries: 1 };

  it.each(['http://127.0.0.1:8080/', 'http://localhost:8080/', 'http://127.0.0.1:8080'])(
    'talks to a stand-in at %s without credentials',
    (rootUrl) => {
      expect(() => createSheetsClient({ ...options, rootUrl })).not.toThrow();
    },
  );

  it.each([
    'https://127.0.0.1:8080/',
    'http://127.0.0.1.evil.example/',
    'http://evil.example/',
    'http://127.0.0.1@evil.example/',
    'http://user@127.0.0.1/',
    'http://127.0.0.1/path/',
    'file:///etc/passwd',
    'nothing',
    '',
  ])('does not talk to %s', (rootUrl) => {
    expect(() => createSheetsClient({ ...options, rootUrl })).toThrow(/config.invalid/);
  });

  it('is never pointed at a stand-in with credentials of Google, nor the other way round', () => {
    const rootUrl = 'http://127.0.0.1:8080/';
    expect(() => createSheetsClient({ rootUrl, credentials: json(), retries: 1 })).toThrow(
      /config.invalid/,
    );
  });

  it('needs credentials to talk to Google', () => {
    expect(() => createSheetsClient(options)).toThrow(/config.invalid/);
    expect(() => createSheetsClient({ credentials: json(), retries: 1 })).not.toThrow();
  });
});
