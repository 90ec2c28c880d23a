/**
 * The operator's own Google account, as `clasp login` keeps it: the account that owns the scripts.
 *
 * Only a token of an hour leaves this file. Each clasp gets it in an auth file of its own, since
 * several that renew the token in one file would read it half written.
 */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { OAuth2Client } from 'google-auth-library';
import * as z from 'zod/mini';
import { Fault } from '../../core/fault.ts';

const text = z.string().check(z.minLength(1));

const Credentials = z.object({
  client_id: text,
  client_secret: text,
  refresh_token: text,
  access_token: z.exactOptional(z.string()),
  expiry_date: z.exactOptional(z.number()),
});

const AuthFile = z.object({ tokens: z.object({ default: Credentials }) });

export type GoogleAccount = {
  /**
   * Good for at least some minutes; renewed when it is not.
   *
   * @throws Fault 'config.invalid' when the sign-in was taken back
   */
  readToken(): Promise<string>;
};

export function toAuthPath(option: string | undefined): string {
  return option ?? process.env.clasp_config_auth ?? join(homedir(), '.clasprc.json');
}

/** @throws Fault 'config.invalid' when nobody has signed in */
export function openGoogleAccount(path: string): GoogleAccount {
  const credentials = readCredentials(path);
  const client = new OAuth2Client({
    clientId: credentials.client_id,
    clientSecret: credentials.client_secret,
    // Longer than one push may take.
    eagerRefreshThresholdMillis: 10 * 60_000,
  });
  client.setCredentials({
    refresh_token: credentials.refresh_token,
    access_token: credentials.access_token ?? null,
    expiry_date: credentials.expiry_date ?? 0,
  });
  return {
    async readToken() {
      const { token } = await client.getAccessToken().catch((cause: unknown) => {
        const words = cause instanceof Error ? cause.message : String(cause);
        const reason = `Google does not renew the sign-in (${words}): npx clasp login`;
        throw new Fault('config.invalid', { name: path, reason }, { cause });
      });
      if (token) return token;
      const reason = 'Google gave no token: npx clasp login';
      throw new Fault('config.invalid', { name: path, reason });
    },
  };
}

function readCredentials(path: string): z.infer<typeof Credentials> {
  try {
    return AuthFile.parse(JSON.parse(readFileSync(path, 'utf8'))).tokens.default;
  } catch (cause) {
    const reason = 'nobody has signed in with clasp 3 yet: npx clasp login';
    throw new Fault('config.invalid', { name: path, reason }, { cause });
  }
}

/** What clasp reads as its auth file: the token, and nothing that could get another one. */
export function toTokenFile(token: string, expiresAt: number): string {
  const none = 'none';
  const credentials = {
    type: 'authorized_user',
    client_id: none,
    client_secret: none,
    refresh_token: none,
    access_token: token,
    expiry_date: expiresAt,
  };
  return JSON.stringify({ tokens: { default: credentials } });
}
