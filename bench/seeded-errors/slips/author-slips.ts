/** Slips in «Tác giả (tỷ lệ %)». */
import { pick } from '../../valid-rows/pick.ts';
import { inColumn, type Promised, type Slip, type TextSlip } from '../slip.ts';
import { editOne, loseAccents } from './edit-text.ts';
import { writeMojibake, writeTcvn3 } from './write-old-fonts.ts';

function slip(name: string, promised: Promised, edit: TextSlip['edit']): Slip {
  return inColumn('authors', 'authors', { name, promised, edit });
}

/** Only cells of several authors divided by semicolons. */
function several(name: string, promised: Promised, edit: TextSlip['edit']): Slip {
  return slip(name, promised, (text, random) =>
    text.includes('; ') ? edit(text, random) : undefined,
  );
}

const SHARE = /\(([\d,]+)%\)/g;

export const AUTHOR_SLIPS: readonly Slip[] = [
  slip('shares do not add up', 'refused', (text, random) =>
    editOne(text, random, SHARE, (share) => {
      const percent = Number(share.replace(/[()%]/g, '').replace(',', '.'));
      return `(${String(percent + pick(random, [-10, -5, -1, 1, 5, 10])).replace('.', ',')}%)`;
    }),
  ),
  several('one share missing', 'refused', (text, random) =>
    editOne(text, random, / \([\d,]+%\)/g, () => ''),
  ),
  several('one author left out with the share', 'refused', (text, random) => {
    const authors = text.split('; ');
    const lost = random.below(authors.length);
    return authors.filter((_, index) => index !== lost).join('; ');
  }),
  several('one share 0 and the other 100', 'refused', (text) => {
    const [one = '', other = ''] = text.split('; ').map((author) => author.replace(SHARE, ''));
    return `${one}(100%); ${other}(0%)`;
  }),
  several('all shares missing', 'none', (text) => text.replace(/ \([\d,]+%\)/g, '')),
  several('shares given to the wrong author', 'none', (text) => {
    const shares = [...text.matchAll(SHARE)].map(([share]) => share).reverse();
    return text.replace(SHARE, () => shares.shift() ?? '');
  }),
  slip('share of the only author missing', 'safe', (text) =>
    text.includes(';') || text.includes('\n') ? undefined : text.replace(/ \(100%\)/, ''),
  ),
  slip('percent sign missing', 'safe', (text) => text.replace(/%\)/g, ')')),
  slip('brackets missing', 'safe', (text) => text.replace(/[()]/g, '')),
  slip('closing bracket missing', 'none', (text, random) =>
    editOne(text, random, /(?<=%)\)/g, () => ''),
  ),
  several('decimal dot in shares', 'safe', (text) => text.replace(/(\d),(\d)/g, '$1.$2')),
  several('comma for semicolon', 'safe', (text) => text.replace(/; /g, ', ')),
  several('«và» for semicolon', 'safe', (text) => text.replace(/; /g, ' và ')),
  slip('«và cộng sự» for the others', 'noticed', (text) => `${text.split(/[;\n(]/)[0]} và cộng sự`),
  slip('all in capitals or small letters', 'noticed', (text, random) =>
    pick(random, [text.toUpperCase(), text.toLowerCase()]),
  ),
  slip('accents lost', 'none', loseAccents),
  slip('pasted from a TCVN3 font', 'safe', writeTcvn3),
  slip('UTF-8 misread as Windows-1252', 'safe', writeMojibake),
  slip('left blank', 'refused', () => ''),
];
