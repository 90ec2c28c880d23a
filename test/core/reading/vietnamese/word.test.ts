// Readings of words are remembered, a bounded number of them: that must never show.
import { expect, it } from 'vitest';
import { readWord } from '../../../../core/reading/vietnamese/word.ts';

it('reads a word the same way before and after thousands of others', () => {
  const words = ['hoàn', 'hòan', 'hoà', 'Kỹ', 'xyz', 'nghiêng', 'nghiêngg'];
  const before = words.map(readWord);
  for (let number = 0; number < 10_000; number += 1) readWord(`a${number}`);
  expect(words.map(readWord)).toEqual(before);
  expect(before.map(({ kind }) => kind)).toEqual([
    'syllable',
    'misplaced',
    'syllable',
    'syllable',
    'none',
    'syllable',
    'none',
  ]);
});
