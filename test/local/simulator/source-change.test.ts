import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAFEGUARDS } from '../../../local/simulator/safeguards.ts';
import { changeSource } from '../../../local/simulator/source-change.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const change = { file: 'a.ts', find: 'if (wrong) return;', replace: 'go($&);' };

describe('changeSource', () => {
  it('replaces the text as it is given', () => {
    expect(changeSource('one; if (wrong) return; two;', change)).toBe('one; go($&); two;');
  });

  it('refuses a text that is not there, or there twice', () => {
    expect(() => changeSource('one;', change)).toThrow(
      'a.ts has «if (wrong) return;» 0 times, not once',
    );
    expect(() => changeSource(change.find + change.find, change)).toThrow('2 times');
  });
});

describe('SAFEGUARDS', () => {
  it.each(SAFEGUARDS.flatMap(({ name, removal = [] }) => removal.map((one) => ({ name, one }))))(
    'still finds the $name in the sources',
    ({ one }) => {
      const source = readFileSync(join(ROOT, one.file), 'utf8');
      expect(changeSource(source, one)).not.toBe(source);
    },
  );

  it('names each safeguard once', () => {
    const names = SAFEGUARDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(18);
    expect(names).toHaveLength(18);
  });
});
