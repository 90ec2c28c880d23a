/** A person's name taken out of cells as names are read. */
import { describe, expect, it } from 'vitest';
import { readAuthors } from '../../../core/reading/authors.ts';
import type { AuthorKey } from '../../../core/reading/erase-author.ts';
import {
  eraseFromAuthors,
  eraseMentions,
  mentionsAuthor,
  namesAuthor,
  parseAuthorKey,
} from '../../../core/reading/erase-author.ts';
import { ERASED_AUTHOR } from '../../../core/wording/erased-author.ts';

function key(name: string): AuthorKey {
  const parsed = parseAuthorKey(name);
  if (parsed === undefined) throw new Error(`no name: ${name}`);
  return parsed;
}

const HOA = key('Trần Thị Hòa');

describe('the word for an erased name', () => {
  it('is itself an author, alone or with a share, without a warning', () => {
    expect(readAuthors(ERASED_AUTHOR)).toMatchObject({
      kind: 'ok',
      value: [{ name: ERASED_AUTHOR }],
    });
    expect(readAuthors(`${ERASED_AUTHOR} (60%); Lê Văn Tám (40%)`)).toMatchObject({
      kind: 'ok',
      value: [
        { name: ERASED_AUTHOR, sharePercent: 60 },
        { name: 'Lê Văn Tám', sharePercent: 40 },
      ],
    });
  });
});

describe('whose name it is', () => {
  it.each(['Trần Thị Hòa', 'Trần Thị Hoà', 'TRẦN THỊ HÒA', 'trần thị hòa', 'ThS. Trần Thị Hòa'])(
    'knows the person in %s',
    (typed) => {
      expect(namesAuthor(typed, HOA)).toBe(true);
      expect(eraseFromAuthors(typed, HOA)).toBe(ERASED_AUTHOR);
    },
  );

  it.each(['Trần Thị Hòa Bình', 'Nguyễn Trần Thị Hòa', 'Trần Thị Hoa', 'Tổ Trần Thị Hòa', ''])(
    'takes %s for another',
    (typed) => {
      expect(eraseFromAuthors(typed, HOA)).toBe(typed);
    },
  );

  it.each(['', '   ', '(60%)', 'Hòa', 'Trần Thị Hòa; Lê Văn Tám', '????'])(
    'is no name: «%s»',
    (typed) => {
      expect(parseAuthorKey(typed)).toBeUndefined();
    },
  );
});

describe('the authors cell', () => {
  it.each([
    ['Trần Thị Hòa (60%); Lê Văn Tám (40%)', `${ERASED_AUTHOR} (60%); Lê Văn Tám (40%)`],
    [
      'Lê Văn Tám (1975) (40%);  BS. Trần Thị Hoà (1980) (60%)',
      `Lê Văn Tám (1975) (40%);  ${ERASED_AUTHOR} (60%)`,
    ],
    ['Lê Văn Tám\ntrần thị hòa', `Lê Văn Tám\n${ERASED_AUTHOR}`],
    ['Lê Văn Tám, Trần Thị Hòa và Võ Thị Sáu', `Lê Văn Tám; ${ERASED_AUTHOR}; Võ Thị Sáu`],
  ])('«%s»', (typed, erased) => {
    expect(eraseFromAuthors(typed, HOA)).toBe(erased);
    expect(namesAuthor(erased, HOA)).toBe(false);
  });

  it('is written anew where only the whole cell tells its encoding', () => {
    // «Trần Thị Hòa; Tổ Điện» in TCVN3.
    const typed = 'TrÇn ThÞ Hßa; Tæ §iÖn';
    expect(namesAuthor(typed, HOA)).toBe(true);
    const erased = eraseFromAuthors(typed, HOA);
    expect(namesAuthor(erased, HOA)).toBe(false);
    expect(erased).toContain(ERASED_AUTHOR);
  });
});

describe('free texts', () => {
  it('tells the words of the name beside each other, wherever tones and capitals stand', () => {
    const text = 'Do bà Trần Thị Hoà đề xuất; TRẦN THỊ HÒA chủ trì.';
    expect(mentionsAuthor(text, HOA)).toBe(true);
    expect(eraseMentions(text, HOA)).toBe(
      `Do bà ${ERASED_AUTHOR} đề xuất; ${ERASED_AUTHOR} chủ trì.`,
    );
    expect(mentionsAuthor('Trần Văn Thị Hòa, thị hòa', HOA)).toBe(false);
    expect(eraseMentions('', HOA)).toBe('');
  });
});
