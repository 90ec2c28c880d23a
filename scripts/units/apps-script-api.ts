/** The Apps Script API, as far as reading a script back takes; what fails for a moment is repeated. */
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { GoogleAccount } from './google-account.ts';
import { ScriptContent, type ScriptFile } from './script-content.ts';

export const GOOGLE_ROOT_URL = 'https://script.googleapis.com/';

const MAX_ATTEMPTS = 4;
const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;
const TIMEOUT_MS = 60_000;

export type ApiProblem = {
  readonly kind: 'problem';
  /** Every other script would meet it too. */
  readonly isAccount: boolean;
  readonly reason: string;
};

export type ApiAnswer<Value> = { readonly kind: 'answer'; readonly value: Value } | ApiProblem;

export type ScriptProjectFacts = { readonly title?: string; readonly parentId?: string };

export type AppsScriptApi = {
  readContent(scriptId: string): Promise<ApiAnswer<ScriptContent>>;
  /** Replaces everything. */
  writeContent(scriptId: string, content: ScriptContent): Promise<ApiAnswer<ScriptContent>>;
  readProject(scriptId: string): Promise<ApiAnswer<ScriptProjectFacts>>;
};

export type AppsScriptApiOptions = {
  readonly rootUrl: string;
  readonly account: GoogleAccount;
  /** Ends a wait when the operator interrupts. */
  readonly pause?: (delayMs: number) => Promise<void>;
};

const Project = z.object({
  title: z.exactOptional(z.string()),
  parentId: z.exactOptional(z.string()),
});

export function createAppsScriptApi(options: AppsScriptApiOptions): AppsScriptApi {
  const content = (scriptId: string) => `v1/projects/${encodeURIComponent(scriptId)}/content`;
  return {
    readContent: (scriptId) => call(options, ScriptContent, { path: content(scriptId) }),
    writeContent: (scriptId, { files }) =>
      call(options, ScriptContent, {
        path: content(scriptId),
        body: { files: files.map(toPlainFile) },
      }),
    readProject: (scriptId) =>
      call(options, Project, { path: `v1/projects/${encodeURIComponent(scriptId)}` }),
  };
}

/** Full jitter: several that failed together do not come back together. `attempt` counts from 1. */
export function toDelayMs(attempt: number, random = Math.random()): number {
  return Math.floor(random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt));
}

type Call = { readonly path: string; readonly body?: unknown };

type Attempt<Value> = ApiAnswer<Value> | { readonly kind: 'again'; readonly reason: string };

async function call<Value>(
  options: AppsScriptApiOptions,
  schema: z.core.$ZodType<Value>,
  request: Call,
): Promise<ApiAnswer<Value>> {
  const pause = options.pause ?? delay;
  let reason = '';
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const result = await callOnce(options, schema, request);
    if (result.kind !== 'again') return result;
    reason = result.reason;
    if (attempt < MAX_ATTEMPTS) await pause(toDelayMs(attempt));
  }
  return { kind: 'problem', isAccount: false, reason: `${reason}, ${MAX_ATTEMPTS} times` };
}

async function callOnce<Value>(
  { rootUrl, account }: AppsScriptApiOptions,
  schema: z.core.$ZodType<Value>,
  { path, body }: Call,
): Promise<Attempt<Value>> {
  const token = await account.readToken();
  let status: number;
  let text: string;
  try {
    const response = await fetch(new URL(path, rootUrl), {
      method: body === undefined ? 'GET' : 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    return { kind: 'again', reason: `no answer of ${rootUrl} (${toWords(error)})` };
  }
  if (status !== 200) return toProblem(status, text);
  return parseAnswer(schema, text);
}

function parseAnswer<Value>(schema: z.core.$ZodType<Value>, text: string): Attempt<Value> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'again', reason: 'Google answered something that is no JSON' };
  }
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return { kind: 'answer', value: parsed.data };
  const reason = `Google answered in an unknown way: ${parsed.error.issues[0]?.message}`;
  return { kind: 'problem', isAccount: false, reason };
}

const ErrorBody = z.object({ error: z.object({ message: z.string() }) });

function toProblem(status: number, text: string): Attempt<never> {
  const reason = `${status} ${readMessage(text)}`;
  if (status === 429 || status >= 500) return { kind: 'again', reason };
  const isOff = /Apps Script API/i.test(text);
  const whatToDo = isOff
    ? ': switch it on at https://script.google.com/home/usersettings'
    : (ADVICE[status] ?? '');
  return { kind: 'problem', isAccount: status === 401 || isOff, reason: reason + whatToDo };
}

const ADVICE: { readonly [status: number]: string } = {
  401: ': npx clasp login',
  403: ': let the owner of the spreadsheet make the signed-in account an editor',
  404: ': the script is gone, or the signed-in account may not see it',
};

function readMessage(text: string): string {
  try {
    return ErrorBody.parse(JSON.parse(text)).error.message;
  } catch {
    return text.slice(0, 200).trim();
  }
}

function toWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function toPlainFile({ name, type, source }: ScriptFile): ScriptFile {
  return { name, type, source };
}
