// What a text cell means: encodings, silent mending, slips of the keyboard, spelling.
import { describe, expect, it } from 'vitest';
import { MAX_CELL_LENGTH, readDescription, readTitle } from '../../../core/reading/text.ts';

const codesOf = (typed: string): string => {
  const verdict = readTitle(typed);
  return verdict.kind === 'ok' ? '' : verdict.findings.map(({ code }) => code).join(' ');
};

/** Typed, what it is read as ('' when refused), codes in the order they are reported. */
type TextCase = readonly [typed: string, text: string, codes: string];

describe.each<{ readonly rule: string; readonly cases: readonly TextCase[] }>([
  {
    rule: 'formulas, errors and missing titles',
    cases: [
      ['', '', 'E_REQUIRED'],
      [' \u200b\n ', '', 'E_REQUIRED'],
      ['=HYPERLINK("http://x")', '', 'E_FORMULA'],
      [' =A1', '', 'E_FORMULA'],
      ['#REF!', '', 'E_FORMULA'],
      ['#N/A', '', 'E_FORMULA'],
      ['#DIV/0!', '', 'E_FORMULA'],
      ['abcd', '', 'E_TOO_SHORT'],
      ['a b 1234 c d', '', 'E_TOO_SHORT'],
      ['ISO 9001', '', 'E_TOO_SHORT'],
      ['abcde', 'abcde', ''],
      ['#1 sáng kiến hay', '#1 sáng kiến hay', ''],
      ['+cmd|calc', '+cmd|calc', ''],
      ['@SUM(A1:A9)', '@SUM(A1:A9)', ''],
      ['-Cải tiến', '-Cải tiến', ''],
      ['<script>alert(1)</script>', '<script>alert(1)</script>', ''],
    ],
  },
  {
    rule: 'TCVN3',
    cases: [
      ['N©ng cao chÊt l­îng', 'Nâng cao chất lượng', 'W_TCVN3'],
      ['C¶I TIÕN M¸Y ÐP MÝA', 'CẢI TIẾN MÁY ÉP MÍA', 'W_TCVN3 W_ALL_CAPS'],
      ['N¢NG CAO CHÊT L¦îNG', 'NÂNG CAO CHẤT LƯỢNG', 'W_TCVN3 W_ALL_CAPS'],
      ['VÖ sinh m¸y', 'Vệ sinh máy', 'W_TCVN3'],
      ['lý hãa sinh', 'lý hóa sinh', 'W_TCVN3'],
      ['§Æc san BV§K, H§ND', 'Đặc san BVĐK, HĐND', 'W_TCVN3'],
      ['tiÕt kiÖm 10×20, Ø27, 5 µm', 'tiết kiệm 10×20, Ø27, 5 µm', 'W_TCVN3'],
      ['hîp lý hãa «tiÕn»', 'hợp lý hóa «tiến»', 'W_TCVN3'],
      ['V¾cxin, ªcu vµ xim¨ng', 'Vắcxin, êcu và ximăng', 'W_TCVN3'],
      ['nh­ng ch­a ®ñ', 'nhưng chưa đủ', 'W_TCVN3'],
      ['trß ch¬i 50% — ®¹t', 'trò chơi 50% — đạt', 'W_TCVN3'],
      ['tiÕt kiÖm Excel® «®iÖn»', 'tiết kiệm Excel® «điện»', 'W_TCVN3'],
      ['hîp lý Müller', '', 'E_ENCODING_MIXED'],
      [`tiÕt kiÖm ${'®'.repeat(41)}`, '', 'E_ENCODING_MIXED'],
      ['hîp lý hãa sản xuất', '', 'E_ENCODING_MIXED'],
      ['sản xuÊt hàng hóa', '', 'E_ENCODING_MIXED'],
      ['x\u00adu\u00adất khẩu gạo', 'xuất khẩu gạo', ''],
      ['Chuyển từ kho¹ sang kho²', 'Chuyển từ kho¹ sang kho²', ''],
    ],
  },
  {
    rule: 'VNI fonts',
    cases: [
      ['Naâng cao chaát löôïng ñieän', 'Nâng cao chất lượng điện', 'W_VNI'],
      ['CAÛI TIEÁN MAÙY EÙP MÍA', 'CẢI TIẾN MÁY ÉP MÍA', 'W_VNI W_ALL_CAPS'],
      ['ÑÖÔØNG thuûy BVÑK', 'ĐƯỜNG thủy BVĐK', 'W_VNI'],
      ['Kyû yeáu, laém, thòt, lyù', 'Kỷ yếu, lắm, thịt, lý', 'W_VNI'],
      ['Naâng cao ½ saûn löôïng ®', 'Nâng cao ½ sản lượng ®', 'W_VNI'],
      ['Hôïp lyù hóa sản xuất', '', 'E_ENCODING_MIXED'],
      ['Quản lyù kho', '', 'E_ENCODING_MIXED'],
      ['Đề tài naâng cao', '', 'E_ENCODING_MIXED'],
      ['Dạy tôt, học tôt', 'Dạy tôt, học tôt', 'W_SPELL W_SPELL'],
      ['Mô hình nuô tôm', 'Mô hình nuô tôm', ''],
      ['Xây nhà cho hộ câ', 'Xây nhà cho hộ câ', 'W_SPELL'],
      ['Công ty Krông Ana', 'Công ty Krông Ana', ''],
    ],
  },
  {
    rule: 'misread UTF-8 and HTML',
    cases: [
      ['SÃ¡ng kiáº¿n', 'Sáng kiến', 'W_MOJIBAKE'],
      ['Tiáº¿t kiá»‡m Ä‘iá»‡n', 'Tiết kiệm điện', 'W_MOJIBAKE'],
      ['quy trÃ¬nh láº\u00adu', 'quy trình lậu', 'W_MOJIBAKE'],
      ['cafÃ© 25 Â°C', 'café 25 °C', 'W_MOJIBAKE'],
      ['SÃ¡ng kiến', '', 'E_ENCODING_MIXED'],
      ['lÃ m nhanh gon', '', 'E_ENCODING_MIXED'],
      ['Nhiệt độ 25Â°C', '', 'E_ENCODING_MIXED'],
      ['KH&amp;CN tỉnh', 'KH&CN tỉnh', 'W_HTML'],
      ['S&aacute;ng ki&#7871;n m&#x1EDB;i', 'Sáng kiến mới', 'W_HTML'],
      ['&ldquo;C&#7843;i ti&#7871;n&rdquo;', '“Cải tiến”', 'W_HTML'],
      ['A &unknown; &#0; &#55555; B&B; cơ sở', 'A &unknown; &#0; &#55555; B&B; cơ sở', ''],
    ],
  },
  {
    rule: 'lost letters',
    cases: [
      ['S\ufffdng ki\ufffdn', '', 'E_LOST_CHARS'],
      ['S?ng ki?n', '', 'E_LOST_CHARS'],
      ['?i?n l?c B?n Tre', '', 'E_LOST_CHARS'],
      ['S?NG KI?N', '', 'E_LOST_CHARS'],
      ['\ud800 nửa cặp', '', 'E_LOST_CHARS'],
      ['Tiết kiệm? Có!', 'Tiết kiệm? Có!', ''],
      ['Học để làm gì?học thế nào?vì sao', 'Học để làm gì?học thế nào?vì sao', ''],
      ['Ti?t ki?m thu?c', '', 'E_LOST_CHARS'],
      ['nước ngư?i', '', 'E_LOST_CHARS'],
    ],
  },
  {
    rule: 'keys of an input method',
    cases: [
      ['sangs kieens cair tieens', 'sáng kiến cải tiến', 'W_TELEX'],
      ['Giair phaps tieets kieemj taij UBND', 'Giải pháp tiết kiệm tại UBND', 'W_TELEX'],
      ['SANGS KIEENS CAIR TIEENS', 'SÁNG KIẾN CẢI TIẾN', 'W_TELEX W_ALL_CAPS'],
      ['ddieenj nawng, nuwowcs, duowngf', 'điện năng, nước, dường', 'W_TELEX'],
      ['Cải tieens máy ép mía', 'Cải tiến máy ép mía', 'W_TELEX'],
      ['xaay duwngj coong trinhf', 'xây dựng công trình', 'W_TELEX'],
      ['ddaof taoj cans booj', 'đào tạo cán bộ', 'W_TELEX'],
      ['kieerm tra phaanf meemf test', 'kiểm tra phần mềm test', 'W_TELEX'],
      ['Cai tieens may ep mia', 'Cai tiến may ep mia', 'W_TELEX'],
      ['Phucj vụ, phuwong pháp', 'Phục vụ, phương pháp', 'W_TELEX'],
      ['kie61n naang cao', 'kiến nâng cao', 'W_TELEX W_VNI_KEYS'],
      ['Nâng cấp teens, cheers, downs, lawns', 'Nâng cấp teens, cheers, downs, lawns', ''],
      ['test may bom list host', 'test may bom list host', ''],
      ['mot cai tens trong ca doan chu nay', 'mot cai tens trong ca doan chu nay', ''],
      ['sa1ng kie61n', 'sáng kiến', 'W_VNI_KEYS'],
      ['D9ie65n lu75c Be61n Tre', 'Điện lực Bến Tre', 'W_VNI_KEYS'],
      ['CA3I TIE61N MA1Y', 'CẢI TIẾN MÁY', 'W_VNI_KEYS W_ALL_CAPS'],
      ['Bơm tie61t kiệm', 'Bơm tiết kiệm', 'W_VNI_KEYS'],
      ['may1 bom2 so3', 'may1 bom2 so3', ''],
      ['Đo CO2, SpO2, H2O, N2', 'Đo CO2, SpO2, H2O, N2', ''],
      ["sa'ng kie^'n", 'sáng kiến', 'W_VIQR'],
      ["Ca?i tie^'n ky~ thua^.t", 'Cải tiến kỹ thuật', 'W_VIQR'],
      ['DDie^.n lu+.c ddo^`ng na(ng', 'Điện lực đồng năng', 'W_VIQR'],
      ['ho`a gia?i thie^.t.', 'hòa giải thiệt.', 'W_VIQR'],
      ["ddo^?i mo+'i phu+o+ng pha'p", 'đổi mới phương pháp', 'W_VIQR'],
      ["Bơm tie^'t kiệm", 'Bơm tiết kiệm', 'W_VIQR'],
      ["Học sinh tập nói I'm fine", "Học sinh tập nói I'm fine", ''],
      ["Dân tộc H'Mông, K'Ho", "Dân tộc H'Mông, K'Ho", ''],
      ["What's new in Excel?", "What's new in Excel?", ''],
    ],
  },
  {
    rule: 'spelling and capitals',
    cases: [
      [
        'qúy II, gìa hóa, tòan diện',
        'quý II, già hóa, toàn diện',
        'W_TONE_POS W_TONE_POS W_TONE_POS',
      ],
      ['sángkiến tiết kiệm', 'sángkiến tiết kiệm', 'W_SPELL'],
      ['Hợp lý hóa sản suất', 'Hợp lý hóa sản suất', 'W_SPELL'],
      ['SẢN SUẤT', 'SẢN SUẤT', 'W_SPELL'],
      ['Nghành điện lực', 'Nghành điện lực', 'W_SPELL'],
      ['phươngpháp mới, côngty', 'phươngpháp mới, côngty', 'W_SPELL W_SPELL'],
      ['Cải tiến mayy ép', 'Cải tiến mayy ép', 'W_SPELL'],
      ['hoat động tốt', 'hoat động tốt', 'W_SPELL'],
      ['quiet, diet và boat', 'quiet, diet và boat', ''],
      ['CẢI TIẾN MÁY ÉP', 'CẢI TIẾN MÁY ÉP', 'W_ALL_CAPS'],
      ['TIẾT KIỆM', 'TIẾT KIỆM', ''],
      ['TIẾT KIỆM 2010 - 50%', 'TIẾT KIỆM 2010 - 50%', ''],
      ['Tiết KIỆM ĐIỆN NĂNG', 'Tiết KIỆM ĐIỆN NĂNG', ''],
    ],
  },
])('reads $rule', ({ cases }) => {
  it.each(cases)('%j', (typed, text, codes) => {
    const verdict = readTitle(typed);
    expect([verdict.kind === 'error' ? '' : verdict.value.text, codesOf(typed)]).toEqual([
      text,
      codes,
    ]);
  });
});

