// The page's files, bundled and held in memory: nothing else of the disk can be asked for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { toIndexHtml } from './index-html.ts';

export type PageAsset = { readonly contentType: string; readonly bytes: Uint8Array };

/** By path. */
export type PageAssets = ReadonlyMap<string, PageAsset>;

/** Takes about 50 ms. */
export async function buildPageAssets(): Promise<PageAssets> {
  const staticDir = join(import.meta.dirname, 'static');
  return new Map([
    ['/', toAsset('text/html; charset=utf-8', toIndexHtml())],
    ['/page.js', toAsset('text/javascript; charset=utf-8', await bundleScript())],
    ['/page.css', toAsset('text/css; charset=utf-8', readFileSync(join(staticDir, 'page.css')))],
    ['/favicon.svg', toAsset('image/svg+xml', readFileSync(join(staticDir, 'favicon.svg')))],
  ]);
}

async function bundleScript(): Promise<string> {
  const result = await build({
    entryPoints: [join(import.meta.dirname, 'browser/main.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error('esbuild made no file of the page');
  return file.text;
}

function toAsset(contentType: string, content: string | Uint8Array): PageAsset {
  return { contentType, bytes: typeof content === 'string' ? Buffer.from(content) : content };
}
