// Checks an address that AWS signed for one request: its signature covers path, query and time.
import { signV4, toSignedAtMs } from './signature-v4.ts';

export type PresignedCheck = 'valid' | 'expired' | 'wrong_signature';

export type PresignedRequest = {
  readonly method: string;
  readonly host: string;
  readonly url: URL;
  readonly secretAccessKey: string;
  readonly nowMs: number;
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
export function checkPresigned(request: PresignedRequest): PresignedCheck {
  const { url, nowMs } = request;
  const read = (name: string): string => url.searchParams.get(`X-Amz-${name}`) ?? '';
  const [, day = '', region = '', service = ''] = read('Credential').split('/');
  const time = read('Date');
  const scope = [day, region, service, 'aws4_request'];
  const toSign = { time, scope, canonicalRequest: toCanonicalRequest(request) };
  if (signV4(toSign, request.secretAccessKey) !== read('Signature')) return 'wrong_signature';
  return nowMs < toSignedAtMs(time) + Number(read('Expires')) * 1000 ? 'valid' : 'expired';
}

function toCanonicalRequest({ method, host, url }: PresignedRequest): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  return [
    method,
    url.pathname,
    query.join('&'),
    `host:${host}`,
    '',
    'host',
    'UNSIGNED-PAYLOAD',
  ].join('\n');
}

/** As RFC 3986 has it, which is stricter than what the language does. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
