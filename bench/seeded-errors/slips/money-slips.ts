/** Slips in «Giá trị làm lợi (đồng/năm)». */
import type { Random } from '../../../local/random.ts';
import { pick } from '../../valid-rows/pick.ts';
import { inColumn, type Promised, type Slip } from '../slip.ts';
import {
  doubleAt,
  dropAt,
  editOne,
  loseAccents,
  otherDigit,
  transposeDigits,
} from './edit-text.ts';
import { writeTelex } from './write-telex.ts';

/** «35.300.000», with or without đồng and /năm after it. */
const GROUPED = /^\d{1,3}(?:\.\d{3})+(?! ?(?:tr|tỷ|tỉ|nghìn|k))/;
const PLAIN = /^\d{6,}$/;
const WITH_UNIT = /(?:triệu|tỷ|tỉ)/;
const ONE_UNIT = /^\d+(?:[.,]\d+)* ?(?:triệu|tr|tỷ|tỉ|nghìn|k)/;

type Edit = (text: string, random: Random) => string | number | undefined;

/** Only amounts of this form can have the slip. */
function slip(name: string, promised: Promised, form: RegExp, edit: Edit): Slip {
  const inForm: Edit = (text, random) => (form.test(text) ? edit(text, random) : undefined);
  return inColumn('money', 'benefit', { name, promised, edit: inForm });
}

/** Edits one digit after the first separator. */
function inLaterGroup(text: string, random: Random, edit: (text: string, at: number) => string) {
  const end = GROUPED.exec(text)?.[0].length ?? 0;
  const first = text.indexOf('.') + 1;
  const digits = [...text.slice(first, end).matchAll(/\d/g)].map(({ index }) => first + index);
  return edit(text, pick(random, digits));
}

function cutUnit(text: string): string {
  return text.replace(/ ?(?:triệu|tr|tỷ|tỉ)(?:.*)$/, '');
}

/** What is left without its unit, as a bare number. */
function toBareNumber(text: string): number {
  return Number(cutUnit(text).replace(/\./g, '').replace(',', '.'));
}

const SINGLE_LARGE = /^\d+(?:[.,]\d+)* ?(?:triệu|tr|tỷ|tỉ)(?: đồng)?(?:\/năm)?$/;

