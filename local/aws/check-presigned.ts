// Checks an address that AWS signed for one request: its signature covers path, query and time.
import { createHash, createHmac } from 'node:crypto';

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
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(toCanonicalRequest(request))].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>(
    hmac,
    `AWS4${request.secretAccessKey}`,
  );
  if (hmac(key, toSign).toString('hex') !== read('Signature')) return 'wrong_signature';
  const signedAtMs = Date.parse(
    time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  return nowMs < signedAtMs + Number(read('Expires')) * 1000 ? 'valid' : 'expired';
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
