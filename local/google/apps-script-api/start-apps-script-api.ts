// The Apps Script API on this machine, with the little of Drive that making a spreadsheet takes:
// the real clasp talks to it through `clasp-preload.mjs`.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, startLoopbackServer } from '../../aws/loopback-server.ts';
import { ApiError, toErrorBody } from '../sheets-api/api-error.ts';
import {
  parseNewContent,
  parseNewProject,
  parseNewSpreadsheet,
  parseScriptOperation,
  type ScriptOperation,
} from './script-operation.ts';
import type { ScriptProject, ScriptProjects } from './script-projects.ts';

const MAX_BODY_BYTES = 50 * 1024 * 1024;

export type ScriptApiCall = {
  readonly operation: ScriptOperation['name'];
  /** Absent where something new is made. */
  readonly scriptId?: string;
};

export type ScriptApiFault =
  /** Answered instead of doing anything. */
  | { readonly kind: 'answer'; readonly status: number; readonly message: string }
  /** Nothing is done before this settles. */
  | { readonly kind: 'wait'; readonly until: Promise<void> }
  /** The connection is cut before anything is done, or after all is done. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' };

export type AppsScriptApiOptions = {
  readonly projects: ScriptProjects;
  /** Any token, but not none, is accepted when not given. */
  readonly authorize?: (token: string) => 'ok' | 'unknown' | 'denied';
  readonly faults?: (call: ScriptApiCall) => ScriptApiFault | undefined;
  /** Called after each call was answered. */
  readonly onRequest?: (call: ScriptApiCall & { readonly status: number }) => void;
};

export type AppsScriptApi = {
  /** With a slash at the end, as Google's clients want their `rootUrl`. */
  readonly url: string;
  stop(): Promise<void>;
};

export async function startAppsScriptApi(options: AppsScriptApiOptions): Promise<AppsScriptApi> {
  const server = await startLoopbackServer((request, response) => {
    void handle(options, request, response);
  });
  return { url: `http://127.0.0.1:${server.port}/`, stop: server.stop };
}

type Answer = { readonly status: number; readonly json: unknown };

async function handle(
  options: AppsScriptApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, json } = await answer(options, request).catch(toRefusal);
  if (request.socket.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(json));
}

async function answer(options: AppsScriptApiOptions, request: IncomingMessage): Promise<Answer> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === undefined) throw new ApiError(413, 'Request payload size exceeds the limit.');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const operation = parseScriptOperation(request.method ?? 'GET', url);
  const call: ScriptApiCall = {
    operation: operation.name,
    ...('scriptId' in operation ? { scriptId: operation.scriptId } : {}),
  };
  const fault = options.faults?.(call);
  if (fault?.kind === 'drop' && fault.when === 'before') return cut(request);
  if (fault?.kind === 'wait') await fault.until;
  const answered =
    fault?.kind === 'answer'
      ? toFaultAnswer(fault)
      : perform(options, operation, { token: tokenOf(request), body: body.toString('utf8') });
  options.onRequest?.({ ...call, status: answered.status });
  return fault?.kind === 'drop' ? cut(request) : answered;
}

function toFaultAnswer({ status, message }: { status: number; message: string }): Answer {
  return { status, json: { error: { code: status, message, status: 'UNAVAILABLE' } } };
}

type RequestParts = { readonly token: string | undefined; readonly body: string };

function perform(
  options: AppsScriptApiOptions,
  operation: ScriptOperation,
  { token, body }: RequestParts,
): Answer {
  try {
    const word = token === undefined ? 'unknown' : (options.authorize?.(token) ?? 'ok');
    if (word === 'unknown') {
      throw new ApiError(401, 'Request had invalid authentication credentials.');
    }
    if (word === 'denied') {
      throw new ApiError(403, 'The caller does not have permission');
    }
    return { status: 200, json: change(options.projects, operation, body) };
  } catch (error) {
    return toRefusal(error);
  }
}

function change(projects: ScriptProjects, operation: ScriptOperation, body: string): unknown {
  switch (operation.name) {
    case 'files.create': {
      const { title } = parseNewSpreadsheet(parseJson(body));
      return { kind: 'drive#file', id: projects.createSpreadsheet(title), name: title };
    }
    case 'projects.create': {
      const project = parseNewProject(parseJson(body));
      if (project.parentId !== undefined && !projects.spreadsheets.has(project.parentId)) {
        throw new ApiError(404, 'Requested entity was not found.');
      }
      return toProjectJson(projects.create(project));
    }
    case 'projects.get':
      return toProjectJson(projects.find(operation.scriptId));
    case 'projects.getContent':
      return toContentJson(projects.find(operation.scriptId));
    case 'projects.updateContent': {
      const files = parseNewContent(parseJson(body));
      return toContentJson(projects.update(operation.scriptId, { files }));
    }
  }
}

function toProjectJson({ files: _, ...project }: ScriptProject): unknown {
  return project;
}

function toContentJson({ scriptId, files }: ScriptProject): unknown {
  return { scriptId, files };
}

function toRefusal(error: unknown): Answer {
  const refusal =
    error instanceof ApiError
      ? error
      : // Whatever else it is, the caller must see that this is our own failure and where it was.
        new ApiError(500, error instanceof Error ? (error.stack ?? error.message) : String(error));
  return { status: refusal.code, json: toErrorBody(refusal) };
}

function cut(request: IncomingMessage): Answer {
  request.socket.destroy();
  return { status: 0, json: undefined };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiError(400, 'Invalid JSON payload received.');
  }
}

function tokenOf(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
}
