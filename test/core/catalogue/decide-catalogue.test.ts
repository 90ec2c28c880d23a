/** The server's decision on the lines of «Danh mục». */
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../core/catalogue/catalogue.ts';
import { NO_CATALOGUE } from '../../../core/catalogue/catalogue.ts';
import type { CatalogueValue } from '../../../core/catalogue/catalogue-value.ts';
import type { CatalogueInput } from '../../../core/catalogue/decide-catalogue.ts';
import { decideCatalogue } from '../../../core/catalogue/decide-catalogue.ts';
import type { CellValue } from '../../../core/cell.ts';
import { key } from './catalogue-lines.ts';

const NOW = 1_301_500_000_000;
const CODES = Array.from({ length: 30 }, (_, index) => `BT${101 + index}`);

type Sheet = { readonly [key: string]: CellValue };
type More = {
  readonly unread?: readonly string[];
  readonly confirm?: string;
  readonly after?: number;
  readonly initial?: { readonly [key: string]: CatalogueValue };
  readonly now?: number;
};

function decide(catalogue: Catalogue, sheet: Sheet, more: More = {}) {
  const { unread = [], confirm, after = catalogue.seq, initial = {}, now = NOW } = more;
  const input: CatalogueInput = {
    request: {
      after,
      lines: Object.entries(sheet).map(([text, cell]) => ({ key: key(text), cell })),
      unread: unread.map(key),
      ...(confirm === undefined ? {} : { confirm }),
    },
    catalogue,
    initial: new Map(Object.entries(initial).map(([text, value]) => [key(text), value])),
    units: new Set(CODES),
    now,
    token: `token-${catalogue.seq + 1}`,
  };
  return decideCatalogue(input);
}

function settle(catalogue: Catalogue, sheet: Sheet, more: More = {}) {
  const decision = decide(catalogue, sheet, more);
  if (decision.kind === 'stale') throw new Error('stale');
  return decision;
}

/** «2 1000 held» by key: version and value of what is stored. */
function entriesOf({ entries }: Catalogue) {
  return Object.fromEntries(
    entries.map(({ key: own, version, value, isHeld }) => [
      own,
      `${version} ${String(value)}${isHeld === true ? ' held' : ''}`,
    ]),
  );
}

function outcomesOf(decision: ReturnType<typeof settle>) {
  return Object.fromEntries(
    decision.outcomes.map((outcome) => {
      const { kind } = outcome;
      const version = 'version' in outcome ? ` ${outcome.version}` : '';
      const code = 'code' in outcome ? ` ${outcome.code}` : '';
      const counting = 'counting' in outcome ? ` of ${outcome.counting?.version}` : '';
      return [outcome.key, kind + version + code + counting];
    }),
  );
}

const REVENUE = 'revenue.BT101';
const revenues = (count: number): Sheet =>
  Object.fromEntries(
    CODES.slice(0, count).map((code, index) => [`revenue.${code}`, `${index + 1} tỷ`]),
  );

