/** Documents operators rely on: every command has its line, every test that is named exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT_DIR } from './run-admin.ts';

function read(path: string): string {
  return readFileSync(join(ROOT_DIR, path), 'utf8');
}

describe('the runbook', () => {
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
