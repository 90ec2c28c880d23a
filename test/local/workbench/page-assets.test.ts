import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readPageAssets, WAITING_ASSETS } from '../../../local/workbench/page-assets.ts';

const BUILT = resolve(import.meta.dirname, '../../../dist/workbench');

test('the built page names only files of its own', () => {
  const assets = readPageAssets(BUILT);
  const html = Buffer.from(assets.get('/')?.bytes ?? '').toString();
  expect(html).toContain('<html lang="vi">');
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
  expect(named.filter((path) => path.endsWith('.js'))).not.toEqual([]);
  expect(named.filter((path) => !assets.has(path))).toEqual([]);
  expect(html).not.toMatch(/<style|onload=|<script(?![^>]* src=)/);
  expect([...assets.values()].map(({ contentType }) => contentType)).not.toContain(
    'application/octet-stream',
  );
});

test('a page that was never built is a clear error', () => {
  expect(() => readPageAssets(join(BUILT, 'nowhere'))).toThrow(/npm run build/);
});

test('something is shown until the page is built', () => {
  expect(Buffer.from(WAITING_ASSETS.get('/')?.bytes ?? '').toString()).toContain('Đang dựng trang');
});
