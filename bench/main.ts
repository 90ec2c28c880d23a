/** `npm run -s bench -- [--json OUT] [--quick] [--only NAME,…] [--write]` */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.ts';
import type { Figures } from './figures.ts';
import { MEASUREMENTS, type Measured, type Measurement } from './measurements.ts';
import type { BenchResult } from './report/bench-result.ts';
import { writePerformance } from './report/write-performance.ts';
import { isReached, TARGETS } from './targets.ts';

const ROOT_DIR = resolve(import.meta.dirname, '..');
const RESULT_FILE = resolve(ROOT_DIR, 'docs/performance.json');
const DOCUMENT = resolve(ROOT_DIR, 'docs/performance.md');

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const chosen = chooseMeasurements(values.only?.split(','));
await build({ print: (line) => process.stderr.write(`${line}\n`) });
const result = await runAll(chosen, values.quick);
printTable(result.figures);
const flat = { ...result.figures, about: result.about };
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(flat, null, 2)}\n`);
if (values.write) {
  writeFileSync(RESULT_FILE, `${JSON.stringify(flat, null, 2)}\n`);
  writeFileSync(DOCUMENT, writePerformance(result));
}
// Stand-ins of Google keep threads; everything that matters has ended.
process.exit(process.exitCode);

/** @throws Error for a name that is none */
function chooseMeasurements(names: readonly string[] | undefined): readonly Measurement[] {
  const all = MEASUREMENTS.map(({ name }) => name);
  const unknown = names?.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new Error(`--only takes ${all.join(', ')}; «${unknown}» is none of them`);
  }
  return MEASUREMENTS.filter(({ name, isQuick }) =>
    names === undefined ? isQuick || !values.quick : names.includes(name),
  );
}

async function runAll(
  measurements: readonly Measurement[],
  isQuick: boolean,
): Promise<BenchResult> {
  const startedAt = performance.now();
  const loadBefore = loadavg()[0] ?? 0;
  const figures: Record<string, number> = {};
  const skipped: Record<string, string> = {};
  for (const { name, measure } of measurements) {
    const begunAt = performance.now();
    process.stderr.write(`${name} …\n`);
    const outcome = await measure({ isQuick }).catch(toFailed);
    if (outcome.kind === 'skipped') {
      skipped[name] = outcome.reason;
      process.stderr.write(`${name} is left out: ${outcome.reason}\n`);
    } else Object.assign(figures, outcome.figures);
    figures[`seconds.${name}`] = Math.round((performance.now() - begunAt) / 1_000);
  }
  figures['seconds.all'] = Math.round((performance.now() - startedAt) / 1_000);
  const about = {
    date: new Date().toISOString(),
    commit: readCommit(),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${toGiB(totalmem())} GiB`,
    node: process.version,
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
    skipped,
  };
  return { figures, about };
}

/** The others are still worth having. */
function toFailed(error: unknown): Measured {
  process.exitCode = 1;
  return {
    kind: 'skipped',
    reason: `it failed: ${error instanceof Error ? error.message : error}`,
  };
}

function readCommit(): string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: ROOT_DIR, encoding: 'utf8' }).trim();
  try {
    const isChanged = git('status', '--porcelain', '--', '.', ':!docs') !== '';
    return git('rev-parse', '--short', 'HEAD') + (isChanged ? ' and changes' : '');
  } catch {
    return 'unknown';
  }
}

function toGiB(bytes: number): number {
  return Math.round(bytes / 1024 ** 3);
}

function printTable(figures: Figures): void {
  const width = Math.max(0, ...Object.keys(figures).map((key) => key.length));
  for (const [key, value] of Object.entries(figures)) {
    const target = TARGETS.find((one) => one.key === key);
    const bound = target === undefined ? '' : describe(target, figures);
    process.stdout.write(`${key.padEnd(width)}  ${toText(value).padStart(12)}${bound}\n`);
  }
}

function describe(target: (typeof TARGETS)[number], figures: Figures): string {
  const { atMost, atLeast } = target;
  const bound = atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
  return `  ${bound} ${isReached(target, figures) === true ? 'reached' : 'NOT REACHED'}`;
}

function toText(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}
