// Field masks: parsing, choosing, cutting down.

import { describe, expect, it } from 'vitest';
import {
  applyFieldMask,
  maskPaths,
  maskSelects,
  maskTouches,
  parseFieldMask,
} from '../../../../local/google/sheets-api/field-mask.ts';

describe('a field mask', () => {
  it.each([
    ['*', ['']],
    ['a', ['a']],
    ['a,b.c', ['a', 'b.c']],
    ['a(b,c(d)),e', ['a.b', 'a.c.d', 'e']],
    ['a/b', ['a.b']],
    ['a.b(c,d)', ['a.b.c', 'a.b.d']],
    ['a.*', ['a']],
    ['a.b,a', ['a']],
    ['a(b),a.c', ['a.b', 'a.c']],
    [' a , b ', ['a', 'b']],
  ])('%s means %j', (text, paths) => {
    expect(maskPaths(parseFieldMask(text)).map((path) => path.join('.'))).toEqual(paths);
  });

  it.each(['', ' ', 'a,', ',a', 'a(', 'a()', 'a)', 'a..b', 'a b', 'a(b', 'a-b'])(
    'refuses «%s»',
    (text) => {
      expect(() => parseFieldMask(text)).toThrow('Invalid field mask');
    },
  );

  it('tells chosen wholes from touched parts', () => {
    const mask = parseFieldMask('a.b,c');
    expect(maskSelects(mask, ['a'])).toBe(false);
    expect(maskTouches(mask, ['a'])).toBe(true);
    expect(maskSelects(mask, ['a', 'b'])).toBe(true);
    expect(maskSelects(mask, ['c', 'd', 'e'])).toBe(true);
    expect(maskTouches(mask, ['a', 'x'])).toBe(false);
    expect(maskTouches(parseFieldMask('*'), ['x'])).toBe(true);
  });

  it('cuts JSON down, through lists', () => {
    const value = { a: [{ b: 1, c: 2 }, { c: 3 }], d: { e: null } };
    expect(applyFieldMask(parseFieldMask('a.b,d.e'), value)).toEqual({
      a: [{ b: 1 }, {}],
      d: { e: null },
    });
  });
});