describe('a submission', () => {
  it('is stale unless it follows the sequence', () => {
    const { next } = settle(NO_CATALOGUE, { [REVENUE]: '1 tỷ' });
    expect(next.seq).toBe(1);
    expect(decide(next, {}, { after: 0 })).toEqual({ kind: 'stale' });
    expect(decide(next, {}, { after: 2 })).toEqual({ kind: 'stale' });
  });

  it('takes a sequence also when it changes nothing, so that whatever is under way is stale', () => {
    const first = settle(NO_CATALOGUE, { [REVENUE]: '1 tỷ', deadline: '' });
    expect(first.history).toEqual({
      version: 1,
      at: NOW,
      changes: [{ key: REVENUE, kind: 'create', version: 1, value: 1e9 }],
    });
    const again = settle(first.next, { [REVENUE]: '1.000 triệu', deadline: '' }, { now: NOW + 1 });
    expect(again.next).toMatchObject({ seq: 2, version: 1 });
    expect(again.history).toBeUndefined();
    expect(again.outcomes).toEqual([
      { kind: 'saved', key: REVENUE, version: 1, at: NOW },
      { kind: 'none', key: 'deadline' },
    ]);
  });

  it('counts versions of a value through edits, withdrawals and revivals', () => {
    let { next } = settle(NO_CATALOGUE, { [REVENUE]: '1 tỷ' });
    const kinds: unknown[] = [];
    for (const sheet of [{ [REVENUE]: '2 tỷ' }, { [REVENUE]: '' }, { [REVENUE]: '2 tỷ' }, {}]) {
      const decision = settle(next, sheet);
      kinds.push(
        decision.history?.changes.map(({ kind, version, value }) => [kind, version, value]),
      );
      next = decision.next;
    }
    expect(kinds).toEqual([
      [['edit', 2, 2e9]],
      [['delete', 3, null]],
      [['revive', 4, 2e9]],
      [['delete', 5, null]],
    ]);
    expect(next.version).toBe(5);
    expect(outcomesOf(settle(next, { [REVENUE]: '' }))).toEqual({ [REVENUE]: 'saved 5' });
  });

  it('records what the programme itself says as the first version', () => {
    const initial = { [REVENUE]: 5e9, deadline: '2011-03-31' };
    const sheet = { [REVENUE]: '5 tỷ', deadline: '31/03/2011' };
    const { next } = settle(NO_CATALOGUE, sheet, { initial });
    expect(entriesOf(next)).toEqual({ deadline: '1 2011-03-31', [REVENUE]: '1 5000000000' });
    const without = settle(NO_CATALOGUE, { [REVENUE]: '' }, { initial });
    expect(entriesOf(without.next)).toEqual({ deadline: '1 null', [REVENUE]: '1 null' });
    const unread = settle(NO_CATALOGUE, {}, { initial, unread: ['deadline', REVENUE] });
    expect(entriesOf(unread.next)).toEqual({});
    expect(outcomesOf(unread)).toEqual({ deadline: 'kept of 0', [REVENUE]: 'kept of 0' });
  });

  it('keeps what counts for a key that is there and cannot be read', () => {
    const { next } = settle(NO_CATALOGUE, { [REVENUE]: '1 tỷ' });
    const kept = settle(next, {}, { unread: [REVENUE, 'deadline'] });
    expect(entriesOf(kept.next)).toEqual({ [REVENUE]: '1 1000000000' });
    expect(outcomesOf(kept)).toEqual({ [REVENUE]: 'kept of 1', deadline: 'kept' });
  });

  it('refuses a unit the programme does not have, and what its own reading refuses', () => {
    const { next } = settle(NO_CATALOGUE, { [REVENUE]: '1 tỷ' });
    const decision = settle(next, { [REVENUE]: 'nhiều', 'revenue.BT999': '1 tỷ' });
    expect(outcomesOf(decision)).toEqual({
      [REVENUE]: 'rejected E_WORDS of 1',
      'revenue.BT999': 'rejected E_UNIT_UNKNOWN',
    });
    expect(entriesOf(decision.next)).toEqual({ [REVENUE]: '1 1000000000' });
  });
});

describe('figures that contradict each other', () => {
  const whole = {
    previousPeriod: '2005-2007',
    previousTotal: '180',
    previousCounted: '50',
    previousDong: '9 tỷ',
  };
  const { next: stored } = settle(NO_CATALOGUE, whole);

  it.each<readonly [string, Sheet, Sheet]>([
    [
      'the changed side',
      { ...whole, previousCounted: '181' },
      { previousTotal: 'saved 1', previousCounted: 'rejected E_COUNTED_ABOVE of 1' },
    ],
    [
      'both sides where both were changed',
      { ...whole, previousTotal: '10', previousCounted: '11' },
      {
        previousTotal: 'rejected E_COUNTED_ABOVE of 1',
        previousCounted: 'rejected E_COUNTED_ABOVE of 1',
      },
    ],
    [
      'an amount of none',
      { ...whole, previousCounted: '0' },
      { previousCounted: 'rejected E_COUNTED_NONE of 1', previousDong: 'saved 1' },
    ],
    [
      'categories above the total, and what was changed with them stays',
      { ...whole, previousCTKT: '100', previousTK: '81', previousPeriod: '2004-2007' },
      {
        previousCTKT: 'rejected E_CATEGORIES_ABOVE',
        previousTK: 'rejected E_CATEGORIES_ABOVE',
        previousPeriod: 'saved 2',
      },
    ],
    [
      'a value whose reason was refused',
      { ...whole, previousTotal: '40', previousCounted: '45', previousCTKT: '50' },
      {
        previousTotal: 'rejected E_COUNTED_ABOVE of 1',
        previousCounted: 'rejected E_COUNTED_ABOVE of 1',
        previousCTKT: 'rejected E_CATEGORIES_ABOVE',
      },
    ],
    [
      'nothing where both sides were mended',
      { ...whole, previousTotal: '300', previousCounted: '250' },
      { previousTotal: 'saved 2', previousCounted: 'saved 2' },
    ],
    [
      'nothing where the other side was withdrawn',
      { ...whole, previousTotal: '', previousCounted: '250' },
      { previousTotal: 'saved 2', previousCounted: 'saved 2' },
    ],
    [
      'nothing at the boundary',
      { ...whole, previousCounted: '180', previousCTKT: '180' },
      { previousCounted: 'saved 2', previousCTKT: 'saved 1' },
    ],
  ])('refuse %s', (_, sheet, expected) => {
    const decision = settle(stored, sheet);
    expect(outcomesOf(decision)).toMatchObject(expected);
    // What is stored contradicts nothing, so the next request is judged on firm ground.
    const values = new Map(decision.next.entries.map((entry) => [entry.key, entry.value]));
    const [total, counted] = [values.get(key('previousTotal')), values.get(key('previousCounted'))];
    if (typeof total === 'number') expect(Number(counted)).toBeLessThanOrEqual(total);
  });
});

