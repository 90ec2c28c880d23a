/** Prints of titles: as alike as the titles, and short. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateTokens, nearSimilarity } from '../../../core/near/duplicates.ts';
import { printSimilarity, toComparedTitle, toWordPrints } from '../../../core/near/word-prints.ts';

// The same plays every time: a red run must be one that anybody can repeat.
fc.configureGlobal({ seed: 20_101_231 });

describe('the prints of a title', () => {
  it('are four characters a word, sorted, and name no word', () => {
    const prints = toWordPrints('Một số giải pháp cải tiến lò sấy, tại phân xưởng sấy');
    expect(prints).toHaveLength(6);
    expect(prints.every((print) => /^[\w-]{4}$/.test(print))).toBe(true);
    expect([...prints].sort()).toEqual(prints);
    expect(prints).toEqual(toWordPrints('Sấy: phân xưởng lò cải tiến'));
    expect(toWordPrints('')).toEqual([]);
  });

  it('are those of the beginning of a very long title, whole letters only', () => {
    const at = 'a'.repeat(1_000);
    expect(toComparedTitle(at)).toBe(at);
    expect(toComparedTitle(`${at}b`)).toBe(at);
    expect(toComparedTitle(`${'a'.repeat(999)}💡💡`)).toBe(`${'a'.repeat(999)}💡`);
    const long = Array.from({ length: 400 }, (_, number) => `chữ${number}`).join(' ');
    expect(toWordPrints(long)).toEqual(toWordPrints(toComparedTitle(long)));
  });

  it('are as similar as the words', () => {
    const words = fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const titles = [one, other].map((set) => set.map((word) => `t${word}`).join(' '));
        const [a = '', b = ''] = titles;
        expect(printSimilarity(toWordPrints(a), toWordPrints(b))).toBe(
          nearSimilarity(duplicateTokens(a), duplicateTokens(b)),
        );
      }),
    );
  });

  it('stay two where two words have one print, so that nothing near is missed', () => {
    expect(printSimilarity(['aaaa', 'aaaa', 'bbbb'], ['aaaa', 'aaaa', 'bbbb'])).toBe(1);
    expect(printSimilarity(['aaaa', 'bbbb'], ['aaaa', 'aaaa'])).toBeUndefined();
    expect(printSimilarity([], [])).toBeUndefined();
  });
});
