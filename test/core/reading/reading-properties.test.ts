// Whatever is typed: a verdict, no exception, in bounded time; silent mending is stable.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TypedCells } from '../../../core/columns.ts';
import { formatDong, formatMoney } from '../../../core/format.ts';
import { duplicateKey, duplicateTokens, toNearKeys } from '../../../core/near/duplicates.ts';
import { listOwnKeys, listPartnerKeys } from '../../../core/near/segment-keys.ts';
import { toWordPrints } from '../../../core/near/word-prints.ts';
import { readAuthors } from '../../../core/reading/authors.ts';
import { readDate } from '../../../core/reading/date.ts';
import { CATEGORY_LIST, readListValue } from '../../../core/reading/list-value.ts';
import { readMoney, readMoneyNumberCell } from '../../../core/reading/money.ts';
import { normaliseText } from '../../../core/reading/normalise-text.ts';
import { readRow } from '../../../core/reading/read-row.ts';
import { readDescription, readTitle } from '../../../core/reading/text.ts';
import type { Verdict } from '../../../core/reading/verdict.ts';
import { toComparisonKey } from '../../../core/reading/vietnamese/comparison-key.ts';
import type { ReadingRules } from '../../../core/rules.ts';
import { readUnit } from '../../../core/units.ts';
import { renderMessage } from '../../../core/wording/messages.ts';

// The same plays every time: a red run must be one that anybody can repeat.
fc.configureGlobal({ seed: 20_101_231 });

const RULES: ReadingRules = {
  period: { from: '2008-01-01', to: '2010-12-31' },
  today: '2011-03-31',
};
const UNITS = [{ code: 'A1', name: 'Sở Y tế', aliases: ['SYT'] }];

const READERS: { readonly [name: string]: (text: string) => Verdict<unknown> } = {
  money: readMoney,
  date: (text) => readDate(text, RULES),
  title: readTitle,
  description: readDescription,
  authors: readAuthors,
  list: (text) => readListValue(text, CATEGORY_LIST),
  unit: (text) => readUnit(text, UNITS),
};

/** Pieces that the readers look for, so that chance strings reach their inner steps. */
const PIECES = [
  ...'0123456789.,-–/\\\'%()+~=#@?;:|_&^`*<>[]{}!"$€₫đĐ²½µ°±×÷®«»\u00ad\ufeff\u200b\u00a0\n\r\t ',
  ...['triệu', 'tỷ', 'nghìn', 'đồng', 'rưỡi', 'khoảng', 'đến', 'năm', 'tháng', 'quý', 'ngày'],
  ...['không tính được', 'Nguyễn', 'và', 'cộng sự', 'ThS.', 'Phòng', 'hòan', 'sángkiến', 'IV'],
  ...[
    'tiÕt',
    'Saùng',
    'SÃ¡',
    'kieens',
    'kie61n',
    "kie^'n",
    '&aacute;',
    'e\u0301',
    '\u0323',
    '2010',
  ],
];
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...PIECES), maxLength: 25 }),
);

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it('gives a verdict for any text', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const verdict = read(text);
        expect(['ok', 'warn', 'error']).toContain(verdict.kind);
        if (verdict.kind === 'ok') return;
        expect(verdict.findings[0]?.code).toBe(verdict.code);
        const isError = verdict.kind === 'error';
        for (const { code } of verdict.findings) expect(code.startsWith('E_')).toBe(isError);
      }),
      { numRuns: 600 },
    );
  });

  it('reads composed and decomposed letters alike', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const [composed, decomposed] = [read(text.normalize('NFC')), read(text.normalize('NFD'))];
        const strip = (verdict: Verdict<unknown>) =>
          JSON.stringify(verdict)
            .replace(/"N_NFC",?|"v":"[^"]*"/g, '')
            .replace(/,\]/g, ']')
            .normalize('NFC');
        expect(strip(decomposed)).toBe(strip(composed));
      }),
      { numRuns: 600 },
    );
  });

  it.each([
    ['letters', 'a'],
    ['capitals', 'Ế'],
    ['digits', '1'],
    ['groups', '.123'],
    ['spaced digits', '1 '],
    ['commas', ','],
    ['dots', '. '],
    ['brackets', '('],
    ['closing brackets', ')'],
    ['quotes', "a'"],
    ['question marks', 'a?'],
    ['dashes', '- '],
    ['equals signs', ' ='],
    ['line breaks', '\n'],
    ['signs of old fonts', '®'],
    ['old font words', 'tiÕt '],
    ['soft hyphens', '\u00ad'],
    ['misread bytes', 'Ã¡'],
    ['references', '&amp;'],
    ['Telex', 'kieens '],
    ['VNI keys', 'a1'],
    ['wrong tones', 'hòan '],
    ['words run together', 'sángkiến'],
    ['authors', 'Lê Văn Một, '],
    ['co-authors', 'và cộng sự '],
    ['units of money', '1 tỷ '],
    ['titles', 'ThS. '],
    ['combining marks', '\u0323'],
  ])('takes bounded time on 50,000 characters of %s', (_name, piece) => {
    const text = piece.repeat(Math.floor(50_000 / piece.length));
    const startedAt = process.cpuUsage().user;
    read(text);
    read(`x${text}1`);
    const spentMs = (process.cpuUsage().user - startedAt) / 1000;
    expect(spentMs).toBeLessThan(2000);
  });
});

