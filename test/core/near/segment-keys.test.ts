/** Any two near duplicates share a key under which one stands and the other looks. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { isNearDuplicate, NEAR_PERCENT } from '../../../core/near/duplicates.ts';
import { listOwnKeys, listPartnerKeys, maxDifference } from '../../../core/near/segment-keys.ts';
import { toWordPrints } from '../../../core/near/word-prints.ts';
import { readSampleRows } from '../../../local/sample/read-sample.ts';

const MAX_SIZE = 80;

function toTitle(words: readonly string[]): string {
  return words.join(' ');
}

function ownKeys(title: string): readonly string[] {
  return listOwnKeys(toWordPrints(title));
}

/** Each finds the other: both where it looks for it and where it stands itself. */
function expectMeeting(one: string, other: string): void {
  const [here, there] = [toWordPrints(one), toWordPrints(other)];
  const [own, theirs] = [listOwnKeys(here), listOwnKeys(there)];
  const meets =
    [...own, ...listPartnerKeys(here)].some((key) => theirs.includes(key)) &&
    [...theirs, ...listPartnerKeys(there)].some((key) => own.includes(key));
  if (!meets) throw new Error(`«${one}» and «${other}» do not meet`);
}

/** Syllables, so that hashes are of what they will be of; distinct, in number a prime. */
const SYLLABLES = ['', 'b', 'ch', 'đ', 'gi', 'kh', 'l', 'm', 'ngh', 'ph', 'qu', 's', 'tr', 'v', 'x']
  .flatMap((onset) => ['a', 'ă', 'ấ', 'ê', 'o', 'ộ', 'ơ', 'ư'].map((vowel) => onset + vowel))
  .flatMap((start) => ['', 'c', 'm', 'n', 'ng', 'p', 't'].map((coda) => start + coda))
  .slice(0, 839);

/**
 * A title and one near it or just not: words added, dropped, replaced, up to as many as may be and
 * one more, so that many of the pairs stand at the threshold.
 */
const pair = fc
  .record({
    size: fc.integer({ min: 1, max: MAX_SIZE }),
    dropped: fc.nat(1_000),
    added: fc.nat(1_000),
    start: fc.nat(SYLLABLES.length - 1),
    stride: fc.integer({ min: 1, max: SYLLABLES.length - 1 }),
  })
  .map(({ size, dropped, added, start, stride }) => {
    const words = Array.from(
      { length: MAX_SIZE * 2 },
      (_, at) => SYLLABLES[(start + at * stride) % SYLLABLES.length] ?? '',
    );
    const most = Math.floor((size * 3) / 17) + 2;
    const out = Math.min(dropped % most, size);
    const into = added % (most - Math.min(out, most - 1));
    const one = words.slice(0, size);
    const other = [...one.slice(out), ...words.slice(MAX_SIZE, MAX_SIZE + into)];
    return { one: toTitle(one), other: toTitle(other) };
  });

describe('keys by segments', () => {
  it.each([20_101_231, 1, 7, 2_026])('bring all near pairs together, seed %i', (seed) => {
    let near = 0;
    const sizes = new Set<number>();
    fc.assert(
      fc.property(pair, ({ one, other }) => {
        if (!isNearDuplicate(one, other)) return;
        near += 1;
        sizes.add(one.split(' ').length);
        expectMeeting(one, other);
      }),
      { seed, numRuns: 2_600 },
    );
    // What was proved, and that it was not little.
    expect(near).toBeGreaterThan(1_000);
    expect(sizes.size).toBeGreaterThan(MAX_SIZE - 12);
  });

  it('bring together every pair of sizes that can be near, at its widest difference', () => {
    let pairs = 0;
    for (let size = 1; size <= MAX_SIZE; size += 1) {
      for (let other = size; other * NEAR_PERCENT <= size * 100; other += 1) {
        const difference = maxDifference(size, other);
        if (difference === undefined) continue;
        const shared = (size + other - difference) / 2;
        // One more would be no near duplicate: the bound is exact.
        for (let play = 0; play < 2; play += 1) {
          const common = Array.from({ length: shared }, (_, at) => `chung${play}a${at}`);
          const one = [
            ...common,
            ...Array.from({ length: size - shared }, (_, at) => `x${play}${at}`),
          ];
          const two = [
            ...common,
            ...Array.from({ length: other - shared }, (_, at) => `y${play}${at}`),
          ];
          expect(isNearDuplicate(toTitle(one), toTitle(two))).toBe(true);
          const less = [...one.slice(1), 'khác'];
          expect(isNearDuplicate(toTitle(less), toTitle(two))).toBe(false);
          expectMeeting(toTitle(one), toTitle(two));
          pairs += 1;
        }
      }
    }
    expect(pairs).toBeGreaterThan(900);
  });

  it('bring together titles whose words all fall into one segment', () => {
    // Of six words two in a hundred: found by trying, as no hash is known beforehand.
    const words = Array.from({ length: 400 }, (_, number) => `chữ${number}`);
    const shared = new Set<number>();
    for (let from = 0; from + 7 < words.length; from += 1) {
      const six = words.slice(from, from + 6);
      const seven = words.slice(from, from + 7);
      expectMeeting(toTitle(six), toTitle(seven));
      shared.add(ownKeys(toTitle(six)).length);
    }
    // Three keys as a rule; more where a segment stayed empty.
    expect([...shared].some((count) => count > 3)).toBe(true);
  });

  it('are few: one without near partners, then one a segment', () => {
    const count = (size: number) =>
      ownKeys(toTitle(Array.from({ length: size }, (_, at) => `từ${at}`))).length;
    expect([0, 1, 5, 6, 11, 12, 16, 17, 22, 23].map(count)).toEqual([0, 1, 1, 3, 3, 4, 4, 5, 5, 6]);
    expect(count(80)).toBe(16);
  });

  it('are looked up where a partner is cut otherwise, and only there', () => {
    const partners = (size: number) => {
      const prints = toWordPrints(toTitle(Array.from({ length: size }, (_, at) => `từ${at}`)));
      return listPartnerKeys(prints).length;
    };
    // Those of eleven words have partners of twelve, in three segments, and the other way round.
    expect([5, 6, 10, 11, 12, 13, 14].map(partners)).toEqual([0, 0, 0, 3, 2, 0, 0]);
  });

  it('are few and telling in the rows of the sample', () => {
    const rows = readFileSync(resolve('programmes/ben-tre/sample/rows.csv'), 'utf8');
    const at = TYPED_COLUMNS.indexOf('title');
    const titles = [...readSampleRows(rows).values()].flat().map((values) => String(values[at]));
    const keys = titles.map(ownKeys);
    const counts = new Map<string, number>();
    for (const key of keys.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
    expect(titles.length).toBeGreaterThan(200);
    expect(keys.flat().length / titles.length).toBeLessThan(3.2);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(3);
  });

  it('begin with one that only the same words share', () => {
    const exact = (title: string) => ownKeys(title)[0];
    expect(exact('Cải tiến máy ép mía cây')).toBe(exact('Mía cây: một số cải tiến máy ép'));
    expect(exact('Cải tiến máy ép mía cây')).not.toBe(exact('Cải tiến máy ép mía khô'));
    expect(exact('Mía')).toMatch(/^[\w-]{10}$/);
  });

  it('are the same on every host: what was stored is found again', () => {
    expect(ownKeys('Cải tiến máy ép mía cây')).toMatchInlineSnapshot(`
      [
        "kxUVcrVQvp",
        "XDZjpAROv3",
        "ox5oxEui8c",
      ]
    `);
  });
});
