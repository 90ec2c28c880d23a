// Builds everything under dist/ and cdk.out/, each output only when something it is made of changed.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { STAGES } from '../core/stage.ts';
import { withBuildLock } from './build-lock.ts';
import { type BuildStep, isUpToDate, runStep } from './build-step.ts';
import { CHUNKS } from './chunks.ts';
import { sheetsSchemaInputs, sheetsSchemaOutput, writeSheetsSchema } from './sheets-schema.ts';
import { synthesise } from './synthesise.ts';

type BuildOptions = {
  readonly rootDir?: string;
  readonly print?: (line: string) => void;
};

/** Safe to call from several processes at once; returns quickly when nothing changed. */
export async function build(options: BuildOptions = {}): Promise<void> {
  const rootDir = options.rootDir ?? resolve(import.meta.dirname, '..');
  const print = options.print ?? ((line) => process.stdout.write(`${line}\n`));
  const phases = planPhases(rootDir);
  if (phases.flat().every((step) => isUpToDate(rootDir, step))) return;
  await withBuildLock(join(rootDir, 'dist/.stamps/lock'), async () => {
    removeForgottenProgrammes(rootDir);
    for (const phase of phases) {
      await runPhase(rootDir, phase, print);
    }
  });
}

/** Waits for every step, also when one fails: none may go on writing once the lock is free. */
async function runPhase(
  rootDir: string,
  phase: readonly BuildStep[],
  print: (line: string) => void,
): Promise<void> {
  const settled = await Promise.allSettled(
    phase.map((step) => runWhenNeeded(rootDir, step, print)),
  );
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
}

async function runWhenNeeded(
  rootDir: string,
  step: BuildStep,
  print: (line: string) => void,
): Promise<void> {
  if (isUpToDate(rootDir, step)) return;
  const startedAtMs = performance.now();
  await runStep(rootDir, step);
  print(`built ${step.name} in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`);
}

/**
 * Steps of one phase do not depend on each other; a phase needs the outputs of those before.
 * Bundlers and parsers are loaded only when there is work for them.
 */
function planPhases(rootDir: string): readonly (readonly BuildStep[])[] {
  const lambdas = listFolders(rootDir, 'lambdas', 'index.ts');
  const programmes = listFolders(rootDir, 'programmes', 'programme.json');
  const bundles = [
    ...lambdas.map((name) => planLambda(rootDir, name)),
    ...programmes.map((code) => planProgramme(rootDir, { code, lambdas })),
  ];
  if (existsSync(join(rootDir, 'appsscript/main.ts'))) bundles.push(planAppsScript(rootDir));
  const others: BuildStep[] = [];
  if (lambdas.length > 0) others.push(planSynthesis(rootDir));
  if (existsSync(join(rootDir, sheetsTypings))) others.push(planSheetsSchema(rootDir));
  if (existsSync(join(rootDir, workbenchEntry))) others.push(planWorkbench(rootDir));
  return [bundles, others];
}

const sheetsTypings = sheetsSchemaInputs[0] ?? '';
const toolInputs = ['package-lock.json', 'scripts'];

function planLambda(rootDir: string, name: string): BuildStep {
  return {
    name: `lambda ${name}`,
    inputs: ['core', 'lambdas', ...toolInputs],
    outputs: [`dist/lambdas/${name}/index.mjs`, `dist/lambdas/${name}/${CHUNKS}`],
    run: async () => (await import('./bundle-lambda.ts')).bundleLambda(rootDir, name),
  };
}

function planProgramme(
  rootDir: string,
  { code, lambdas }: { readonly code: string; readonly lambdas: readonly string[] },
): BuildStep {
  const outputs = [
    `dist/programmes/${code}.json`,
    ...lambdas.map((name) => `dist/lambdas/${name}/programmes/${code}.json`),
  ];
  return {
    name: `programme ${code}`,
    inputs: [
      `programmes/${code}/programme.json`,
      `programmes/${code}/units.csv`,
      'core',
      ...toolInputs,
    ],
    outputs,
    run: async () => (await import('./write-programme.ts')).writeProgramme(rootDir, code, outputs),
  };
}

function planAppsScript(rootDir: string): BuildStep {
  return {
    name: 'appsscript',
    inputs: ['core', 'appsscript', ...toolInputs],
    outputs: ['dist/appsscript/Code.js', 'dist/appsscript/appsscript.json'],
    run: async () => (await import('./bundle-appsscript.ts')).bundleAppsScript(rootDir),
  };
}

function planSynthesis(rootDir: string): BuildStep {
  return {
    name: `cdk ${STAGES.join(' ')}`,
    // Of the programme it reads from where and when mails are sent.
    inputs: ['infra', 'core', 'programmes', 'cdk.json', 'dist/lambdas', ...toolInputs],
    outputs: STAGES.map((stage) => `cdk.out/${stage}`),
    run: () => synthesise(rootDir, STAGES),
  };
}

const workbenchEntry = 'local/workbench/browser/index.html';

function planWorkbench(rootDir: string): BuildStep {
  const folders = ['api', 'browser', 'static', 'texts', 'view'];
  return {
    name: 'workbench',
    inputs: ['core', ...folders.map((name) => `local/workbench/${name}`), ...toolInputs],
    outputs: ['dist/workbench'],
    run: async () => (await import('./bundle-workbench.ts')).bundleWorkbench(rootDir),
  };
}

function planSheetsSchema(rootDir: string): BuildStep {
  return {
    name: 'sheets schema',
    inputs: sheetsSchemaInputs,
    outputs: [sheetsSchemaOutput],
    run: async () => {
      await writeSheetsSchema(rootDir);
    },
  };
}

function listFolders(rootDir: string, parent: string, marker: string): readonly string[] {
  const path = join(rootDir, parent);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => existsSync(join(path, name, marker)))
    .sort();
}

/** A programme that was renamed must not stay in the functions' code. */
function removeForgottenProgrammes(rootDir: string): void {
  const known = new Set(listFolders(rootDir, 'programmes', 'programme.json'));
  for (const name of listFolders(rootDir, 'dist/lambdas', 'programmes')) {
    const folder = join(rootDir, 'dist/lambdas', name, 'programmes');
    for (const file of readdirSync(folder)) {
      if (!known.has(file.replace(/\.json$/, ''))) rmSync(join(folder, file));
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