describe('silent mending', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['Điê\u0323n lực', 'Điện lực', ['N_NFC']],
    ['Ða dạng', 'Đa dạng', ['N_DSTROKE']],
    ['ðiện lực', 'điện lực', ['N_DSTROKE']],
    ['  Cải   tiến ', 'Cải tiến', ['N_SPACE']],
    ['Cải\u00a0tiến\tmáy', 'Cải tiến máy', ['N_SPACE']],
    ['\ufeffCải\u200b tiến', 'Cải tiến', ['N_INVISIBLE']],
    ['Cải\u0007 tiến', 'Cải tiến', ['N_INVISIBLE']],
    ['Cải\r\ntiến', 'Cải tiến', ['N_NEWLINE', 'N_SPACE']],
    ['Cải \ntiến', 'Cải tiến', ['N_NEWLINE', 'N_SPACE']],
    ['@Sáng kiến', '@Sáng kiến', ['N_ESCAPE']],
    ['Cải tiến', 'Cải tiến', []],
  ])('%j', (typed, text, normalisations) => {
    expect(readTitle(typed)).toEqual({ kind: 'ok', value: { text, normalisations } });
  });

  it('keeps the line breaks of descriptions', () => {
    expect(readDescription(' Bước 1 \r\n  Bước 2\u2028Bước 3\n')).toEqual({
      kind: 'ok',
      value: {
        text: 'Bước 1\nBước 2\nBước 3',
        normalisations: ['N_NEWLINE', 'N_SPACE'],
      },
    });
  });
});

