/**
 * The report store contract on memory and on the stand-in of S3, and on S3 itself: REMOTE=1,
 * REPORT_CONTRACT_BUCKET naming a bucket that may be written to, and credentials for it.
 */
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createS3ReportStore } from '../../lambdas/adapters/report/s3-report-store.ts';
import type { LoopbackServer } from '../../local/aws/loopback-server.ts';
import { readBody, startLoopbackServer } from '../../local/aws/loopback-server.ts';
import { serveObject } from '../../local/aws/object-api.ts';
import type { ObjectStore } from '../../local/aws/object-store.ts';
import { createObjectStore } from '../../local/aws/object-store.ts';
import { createMemoryReportStore } from '../lambdas/report/memory-report-store.ts';
import { describeReportStore } from './report-store-contract.ts';

const BUCKET = 'reports';
const objects: ObjectStore = createObjectStore(undefined);
let server: LoopbackServer;
let client: S3Client;
let programmes = 0;
/** Answered instead, once each. */
const refusals: number[] = [];

beforeAll(async () => {
  server = await startLoopbackServer(async (request, response) => {
    const body = (await readBody(request, 1_000_000)) ?? Buffer.alloc(0);
    const refusal = refusals.shift();
    if (refusal !== undefined) return void response.writeHead(refusal).end();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const call = { request, body, url, objects, buckets: new Set([BUCKET]) };
    const rights = { secretAccessKey: 'local', nowMs: Date.now(), allows: () => true };
    serveObject({ ...call, ...rights }, response);
  });
  client = new S3Client({
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'LOCAL', secretAccessKey: 'local' },
    maxAttempts: 2,
  });
});
afterAll(async () => {
  client.destroy();
  await server.stop();
});
beforeEach(() => {
  programmes += 1;
  refusals.length = 0;
});

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function openOnStandIn() {
  const programme = `programme-${programmes}`;
  return {
    programme,
    store: createS3ReportStore({ client, bucketName: BUCKET, programme }),
    read: download,
  };
}

describeReportStore('the report store in memory', async () => {
  const store = createMemoryReportStore();
  const toName = (url: string) =>
    url.endsWith('.docx') ? 'du-thao-bao-cao.docx' : 'bang-tong-hop.xlsx';
  return { store, read: async (url) => store.bytes(toName(url)) };
});

describeReportStore('the report store on the stand-in of S3', async () => openOnStandIn());

const remoteBucket = process.env.REPORT_CONTRACT_BUCKET;
if (process.env.REMOTE === '1' && remoteBucket !== undefined) {
  describeReportStore('the report store on S3', async () => ({
    store: createS3ReportStore({
      client: new S3Client({}),
      bucketName: remoteBucket,
      programme: `contract-${process.pid}-${programmes}`,
    }),
    read: download,
  }));
} else {
  process.stdout.write('S3 itself: not run, it needs REMOTE=1 and REPORT_CONTRACT_BUCKET\n');
}

describe('on S3', () => {
  const files = [
    { name: 'du-thao-bao-cao.docx', bytes: Buffer.from('x') },
    { name: 'bang-tong-hop.xlsx', bytes: Buffer.from('y') },
  ] as const;
  const report = { publication: 7, asOf: Date.UTC(2011, 2, 31, 1, 5), files };

  it('each publication keeps files of its own, in the folder of its programme', async () => {
    const { store, programme } = openOnStandIn();
    await store.write(report);
    await store.write({ ...report, publication: 12 });
    for (const key of [
      `publications/${programme}/00000007/du-thao-bao-cao.docx`,
      `publications/${programme}/00000012/bang-tong-hop.xlsx`,
      `latest/${programme}/bang-tong-hop.xlsx`,
    ]) {
      expect(objects.get(BUCKET, key), key).toBeDefined();
    }
  });

  it('a file says what it is, what to call it, and of which publication it is', async () => {
    const { store } = openOnStandIn();
    await store.write(report);
    const response = await fetch((await store.toDownloadUrl('du-thao-bao-cao.docx')) ?? '');
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="du-thao-bao-cao\.docx"; /);
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe('Dự thảo báo cáo.docx');
    expect(response.headers.get('x-amz-meta-publication')).toBe('7');
    expect(response.headers.get('x-amz-meta-as-of')).toBe('2011-03-31T01:05:00.000Z');
  });

  it('an address is for one minute', async () => {
    const { store } = openOnStandIn();
    await store.write(report);
    const url = new URL((await store.toDownloadUrl('du-thao-bao-cao.docx')) ?? '');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('60');
  });

  it('a write that was broken off is told as older, and made again', async () => {
    const { store, programme } = openOnStandIn();
    await store.write(report);
    await store.write({ ...report, publication: 12, files: files.slice(0, 1) });
    expect(objects.get(BUCKET, `latest/${programme}/du-thao-bao-cao.docx`)?.headers).toMatchObject({
      'x-amz-meta-publication': '12',
    });
    expect(await store.readLatest()).toEqual({ publication: 7 });
  });

  it('a failure is repeated, then told with its key and without its content', async () => {
    const { store, programme } = openOnStandIn();
    refusals.push(503);
    await store.write(report);
    refusals.push(403, 403);
    await expect(store.readLatest()).rejects.toMatchObject({
      code: 'report.not_stored',
      details: { key: expect.stringContaining(`latest/${programme}/`) },
    });
  });

  it('an object that somebody else put there is none of ours', async () => {
    const { store, programme } = openOnStandIn();
    await store.write(report);
    const stray = { headers: {}, body: Buffer.from('stray') };
    objects.put(BUCKET, `latest/${programme}/bang-tong-hop.xlsx`, stray);
    expect(await store.readLatest()).toBeUndefined();
  });
});
