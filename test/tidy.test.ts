/** House rules no linter knows: texts in one place, codes documented, versions pinned, no orphans. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MESSAGE_CODES } from '../core/message-codes.ts';

const ROOT = join(import.meta.dirname, '..');

function listFiles(dir: string, ending: string): readonly string[] {
  return (
    readdirSync(join(ROOT, dir), { recursive: true, encoding: 'utf8' })
      .map((name) => join(dir, name))
      // Other tests of the same run write there.
      .filter((path) => !path.startsWith(join('test', '.tmp')))
      .filter((path) => path.endsWith(ending) && statSync(join(ROOT, path)).isFile())
  );
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const VIETNAMESE = /[À-ɏḀ-ỿ]/;

describe('house rules', () => {
  it('keeps Vietnamese texts out of the shells', () => {
    const shells = ['appsscript', 'lambdas', 'infra'].flatMap((dir) => listFiles(dir, '.ts'));
    const guilty = shells.filter((path) => VIETNAMESE.test(withoutComments(read(path))));
    expect(guilty).toEqual([]);
  });

  it('documents every fault code in the runbook', () => {
    const runbook = read('docs/runbook.md');
    const codes = ['core/fault.ts', 'local/aws/local-fault.ts'].flatMap((path) =>
      [...read(path).matchAll(/^ {2}'([a-z]+\.[a-z_]+)':/gm)].map((match) => match[1] ?? ''),
    );
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !runbook.includes(`\`${code}\``))).toEqual([]);
  });

  it('words every message code', () => {
    const wording = read('core/wording/messages.ts');
    expect(MESSAGE_CODES.filter((code) => !new RegExp(`\\b${code}\\b`).test(wording))).toEqual([]);
  });

  it('pins every dependency exactly', () => {
    const { devDependencies, optionalDependencies } = JSON.parse(read('package.json'));
    const versions = Object.entries({ ...devDependencies, ...optionalDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
  });

  it('has no barrel files and no utils', () => {
    const names = ['core', 'appsscript', 'infra', 'local', 'scripts', 'test']
      .flatMap((dir) => listFiles(dir, '.ts'))
      .filter((path) => /\/(index|utils?|helpers?)\.ts$/.test(path));
    expect(names).toEqual([]);
  });

  it('uses every fixture', () => {
    const tests = listFiles('test', '.ts').map(read).join('\n');
    const fixtures = listFiles('test/fixtures', '').map((path) => relative('test/fixtures', path));
    const isNamed = (path: string) => {
      const name = path.split('/').at(-1) ?? path;
      return tests.includes(name) || tests.includes(`'${name.replace(/\.\w+$/, '')}'`);
    };
    expect(fixtures.filter((path) => !isNamed(path))).toEqual([]);
  });

  it('opens every file with a sentence on its job', () => {
    const sources = ['core', 'appsscript', 'lambdas', 'infra', 'local', 'scripts'].flatMap((dir) =>
      listFiles(dir, '.ts'),
    );
    expect(sources.filter((path) => !/^(\/\*\*|\/\/|#!)/.test(read(path)))).toEqual([]);
  });
});
