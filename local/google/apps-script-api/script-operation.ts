// Which method of the Apps Script API, or of Drive, a request means, and what its body says.

import { ApiError, notImplemented } from '../sheets-api/api-error.ts';
import { isObject, type ScriptFile } from './check-content.ts';

export type ScriptOperation =
  | { readonly name: 'files.create' | 'projects.create' }
  | {
      readonly name: 'projects.get' | 'projects.getContent' | 'projects.updateContent';
      readonly scriptId: string;
    };

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';

/** @throws ApiError 404 or 501 */
export function parseScriptOperation(method: string, url: URL): ScriptOperation {
  const { pathname, searchParams } = url;
  const request = `${method} ${pathname}`;
  if (request === 'POST /drive/v3/files') return { name: 'files.create' };
  if (request === 'POST /v1/projects') return { name: 'projects.create' };
  const match = /^\/v1\/projects\/([^/]+)(\/content)?$/.exec(pathname);
  if (match?.[1] === undefined) {
    if (/^\/(v1|drive)\//.test(pathname)) throw notImplemented(request);
    throw new ApiError(404, `The requested URL ${pathname} was not found.`);
  }
  if (searchParams.has('versionNumber')) throw notImplemented('content of a version');
  const scriptId = decodeURIComponent(match[1]);
  const isContent = match[2] !== undefined;
  if (method === 'GET') {
    return { name: isContent ? 'projects.getContent' : 'projects.get', scriptId };
  }
  if (method === 'PUT' && isContent) return { name: 'projects.updateContent', scriptId };
  throw notImplemented(request);
}

/** @throws ApiError 400 */
export function parseNewSpreadsheet(body: unknown): { readonly title: string } {
  const { mimeType, name } = requireObject(body);
  if (mimeType !== SPREADSHEET) throw notImplemented(`a file of type ${String(mimeType)}`);
  return { title: typeof name === 'string' ? name : 'Untitled' };
}

/** @throws ApiError 400 */
export function parseNewProject(body: unknown): {
  readonly title: string;
  readonly parentId?: string;
} {
  const { title, parentId } = requireObject(body);
  if (typeof title !== 'string') throw new ApiError(400, 'Invalid value at "title"');
  return { title, ...(typeof parentId === 'string' ? { parentId } : {}) };
}

/** @throws ApiError 400 */
export function parseNewContent(body: unknown): readonly ScriptFile[] {
  const { files } = requireObject(body);
  if (!Array.isArray(files)) throw new ApiError(400, 'Invalid value at "files"');
  return files.map(parseFile);
}

function parseFile(value: unknown, index: number): ScriptFile {
  const { name, type, source } = requireObject(value);
  const isKnown = type === 'SERVER_JS' || type === 'HTML' || type === 'JSON';
  if (typeof name !== 'string' || name === '' || typeof source !== 'string' || !isKnown) {
    throw new ApiError(400, `Invalid value at "files[${index}]"`);
  }
  return { name, type, source };
}

function requireObject(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new ApiError(400, 'Invalid JSON payload received.');
  return value;
}
