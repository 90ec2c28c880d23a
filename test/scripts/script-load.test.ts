/** What every execution of the sheet's script does before its function: nothing that only some need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { beforeAll, expect, it } from 'vitest';
import { build } from '../../scripts/build.ts';

const CODE = join(import.meta.dirname, '../../dist/appsscript/Code.js');
/** Columns, fields and letters make some 3,300; the table of syllables alone three times as many. */
const MAX_ENTRIES = 5_000;

beforeAll(() => build({ print: () => undefined }));

it('makes no table that only the check of a row or the adoption of a list needs', () => {
  const context = vm.createContext({});
  vm.runInContext(COUNT_ENTRIES, context);
  vm.runInContext(readFileSync(CODE, 'utf8'), context);
  const entries: unknown = vm.runInContext('entries', context);
  expect(entries).toBeGreaterThan(0);
  expect(entries).toBeLessThan(MAX_ENTRIES);
});

/** Both constructors call these methods for each entry they are given. */
const COUNT_ENTRIES = `
let entries = 0;
for (const [table, name] of [[Map, 'set'], [Set, 'add']]) {
  const add = table.prototype[name];
  table.prototype[name] = function (...values) {
    entries += 1;
    return add.apply(this, values);
  };
}`;
