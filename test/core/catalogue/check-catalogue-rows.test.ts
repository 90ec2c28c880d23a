/** Which line speaks for which key. */
import { describe, expect, it } from 'vitest';
import type { CatalogueMarkState } from '../../../core/catalogue/catalogue-mark.ts';
import { formatCatalogueMark, toContentHash } from '../../../core/catalogue/catalogue-mark.ts';
import type { CatalogueRow } from '../../../core/catalogue/catalogue-table.ts';
import { checkCatalogueRows } from '../../../core/catalogue/check-catalogue-rows.ts';
import { CATALOGUE_ITEM_NAMES } from '../../../core/wording/catalogue.ts';
import { key, line, NO_OBSTACLES } from './catalogue-lines.ts';

function check(rows: readonly CatalogueRow[], obstacles = NO_OBSTACLES) {
  const checked = checkCatalogueRows(rows, obstacles);
  return {
    lines: checked.lines.map((one) => `${one.key}=${String(one.cell)}`),
    unread: checked.unread,
    codes: checked.rows.map(({ line: { kind, ...rest } }) =>
      'messages' in rest ? `${kind} ${rest.messages.map(({ code }) => code).join(' ')}` : kind,
    ),
  };
}

/** The line with the mark it would have after its content was settled so. */
function marked(row: CatalogueRow, state: CatalogueMarkState, own = row): CatalogueRow {
  const hash = toContentHash(row);
  const known =
    CATALOGUE_ITEM_NAMES.revenue === own.item ? key(`revenue.${own.unit}`) : key('deadline');
  return {
    ...row,
    markText: formatCatalogueMark({ state, key: known, version: 1, atSeconds: 9, hash }),
  };
}

const REVENUE = 'revenue.BT061';

describe('a line', () => {
  it('is known by item and unit, whatever capitals, accents and spaces they are typed with', () => {
    const typed = line(REVENUE, { item: ' doanh thu CUNG KY  đồng', unit: 'bt061', value: '1 tỷ' });
    expect(check([typed]).lines).toEqual(['revenue.BT061=1 tỷ']);
    const names = Object.values(CATALOGUE_ITEM_NAMES);
    const ofUnits: readonly string[] = [CATALOGUE_ITEM_NAMES.revenue, CATALOGUE_ITEM_NAMES.model];
    const rows = names.map((item, index) =>
      line('deadline', { item, rowNumber: index + 2, unit: ofUnits.includes(item) ? 'BT001' : '' }),
    );
    expect(check(rows).lines).toHaveLength(names.length);
  });

  it.each([
    [line('deadline', { item: 'Hạn cuối', value: 'x' }), 'refused E_ITEM'],
    [line('deadline', { item: '', value: '1 tỷ' }), 'refused E_ITEM'],
    [line(REVENUE, { unit: '' }), 'refused E_UNIT_MISSING'],
    [line(REVENUE, { unit: 'Sở Y tế' }), 'refused E_UNIT_UNKNOWN'],
    [line('deadline', { unit: 'BT061' }), 'refused E_UNIT_NEEDLESS'],
    [line(REVENUE, { value: 'nhiều' }), 'unread E_WORDS'],
    [line('', {}), 'blank'],
    [line('', { value: false }), 'blank'],
    [line(REVENUE), 'line'],
  ])('%j is told: %s', (row, expected) => {
    expect(check([row]).codes).toEqual([expected]);
  });

  it('is not read where its value is a formula or hidden by merged cells', () => {
    const obstacles = { formulas: new Set([2]), merged: new Set([3, 4]) };
    const rows = [
      line('revenue.BT001', { value: 5e9 }),
      line('revenue.BT002', { rowNumber: 3 }),
      line('revenue.BT003', { rowNumber: 4, value: '1 tỷ' }),
    ];
    expect(check(rows, obstacles)).toEqual({
      lines: ['revenue.BT003=1 tỷ'],
      unread: ['revenue.BT001', 'revenue.BT002'],
      codes: ['unread E_FORMULA', 'unread E_MERGED', 'line'],
    });
  });

  it('keeps its value where it was known before and says nothing readable now', () => {
    const known = marked(line(REVENUE, { value: '1 tỷ' }), '=');
    const spoilt = { ...known, item: 'Doanh số' };
    expect(check([spoilt])).toMatchObject({ lines: [], unread: [REVENUE] });
    const elsewhere = line(REVENUE, { rowNumber: 3, value: '2 tỷ' });
    expect(check([spoilt, elsewhere])).toMatchObject({ lines: [`${REVENUE}=2 tỷ`], unread: [] });
    expect(check([{ ...known, item: '', unit: '', value: '', isBlank: true }]).unread).toEqual([]);
  });
});

describe('of two lines with one key', () => {
  const one = (value: string, rowNumber: number) => line(REVENUE, { value, rowNumber });

  it.each<readonly [string, CatalogueRow, CatalogueRow, readonly string[]]>([
    ['the accepted one', one('2 tỷ', 2), marked(one('1 tỷ', 3), '='), ['1 tỷ']],
    [
      'the accepted one that was edited since',
      one('2 tỷ', 2),
      { ...marked(one('1 tỷ', 3), '='), value: '9 tỷ' },
      ['9 tỷ'],
    ],
    ['the accepted one that was spoilt', marked(one('2 tỷ', 2), 'd'), marked(one('x', 3), '!'), []],
    ['one under way', one('2 tỷ', 2), marked(one('1 tỷ', 3), '?'), ['1 tỷ']],
    ['the first of equal ones', one('1 tỷ', 2), one('1 tỷ', 3), ['1 tỷ']],
    [
      'the first of equal accepted ones',
      marked(one('1 tỷ', 2), '='),
      marked(one('1 tỷ', 3), '='),
      ['1 tỷ'],
    ],
    ['a new one before a refused copy', marked(one('2 tỷ', 2), 'd'), one('1 tỷ', 3), ['1 tỷ']],
    ['the held one', one('2 tỷ', 2), marked(one('1 tỷ', 3), 'h'), ['1 tỷ']],
    ['neither of two new ones that differ', one('1 tỷ', 2), one('2 tỷ', 3), []],
  ])('%s speaks', (_, first, second, values) => {
    const { lines, unread } = check([first, second]);
    expect(lines).toEqual(values.map((value) => `${REVENUE}=${value}`));
    expect(unread).toEqual(values.length === 0 ? [REVENUE] : []);
  });

  it('the other names it', () => {
    const rows = [one('1 tỷ', 2), marked(one('2 tỷ', 7), '=')];
    const [refused] = checkCatalogueRows(rows, NO_OBSTACLES).rows;
    expect(refused?.line).toEqual({
      kind: 'refused',
      repeats: REVENUE,
      messages: [{ code: 'E_REPEATED', values: { r2: '7' } }],
    });
    const disputed = checkCatalogueRows([one('1 tỷ', 2), one('2 tỷ', 7)], NO_OBSTACLES).rows;
    expect(
      disputed.map((row) => ('messages' in row.line ? row.line.messages[0]?.values : {})),
    ).toEqual([{ r2: '7' }, { r2: '2' }]);
  });

  it('typed over a line of another key, a copy takes nothing from either', () => {
    const other = marked(line('revenue.BT062', { value: '5 tỷ' }), '=');
    const typedOver = { ...other, unit: 'BT061' };
    const rows = [typedOver, marked(one('1 tỷ', 3), '=')];
    expect(check(rows)).toMatchObject({ lines: [`${REVENUE}=1 tỷ`], unread: ['revenue.BT062'] });
  });
});
