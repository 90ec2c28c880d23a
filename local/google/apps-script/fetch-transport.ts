// Where UrlFetchApp's requests go: real HTTP on this machine, and nowhere else.

import { Buffer } from 'node:buffer';
import { request } from 'node:http';

type ScriptFetchRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  readonly followRedirects: boolean;
  readonly spreadsheetId: string;
  /** The account the script runs as. */
  readonly user: string;
};

export type ScriptFetchOutcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | readonly string[]>>;
      readonly body: Uint8Array;
      /** On the virtual clock; 250 when not given. */
      readonly elapsedMs?: number;
    }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'dns' }
  | { readonly kind: 'unreachable' };

export type ScriptFetch = (request: ScriptFetchRequest) => Promise<ScriptFetchOutcome>;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const TIMEOUT_MS = 60_000;

/** @throws Error for any address beyond this machine */
export const fetchLoopback: ScriptFetch = (script) => {
  const url = new URL(script.url);
  if (url.protocol !== 'http:' || !LOOPBACK.has(url.hostname)) {
    throw new Error(
      `UrlFetchApp may only reach http on this machine here, not ${url.protocol}//${url.host}`,
    );
  }
  return new Promise((resolve) => {
    const outgoing = request(
      url,
      {
        method: script.method,
        timeout: TIMEOUT_MS,
        headers: {
          'User-Agent': 'Mozilla/5.0 (compatible; Google-Apps-Script; beanserver)',
          ...script.headers,
          ...(script.body === undefined ? {} : { 'Content-Length': script.body.byteLength }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', () => resolve({ kind: 'unreachable' }));
        incoming.on('end', () => {
          const headers: Record<string, string | readonly string[]> = {};
          for (const [name, value] of Object.entries(incoming.headers)) {
            if (value !== undefined) headers[name] = value;
          }
          const status = incoming.statusCode ?? 0;
          resolve({ kind: 'response', status, headers, body: Buffer.concat(chunks) });
        });
      },
    );
    outgoing.on('timeout', () => {
      resolve({ kind: 'timeout' });
      outgoing.destroy();
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ kind: error.code === 'ENOTFOUND' ? 'dns' : 'unreachable' }),
    );
    outgoing.end(script.body);
  });
};
