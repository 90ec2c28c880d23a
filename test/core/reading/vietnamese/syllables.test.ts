// The model of the syllable: what is one, where its tone stands, what it is compared by.
import { describe, expect, it } from 'vitest';
import { toComparisonKey } from '../../../../core/reading/vietnamese/comparison-key.ts';
import { moveTone, readWord, toneWord } from '../../../../core/reading/vietnamese/word.ts';

const split = (text: string) => text.split(/\s+/).filter((word) => word !== '');

it.each(
  split(`
    sáng kiến nghiêng nghiêm ngoằn ngoèo nguệch ngoạc khuỷu khuya thuở huơ quơ quờ quới quốc quýt quỳnh
    quẹt quăng quặng quắt quoắt giếng giết giêng gì gìn giữ giũa giềng ghim gỡ nguy ngoe ngoáy xoong
    soóc goòng moóc tuýp buýt uýnh huỵch suýt luyn luýnh khuếch huênh uể ỏng ẹo yếm yểng yết yêu y ý ỷ
    kỹ lý mỹ tỷ sỹ hy vỹ thy ký mía mùa mưa cửa rượu cứu cười chuối xoáy ngoao oằn oẹo ươm ước bươu
    hừm quệt quẩn pin phuy voan voọc ích ạch ếch uyên uỵch khuân bâng khuâng loắt choắt lô gích hóa hoá
    khỏe khoẻ thủy thuỷ ủy uỷ oà òa
  `),
)('takes %s for a syllable', (word) => {
  expect(readWord(word)).toEqual({ kind: 'syllable' });
});

it.each(
  split(`
    sángkiến nghành ngiêng kuả cè gép gế iêu ĩên hiệuu thuậtt phơng êđê dzũng xoèèn chg qa qìa nghà
    biêt tăc hòc họcx ngập̣ pháttriển hoc̣̀ bằc
  `),
)('takes %s for none', (word) => {
  expect(readWord(word.normalize('NFC')).kind).toBe('none');
});

it.each([
  ['qúy', 'quý'],
  ['gía', 'giá'],
  ['gìa', 'già'],
  ['tòan', 'toàn'],
  ['hòan', 'hoàn'],
  ['qủa', 'quả'],
  ['gỉai', 'giải'],
  ['gíam', 'giám'],
  ['đựơc', 'được'],
  ['nứơc', 'nước'],
  ['tíêng', 'tiếng'],
  ['cúôi', 'cuối'],
  ['ngòai', 'ngoài'],
  ['khủyu', 'khuỷu'],
  ['thủơ', 'thuở'],
  ['muà', 'mùa'],
  ['miá', 'mía'],
  ['cưả', 'cửa'],
  ['cưú', 'cứu'],
  ['taù', 'tàu'],
  ['TÒAN', 'TOÀN'],
  ['Hòan', 'Hoàn'],
])('puts the tone of %s at its place: %s', (typed, mended) => {
  expect(readWord(typed)).toEqual({ kind: 'misplaced', mended });
});

describe('comparison key', () => {
  it.each([
    ['Khoẻ mạnh', 'khỏe mạnh'],
    ['UỶ BAN', 'ủy ban'],
    ['hoá-học', 'hóa-học'],
    ['quý II', 'quý ii'],
    ['qúy', 'quý'],
    ['khuyến khích, hoạt động', 'khuyến khích, hoạt động'],
    ['  hai  dấu cách ', '  hai  dấu cách '],
    ['hoa\u0301', 'hóa'],
    ['İstanbul', 'i̇stanbul'],
  ])('%j', (text, key) => {
    expect(toComparisonKey(text)).toBe(key);
    expect(toComparisonKey(key)).toBe(key);
  });
});

it('puts tones only where the syllable allows them', () => {
  expect(toneWord('kiên', 'acute')).toBe('kiến');
  expect(toneWord('kiên', 'level')).toBe('kiên');
  expect(toneWord('tiêt', 'acute')).toBe('tiết');
  expect(toneWord('tiêt', 'hook')).toBeUndefined();
  expect(toneWord('tiêt', 'level')).toBeUndefined();
  expect(toneWord('xyz', 'acute')).toBeUndefined();
});

it('moves tones to their older place and leaves the rest alone', () => {
  expect(['thuỷ', 'Hoà', 'xyz', 'ban', 'quảng'].map(moveTone)).toEqual([
    'thủy',
    'Hòa',
    'xyz',
    'ban',
    'quảng',
  ]);
});
