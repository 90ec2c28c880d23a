/** Documents operators rely on: every alarm has its section, every test that is named exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../../scripts/build.ts';
import { ROOT_DIR } from './run-admin.ts';

function read(path: string): string {
  return readFileSync(join(ROOT_DIR, path), 'utf8');
}

/** Text under each heading of the third level, whatever section it stands in. */
function listSections(markdown: string): ReadonlyMap<string, string> {
  const [, ...parts] = markdown.split(/^### /m);
  return new Map(
    parts.map((part) => {
      const [heading = '', ...rest] = part.split('\n');
      return [heading.trim(), rest.join('\n').split(/^## /m)[0]?.trim() ?? ''];
    }),
  );
}

/** Construct ids of the alarms of a stage: logical ids without CDK's hash. */
function listAlarms(stage: string): readonly string[] {
  const folder = join(ROOT_DIR, 'cdk.out', stage);
  const templates = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  return templates.flatMap((name) => {
    const { Resources }: { Resources: Record<string, { Type: string }> } = JSON.parse(
      readFileSync(join(folder, name), 'utf8'),
    );
    return Object.entries(Resources)
      .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
      .map(([id]) => id.replace(/[0-9A-F]{8}$/, '').replace(/Alarm$/, ''));
  });
}

describe('the runbook', () => {
  beforeAll(() => build({ print: () => undefined }));

  it.each(['dev', 'prod'])('says of every alarm of %s what to do', (stage) => {
    const sections = listSections(read('docs/runbook.md'));
    const alarms = listAlarms(stage);
    expect(alarms.length).toBeGreaterThan(5);
    expect(alarms.filter((id) => (sections.get(id) ?? '').length < 20)).toEqual([]);
  });

  it('says of every command and every kind of drift what it is', () => {
    const runbook = read('docs/runbook.md');
    const commands = ['export', 'import', 'recount', 'restore-row', 'erase-author'];
    expect(commands.filter((name) => !runbook.includes(`- **${name}**`))).toEqual([]);
  });
});

describe('docs/security.md', () => {
  it('names a test that exists for every answer', () => {
    const rows = read('docs/security.md')
      .split('\n')
      .filter((line) => /^\| (?!---|threat )/.test(line));
    expect(rows.length).toBeGreaterThan(15);
    const files = rows.map((row) =>
      [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path ?? ''),
    );
    expect(rows.filter((_, index) => files[index]?.length === 0)).toEqual([]);
    expect(files.flat().filter((path) => !existsSync(join(ROOT_DIR, path)))).toEqual([]);
  });
});

describe('docs/privacy.md', () => {
  it('dates the law as the programme does', () => {
    const privacy = read('docs/privacy.md');
    const { legalReferences } = JSON.parse(read('programmes/ben-tre/programme.json'));
    for (const number of ['91/2025/QH15', '356/2025/NĐ-CP']) {
      const law = legalReferences.find((one: { number: string }) => one.number === number);
      expect(law).toMatchObject({ effectiveFrom: '2026-01-01' });
      expect(privacy).toContain(number);
    }
    expect(privacy).toContain('2026-01-01');
  });
});
