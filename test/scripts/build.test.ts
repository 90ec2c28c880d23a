// The build over a small project: what it writes, when it does nothing, and two at once.
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build } from '../../scripts/build.ts';

/** Inside the checkout, so that packages are found. */
const parent = resolve(import.meta.dirname, '../.tmp');
let rootDir: string;

beforeEach(() => {
  mkdirSync(parent, { recursive: true });
  rootDir = mkdtempSync(join(parent, 'build-'));
  write('core/greeting.ts', `export const greeting = 'xin chào';`);
  write(
    'lambdas/ingest/index.ts',
    `import { greeting } from '../../core/greeting.ts';
     export const handler = async () => ({ greeting, programme: process.env.PROGRAMME });`,
  );
  write(
    'appsscript/main.ts',
    `import { greeting } from '../core/greeting.ts';
     class Counter { #count = 0; add(step: number): number { return (this.#count += step); } }
     const counter = new Counter();
     export function onOpen(name: string): string { return greeting + ' ' + name; }
     export const countUp = (): number => counter.add(1);`,
  );
  write('appsscript/appsscript.json', '{"timeZone":"Asia/Ho_Chi_Minh"}');
  write('programmes/ben-tre/programme.json', JSON.stringify(programme));
  write('programmes/ben-tre/units.csv', units);
  write('package-lock.json', '{}');
  write('cdk.json', '{"context":{"flag":true}}');
  // Stands for the CDK app: what it is told goes into the assembly.
  write(
    'infra/synthesise.ts',
    `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
     const { context, outputs } = JSON.parse(process.argv[2] ?? '');
     for (const [stage, folder] of Object.entries<string>(outputs)) {
       mkdirSync(folder, { recursive: true });
       const code = readFileSync('dist/lambdas/ingest/index.mjs', 'utf8').length;
       writeFileSync(folder + '/manifest.json', JSON.stringify({ stage, context, code }));
     }`,
  );
});

const programme = {
  code: 'ben-tre',
  name: 'Sáng kiến',
  province: 'Bến Tre',
  rulesVersion: 1,
  period: { from: '2008-01-01', to: '2010-12-31' },
  schedules: { publishEveryMinutes: 5 },
  recipients: [],
  legalReferences: [],
};
const units = 'code,name,type\nBT001,"Sở A, B",Sở\nBT002,Sở C,Sở\n';

afterEach(() => rmSync(rootDir, { recursive: true, force: true }));

function write(file: string, content: string): void {
  mkdirSync(resolve(rootDir, file, '..'), { recursive: true });
  writeFileSync(join(rootDir, file), content);
}

function read(file: string): string {
  return readFileSync(join(rootDir, file), 'utf8');
}

/** @returns the names of what was built */
async function buildHere(): Promise<readonly string[]> {
  const lines: string[] = [];
  await build({ rootDir, print: (line) => lines.push(line) });
  return lines.map((line) => line.replace(/^built (.*) in \d+\.\d s$/, '$1')).sort();
}

const everything = ['appsscript', 'cdk dev prod', 'lambda ingest', 'programme ben-tre'];