describe('many values gone at once', () => {
  const { next: stored } = settle(NO_CATALOGUE, revenues(30));
  const left = (count: number) => revenues(count);

  it.each([
    [21, 9, 0],
    [20, 0, 10],
  ])('with %i of 30 left: %i withdrawn, %i held', (count, withdrawn, held) => {
    const decision = settle(stored, left(count));
    expect(decision.withdrawn).toBe(withdrawn);
    expect(decision.next.hold?.count ?? 0).toBe(held);
    expect(decision.outcomes.filter(({ kind }) => kind === 'held')).toHaveLength(held);
  });

  it('are not held when they are no more than a fifth of all', () => {
    const models = Object.fromEntries(CODES.map((code) => [`model.${code}`, true]));
    const { next } = settle(NO_CATALOGUE, { ...revenues(20), ...models });
    expect(settle(next, { ...revenues(10), ...models })).toMatchObject({ withdrawn: 10 });
    expect(settle(next, { ...revenues(9), ...models }).next.hold?.count).toBe(11);
  });

  it('are held too when cells were cleared, or lines deleted one by one within a day', () => {
    const cleared = Object.fromEntries(CODES.map((code) => [`revenue.${code}`, '']));
    const decision = settle(stored, cleared);
    expect(decision.next.hold?.count).toBe(30);
    expect(outcomesOf(decision)[REVENUE]).toBe('held');
    const first = settle(stored, left(21));
    const second = settle(first.next, left(20), { now: NOW + 3_600_000 });
    expect(second).toMatchObject({ withdrawn: 0, next: { hold: { count: 1 } } });
    const nextDay = settle(first.next, left(20), { now: NOW + 26 * 3_600_000 });
    expect(nextDay).toMatchObject({ withdrawn: 1 });
  });

  it('count until they are confirmed, come back, or are typed anew', () => {
    const { next: held } = settle(stored, left(15));
    const hold = held.hold?.id ?? '';
    expect(entriesOf(held)['revenue.BT130']).toBe('1 30000000000 held');
    expect(settle(held, left(15), { confirm: 'another' }).next.hold).toEqual({
      id: hold,
      count: 15,
    });

    const some = settle(held, { ...left(15), 'revenue.BT130': '30 tỷ', 'revenue.BT129': '1 tỷ' });
    expect(outcomesOf(some)).toMatchObject({
      'revenue.BT130': 'saved 1',
      'revenue.BT129': 'saved 2',
    });
    expect(some.next.hold).toEqual({ id: hold, count: 13 });

    const sheet = { ...left(15), 'revenue.BT130': '30 tỷ', 'revenue.BT129': '1 tỷ' };
    const confirmed = settle(some.next, sheet, { confirm: hold });
    expect(confirmed).toMatchObject({ withdrawn: 13 });
    expect(confirmed.next.hold).toBeUndefined();
    expect(entriesOf(confirmed.next)['revenue.BT128']).toBe('2 null');

    const unread = settle(held, left(15), { unread: ['revenue.BT130'] });
    expect(entriesOf(unread.next)['revenue.BT130']).toBe('1 30000000000');
    expect(settle(held, left(30)).next.hold).toBeUndefined();
  });

  it('of the programme itself are held as well', () => {
    const initial = Object.fromEntries(CODES.map((code) => [`revenue.${code}`, 1e9]));
    const { next } = settle(NO_CATALOGUE, {}, { initial });
    expect(next).toMatchObject({ version: 0, hold: { count: 30 } });
    const back = Object.fromEntries(CODES.map((code) => [`revenue.${code}`, '1 tỷ']));
    expect(entriesOf(settle(next, back, { initial }).next)[REVENUE]).toBe('1 1000000000');
  });
});
