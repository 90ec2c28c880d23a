// The stand-in of S3, called by the real client from inside a function, as the product calls it.
import { describe, expect, it } from 'vitest';
import type { LocalCloud } from '../../../local/aws/local-cloud.ts';
import { withdraw } from './tiny-assembly.ts';
import { useTinyClouds } from './tiny-clouds.ts';

const START_MS = Date.UTC(2011, 2, 31, 1, 0);
const KEY = 'latest/ben-tre/du-thao-bao-cao.docx';

const clouds = useTinyClouds(START_MS);
const { start } = clouds;

async function call(cloud: LocalCloud, event: Record<string, string>): Promise<unknown> {
  const result = await cloud.invoke('report', event);
  if ('kind' in result || result.outcome.kind !== 'success')
    throw new Error(JSON.stringify(result));
  return JSON.parse(result.outcome.payload);
}

async function link(cloud: LocalCloud, key = KEY): Promise<string> {
  return String(await call(cloud, { link: key }));
}

describe('an object', () => {
  it('is there after it was put, with its headers, and nowhere before', async () => {
    const cloud = await start();
    expect(await call(cloud, { head: KEY })).toBe('NotFound');
    expect(await call(cloud, { put: KEY, head: KEY })).toEqual({ publication: '7' });
    const response = await fetch(await link(cloud));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.text()).toBe('xin chào');
  });

  it('stays in the data folder', async () => {
    const dataDir = clouds.makeFolder();
    const first = await start({ dataDir });
    await call(first, { put: KEY });
    await first.stop();
    expect(await call(await start({ dataDir }), { head: KEY })).toEqual({ publication: '7' });
  });

  it('of another programme is out of reach', async () => {
    const cloud = await start();
    const other = 'latest/tra-vinh/du-thao-bao-cao.docx';
    expect(await call(cloud, { put: other })).toBe('AccessDenied');
    expect(clouds.events).toContainEqual(
      expect.objectContaining({ kind: 'denied', action: 's3:PutObject' }),
    );
  });

  it('is asked for by no role that may not list: «not there» would be told as «forbidden»', async () => {
    const copy = clouds.changeAssembly(({ service }) =>
      withdraw(service, 'Report', 's3:ListBucket'),
    );
    await expect(start({ assemblyDir: copy })).rejects.toThrow('s3:ListBucket');
  });

  it('is written by no role without the key of the bucket', async () => {
    const copy = clouds.changeAssembly(({ service }) =>
      withdraw(service, 'Report', 'kms:GenerateDataKey'),
    );
    await expect(start({ assemblyDir: copy })).rejects.toThrow('kms:GenerateDataKey');
  });
});

describe('a signed address', () => {
  it('opens for a minute and not longer', async () => {
    const cloud = await start();
    await call(cloud, { put: KEY });
    const address = await link(cloud);
    clouds.nowMs = START_MS + 59_999;
    expect((await fetch(address)).status).toBe(200);
    clouds.nowMs = START_MS + 60_000;
    expect((await fetch(address)).status).toBe(403);
  });

  it.each([
    ['another object', (address: string) => address.replace('du-thao-bao-cao.docx', 'x.docx')],
    ['a longer time', (address: string) => address.replace('Expires=60', 'Expires=600')],
    ['another signature', (address: string) => address.replace(/Signature=.{4}/, 'Signature=0000')],
  ])('made into one for %s is refused', async (_name, change) => {
    const cloud = await start();
    await call(cloud, { put: KEY });
    const address = await link(cloud);
    expect(change(address)).not.toBe(address);
    const response = await fetch(change(address));
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('SignatureDoesNotMatch');
  });

  it('of an unknown caller is refused', async () => {
    const cloud = await start();
    await call(cloud, { put: KEY });
    const address = (await link(cloud)).replace('LOCAL', 'OTHER');
    expect((await fetch(address)).status).toBe(400);
  });
});
