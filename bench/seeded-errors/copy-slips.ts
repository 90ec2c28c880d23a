/** One initiative entered twice: how the second title differs from the first. */
import type { Random } from '../../local/random.ts';
import { pick } from '../valid-rows/pick.ts';
import type { RowCells } from '../valid-rows/valid-row.ts';
import { dropAt, editOne, loseAccents } from './slips/edit-text.ts';

export type CopySlip = {
  readonly name: string;
  /** refused: always refused, naming the row it repeats. */
  readonly promised: 'refused' | 'none';
  readonly copy: (cells: RowCells, random: Random) => RowCells | undefined;
};

function withTitle(
  name: string,
  promised: CopySlip['promised'],
  edit: (title: string, random: Random) => string | undefined,
): CopySlip {
  return {
    name,
    promised,
    copy(cells, random) {
      const title = edit(String(cells.title), random);
      return title === undefined ? undefined : { ...cells, title };
    },
  };
}

/** What no title of the rows has, so that a changed word is a changed word. */
const OTHER_WORDS = ['cầu', 'đập', 'chợ', 'muối', 'gạch'];

export const COPY_SLIPS: readonly CopySlip[] = [
  withTitle('the row pasted twice', 'refused', (title) => title),
  withTitle('other capitals, a dot at the end', 'refused', (title) => `${title.toLowerCase()}.`),
  withTitle('words in another order', 'refused', (title) =>
    title.split(' ').slice(2).concat(title.split(' ').slice(0, 2)).join(' '),
  ),
  withTitle('«Một số giải pháp» in front', 'refused', (title) => `Một số giải pháp ${title}`),
  withTitle('tones at the newer place (hoà for hòa)', 'refused', (title) => {
    const moved = title.replace(/óa(?!\p{L})/gu, 'oá').replace(/òa(?!\p{L})/gu, 'oà');
    return moved === title ? undefined : moved;
  }),
  withTitle('a word added', 'none', (title, random) => `${title} ${pick(random, OTHER_WORDS)}`),
  withTitle('a word replaced', 'none', (title, random) =>
    editOne(title, random, /(?<= )\p{L}+/gu, () => pick(random, OTHER_WORDS)),
  ),
  withTitle('a letter dropped', 'none', (title, random) =>
    editOne(title, random, /\p{L}{3,}/gu, (word) => dropAt(word, random.below(word.length))),
  ),
  withTitle('accents lost', 'none', loseAccents),
  {
    name: 'the same title in another year',
    promised: 'none',
    copy: (cells) => {
      const appliedOn = String(cells.appliedOn).includes('2009') ? '2010' : '2009';
      return { ...cells, appliedOn };
    },
  },
];
