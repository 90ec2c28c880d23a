/** What the server adds to its outcomes: warnings by the programme, and values without a line. */
import { describe, expect, it } from 'vitest';
import { NO_CATALOGUE } from '../../../core/catalogue/catalogue.ts';
import type { CatalogueValue } from '../../../core/catalogue/catalogue-value.ts';
import { explainHold, explainOutcomes } from '../../../core/catalogue/explain-outcomes.ts';
import type { Programme } from '../../../core/programme.ts';
import { formatHoldBanner, formatHoldNote } from '../../../core/wording/catalogue.ts';
import { testProgramme } from '../../support/test-programme.ts';
import { key } from './catalogue-lines.ts';

const CLOSED = {
  code: 'BT099',
  name: 'Nhà máy đường',
  type: 'Doanh nghiệp',
  aliases: [],
  validTo: '2007-12-31',
};

function createProgramme(period = testProgramme().period): Programme {
  const programme = testProgramme();
  return { ...programme, period, units: [...programme.units, CLOSED] };
}

function withValues(
  values: { readonly [key: string]: CatalogueValue | null },
  more: { readonly isHeld?: true } = {},
) {
  const entries = Object.entries(values).map(([text, value]) => ({
    key: key(text),
    version: 1,
    at: 9,
    value,
    ...more,
  }));
  return { ...NO_CATALOGUE, seq: 1, version: 1, entries };
}

describe('an accepted value', () => {
  const codesOf = (text: string, value: CatalogueValue | null, programme = createProgramme()) => {
    const saved = { kind: 'saved', key: key(text), version: 1, at: 9 } as const;
    const catalogue = withValues({ [text]: value });
    const [told] = explainOutcomes([saved], { programme, catalogue });
    return told?.kind === 'saved' ? told.warnings?.map(({ code }) => code) : [told];
  };

  it.each<readonly [string, CatalogueValue | null, string | undefined]>([
    ['previousPeriod', '2007', undefined],
    ['previousPeriod', '2005-2007', undefined],
    ['previousPeriod', '2008', 'W_SAME_PERIOD'],
    ['previousPeriod', '2006-2008', 'W_SAME_PERIOD'],
    ['previousPeriod', '2008-2010', 'W_SAME_PERIOD'],
    ['previousPeriod', '2011', 'W_SAME_PERIOD'],
    ['deadline', '2010-12-30', 'W_DEADLINE_EARLY'],
    ['deadline', '2010-12-31', undefined],
    ['deadline', '2013-12-31', undefined],
    ['deadline', '2014-01-01', 'W_DEADLINE_LATE'],
    ['model.BT061', true, undefined],
    ['model.BT099', true, 'W_MODEL_OUTSIDE'],
    ['model.BT099', null, undefined],
    ['revenue.BT099', 1e9, undefined],
  ])('of %s, %s: %s', (text, value, code) => {
    expect(codesOf(text, value)).toEqual(code === undefined ? undefined : [code]);
  });

  it.each([
    ['2005-2008', undefined],
    ['2005-2009', ['W_SAME_PERIOD']],
  ])('of a period that begins within a year, %s: %j', (name, codes) => {
    const programme = createProgramme({ from: '2008-07-01', to: '2011-06-30' });
    expect(codesOf('previousPeriod', name, programme)).toEqual(codes);
  });
});

describe('a value whose line cannot be read', () => {
  it('is shown as a person would type it', () => {
    const kept = (text: string) =>
      ({ kind: 'kept', key: key(text), counting: { version: 1, at: 9 } }) as const;
    const catalogue = withValues({
      'revenue.BT061': 5e10,
      'model.BT061': true,
      deadline: '2011-04-15',
      previousPeriod: null,
    });
    const kinds = ['revenue.BT061', 'model.BT061', 'deadline', 'previousPeriod'].map(kept);
    const told = explainOutcomes(kinds, { programme: createProgramme(), catalogue });
    expect(
      told.map((outcome) => (outcome.kind === 'kept' ? outcome.counting?.shown : outcome)),
    ).toEqual(['50.000.000.000', 'x', '15/04/2011', undefined]);
    const held = { kind: 'held', key: key('deadline') } as const;
    expect(explainOutcomes([held], { programme: createProgramme(), catalogue })).toEqual([held]);
  });
});

describe('a hold', () => {
  const programme = createProgramme();

  it('names its values', () => {
    const values = { 'revenue.BT061': 5e10, deadline: '2011-04-15' };
    const catalogue = { ...withValues(values, { isHeld: true }), hold: { id: 'H1', count: 2 } };
    const hold = explainHold({ programme, catalogue });
    expect(hold).toEqual({
      id: 'H1',
      count: 2,
      values: [
        { key: 'revenue.BT061', shown: '50.000.000.000' },
        { key: 'deadline', shown: '15/04/2011' },
      ],
    });
    expect(hold === undefined ? '' : formatHoldBanner(hold)).toContain(
      '2 giá trị đã bị xóa khỏi trang này nhưng vẫn được dùng: Doanh thu cùng kỳ (đồng), mã BT061 = 50.000.000.000; Hạn nộp = 15/04/2011. ',
    );
  });

  it('of very many names the first and counts the rest', () => {
    const values = Array.from({ length: 300 }, () => ({ key: key('deadline'), shown: '1' }));
    const hold = { id: 'H1', count: 300, values };
    expect(formatHoldBanner(hold)).toContain('và 297 giá trị khác');
    const lines = formatHoldNote(hold).split('\n');
    expect([lines.length, lines.at(-1)]).toEqual([202, '… và 100 giá trị khác']);
  });

  it('of a server that does not name them is counted', () => {
    const hold = { id: 'H1', count: 12 };
    expect(formatHoldBanner(hold)).toContain('vẫn được dùng. ');
    expect(formatHoldNote(hold).split('\n')).toHaveLength(1);
  });

  it('that is not there is not told of', () => {
    expect(explainHold({ programme, catalogue: NO_CATALOGUE })).toBeUndefined();
  });
});
