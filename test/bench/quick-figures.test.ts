/** The exact part of the benchmarks: calls that do not grow with the rows, and sizes as built. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureCalls } from '../../bench/calls/measure-calls.ts';
import { measureBytes } from '../../bench/cold-start/measure-bytes.ts';
import type { Figures } from '../../bench/figures.ts';
import { FUNCTION_NAMES } from '../../bench/stage/deployment.ts';
import { listScriptParts } from '../../scripts/bundle-appsscript.ts';

const ROOT = join(import.meta.dirname, '../..');
const COUNTED = ['edit', 'paste20', 'paste1000', 'idle'];

/** Of a function's folder: its entry and what it loads later. */
function listCode(name: string): readonly string[] {
  const files = readdirSync(join(ROOT, 'dist/lambdas', name), { recursive: true });
  return files.map(String).filter((file) => file.endsWith('.mjs'));
}

describe('service calls and requests of a sheet', () => {
  let few: Figures;
  let many: Figures;
  beforeAll(async () => {
    few = await measureCalls([100]);
    many = await measureCalls([1_000]);
  }, 600_000);

  it.each(COUNTED)('are the same for %s in a tab of ten times the rows', (action) => {
    expect(many[`calls.${action}.1000`]).toBe(few[`calls.${action}.100`]);
  });

  it('stay within what was promised', () => {
    expect(many['calls.edit.1000']).toBeLessThanOrEqual(12);
    expect(many['calls.paste1000.1000']).toBeLessThanOrEqual(40);
    expect(many['calls.paste1000']).toBe(many['calls.paste1000.1000']);
    expect(many['calls.idle.1000']).toBeLessThanOrEqual(8);
  });

  it('include one request, and one for each 500 pasted rows', () => {
    expect(many['calls.idle.1000.fetches']).toBe(1);
    expect(many['calls.edit.1000.fetches']).toBe(1);
    expect(many['calls.paste1000.1000.fetches']).toBe(2);
  });

  it('are one a cell and one request a row where a script works as tutorials do', () => {
    // 14 cells, a request and the state, for each of the rows.
    expect(many['naive.edit.1000']).toBe(16);
    expect(many['naive.paste20.1000']).toBe(20 * 16);
    expect(many['naive.paste1000.1000']).toBe(1_000 * 16);
    // Three to find the tab and its end.
    expect(many['naive.idle.1000']).toBe(1_000 + 3);
  });
});

describe('sizes', () => {
  it('are those of the files that are deployed', () => {
    const figures = measureBytes();
    const sizeOf = (file: string) => statSync(join(ROOT, 'dist', file)).size;
    const sizeOfFunction = (name: string) =>
      listCode(name).reduce((sum, file) => sum + sizeOf(`lambdas/${name}/${file}`), 0);
    expect(figures).toEqual({
      'bytes.ingest': sizeOfFunction('ingest'),
      'bytes.summarize': sizeOfFunction('summarize'),
      'bytes.report': sizeOfFunction('report'),
      'bytes.digest': sizeOfFunction('digest'),
      'bytes.appsscript': sizeOf('appsscript/Code.js'),
    });
  });

  it('of ingest stay below what a cold start can bear', () => {
    expect(measureBytes()['bytes.ingest']).toBeLessThanOrEqual(460 * 1024);
  });

  it('of the script stay where measuring left them: Google loads all of it at every edit', () => {
    expect(measureBytes()['bytes.appsscript']).toBeLessThanOrEqual(188 * 1024);
  });
});

describe('the two libraries of schemas', () => {
  it('are parted: the script has none that only the server needs', async () => {
    const packages = [...(await listScriptParts(ROOT)).keys()].flatMap(
      (file) => /node_modules\/([^/]+)/.exec(file)?.[1] ?? [],
    );
    expect(new Set(packages)).toEqual(new Set(['valibot']));
  });

  it.each(FUNCTION_NAMES)('are parted: function %s has none that only the sheet needs', (name) => {
    const folder = join(ROOT, 'dist/lambdas', name);
    const code = listCode(name).map((file) => readFileSync(join(folder, file), 'utf8'));
    // Not by `toContain`: a failure would print all of it.
    expect(code.some((text) => text.includes('$ZodObject'))).toBe(true);
    // The method by which each schema of valibot is run.
    expect(code.some((text) => text.includes('"~run"'))).toBe(false);
  });
});
