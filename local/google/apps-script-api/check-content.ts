// What Google refuses to keep as the content of a script.

import { parse } from 'acorn';
import { ApiError } from '../sheets-api/api-error.ts';

export type ScriptFile = {
  readonly name: string;
  readonly type: 'SERVER_JS' | 'HTML' | 'JSON';
  readonly source: string;
};

const MANIFEST_NAME = 'appsscript';

/** @throws ApiError 400 as Google words it, so far as clients read the words */
export function checkContent(files: readonly ScriptFile[]): void {
  const names = files.map(({ name, type }) => `${type} ${name}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ApiError(400, `Duplicate file in project: ${twice}`);
  const [manifest, ...others] = files.filter(({ type }) => type === 'JSON');
  if (manifest?.name !== MANIFEST_NAME || others.length > 0) {
    throw new ApiError(400, 'Project contents must include a manifest file named appsscript.');
  }
  checkManifest(manifest);
  for (const file of files) if (file.type === 'SERVER_JS') checkScript(file);
}

function checkManifest({ source }: ScriptFile): void {
  try {
    if (!isObject(JSON.parse(source))) throw new SyntaxError('not an object');
  } catch (error) {
    throw new ApiError(400, `"appsscript.json" has errors: ${String(error)}`);
  }
}

/** The place is what clasp looks for in the message. */
function checkScript({ name, source }: ScriptFile): void {
  try {
    parse(source, { ecmaVersion: 2021, sourceType: 'script' });
  } catch (error) {
    const line = /\((\d+):\d+\)/.exec(String(error))?.[1] ?? '1';
    const reason = String(error).replace(/ \(\d+:\d+\)$/, '');
    throw new ApiError(400, `Syntax error: ${reason} line: ${line} file: ${name}`);
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
