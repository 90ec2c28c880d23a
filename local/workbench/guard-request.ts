// Refuses what does not come from this machine's own page: other hosts, other origins, forms.
import type { IncomingHttpHeaders } from 'node:http';

export type Refusal = {
  readonly status: 400 | 403 | 405 | 415;
  readonly code: 'bad_host' | 'cross_origin' | 'method_not_allowed' | 'not_json';
};

type GuardedRequest = {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Where the server listens. */
  readonly port: number;
};

/** The Host check keeps a foreign name that was pointed at this machine from reading anything. */
export function refuseRequest({ method, headers, port }: GuardedRequest): Refusal | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = headers;
  if (host === undefined || !hosts.includes(host.toLowerCase()))
    return { status: 400, code: 'bad_host' };
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return { status: 403, code: 'cross_origin' };
  if (isForeignFetch(headers)) return { status: 403, code: 'cross_origin' };
  if (method === 'GET') return undefined;
  if (method !== 'POST') return { status: 405, code: 'method_not_allowed' };
  return refuseWrite(headers);
}

/** A browser names the origin of every write; a form of another site cannot send JSON. */
function refuseWrite(headers: IncomingHttpHeaders): Refusal | undefined {
  if (headers.origin === undefined) return { status: 403, code: 'cross_origin' };
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return type === 'application/json' ? undefined : { status: 415, code: 'not_json' };
}

/** A link from elsewhere may open the page; another site's script or image may fetch nothing. */
function isForeignFetch(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  const isForeign = site === 'cross-site' || site === 'same-site';
  return isForeign && headers['sec-fetch-mode'] !== 'navigate';
}
