/** The content of a script: its files, the hash that tells contents apart, and how two differ. */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

const ScriptFile = z.object({
  name: z.string(),
  type: z.enum(['SERVER_JS', 'HTML', 'JSON']),
  source: z._default(z.string(), ''),
  /** Only in Google's answers. */
  updateTime: z.exactOptional(z.string()),
  lastModifyUser: z.exactOptional(z.object({ email: z.exactOptional(z.string()) })),
});
export type ScriptFile = z.infer<typeof ScriptFile>;

/** As the Apps Script API answers `projects.getContent`; an empty script has no `files`. */
export const ScriptContent = z.object({ files: z._default(z.array(ScriptFile), []) });
export type ScriptContent = { readonly files: readonly ScriptFile[] };

const MANIFEST_NAME = 'appsscript';

/** @returns 64 hex digits, the same for the same names, types and sources in whatever order */
export function hashContent(content: ScriptContent): string {
  const hash = createHash('sha256');
  for (const file of sortFiles(content)) {
    const source = toComparable(file);
    hash.update(JSON.stringify([file.name, file.type, source]));
  }
  return hash.digest('hex');
}

export type FileDifference = {
  readonly file: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Who changed it last at Google, and when. */
  readonly by?: string;
  readonly at?: string;
};

/** What was done to `from` to make it `to`. */
export function listDifferences(from: ScriptContent, to: ScriptContent): readonly FileDifference[] {
  const before = new Map(sortFiles(from).map((file) => [toKey(file), file]));
  const after = new Map(sortFiles(to).map((file) => [toKey(file), file]));
  const removed = [...before].filter(([key]) => !after.has(key));
  return [
    ...removed.map(([, file]) => ({ file: toFileName(file), change: 'removed' as const })),
    ...[...after].flatMap(([key, file]) => {
      const known = before.get(key);
      if (known !== undefined && toComparable(known) === toComparable(file)) return [];
      const change = known === undefined ? ('added' as const) : ('changed' as const);
      return [{ file: toFileName(file), change, ...toAuthor(file) }];
    }),
  ];
}

/** As the build writes it into the first line of the bundle. */
export function readVersion({ files }: ScriptContent): string {
  for (const { source } of files) {
    const version = /^\/\/ so-sang-kien ([0-9a-f]{12})$/m.exec(source.slice(0, 200))?.[1];
    if (version !== undefined) return version;
  }
  return 'unnamed';
}

/** Whether somebody wrote code there: Google starts a script with at most an empty function. */
export function hasCode({ files }: ScriptContent): boolean {
  return files.some(({ type, source }) => {
    if (type === 'JSON') return false;
    return !/^\s*(function myFunction\(\)\s*\{\s*\})?\s*$/.test(source);
  });
}

export function toFileName({ name, type }: Pick<ScriptFile, 'name' | 'type'>): string {
  return `${name}${type === 'SERVER_JS' ? '.js' : type === 'HTML' ? '.html' : '.json'}`;
}

function toAuthor({ lastModifyUser, updateTime }: ScriptFile): Pick<FileDifference, 'by' | 'at'> {
  return {
    ...(lastModifyUser?.email === undefined ? {} : { by: lastModifyUser.email }),
    ...(updateTime === undefined ? {} : { at: updateTime }),
  };
}

/** Google may lay out a manifest anew; its meaning is what counts. */
function toComparable({ name, type, source }: ScriptFile): string {
  if (type !== 'JSON' || name !== MANIFEST_NAME) return source;
  try {
    return JSON.stringify(toSorted(JSON.parse(source)));
  } catch {
    return source;
  }
}

function toSorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, toSorted(inner)]));
}

function sortFiles({ files }: ScriptContent): readonly ScriptFile[] {
  return [...files].sort((one, other) => (toKey(one) < toKey(other) ? -1 : 1));
}

function toKey({ name, type }: ScriptFile): string {
  return `${type} ${name}`;
}