describe('outputs', () => {
  it('are the bundles, the programme and an assembly for each stage', async () => {
    expect(await buildHere()).toEqual(everything);

    const bundle = join(rootDir, 'dist/lambdas/ingest/index.mjs');
    const { handler } = await import(bundle);
    expect(await handler()).toEqual({ greeting: 'xin chào', programme: undefined });

    const joined = {
      ...programme,
      units: [
        { code: 'BT001', name: 'Sở A, B', type: 'Sở' },
        { code: 'BT002', name: 'Sở C', type: 'Sở' },
      ],
    };
    expect(JSON.parse(read('dist/lambdas/ingest/programmes/ben-tre.json'))).toEqual(joined);
    expect(JSON.parse(read('dist/programmes/ben-tre.json'))).toEqual(joined);

    expect(JSON.parse(read('cdk.out/prod/manifest.json'))).toMatchObject({
      stage: 'prod',
      context: { flag: true },
    });
    expect(readdirSync(join(rootDir, 'cdk.out')).sort()).toEqual(['dev', 'prod']);
  });

  it('of Apps Script have one top-level function for each export', async () => {
    await buildHere();
    const code = read('dist/appsscript/Code.js');
    expect(runInNewContext(`${code}; [onOpen('An'), countUp(), countUp()]`)).toEqual([
      'xin chào An',
      1,
      2,
    ]);
    expect(code.match(/^function \w+/gm)).toEqual(['function countUp', 'function onOpen']);
    // A directive counts as the first statement only; the sources are strict.
    expect(code).toMatch(/^\/\/ so-sang-kien [0-9a-f]{12}\n"use strict";/);
    expect(read('dist/appsscript/appsscript.json')).toBe('{"timeZone":"Asia/Ho_Chi_Minh"}');
  });

  it('are not written when the bundle would not run in Apps Script', async () => {
    write('appsscript/main.ts', `export const onOpen = () => new URL('http://x').href;`);
    await expect(buildHere()).rejects.toThrow('globals missing in Apps Script: URL');
    expect(existsSync(join(rootDir, 'dist/appsscript/Code.js'))).toBe(false);
  });

  it('are written where the sources are reached through a link', async () => {
    renameSync(join(rootDir, 'lambdas'), join(rootDir, 'elsewhere'));
    symlinkSync('elsewhere', join(rootDir, 'lambdas'));
    await buildHere();
    const { handler } = await import(join(rootDir, 'dist/lambdas/ingest/index.mjs'));
    expect(await handler()).toMatchObject({ greeting: 'xin chào' });
  });

  it('of the other steps are finished when one step fails', async () => {
    write('lambdas/ingest/index.ts', `import './missing.ts';`);
    await expect(buildHere()).rejects.toThrow('Could not resolve "./missing.ts"');
    expect(existsSync(join(rootDir, 'dist/appsscript/Code.js'))).toBe(true);
    expect(existsSync(join(rootDir, 'dist/.stamps/lock'))).toBe(false);
    expect(existsSync(join(rootDir, 'cdk.out/dev'))).toBe(false);
  });

  it('are not written when the programme is not sound', async () => {
    write('programmes/ben-tre/units.csv', `${units}bt 3,Sở D,Sở\n`);
    await expect(buildHere()).rejects.toMatchObject({ code: 'config.invalid' });
    expect(existsSync(join(rootDir, 'dist/programmes/ben-tre.json'))).toBe(false);
  });

  it('are the same bytes from another build', async () => {
    await buildHere();
    const first = read('dist/lambdas/ingest/index.mjs') + read('dist/appsscript/Code.js');
    rmSync(join(rootDir, 'dist'), { recursive: true });
    await buildHere();
    expect(read('dist/lambdas/ingest/index.mjs') + read('dist/appsscript/Code.js')).toBe(first);
  });
});

