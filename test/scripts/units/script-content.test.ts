/** Contents of scripts: what counts as the same, and how two differ. */
import { describe, expect, it } from 'vitest';
import {
  hasCode,
  hashContent,
  listDifferences,
  readVersion,
  type ScriptFile,
} from '../../../scripts/units/script-content.ts';

const manifest = (source: string): ScriptFile => ({ name: 'appsscript', type: 'JSON', source });
const code = (source: string, name = 'Code'): ScriptFile => ({ name, type: 'SERVER_JS', source });
const BASE = [manifest('{"a":1,"b":[2]}'), code('x')];
const hashOf = (...files: ScriptFile[]) => hashContent({ files });

describe('hashContent', () => {
  it('does not care for order, layout of the manifest, or who wrote it', () => {
    const same = [{ ...code('x'), updateTime: 'now' }, manifest('{ "b": [2],\n "a": 1 }')];
    expect(hashOf(...same)).toBe(hashOf(...BASE));
  });

  it.each([
    ['a source', [manifest('{"a":1,"b":[2]}'), code('x ')]],
    ['a name', [manifest('{"a":1,"b":[2]}'), code('x', 'Kode')]],
    ['a type', [manifest('{"a":1,"b":[2]}'), { ...code('x'), type: 'HTML' as const }]],
    ['a value of the manifest', [manifest('{"a":1,"b":[3]}'), code('x')]],
    ['one file more', [...BASE, code('', 'More')]],
    ['one file less', [manifest('{"a":1,"b":[2]}')]],
    ['where one source ends', [manifest('{"a":1,"b":[2]}'), code('', 'Code","SERVER_JS","x')]],
  ])('tells %s', (_, files) => {
    expect(hashOf(...files)).not.toBe(hashOf(...BASE));
  });
});

it('lists what was added, changed and removed, with who did it', () => {
  const by = { updateTime: '2011-03-31T01:00:00Z', lastModifyUser: { email: 'a@b.example' } };
  const to = [BASE[0] ?? code(''), { ...code('y'), ...by }, code('z', 'New')];
  expect(listDifferences({ files: [...BASE, code('o', 'Old')] }, { files: to })).toEqual([
    { file: 'Old.js', change: 'removed' },
    { file: 'Code.js', change: 'changed', by: 'a@b.example', at: '2011-03-31T01:00:00Z' },
    { file: 'New.js', change: 'added' },
  ]);
  expect(listDifferences({ files: BASE }, { files: BASE })).toEqual([]);
});

it('reads the version a bundle names, and none from code that names none', () => {
  expect(readVersion({ files: [code('// so-sang-kien 0123456789ab\nlet x;')] })).toBe(
    '0123456789ab',
  );
  expect(readVersion({ files: [code('let x;')] })).toBe('unnamed');
});

it('does not take what Google puts into a new script for code of somebody', () => {
  expect(hasCode({ files: [manifest('{}'), code('function myFunction() {\n  \n}\n')] })).toBe(
    false,
  );
  expect(hasCode({ files: [manifest('{}'), code('function mine() {}')] })).toBe(true);
});
