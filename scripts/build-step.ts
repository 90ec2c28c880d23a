// One step of the build: runs only when its inputs or outputs differ from what its stamp says.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

export type BuildStep = {
  readonly name: string;
  /** Files and folders, relative to the root; a missing one counts as empty. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  run(): Promise<void>;
};

type Stamp = { readonly inputs: string; readonly outputs: string };

export function isUpToDate(rootDir: string, step: BuildStep): boolean {
  const stampFile = toStampFile(rootDir, step);
  if (!existsSync(stampFile)) return false;
  if (step.outputs.some((output) => !existsSync(join(rootDir, output)))) return false;
  const stamp: Partial<Stamp> = JSON.parse(readFileSync(stampFile, 'utf8'));
  return (
    stamp.inputs === hashPaths(rootDir, step.inputs) &&
    stamp.outputs === hashPaths(rootDir, step.outputs)
  );
}

export async function runStep(rootDir: string, step: BuildStep): Promise<void> {
  // Hashed before the run: what changes meanwhile is built again next time.
  const inputs = hashPaths(rootDir, step.inputs);
  await step.run();
  const missing = step.outputs.find((output) => !existsSync(join(rootDir, output)));
  if (missing !== undefined) throw new Error(`${step.name} did not write ${missing}`);
  const stamp: Stamp = { inputs, outputs: hashPaths(rootDir, step.outputs) };
  writeFileAtomically(toStampFile(rootDir, step), JSON.stringify(stamp));
}

/** A reader sees the old file or the new one, never a part. */
export function writeFileAtomically(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

function toStampFile(rootDir: string, step: BuildStep): string {
  return join(rootDir, 'dist/.stamps', `${step.name.replaceAll(/[^a-z0-9-]+/gi, '-')}.json`);
}

function hashPaths(rootDir: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => listFiles(join(rootDir, path))).sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(rootDir, file)}\0${content.byteLength}\0`).update(content);
  }
  return hash.digest('hex');
}

function listFiles(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}
