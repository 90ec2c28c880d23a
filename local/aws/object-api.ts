// S3 as far as the product calls it: put, head and get of whole objects, also by signed addresses.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { checkPresigned } from './check-presigned.ts';
import type { ObjectStore } from './object-store.ts';

export type ObjectCall = {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly url: URL;
  readonly buckets: ReadonlySet<string>;
  readonly objects: ObjectStore;
  readonly secretAccessKey: string;
  readonly nowMs: number;
  /** Reports a refusal. */
  allows(action: string, resource: string): boolean;
};

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** What a sender says of an object and gets back with it. */
const keptHeaders = /^(content-type|content-disposition|cache-control|x-amz-meta-.+)$/;

export function serveObject(call: ObjectCall, response: ServerResponse): void {
  const { status, headers, body } = answer(call);
  response.writeHead(status, { ...headers, 'content-length': body.byteLength });
  response.end(call.request.method === 'HEAD' ? undefined : body);
}

function answer(call: ObjectCall): Answer {
  const { request, url, buckets } = call;
  const [, bucket = '', ...rest] = decodeURIComponent(url.pathname).split('/');
  const key = rest.join('/');
  const refusal = url.searchParams.has('X-Amz-Signature') ? refusePresigned(call) : undefined;
  if (refusal !== undefined) return refusal;
  if (!buckets.has(bucket)) return refuse(404, 'NoSuchBucket');
  if (key === '') return refuse(501, 'NotImplemented');
  if (request.method === 'PUT') return put(call, bucket, key);
  if (request.method === 'GET' || request.method === 'HEAD') return get(call, bucket, key);
  return refuse(501, 'NotImplemented');
}

function refusePresigned(call: ObjectCall): Answer | undefined {
  const { request, url, secretAccessKey, nowMs } = call;
  const { method = '', headers } = request;
  const host = headers.host ?? '';
  const outcome = checkPresigned({ method, host, url, secretAccessKey, nowMs });
  if (outcome === 'valid') return undefined;
  return refuse(403, outcome === 'expired' ? 'AccessDenied' : 'SignatureDoesNotMatch');
}

function put({ request, body, objects, allows }: ObjectCall, bucket: string, key: string): Answer {
  if (!allows('s3:PutObject', `arn:aws:s3:::${bucket}/${key}`)) return refuse(403, 'AccessDenied');
  const { 'content-encoding': encoding, 'x-amz-checksum-crc32': checksum } = request.headers;
  // A body in signed chunks would have to be taken apart first.
  if (encoding !== undefined) return refuse(501, 'NotImplemented');
  if (checksum !== undefined && checksum !== toChecksum(body)) return refuse(400, 'BadDigest');
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => keptHeaders.test(name))
      .map(([name, value]) => [name, String(value)]),
  );
  objects.put(bucket, key, { headers, body });
  return { status: 200, headers: { etag: toEtag(body) }, body: Buffer.alloc(0) };
}

function get({ objects, allows }: ObjectCall, bucket: string, key: string): Answer {
  if (!allows('s3:GetObject', `arn:aws:s3:::${bucket}/${key}`)) return refuse(403, 'AccessDenied');
  const object = objects.get(bucket, key);
  if (object === undefined) {
    // Who may not list a bucket is not told what it lacks.
    const mayKnow = allows('s3:ListBucket', `arn:aws:s3:::${bucket}`);
    return mayKnow ? refuse(404, 'NoSuchKey') : refuse(403, 'AccessDenied');
  }
  const { body } = object;
  return { status: 200, headers: { ...object.headers, etag: toEtag(body) }, body };
}

function refuse(status: number, code: string): Answer {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body: Buffer.from(text) };
}

function toEtag(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function toChecksum(body: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}
