/** Text from outside within one line of a mail. */
import { describe, expect, it } from 'vitest';
import { toOneLine } from '../../../core/digest/one-line.ts';

describe('toOneLine', () => {
  it.each([
    ['a\r\nb', 'a b'],
    ['a\u2028b\u2029c\u0085d\ve\ff', 'a b c d e f'],
    ['a\tb\u0000c\u001bd\u007fe', 'a b c d e'],
    ['  a \u00a0 b  ', 'a b'],
    ['\u202ecba\u202c \u2066x\u2069\u200f', 'cba x'],
    ['\ufeffa\u200bb', 'ab'],
    ['Sáng kiến “A” – 100%', 'Sáng kiến “A” – 100%'],
    ['', ''],
    ['\n', ''],
  ])('folds %j to %j', (typed, folded) => {
    expect(toOneLine(typed)).toBe(folded);
  });
});
