// The page's files as the build wrote them, held in memory: nothing else of the disk can be asked for.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { WAITING_HTML } from './waiting-html.ts';

export type PageAsset = { readonly contentType: string; readonly bytes: Uint8Array };

/** By path. */
export type PageAssets = ReadonlyMap<string, PageAsset>;

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** What is shown until there is a page. */
export const WAITING_ASSETS: PageAssets = new Map([
  ['/', { contentType: TYPES['.html'] ?? '', bytes: Buffer.from(WAITING_HTML) }],
]);

/** @throws Error when the build has not written the page */
export function readPageAssets(dir: string): PageAssets {
  if (!existsSync(join(dir, 'index.html'))) throw new Error(`no page in ${dir}: npm run build`);
  const files = readdirSync(dir, { recursive: true, withFileTypes: true });
  return new Map(
    files
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [toPath(relative(dir, file)), toAsset(file)];
      }),
  );
}

function toPath(file: string): string {
  return file === 'index.html' ? '/' : `/${file.split(sep).join('/')}`;
}

function toAsset(file: string): PageAsset {
  const contentType = TYPES[extname(file)] ?? 'application/octet-stream';
  return { contentType, bytes: readFileSync(file) };
}