export const MONEY_SLIPS: readonly Slip[] = [
  slip('digit dropped within a group of three', 'refused', GROUPED, (text, random) =>
    inLaterGroup(text, random, dropAt),
  ),
  slip('digit doubled within a group of three', 'refused', GROUPED, (text, random) =>
    inLaterGroup(text, random, doubleAt),
  ),
  slip('digit dropped before the first dot', 'none', /^\d{2,3}\./, (text, random) =>
    GROUPED.test(text) ? dropAt(text, random.below(text.indexOf('.'))) : undefined,
  ),
  slip('whole group of three lost', 'none', /^\d{1,3}(?:\.\d{3}){2,}(?! ?(?:tr|tỷ))/, (text) =>
    text.replace(/\.\d{3}(?!\.)/, ''),
  ),
  slip('group of three typed twice', 'none', GROUPED, (text) =>
    text.replace(/(\.\d{3})(?!\.)/, '$1$1'),
  ),
  slip('zero lost in plain digits', 'none', PLAIN, (text) => text.replace(/0$/, '')),
  slip('zero added in plain digits', 'none', PLAIN, (text) => `${text}0`),
  slip('digit dropped in plain digits', 'none', PLAIN, (text, random) =>
    dropAt(text, random.below(text.length)),
  ),
  slip('wrong digit', 'none', /\d/, (text, random) =>
    editOne(text, random, /[1-9]/g, (digit) => otherDigit(digit, random)),
  ),
  slip('two digits transposed', 'none', /\d/, transposeDigits),
  slip(
    'digit dropped before a unit (596 triệu → 59 triệu)',
    'none',
    SINGLE_LARGE,
    (text, random) => (/^\d{2,3} ?[^\d.,]/.test(text) ? dropAt(text, random.below(2)) : undefined),
  ),

  slip('dots typed as commas, two groups or more', 'safe', GROUPED, (text) =>
    /(?:\.\d{3}){2}/.test(text) ? text.replace(/\./g, ',') : undefined,
  ),
  slip('dot typed as comma, one group', 'refused', /^\d{1,3}\.\d{3}(?![.\d])/, (text) =>
    GROUPED.test(text) ? text.replace('.', ',') : undefined,
  ),
  slip('one dot of several left out (35.300000)', 'refused', GROUPED, (text, random) =>
    /(?:\.\d{3}){2}/.test(text) ? editOne(text, random, /\./g, () => '') : undefined,
  ),
  slip('dots typed as spaces', 'safe', GROUPED, (text) => text.replace(/\.(?=\d)/g, ' ')),
  slip('space beside a dot', 'safe', GROUPED, (text) => text.replace('.', ' .')),
  slip('decimal comma typed as dot (1.25 tỷ)', 'safe', /\d,\d{1,2} ?(?:tr|tỷ|tỉ)/, (text) =>
    text.replace(',', '.'),
  ),
  slip('three decimals with a comma (1,250 tỷ)', 'safe', /^\d{1,3},\d\d? ?(?:tỷ|tỉ)/, (text) =>
    text.replace(/,(\d\d?)/, (_, digits: string) => `,${digits.padEnd(3, '0')}`),
  ),
  slip('three decimals with a dot (1.250 tỷ)', 'refused', /^\d{1,3},\d\d? ?(?:tỷ|tỉ)/, (text) =>
    text.replace(/,(\d\d?)/, (_, digits: string) => `.${digits.padEnd(3, '0')}`),
  ),
  slip('thousands of triệu with a comma (1,250 triệu)', 'noticed', /^\d{1,3}\.\d{3} ?tr/, (text) =>
    text.replace('.', ','),
  ),

  slip('unit missing, below 10.000 without it', 'refused', SINGLE_LARGE, (text) =>
    toBareNumber(text) < 10_000 ? cutUnit(text) : undefined,
  ),
  slip('unit missing, 10.000 or more without it', 'none', SINGLE_LARGE, (text) =>
    toBareNumber(text) >= 10_000 ? cutUnit(text) : undefined,
  ),
  slip('last unit missing (1 tỷ 250)', 'noticed', /^\d+ tỷ \d+ triệu$/, (text) =>
    text.replace(/ triệu$/, ''),
  ),
  slip('unit swapped, triệu for tỷ or tỷ for triệu', 'none', SINGLE_LARGE, (text) =>
    text.replace(/triệu|tr|tỷ|tỉ/, (unit) => (unit.startsWith('tr') ? 'tỷ' : 'triệu')),
  ),
  slip('unit typed twice', 'refused', /\d (?:triệu|tỷ)/, (text) =>
    text.replace(/(triệu|tỷ)/, '$1 $1'),
  ),
  slip('accents lost in the unit', 'safe', WITH_UNIT, loseAccents),
  slip('Telex left in the unit (trieeuj)', 'refused', WITH_UNIT, writeTelex),

  slip('letter O for 0', 'refused', /0/, (text, random) =>
    editOne(text, random, /0/g, () => pick(random, ['O', 'o'])),
  ),
  slip('letter l for 1', 'refused', /1/, (text, random) => editOne(text, random, /1/g, () => 'l')),
  slip('leading apostrophe', 'safe', /\d/, (text) => `'${text}`),
  slip(
    'trailing note in brackets',
    'safe',
    /\d/,
    (text, random) =>
      `${text} (${pick(random, ['ước tính', 'năm 2010', 'theo báo cáo quyết toán', 'chưa trừ chi phí'])})`,
  ),
  slip('range instead of a number', 'refused', ONE_UNIT, (text) => `400 - ${text}`),
  slip('range in words (từ … đến …)', 'refused', ONE_UNIT, (text) => `từ 400 đến ${text}`),
  slip(
    'per month, quarter or day',
    'refused',
    /\d(?!.*năm)/,
    (text, random) => text + pick(random, ['/tháng', ' mỗi tháng', '/quý', '/ngày']),
  ),
  slip(
    'per piece or tonne',
    'refused',
    /\d(?!.*năm)/,
    (text, random) => text + pick(random, ['/tấn', '/sản phẩm', '/hộ']),
  ),
  slip('two amounts in one cell', 'refused', /\d$/, (text) => `${text} + 2.000.000`),
  slip('foreign currency', 'refused', /^[\d.]+$/, (text) => `${text} USD`),
  slip('negative sign', 'refused', /^\d/, (text) => `-${text}`),
  slip('percentage', 'refused', /\d/, (_, random) => `${1 + random.below(90)}%`),
  slip('amount in words', 'refused', /\d/, () => 'ba trăm năm mươi triệu đồng'),
  slip(
    'date pasted into the cell',
    'refused',
    /\d/,
    (_, random) => `${1 + random.below(28)}/5/2010`,
  ),
  slip(
    'telephone number pasted into the cell',
    'refused',
    /\d/,
    (_, random) => `075${3_800_000 + random.below(99_999)}`,
  ),
  slip('formula or error value pasted', 'refused', /\d/, (_, random) =>
    pick(random, ['=SUM(J2:J9)', '#REF!', '#VALUE!', '=35300000*2']),
  ),
  slip('scientific notation by another program (3,53E+07)', 'safe', PLAIN, (text) => {
    const [mantissa = '', exponent = ''] = Number(text).toExponential().split('e+');
    return `${mantissa.replace('.', ',')}E+${exponent.padStart(2, '0')}`;
  }),
  slip(
    'one group turned into a decimal number by the sheet',
    'refused',
    /^\d{1,3}\.\d{3}$/,
    (text) => Number(text),
  ),
  slip('digits turned into a number by the sheet', 'safe', PLAIN, Number),
  slip('amount left blank', 'noticed', /\d/, () => ''),
  slip('0 for «không tính được» or «chưa tính được»', 'noticed', /^[^\d]+$/, () => '0'),
  slip('accents lost in «không tính được», «chưa tính được»', 'safe', /^[^\d]+$/, loseAccents),
  slip(
    '«không tính được» and «chưa tính được» mixed up',
    'none',
    /^(?:không|chưa) tính/i,
    (text) => (/^không/i.test(text) ? 'chưa tính được' : 'không tính được'),
  ),
];
