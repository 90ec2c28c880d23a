// Which words are questioned, and which are let pass though no syllables.
import { expect, it } from 'vitest';
import { toSentenceCase } from '../../../../core/reading/vietnamese/sentence-case.ts';
import { listMisspelt } from '../../../../core/reading/vietnamese/spelling.ts';

it.each([
  ['Đắk Lắk, Krông Năng, Buôn Kuốp, Sêrêpôk, Hrê, Brâu, Xtiêng, Plông, Dơk', []],
  ['bêtông, ôtô, môtơ, xêri, glôbulin, hiđrôxit, côngtơ, xenlulô, canuyn', []],
  ['GDĐT, BVĐK, TƯ, ĐHQG, TPHCMĐ, đktc, vnđ', []],
  ['ôxyhóa', ['ôxyhóa']],
  [
    'sángkiến, kỹthuật, côngtác, thôngtin, quảnlý',
    ['sángkiến', 'kỹthuật', 'côngtác', 'thôngtin', 'quảnlý'],
  ],
  ['Pháttriển Đắkk', ['Pháttriển', 'Đắkk']],
  ['nângcao, TâyNinh, bêtông, măngsông, xăngđan', ['nângcao', 'TâyNinh']],
  ['máy eps, laf, vaf.', ['eps', 'laf', 'vaf']],
  ['đèn 20w, 75kw, per os, a@eps.vn, b/laf, laf.vn, laf-1, Eps, tips', []],
  ['SÁNGKIẾN', ['SÁNGKIẾN']],
  ['chúthích', ['chúthích']],
  ['ƯƠNGƠÂĂÊÔ', ['ƯƠNGƠÂĂÊÔ']],
  ['áááá', ['áááá']],
  ['êđêêđêêđêêđê', ['êđêêđêêđêêđê']],
  ['Tđê ĐTê', ['Tđê', 'ĐTê']],
  ['ĂâôêơưĂâôêơưĂâôêơưaaa', ['ĂâôêơưĂâôêơưĂâôêơưaaa']],
  ['Hợp lý hóa SẢN SUẤT, bổ xung', ['SẢN SUẤT', 'bổ xung']],
  ['tốt duoc truoc thuat viet chuyen', ['duoc', 'truoc', 'thuat', 'viet']],
  ['tốt anhh thongg chuyenn app inn cell', ['anhh', 'thongg', 'chuyenn']],
  ['tot duoc truoc mayy', []],
  ['Tốt Viet Nam', []],
  ['Müller Köln señor Ελλάδα Россия 中文', []],
])('%s', (text, words) => {
  expect(listMisspelt(text)).toEqual(words);
});

it('lists five words at most', () => {
  expect(listMisspelt('sángkiến '.repeat(50))).toHaveLength(5);
});

it.each([
  ['CẢI TIẾN TẠI BVĐK, ISO', 'Cải tiến tại BVĐK, ISO'],
  ['5S TRONG KHO', '5S trong kho'],
  ['VITAMIN CHO BÉ', 'Vitamin cho bé'],
  ['SÁNGKIẾN KCSKCSKCS', 'Sángkiến kcskcskcs'],
  ['2010', '2010'],
])('suggests sentence case for %s', (text, suggestion) => {
  expect(toSentenceCase(text)).toBe(suggestion);
});
