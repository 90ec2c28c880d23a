// The real stacks synthesised over tiny test handlers, kept under test/.tmp while nothing changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { FUNCTION_OPTIONS } from '../../../scripts/bundle-lambda.ts';

const rootDir = resolve(import.meta.dirname, '../../..');
const handlersDir = join(import.meta.dirname, 'handlers');

/** @returns a folder that must not be written to: see `copyAssembly` */
export async function buildTinyAssembly(): Promise<string> {
  const target = join(rootDir, 'test/.tmp', `assembly-${hashInputs()}`);
  if (existsSync(target)) return target;
  const temporary = `${target}.${process.pid}.tmp`;
  const lambdasDir = join(temporary, 'lambdas');
  await Promise.all(
    ['ingest', 'summarize', 'report', 'digest', 'sweep'].map((name) =>
      bundleHandler(name, lambdasDir),
    ),
  );
  const { context } = JSON.parse(readFileSync(join(rootDir, 'cdk.json'), 'utf8'));
  const request = {
    context: { ...context, 'lambdas-dir': lambdasDir, programme: 'ben-tre' },
    outputs: { dev: join(temporary, 'dev') },
  };
  await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'infra/synthesise.ts', JSON.stringify(request)],
    { cwd: rootDir },
  );
  try {
    renameSync(join(temporary, 'dev'), target);
  } catch (error) {
    if (!existsSync(target)) throw error; // another test file was faster
  }
  rmSync(temporary, { recursive: true, force: true });
  return target;
}

type Template = {
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  readonly Parameters: Record<string, unknown>;
};
export type Templates = { readonly stateful: Template; readonly service: Template };

/** A copy of an assembly with its templates changed. */
export function copyAssembly(assemblyDir: string, change: (templates: Templates) => void): string {
  const copy = mkdtempSync(join(tmpdir(), 'so-sang-kien-assembly-'));
  cpSync(assemblyDir, copy, { recursive: true });
  const files = {
    stateful: join(copy, 'so-sang-kien-dev-stateful.template.json'),
    service: join(copy, 'so-sang-kien-dev-ben-tre-service.template.json'),
  };
  const templates: Templates = {
    stateful: JSON.parse(readFileSync(files.stateful, 'utf8')),
    service: JSON.parse(readFileSync(files.service, 'utf8')),
  };
  change(templates);
  writeFileSync(files.stateful, JSON.stringify(templates.stateful));
  writeFileSync(files.service, JSON.stringify(templates.service));
  return copy;
}

/** The first resource of a type whose logical id begins so. */
export function pick(template: Template, type: string, prefix = ''): Record<string, unknown> {
  const found = Object.entries(template.Resources).find(
    ([logicalId, resource]) => resource.Type === type && logicalId.startsWith(prefix),
  );
  if (found === undefined) throw new Error(`no ${type} ${prefix}`);
  return found[1].Properties;
}

/** Takes an action out of the grants of a role; a statement left without any goes too. */
export function withdraw(template: Template, role: string, action: string): void {
  const policy = pick(template, 'AWS::IAM::Policy', role);
  const document = policy.PolicyDocument as { Statement: { Action: string | string[] }[] };
  document.Statement = document.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((granted) => granted !== action),
  })).filter(({ Action }) => Action.length > 0);
}

async function bundleHandler(name: string, lambdasDir: string): Promise<void> {
  await build({
    ...FUNCTION_OPTIONS,
    absWorkingDir: rootDir,
    entryPoints: [join(handlersDir, `${name}.ts`)],
    outfile: join(lambdasDir, name, 'index.mjs'),
  });
}

function hashInputs(): string {
  const hash = createHash('sha256');
  const folders = [join(rootDir, 'infra'), join(rootDir, 'infra/stacks'), handlersDir];
  for (const folder of folders) {
    for (const file of readdirSync(folder, { withFileTypes: true })) {
      if (file.isFile()) hash.update(file.name).update(readFileSync(join(folder, file.name)));
    }
  }
  for (const file of [
    'cdk.json',
    'programmes/ben-tre/programme.json',
    'core/digest/mail-settings.ts',
    'scripts/bundle-lambda.ts',
  ]) {
    hash.update(readFileSync(join(rootDir, file)));
  }
  hash.update(readFileSync(join(import.meta.dirname, 'tiny-assembly.ts')));
  return hash.digest('hex').slice(0, 16);
}
