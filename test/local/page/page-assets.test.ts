import { expect, test } from 'vitest';
import { buildPageAssets } from '../../../local/page/page-assets.ts';

test('the page is four files that ask for nothing outside', async () => {
  const assets = await buildPageAssets();
  expect([...assets].map(([path, { contentType }]) => `${path} ${contentType}`)).toEqual([
    '/ text/html; charset=utf-8',
    '/page.js text/javascript; charset=utf-8',
    '/page.css text/css; charset=utf-8',
    '/favicon.svg image/svg+xml',
  ]);
  const text = (path: string): string => Buffer.from(assets.get(path)?.bytes ?? '').toString();
  for (const path of ['/', '/page.js', '/page.css']) expect(text(path)).not.toMatch(/https?:\/\//);
  const html = text('/');
  expect(html).toContain('<html lang="vi">');
  // Everything the frame names is there, and nothing is inline.
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
  expect(named.every((path) => path !== undefined && assets.has(path))).toBe(true);
  expect(named).toHaveLength(3);
  expect(html).not.toMatch(/<style|style=|onload=/);
  expect(text('/page.js')).not.toContain('innerHTML');
});
