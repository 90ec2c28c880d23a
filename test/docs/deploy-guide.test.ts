/** docs/deploy.md: its commands run, or are marked as needing an account and are real ones; no name is left open. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseDeployment } from '../../scripts/choose-deployment.ts';
import { toGoogleConfig } from '../../scripts/google-config/google-config.ts';
import { COMMANDS } from '../../scripts/units/usage.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');
const GUIDE = readFileSync(join(ROOT_DIR, 'docs/deploy.md'), 'utf8');
const PACKAGE: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(ROOT_DIR, 'package.json'), 'utf8'),
);

/** Lines of all fenced blocks of that kind. */
function listLines(kind: string): readonly string[] {
  const blocks = [...GUIDE.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, info, text = '']) => (info === kind ? text.trim().split('\n') : []));
}

/** The parts of a pipe, without where the last one writes to. */
function listCommands(line: string): readonly (readonly string[])[] {
  return line
    .replace(/ > \S+$/, '')
    .split(' | ')
    .map((part) => part.split(' '));
}

it.each(listLines('sh'))('%s runs anywhere', (line) => {
  expect(() => execFileSync('sh', ['-c', line], { cwd: ROOT_DIR, stdio: 'pipe' })).not.toThrow();
});

describe('a command that needs an account', () => {
  const commands = listLines('sh account').flatMap(listCommands);
  const ours = commands.filter(([program]) => program === 'npm');

  it('is one of a few programs', () => {
    const programs = new Set(commands.map(([program]) => program));
    expect([...programs].sort()).toEqual(['aws', 'export', 'gcloud', 'npm', 'npx', 'sh']);
    expect(ours.length).toBeGreaterThan(6);
  });

  it('tells the CDK which stage it is for: without one its app does not even start', () => {
    const cdk = commands.filter(([program, name]) => program === 'npx' && name === 'cdk');
    expect(cdk.length).toBeGreaterThan(0);
    for (const words of cdk) expect(words).toContain('stage=STAGE');
  });

  it.each(ours.map((words) => [words.join(' '), words] as const))(
    '%s is a script of ours',
    (_, words) => {
      const [, , ...rest] = words;
      const name = rest.find((word) => !word.startsWith('-')) ?? '';
      expect(Object.keys(PACKAGE.scripts)).toContain(name);
      const [, file = ''] = PACKAGE.scripts[name]?.match(/tsx (\S+)$/) ?? [];
      expect(existsSync(join(ROOT_DIR, file))).toBe(true);
    },
  );

  it.each(
    ours
      .filter((words) => words.includes('units'))
      .map((words) => words.slice(words.indexOf('--') + 1)),
  )('units %s: every option is one of its own', (command, ...options) => {
    const args = ['--import', 'tsx', 'scripts/units/main.ts', command, '--help'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT_DIR, encoding: 'utf8' });
    for (const option of options.filter((word) => word.startsWith('--'))) {
      expect(stdout).toContain(option);
    }
  });
});

it('leaves no name unexplained', () => {
  const used = new Set(
    listLines('sh account')
      .join('\n')
      .match(/\b[A-Z][A-Z_]{3,}\b/g),
  );
  expect([...used].filter((name) => !new RegExp(`\`${name}\`[^\n]`).test(GUIDE))).toEqual([]);
});

it('shows a place in programme.json that the commands take', () => {
  const programmesDir = mkdtempSync(join(tmpdir(), 'so-sang-kien-guide-'));
  try {
    cpSync(join(ROOT_DIR, 'programmes/ben-tre'), join(programmesDir, 'ben-tre'), {
      recursive: true,
    });
    const path = join(programmesDir, 'ben-tre/programme.json');
    const [example] = [...GUIDE.matchAll(/^```json\n([\s\S]*?)^```$/gm)];
    const joined = { ...JSON.parse(readFileSync(path, 'utf8')), ...JSON.parse(example?.[1] ?? '') };
    writeFileSync(path, JSON.stringify(joined));
    const chosen = chooseDeployment('prod', 'ben-tre', programmesDir);
    if (chosen.kind === 'refused') throw new Error(chosen.reason);
    const { target } = chosen.choice;
    const { steps } = toGoogleConfig({ stage: 'prod', programme: 'ben-tre', target });
    expect(steps.length).toBeGreaterThan(4);
  } finally {
    rmSync(programmesDir, { recursive: true, force: true });
  }
});

it('names only commands of the fleet that there are', () => {
  const named = new Set(
    [...GUIDE.matchAll(/units (?:-- )?([a-z]+)/g)].map(([, name = '']) => name),
  );
  const known: ReadonlySet<string> = new Set(COMMANDS);
  expect([...named].filter((name) => !known.has(name))).toEqual([]);
});

it('links to files that are there', () => {
  const links = [...GUIDE.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
  const local = links.filter((target) => !target.startsWith('https://'));
  expect(local.length).toBeGreaterThan(0);
  expect(local.filter((target) => !existsSync(join(ROOT_DIR, 'docs', target)))).toEqual([]);
});
