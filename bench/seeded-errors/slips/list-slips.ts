/** Slips in the columns with a closed list. */
import type { TypedColumn } from '../../../core/columns.ts';
import {
  AWARD_NAMES,
  CATEGORY_NAMES,
  FIELD_NAMES,
  RECOGNITION_NAMES,
} from '../../../core/wording/lists.ts';
import type { Random } from '../../../local/random.ts';
import { pick } from '../../valid-rows/pick.ts';
import type { Promised, Slip } from '../slip.ts';
import { dropAt, loseAccents } from './edit-text.ts';
import { writeMojibake, writeTcvn3 } from './write-old-fonts.ts';
import { writeTelex } from './write-telex.ts';

type ListColumn = 'category' | 'field' | 'recognition' | 'award';

const LISTS: { readonly [column in ListColumn]: readonly string[] } = {
  category: Object.values(CATEGORY_NAMES),
  field: Object.values(FIELD_NAMES),
  recognition: Object.values(RECOGNITION_NAMES),
  award: Object.values(AWARD_NAMES),
};
/** What people write there that no list has. */
const STRANGERS: { readonly [column in ListColumn]: readonly string[] } = {
  category: ['Sáng tạo trẻ', 'Cải tiến', 'Khác', 'Kỹ thuật', 'Nhóm 4'],
  field: ['Cơ khí', 'Y', 'Môi trường', 'CNTT', 'Thủy sản'],
  recognition: ['Cấp tỉnh', 'Cấp trường', 'Huyện', 'Hội đồng cơ sở', 'Đạt'],
  award: ['Giải A', 'Giải tư', 'Bằng khen', 'Xuất sắc', '1'],
};

/** In one of the row's filled list columns. */
function slip(
  name: string,
  promised: Promised,
  edit: (text: string, column: ListColumn, random: Random) => string | undefined,
): Slip {
  return {
    group: 'list',
    name,
    promised,
    inject({ cells }, random) {
      const filled: readonly ListColumn[] = (
        ['category', 'field', 'recognition', 'award'] as const
      ).filter((one) => cells[one] !== '');
      const column = pick(random, filled);
      const text = String(cells[column]);
      const edited = edit(text, column, random);
      return edited === undefined || edited === text ? undefined : { ...cells, [column]: edited };
    },
  };
}

/** A required list or one that may stay blank. */
function blank(name: string, promised: Promised, columns: readonly TypedColumn[]): Slip {
  return {
    group: 'list',
    name,
    promised,
    inject({ cells }, random) {
      const column = pick(random, columns);
      return cells[column] === '' ? undefined : { ...cells, [column]: '' };
    },
  };
}

export const LIST_SLIPS: readonly Slip[] = [
  slip('value of no list', 'refused', (_, column, random) => pick(random, STRANGERS[column])),
  slip('only a part of the value', 'refused', (text) => {
    const words = text.split(/,? /);
    return words.length < 3 ? undefined : words.slice(0, -1).join(' ');
  }),
  slip('two values joined', 'refused', (text, column, random) => {
    const other = pick(random, LISTS[column]);
    return other === text ? undefined : `${text}; ${other}`;
  }),
  slip('letter dropped', 'refused', (text, _, random) => {
    const at = [...text.matchAll(/[a-z]/g)].map(({ index }) => index);
    return at.length < 4 ? undefined : dropAt(text, pick(random, at));
  }),
  slip('another value of the same list', 'none', (_, column, random) =>
    pick(random, LISTS[column]),
  ),
  slip('value of another list', 'refused', (_, column, random) => {
    const other = pick(random, ['category', 'field', 'recognition', 'award'] as const);
    return other === column ? undefined : pick(random, LISTS[other]);
  }),
  slip('accents lost', 'safe', loseAccents),
  slip('capitals or small letters throughout', 'safe', (text, _, random) =>
    pick(random, [text.toUpperCase(), text.toLowerCase()]),
  ),
  slip('wrong tone on one letter', 'safe', (text) =>
    text
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0303\u0309\u0323]/, '\u0309')
      .normalize('NFC'),
  ),
  slip('Telex left in', 'refused', (text) => writeTelex(text)),
  slip('pasted from a TCVN3 font', 'refused', (text) => writeTcvn3(text)),
  slip('UTF-8 misread as Windows-1252', 'refused', (text) => writeMojibake(text)),
  slip('leading apostrophe or spaces', 'safe', (text, _, random) =>
    pick(random, [`'${text}`, ` ${text}`, `${text}\u00a0`]),
  ),
  slip('trailing note in brackets', 'refused', (text) => `${text} (đề nghị)`),
  blank('required list left blank', 'refused', ['category']),
  blank('optional list left blank', 'none', ['field', 'recognition', 'award']),
];