describe('descriptions', () => {
  it('may be empty, short or all in capitals', () => {
    for (const typed of ['', 'abc', 'CẢI TIẾN MÁY ÉP']) {
      expect(readDescription(typed)).toMatchObject({ kind: 'ok', value: { text: typed } });
    }
  });

  it('are mended and refused like titles otherwise', () => {
    expect(readDescription('tiÕt kiÖm')).toMatchObject({
      code: 'W_TCVN3',
      value: { text: 'tiết kiệm' },
    });
    expect(readDescription('=A1')).toMatchObject({ kind: 'error', code: 'E_FORMULA' });
    expect(readDescription('S?ng')).toMatchObject({ kind: 'error', code: 'E_LOST_CHARS' });
  });

  it('are refused above the length of a cell', () => {
    expect(readDescription('a '.repeat(MAX_CELL_LENGTH / 2))).toMatchObject({ kind: 'ok' });
    expect(readDescription(`${'a '.repeat(MAX_CELL_LENGTH / 2)}a`)).toMatchObject({
      code: 'E_TOO_LONG',
    });
  });
});

describe('suggestions', () => {
  it.each([
    ['tiÕt kiÖm ®iÖn', 'tiết kiệm điện'],
    ['sangs kieens', 'sáng kiến'],
    ['hòan thiện', 'hoàn thiện'],
    ['CẢI TIẾN MÁY ÉP TẠI BVĐK', 'Cải tiến máy ép tại BVĐK'],
    ['(NÂNG CAO CHẤT LƯỢNG ISO)', '(Nâng cao chất lượng ISO)'],
  ])('%j: %j', (typed, suggestion) => {
    const verdict = readTitle(typed);
    expect(verdict.kind === 'warn' ? verdict.findings[0]?.suggestion : '').toBe(suggestion);
  });

  it('are not made for a word that only looks wrong', () => {
    const verdict = readTitle('sángkiến tiết kiệm');
    expect(verdict.kind === 'warn' ? verdict.findings : []).toEqual([
      { code: 'W_SPELL', values: { từ: 'sángkiến' } },
    ]);
  });

  it('quote long texts in part and keep them whole', () => {
    const typed = `tiÕt kiÖm ${'n¨ng l­îng '.repeat(20)}`.trim();
    const verdict = readTitle(typed);
    const finding = verdict.kind === 'warn' ? verdict.findings[0] : undefined;
    expect(finding?.suggestion).toBe(`tiết kiệm ${'năng lượng '.repeat(20)}`.trim());
    expect(finding?.values.a).toHaveLength(80);
  });

  it('are few, however many words are wrong', () => {
    const verdict = readTitle('hòan '.repeat(100) + 'sángkiến '.repeat(100));
    expect(verdict.kind === 'warn' ? verdict.findings : []).toHaveLength(10);
  });
});
