/**
 * Every content that was ever pushed or replaced, in a folder named after its hash: what roll-back
 * brings back, and where code that somebody else wrote at Google is kept before it is overwritten.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join, sep } from 'node:path';
import { hashContent, type ScriptContent, type ScriptFile, toFileName } from './script-content.ts';

const TYPES: { readonly [extension: string]: ScriptFile['type'] } = {
  '.js': 'SERVER_JS',
  '.html': 'HTML',
  '.json': 'JSON',
};

/** More means that the wrong folder was named. */
const MAX_FILES = 500;

/** @throws Error when the folder is not there, or holds no manifest */
export function readContentFolder(folder: string): ScriptContent {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  if (names.length > MAX_FILES) throw new Error(`${folder} holds more than ${MAX_FILES} files`);
  const files = names.flatMap((path): ScriptFile[] => {
    const type = TYPES[extname(path)];
    // As clasp: of JSON files only the manifest belongs to a script.
    if (type === undefined || (type === 'JSON' && basename(path) !== 'appsscript.json')) return [];
    const name = path.slice(0, -extname(path).length).replaceAll('\\', '/');
    return [{ name, type, source: readFileSync(join(folder, path), 'utf8') }];
  });
  if (!files.some(({ type }) => type === 'JSON')) {
    throw new Error(`${folder} has no appsscript.json: npm run build`);
  }
  return { files };
}

export type ContentStore = {
  /** Where `toFolderName` begins. */
  readonly root: string;
  /** @returns its hash */
  keep(content: ScriptContent): string;
  /** @returns undefined when it is not there, or no longer what it was */
  read(hash: string): ScriptContent | undefined;
};

export function createContentStore(root: string): ContentStore {
  return {
    root,
    keep(content) {
      const hash = hashContent(content);
      const folder = join(root, toFolderName(hash));
      if (readWhole(folder, hash) === undefined) writeFolder(folder, content);
      return hash;
    },
    read: (hash) => readWhole(join(root, toFolderName(hash)), hash),
  };
}

/** Relative to the store's root; short enough to be read by people. */
export function toFolderName(hash: string): string {
  return join('contents', hash.slice(0, 16));
}

function readWhole(folder: string, hash: string): ScriptContent | undefined {
  if (!existsSync(folder)) return undefined;
  try {
    const content = readContentFolder(folder);
    return hashContent(content) === hash ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Under another name first: a folder that is there is whole. */
function writeFolder(folder: string, { files }: ScriptContent): void {
  const temporary = `${folder}.${process.pid}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  for (const file of files) {
    const path = join(temporary, toFileName(file));
    if (!path.startsWith(temporary + sep)) throw new Error(`a script file is named ${file.name}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.source);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
}
