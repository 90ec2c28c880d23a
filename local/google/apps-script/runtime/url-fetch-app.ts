// UrlFetchApp: builds requests, and answers or throws as Google does.

import type { FetchRequestData, FetchResponseData } from '../calls.ts';
import { blobBase64, createBlobOf } from './blob.ts';
import { type Bridge, exception } from './bridge.ts';
import { fromBytes, isByteArray, toBytes } from './bytes.ts';
import { strict } from './strict.ts';

type FetchParams = {
  readonly method?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: unknown;
  readonly muteHttpExceptions?: boolean;
  readonly followRedirects?: boolean;
};

const KNOWN_PARAMS = new Set([
  'url',
  'method',
  'contentType',
  'headers',
  'payload',
  'muteHttpExceptions',
  'followRedirects',
  'validateHttpsCertificates',
]);
const MAX_URL_CHARACTERS = 2048;

export function createUrlFetchApp(bridge: Bridge) {
  const { call } = bridge;

  function send(targets: readonly { url: string; params: FetchParams }[]) {
    const requests = targets.map(({ url, params }) => toRequest(bridge, url, params));
    const muted = targets.map(({ params }) => params.muteHttpExceptions === true);
    return call('UrlFetchApp.fetch', { requests, muted }).map((data) => toResponse(bridge, data));
  }

  return strict('UrlFetchApp', {
    fetch: (url: string, params: FetchParams = {}) => send([{ url, params }])[0],
    fetchAll: (targets: readonly (string | (FetchParams & { url: string }))[]) =>
      send(
        targets.map((target) =>
          typeof target === 'string'
            ? { url: target, params: {} }
            : { url: target.url, params: target },
        ),
      ),
  });
}

function toRequest(bridge: Bridge, url: string, params: FetchParams): FetchRequestData {
  for (const key of Object.keys(params)) {
    if (!KNOWN_PARAMS.has(key)) {
      throw new Error(`UrlFetchApp.fetch with ${key} is not implemented by this stand-in`);
    }
  }
  if (typeof url !== 'string' || url === '')
    throw exception('Attribute provided with no value: url');
  if (url.length > MAX_URL_CHARACTERS) throw exception('Limit Exceeded: URLFetch URL Length.');
  const method = (params.method ?? 'get').toUpperCase();
  const bodyBase64 = toBody(bridge, params.payload);
  const headers: Record<string, string> = {};
  if (bodyBase64 !== undefined) {
    headers['Content-Type'] = params.contentType ?? 'application/x-www-form-urlencoded';
  } else if (params.contentType !== undefined) headers['Content-Type'] = params.contentType;
  for (const [name, value] of Object.entries(params.headers ?? {})) headers[name] = String(value);
  return { url, method, headers, bodyBase64, followRedirects: params.followRedirects !== false };
}

function toBody({ native }: Bridge, payload: unknown): string | undefined {
  if (payload === undefined || payload === null) return undefined;
  if (typeof payload === 'string') return native.base64FromUtf8(payload);
  const blob = blobBase64(payload);
  if (blob !== undefined) return blob;
  if (isByteArray(payload)) return fromBytes(native, payload);
  const form = Object.entries(payload as object).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  return native.base64FromUtf8(form.join('&'));
}

function toResponse({ native }: Bridge, data: FetchResponseData) {
  const { status, headers, bodyBase64 } = data;
  const single = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value.at(-1),
  ]);
  return strict('HTTPResponse', {
    getResponseCode: (): number => status,
    getContentText(charset?: string): string {
      if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
        throw new Error(`HTTPResponse.getContentText with ${charset} is not implemented`);
      }
      return native.utf8FromBase64(bodyBase64);
    },
    getContent: (): number[] => toBytes(native, bodyBase64),
    getBlob: () => createBlobOf(native, bodyBase64, null, null),
    getHeaders: () => Object.fromEntries(single),
    getAllHeaders: () => ({ ...headers }),
  });
}
