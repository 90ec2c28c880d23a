// Runs the contract of the Apps Script API on the stand-in, and on Google when asked to.
//
// On Google: REMOTE=1 and CLASP_AUTH, the file `clasp login` wrote for an account whose Apps Script
// API is switched on.

import { afterAll } from 'vitest';
import { createScriptProjects } from '../../local/google/apps-script-api/script-projects.ts';
import {
  type AppsScriptApi as StandIn,
  startAppsScriptApi,
} from '../../local/google/apps-script-api/start-apps-script-api.ts';
import { createAppsScriptApi, GOOGLE_ROOT_URL } from '../../scripts/units/apps-script-api.ts';
import { createClasp } from '../../scripts/units/clasp.ts';
import { type GoogleAccount, openGoogleAccount } from '../../scripts/units/google-account.ts';
import { describeAppsScriptApi } from './apps-script-api-contract.ts';

const TIMEOUT_MS = 120_000;
const operator: GoogleAccount = { readToken: async () => 'operator' };
const stranger: GoogleAccount = { readToken: async () => 'stranger' };

let standIn: StandIn | undefined;

afterAll(() => standIn?.stop());

describeAppsScriptApi('the stand-in', async () => {
  const projects = createScriptProjects({ now: Date.now, account: 'van-hanh@ben-tre.example' });
  standIn = await startAppsScriptApi({
    projects,
    authorize: (token) => (token === 'operator' ? 'ok' : 'unknown'),
  });
  const rootUrl = standIn.url;
  return {
    api: createAppsScriptApi({ rootUrl, account: operator }),
    strangersApi: createAppsScriptApi({ rootUrl, account: stranger }),
    clasp: createClasp({ account: operator, standInUrl: rootUrl, timeoutMs: TIMEOUT_MS }),
  };
});

const authFile = process.env.CLASP_AUTH;
if (process.env.REMOTE === '1' && authFile !== undefined) {
  describeAppsScriptApi('Google', async () => {
    const account = openGoogleAccount(authFile);
    return {
      api: createAppsScriptApi({ rootUrl: GOOGLE_ROOT_URL, account }),
      strangersApi: createAppsScriptApi({ rootUrl: GOOGLE_ROOT_URL, account: stranger }),
      clasp: createClasp({ account, standInUrl: undefined, timeoutMs: TIMEOUT_MS }),
    };
  });
} else {
  process.stdout.write('Apps Script API of Google: not run, it needs REMOTE=1 and CLASP_AUTH\n');
}
