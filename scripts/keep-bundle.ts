// Builds the sheet's bundle of a commit as it was pushed and keeps it for test/local/older-bundle.test.ts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const usage = 'usage: npx tsx scripts/keep-bundle.ts COMMIT';
const rootDir = resolve(import.meta.dirname, '..');
const keptDir = join(rootDir, 'test/fixtures/bundles/previous');
const bestLevel = 9;

/** With the tools of that commit's own scripts, and the packages installed here. */
async function keepBundle(commit: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'so-sang-kien-bundle-'));
  const tree = join(folder, 'tree');
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: rootDir, encoding: 'utf8' }).trim();
  git('worktree', 'add', '--detach', tree, commit);
  try {
    symlinkSync(join(rootDir, 'node_modules'), join(tree, 'node_modules'));
    const script = pathToFileURL(join(tree, 'scripts/bundle-appsscript.ts')).href;
    const { bundleAppsScript } = await import(script);
    await bundleAppsScript(tree);
    const pushed = join(tree, 'dist/appsscript');
    mkdirSync(keptDir, { recursive: true });
    const code = gzipSync(readFileSync(join(pushed, 'Code.js')), { level: bestLevel });
    writeFileSync(join(keptDir, 'Code.js.gz'), code);
    writeFileSync(join(keptDir, 'appsscript.json'), readFileSync(join(pushed, 'appsscript.json')));
    const origin = {
      commit: git('rev-parse', commit),
      date: git('show', '-s', '--format=%cs', commit),
    };
    writeFileSync(join(keptDir, 'origin.json'), `${JSON.stringify(origin, undefined, 2)}\n`);
    process.stdout.write(`${keptDir}: ${code.length} bytes of ${origin.commit}\n`);
  } finally {
    git('worktree', 'remove', '--force', tree);
    rmSync(folder, { recursive: true, force: true });
  }
}

const [commit, ...others] = process.argv.slice(2);
if (commit === undefined || others.length > 0) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else {
  await keepBundle(commit);
}
