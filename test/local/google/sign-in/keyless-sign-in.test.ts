/** The deployed summary function signs in at Google without a key: with its role, and no other. */
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toSigningRoleName } from '../../../../infra/resource-names.ts';
import { createSheetsClient } from '../../../../lambdas/adapters/sheets-client.ts';
import { startLocalCloud } from '../../../../local/aws/local-cloud.ts';
import { startSheetsApi } from '../../../../local/google/sheets-api/start-sheets-api.ts';
import type { KnownCaller } from '../../../../local/google/sign-in/check-proof.ts';
import type { SignIn, SignInOptions } from '../../../../local/google/sign-in/start-sign-in.ts';
import { startSignIn } from '../../../../local/google/sign-in/start-sign-in.ts';
import { createSpreadsheetRegistry } from '../../../../local/spreadsheet-registry.ts';
import { build } from '../../../../scripts/build.ts';
import { toGoogleConfig } from '../../../../scripts/google-config/google-config.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../../../..');
const NOW = Date.parse('2026-11-23T08:00:00+07:00');
const ACCOUNT = '123456789012';
const ROLE = toSigningRoleName('dev', 'ben-tre', 'summarize');
const CONFIG = toGoogleConfig({
  stage: 'dev',
  programme: 'ben-tre',
  target: {
    awsAccount: ACCOUNT,
    awsRegion: 'ap-southeast-1',
    googleProject: 'so-sang-kien',
    googleProjectNumber: '987654321098',
    committeeSpreadsheetId: 'committee-spreadsheet-id',
  },
});
const AUDIENCE = String(CONFIG.credentials.audience);

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
beforeAll(() => build({ print: () => undefined }));

function callerOf(arn: string, accessKeyId: string): KnownCaller {
  return { accessKeyId, secretAccessKey: 'local', sessionToken: 'local', arn };
}

async function startGoogle(role: string, changes: Partial<SignInOptions> = {}) {
  const registry = createSpreadsheetRegistry(1);
  const committee = registry.create('BAN-TO-CHUC', 'Tổng hợp');
  const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/session`;
  const signIn = await startSignIn({
    // Every function of the local cloud has a key of its own; here they all are that role's.
    callers: Array.from({ length: 20 }, (_, index) =>
      callerOf(arn, `LOCAL${String(index).padStart(15, '0')}`),
    ),
    audience: AUDIENCE,
    takes: (caller) => caller.startsWith(`arn:aws:sts::${ACCOUNT}:assumed-role/ssk-dev-`),
    boundRoles: [ROLE],
    serviceAccount: CONFIG.serviceAccount,
    now: () => NOW,
    ...changes,
  });
  stops.push(signIn.stop);
  const sheets = await startSheetsApi({
    workbooks: (id) => registry.findById(id)?.workbook,
    authorize: (token) => (signIn.accepts(token) ? 'ok' : 'denied'),
  });
  stops.push(sheets.stop);
  return { committee, signIn, sheets };
}

/** As `google:config` prints it, with Google's two hosts replaced by the stand-in's. */
function credentialsFor({ url }: SignIn): string {
  return JSON.stringify(CONFIG.credentials)
    .replace('https://sts.googleapis.com', url)
    .replace('https://iamcredentials.googleapis.com', url);
}

describe('the deployed function', () => {
  async function publish(google: Awaited<ReturnType<typeof startGoogle>>) {
    const cloud = await startLocalCloud({
      assemblyDir: join(ROOT_DIR, 'cdk.out/dev'),
      stage: 'dev',
      dataDir: undefined,
      seed: 1,
      now: () => NOW,
      virtualClock: true,
      live: false,
      parameters: {
        CommitteeSpreadsheetId: google.committee.spreadsheetId,
        GoogleCredentials: credentialsFor(google.signIn),
      },
      functionEnvironment: { GOOGLE_API_ROOT_URL: google.sheets.url },
    });
    stops.push(cloud.stop);
    const scheduledTime = new Date(NOW).toISOString();
    return cloud.invoke('summarize', { kind: 'schedule', scheduledTime });
  }

  it('proves its role, acts as the service account and publishes', async () => {
    const google = await startGoogle(ROLE);
    const outcome = await publish(google);
    expect(google.signIn.refusals).toEqual([]);
    expect(outcome).toMatchObject({ outcome: { kind: 'success' } });
    const titles = google.committee.workbook.sheets.map(({ title }) => title);
    expect(titles).toContain('Tổng hợp chung');
  });

  it.each([
    ['a role that is not bound to the account', 'ssk-dev-ben-tre-ingest', 'may not act as'],
    ['a role the pool does not take', 'somebody-elses-role', 'the pool does not take'],
  ])('with %s is refused, and nothing is written', async (_name, role, reason) => {
    const google = await startGoogle(role);
    const before = google.committee.workbook.sheets.map(({ title }) => title);
    const outcome = await publish(google);
    expect(outcome).not.toMatchObject({ outcome: { kind: 'success' } });
    expect(google.signIn.refusals.join()).toContain(reason);
    expect(google.committee.workbook.sheets.map(({ title }) => title)).toEqual(before);
  });
});

describe('a proof', () => {
  const caller = callerOf(`arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}/session`, 'LOCALKEY');

  async function read(changes: Partial<SignInOptions>, audience = AUDIENCE) {
    const google = await startGoogle(ROLE, { callers: [caller], now: Date.now, ...changes });
    const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_REGION'];
    const kept = names.map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'LOCALKEY',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: 'local',
      AWS_REGION: 'ap-southeast-1',
    });
    try {
      const credentials = credentialsFor(google.signIn).replace(AUDIENCE, audience);
      const client = createSheetsClient({ rootUrl: google.sheets.url, credentials, retries: 0 });
      const { spreadsheetId } = google.committee;
      await client.spreadsheets.get({ spreadsheetId, fields: 'spreadsheetId' });
      return 'read';
    } catch {
      return google.signIn.refusals.join();
    } finally {
      for (const [name, value] of kept) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  }

  it('that is right opens the spreadsheet', async () => {
    expect(await read({})).toBe('read');
  });

  it.each<[string, Partial<SignInOptions>, string]>([
    [
      'signed with another secret',
      { callers: [{ ...caller, secretAccessKey: 'other' }] },
      'wrong signature',
    ],
    ['of another session', { callers: [{ ...caller, sessionToken: 'other' }] }, 'another session'],
    ['of an unknown key', { callers: [] }, 'an unknown key'],
    ['signed an hour ago', { now: () => Date.now() + 3_600_000 }, 'too old'],
    [
      'for another provider',
      { audience: AUDIENCE.replace('aws-lambda', 'other') },
      'not an exchange',
    ],
  ])('%s is refused', async (_name, changes, reason) => {
    expect(await read(changes)).toContain(reason);
  });
});