describe('money', () => {
  it('formatted and read back is the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 1e14 }), (dong) => {
        const counted = { value: { kind: 'counted', dong } };
        expect(readMoney(formatDong(dong))).toMatchObject(counted);
        expect(readMoney(`${formatDong(dong)} đồng/năm`)).toMatchObject(counted);
        expect(readMoneyNumberCell(dong)).toMatchObject(counted);
      }),
    );
  });

  it('in whole triệu and tỷ is the same sum', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 999 }),
        (ty, trieu) => {
          expect(readMoney(`${ty} tỷ ${trieu} triệu`)).toEqual({
            kind: 'ok',
            value: { kind: 'counted', dong: ty * 1e9 + trieu * 1e6, estimated: false },
          });
        },
      ),
    );
  });

  it('in running text is within half a hundredth of a tỷ', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e9, max: 999e9 }), (dong) => {
        const read = readMoney(formatMoney(dong));
        const back = read.kind !== 'error' && read.value.kind === 'counted' ? read.value.dong : 0;
        expect(Math.abs(back - dong)).toBeLessThanOrEqual(5_000_000);
      }),
    );
  });
});

describe('mending twice', () => {
  it('changes nothing more', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom('one', 'many'), (text, lines) => {
        const once = normaliseText(text, lines).text;
        expect(normaliseText(once, lines).text).toBe(once);
        expect(toComparisonKey(toComparisonKey(text))).toBe(toComparisonKey(text));
        expect(duplicateKey(text.normalize('NFD'))).toBe(duplicateKey(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no title in which one word of an old font stands among other slips', () => {
    expect(readTitle('sangs Saùng hòan')).toMatchObject({ code: 'E_ENCODING_MIXED' });
  });

  it('leaves an accepted title as it was accepted', () => {
    const words =
      "sáng kiến cải tiến kỹ thuật hòan thiện tiÕt kiÖm Saùng sangs kieens naang eps cans kie61n ma1y tie^'t ISO 5S &amp;".split(
        ' ',
      );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 8 }),
        (typedWords) => {
          const verdict = readTitle(typedWords.join(' '));
          if (verdict.kind === 'error') return;
          const again = readTitle(verdict.value.text);
          expect(again.kind === 'error' ? '' : again.value.text).toBe(verdict.value.text);
        },
      ),
    );
  });
});

it('gives a reading and readable messages for any row', () => {
  const cell = fc.oneof(typed, fc.double(), fc.boolean(), fc.record({ serial: fc.double() }));
  const row: fc.Arbitrary<TypedCells> = fc.record(
    {
      title: cell,
      category: cell,
      authors: cell,
      appliedOn: cell,
      benefit: cell,
      decision: cell,
      note: cell,
    },
    { requiredKeys: [] },
  );
  const place = { rowNumber: 2, address: () => 'A2' };
  fc.assert(
    fc.property(row, (cells) => {
      const reading = readRow(cells, RULES);
      for (const message of reading.kind === 'blank' ? [] : reading.messages) {
        expect(renderMessage(message, place)).toMatch(/^(?:Ô A2|Dòng 2): /);
      }
    }),
    { numRuns: 1000 },
  );
});

it('finds few keys in any text', () => {
  fc.assert(
    fc.property(typed, (text) => {
      expect(toNearKeys(duplicateTokens(text)).length).toBeLessThanOrEqual(67);
      const prints = toWordPrints(text);
      expect(listOwnKeys(prints).length + listPartnerKeys(prints).length).toBeLessThan(300);
    }),
  );
});
