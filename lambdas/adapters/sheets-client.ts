/** The Google Sheets client: Google itself with keyless sign-in, or a stand-in on this machine. */
import { sheets, type sheets_v4 } from '@googleapis/sheets';
import { Fault } from '../../core/fault.ts';
import type { SheetsAccess } from './sheets-credentials.ts';
import { createGoogleCredentials } from './sheets-credentials.ts';

export type SheetsClientOptions = {
  /** Address of a stand-in; absent at Google. */
  readonly rootUrl?: string;
  /** The external_account document; '{}' and '' are none. */
  readonly credentials: string;
  /** Repeats of a throttled or failed call; each waits longer. */
  readonly retries: number;
  /** To read and write unless said otherwise. */
  readonly access?: SheetsAccess;
};

const TIMEOUT_MS = 30_000;
const MAX_RETRY_DELAY_MS = 8_000;
const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost']);

/**
 * Never a mix: a stand-in is talked to without credentials, or with those of a stand-in; Google
 * only with Google's.
 */
export function createSheetsClient(options: SheetsClientOptions): sheets_v4.Sheets {
  const { rootUrl, credentials, retries, access } = options;
  const common = {
    version: 'v4' as const,
    timeout: TIMEOUT_MS,
    // The library never repeats a POST by itself. Ours are safe to repeat: the batch that
    // publishes succeeds at most once, whatever is sent again.
    retryConfig: {
      retry: retries,
      noResponseRetries: retries,
      httpMethodsToRetry: ['GET', 'POST'],
      statusCodesToRetry: [
        [429, 429],
        [500, 599],
      ],
      maxRetryDelay: MAX_RETRY_DELAY_MS,
    },
  };
  const hasCredentials = !['', '{}'].includes(credentials.trim());
  if (rootUrl === undefined) {
    return sheets({ ...common, auth: createGoogleCredentials(credentials, 'google', access) });
  }
  const local = { ...common, rootUrl: checkLocal(rootUrl) };
  if (!hasCredentials) return sheets(local);
  return sheets({ ...local, auth: createGoogleCredentials(credentials, 'local', access) });
}

function checkLocal(rootUrl: string): string {
  const url = URL.canParse(rootUrl) ? new URL(rootUrl) : undefined;
  const isLocal =
    url?.protocol === 'http:' &&
    LOCAL_HOSTS.has(url.hostname) &&
    url.username === '' &&
    url.pathname === '/';
  if (!isLocal) throw toFault('only http://127.0.0.1 and http://localhost may stand in for Google');
  return rootUrl;
}

function toFault(reason: string): Fault {
  return new Fault('config.invalid', { name: 'GOOGLE_API_ROOT_URL', reason });
}
