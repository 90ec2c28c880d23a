/** One script: read, compare, push with clasp, read back; every step is in the fleet's file before the next. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiAnswer, AppsScriptApi } from './apps-script-api.ts';
import { toDelayMs } from './apps-script-api.ts';
import type { Clasp } from './clasp.ts';
import type { ContentStore } from './content-store.ts';
import { toFolderName } from './content-store.ts';
import type { Push, Target } from './fleet.ts';
import type { FleetFile } from './fleet-file.ts';
import type { FileDifference, ScriptContent } from './script-content.ts';
import { hashContent, listDifferences, readVersion } from './script-content.ts';

const MAX_ATTEMPTS = 3;

export type PushOutcome =
  /** Read back and equal. */
  | { readonly kind: 'pushed'; readonly version: string; readonly attempts: number }
  | { readonly kind: 'current'; readonly version: string }
  | {
      readonly kind: 'wouldPush';
      readonly from: string;
      readonly to: string;
      readonly differences: readonly FileDifference[];
    }
  /** Somebody changed the script at Google since the last push. */
  | { readonly kind: 'foreign'; readonly differences: readonly FileDifference[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly isAccount: boolean }
  | { readonly kind: 'notTried'; readonly reason: string };

export type PushParts = {
  readonly api: AppsScriptApi;
  readonly clasp: Clasp;
  readonly store: ContentStore;
  readonly file: FleetFile;
  readonly now: () => number;
  readonly pause?: (delayMs: number) => Promise<void>;
};

export type PushOptions = { readonly overwrite: boolean; readonly dryRun: boolean };

export async function pushTarget(
  parts: PushParts,
  { target, content, ...options }: PushOptions & { target: Target; content: ScriptContent },
): Promise<PushOutcome> {
  const wanted = toPush(content, parts.now());
  const read = await parts.api.readContent(target.scriptId);
  if (read.kind === 'problem') return toFailure(read);
  const there = hashContent(read.value);
  const settled = settleBegun(target, there);
  if (there === wanted.contentHash) {
    if (!options.dryRun) parts.file.write(withPushed(settled, wanted));
    return { kind: 'current', version: wanted.version };
  }
  const known = settled.pushed?.contentHash ?? settled.found;
  if (there !== known && !options.overwrite) {
    return { kind: 'foreign', differences: describeForeign(parts, settled, read.value) };
  }
  if (options.dryRun) {
    const differences = listDifferences(read.value, content);
    return { kind: 'wouldPush', from: readVersion(read.value), to: wanted.version, differences };
  }
  // Nothing at Google is replaced that is not kept here.
  parts.store.keep(read.value);
  parts.store.keep(content);
  parts.file.write({ ...settled, begun: wanted });
  const outcome = await pushAndRepeat(parts, { target, content, there: read.value });
  if (outcome.kind === 'pushed') parts.file.write(withPushed(settled, wanted));
  return outcome;
}

export function toPush(content: ScriptContent, nowMs: number): Push {
  return {
    version: readVersion(content),
    contentHash: hashContent(content),
    at: new Date(nowMs).toISOString(),
  };
}

/** A run that was killed after clasp's PUT left its content there: that was our own push. */
function settleBegun(target: Target, there: string): Target {
  const { begun, ...rest } = target;
  return begun?.contentHash === there ? withPushed(rest, begun) : rest;
}

/** What is pushed now becomes what a roll-back brings back. */
function withPushed(target: Target, push: Push): Target {
  const { begun: _, pushed, ...rest } = target;
  if (pushed?.contentHash === push.contentHash) return { ...rest, pushed };
  return { ...rest, pushed: push, ...(pushed === undefined ? {} : { previous: pushed }) };
}

/** Against what was pushed where that is still kept; else only what is there can be named. */
export function describeForeign(
  { store }: Pick<PushParts, 'store'>,
  target: Target,
  there: ScriptContent,
): readonly FileDifference[] {
  const before = store.read(target.pushed?.contentHash ?? target.found);
  return listDifferences(before ?? { files: [] }, there);
}

type Pushing = {
  readonly target: Target;
  readonly content: ScriptContent;
  readonly there: ScriptContent;
};

async function pushAndRepeat(parts: PushParts, pushing: Pushing): Promise<PushOutcome> {
  const pause = parts.pause ?? delay;
  let reason = '';
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const result = await pushOnce(parts, pushing);
    if (result.kind === 'pushed') {
      return { kind: 'pushed', version: readVersion(pushing.content), attempts: attempt };
    }
    if (result.kind === 'failed') return result;
    reason = result.reason;
    if (attempt < MAX_ATTEMPTS) await pause(toDelayMs(attempt));
  }
  return { kind: 'failed', isAccount: false, reason: `${reason}, ${MAX_ATTEMPTS} times` };
}

type Attempt =
  | { readonly kind: 'pushed' }
  | { readonly kind: 'again'; readonly reason: string }
  | Extract<PushOutcome, { kind: 'failed' }>;

/** Whatever clasp says of itself: what counts is what is read back. */
async function pushOnce(parts: PushParts, pushing: Pushing): Promise<Attempt> {
  const { target, content } = pushing;
  const ended = clasps(pushing)
    ? await runClasp(parts, target, content)
    : await putOverApi(parts, target, content);
  const read = await parts.api.readContent(target.scriptId);
  if (read.kind === 'problem') return toFailure(read);
  if (hashContent(read.value) === hashContent(content)) return { kind: 'pushed' };
  const differing = listDifferences(content, read.value).map(({ file }) => file);
  const mismatch = `read back, ${differing.join(', ')} differ`;
  if (ended.kind === 'failed' && ended.isLasting) {
    return { kind: 'failed', isAccount: false, reason: ended.reason };
  }
  return { kind: 'again', reason: ended.kind === 'failed' ? ended.reason : mismatch };
}

/** clasp sees what is new or changed, and pushes nothing where a file only has to go. */
function clasps({ there, content }: Pushing): boolean {
  return listDifferences(there, content).some(({ change }) => change !== 'removed');
}

type Ended =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string; readonly isLasting: boolean };

/** Its project file stays: it is the target with which a person may call clasp too. */
async function runClasp(
  { clasp, store }: PushParts,
  target: Target,
  content: ScriptContent,
): Promise<Ended> {
  const project = `${target.unit}.clasp.json`;
  const settings = { scriptId: target.scriptId, rootDir: toFolderName(hashContent(content)) };
  mkdirSync(store.root, { recursive: true });
  const temporary = join(store.root, `${project}.${process.pid}.tmp`);
  writeFileSync(temporary, `${JSON.stringify(settings)}\n`);
  renameSync(temporary, join(store.root, project));
  // Without --force a manifest that changed is left out, and clasp ends as if all were well.
  return clasp.run(['-P', project, '--json', 'push', '--force'], store.root);
}

async function putOverApi(
  { api }: PushParts,
  { scriptId }: Target,
  content: ScriptContent,
): Promise<Ended> {
  const answer: ApiAnswer<ScriptContent> = await api.writeContent(scriptId, content);
  if (answer.kind === 'answer') return { kind: 'done' };
  return { kind: 'failed', reason: answer.reason, isLasting: true };
}

function toFailure(problem: { readonly reason: string; readonly isAccount: boolean }) {
  const { reason, isAccount } = problem;
  return { kind: 'failed', reason, isAccount } as const;
}
