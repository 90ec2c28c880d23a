// AWS's signature of a request, made again by whoever checks one.
import { createHash, createHmac } from 'node:crypto';

export type ToSign = {
  /** As the request claims it, `20260301T023000Z`. */
  readonly time: string;
  /** Day, region, service and `aws4_request`. */
  readonly scope: readonly string[];
  /** The request in AWS's canonical form. */
  readonly canonicalRequest: string;
};

/**
 * @returns lower-case hex
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
export function signV4({ time, scope, canonicalRequest }: ToSign, secretAccessKey: string): string {
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonicalRequest)].join('\n');
  const key = scope.reduce<Buffer | string>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, toSign).toString('hex');
}

/** Epoch milliseconds of the time a signature claims; NaN for one that is none. */
export function toSignedAtMs(time: string): number {
  return Date.parse(
    time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
