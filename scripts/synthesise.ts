// Synthesises the CDK app of every stage, with all programmes, into cdk.out/<stage>, in one child process.
import { execFile } from 'node:child_process';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export async function synthesise(rootDir: string, stages: readonly string[]): Promise<void> {
  const { context: configured } = JSON.parse(readFileSync(join(rootDir, 'cdk.json'), 'utf8'));
  const context = {
    ...configured,
    'lambdas-dir': join(rootDir, 'dist/lambdas'),
    'programmes-dir': join(rootDir, 'programmes'),
  };
  const temporaries = stages.map((stage) => join(rootDir, `cdk.out/.${stage}.${process.pid}.tmp`));
  const outputs = Object.fromEntries(stages.map((stage, index) => [stage, temporaries[index]]));
  try {
    await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'infra/synthesise.ts', JSON.stringify({ context, outputs })],
      { cwd: rootDir, timeout: 300_000, maxBuffer: 16 * 1024 * 1024 },
    );
    for (const [stage, temporary] of Object.entries(outputs)) {
      if (temporary !== undefined) replaceFolder(temporary, join(rootDir, 'cdk.out', stage));
    }
  } finally {
    for (const temporary of temporaries) rmSync(temporary, { recursive: true, force: true });
  }
}

function replaceFolder(source: string, target: string): void {
  const old = `${target}.${process.pid}.old`;
  try {
    renameSync(target, old);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  renameSync(source, target);
  rmSync(old, { recursive: true, force: true });
}