describe('what a function loads only when it needs it', () => {
  const chunks = () => readdirSync(join(rootDir, 'dist/lambdas/ingest/chunks'));
  const source = (text: string) => `import { greeting } from '../../core/greeting.ts';
    export const handler = async () => (await import('./later.ts')).later(greeting + '${text}');`;

  beforeEach(async () => {
    write('lambdas/ingest/later.ts', `export const later = (one: string) => one.toUpperCase();`);
    write('lambdas/ingest/index.ts', source(' An'));
    await buildHere();
  });

  it('stands beside it in files of their own', async () => {
    expect(chunks()).toHaveLength(1);
    expect(read('dist/lambdas/ingest/index.mjs')).not.toContain('toUpperCase');
    const { handler } = await import(join(rootDir, 'dist/lambdas/ingest/index.mjs'));
    expect(await handler()).toBe('XIN CHÀO AN');
  });

  it('goes when it is another, or none', async () => {
    const [before] = chunks();
    write('lambdas/ingest/later.ts', `export const later = (one: string) => one.trim();`);
    await buildHere();
    expect(chunks()).toHaveLength(1);
    expect(chunks()).not.toContain(before);
    write('lambdas/ingest/index.ts', `export const handler = async () => 'nothing';`);
    await buildHere();
    expect(chunks()).toEqual([]);
  });

  it('is mended when it was changed or removed', async () => {
    const [chunk = ''] = chunks();
    const good = read(`dist/lambdas/ingest/chunks/${chunk}`);
    write(`dist/lambdas/ingest/chunks/${chunk}`, 'x');
    expect(await buildHere()).toContain('lambda ingest');
    expect(read(`dist/lambdas/ingest/chunks/${chunk}`)).toBe(good);
    rmSync(join(rootDir, 'dist/lambdas/ingest/chunks', chunk));
    expect(await buildHere()).toContain('lambda ingest');
    expect(read(`dist/lambdas/ingest/chunks/${chunk}`)).toBe(good);
  });
});

describe('a second build', () => {
  beforeEach(async () => {
    await buildHere();
  });

  it('does nothing when nothing changed', async () => {
    expect(await buildHere()).toEqual([]);
  });

  it.each([
    ['core/greeting.ts', `export const greeting = 'chào';`, everything],
    ['appsscript/appsscript.json', '{}', ['appsscript']],
    [
      'programmes/ben-tre/units.csv',
      `${units}BT003,Sở D,Sở\n`,
      ['cdk dev prod', 'programme ben-tre'],
    ],
    ['infra/extra.ts', '', ['cdk dev prod']],
    ['package-lock.json', '{"a":1}', everything],
  ])('after a change of %s builds what it is part of', async (file, content, expected) => {
    write(file, content);
    expect(await buildHere()).toEqual(expected);
    expect(await buildHere()).toEqual([]);
  });

  it('mends an output that was changed or removed', async () => {
    const good = read('dist/appsscript/Code.js');
    write('dist/appsscript/Code.js', 'x');
    rmSync(join(rootDir, 'cdk.out/prod'), { recursive: true });
    expect(await buildHere()).toEqual(['appsscript', 'cdk dev prod']);
    expect(read('dist/appsscript/Code.js')).toBe(good);
  });

  it('drops a programme that is gone from the code of the functions', async () => {
    write('programmes/tra-vinh/programme.json', JSON.stringify({ ...programme, code: 'tra-vinh' }));
    write('programmes/tra-vinh/units.csv', units);
    rmSync(join(rootDir, 'programmes/ben-tre'), { recursive: true });
    expect(await buildHere()).toEqual(['cdk dev prod', 'programme tra-vinh']);
    expect(readdirSync(join(rootDir, 'dist/lambdas/ingest/programmes'))).toEqual(['tra-vinh.json']);
  });
});

describe('two builds at once', () => {
  const run = (): Promise<{ stdout: string }> => {
    const script = `import { build } from '${resolve(import.meta.dirname, '../../scripts/build.ts')}';
      await build({ rootDir: '${rootDir}' });`;
    return promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      { cwd: resolve(import.meta.dirname, '../..') },
    );
  };

  it('do the work once between them', async () => {
    const outputs = await Promise.all([run(), run()]);
    const lines = outputs.flatMap(({ stdout }) => stdout.split('\n').filter(Boolean));
    expect(lines.map((line) => line.replace(/^built (.*) in .*$/, '$1')).sort()).toEqual(
      everything,
    );
    expect(await buildHere()).toEqual([]);
  });

  it('go on after one that died with the lock', async () => {
    // The highest pid Linux gives: none runs under it here.
    write('dist/.stamps/lock', '4194304');
    expect(await buildHere()).toEqual(everything);
    expect(existsSync(join(rootDir, 'dist/.stamps/lock'))).toBe(false);
  });
});
