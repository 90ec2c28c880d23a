/** What stands between a measurement and its figures. */
import { describe, expect, it } from 'vitest';
import { measureBytes } from '../../bench/cold-start/measure-bytes.ts';
import { measureScriptParts } from '../../bench/cold-start/measure-script-parts.ts';
import { countTexts, measureScriptTexts } from '../../bench/cold-start/measure-script-texts.ts';
import { measureWork } from '../../bench/ingest/measure-work.ts';
import { timed } from '../../bench/measurements.ts';
import { generateRows } from '../../bench/valid-rows/generate-rows.ts';

it('a timed measurement is given nothing, so that its own sizes are measured', async () => {
  let given: readonly unknown[] = ['not called'];
  const measure = async (...args: readonly unknown[]) => {
    given = args;
    return { one: 1 };
  };
  const measured = await timed('any', measure).measure({ isQuick: false });
  expect(measured).toEqual({ kind: 'measured', figures: { one: 1 } });
  expect(given).toEqual([]);
});

describe('the parts of the script', () => {
  it('are all of it but what joins them', async () => {
    const parts = await measureScriptParts();
    const whole = measureBytes()['bytes.appsscript'] ?? 0;
    const sum = Object.values(parts).reduce((all, bytes) => all + bytes, 0);
    expect(sum).toBeLessThanOrEqual(whole);
    expect(sum).toBeGreaterThan(whole * 0.9);
    expect(Object.keys(parts)).toEqual(
      expect.arrayContaining(['bytes.appsscript.valibot', 'bytes.appsscript.core/reading']),
    );
  });
});

describe('the texts of the script', () => {
  it.each([
    ['a string, in bytes and as written', `const a = "ồ\\n";`, { strings: 5, patterns: 0 }],
    ['the texts of a template', `\`ab\${c + "d"}e\``, { strings: 4, patterns: 0 }],
    ['a pattern without its flags', 'x = /ồ[/]"/giu', { strings: 0, patterns: 7 }],
    ['no division', 'a / 2 / "b"', { strings: 1, patterns: 0 }],
    ['a pattern in a template', `\`\${/ab/.test(c)}\``, { strings: 0, patterns: 2 }],
    ['a pattern after a block', 'if (a) {} /"/.test(b)', { strings: 0, patterns: 1 }],
    ['no comment', '/* "a" */ b // `c`', { strings: 0, patterns: 0 }],
  ])('are counted: %s', (_, code, bytes) => {
    expect(countTexts(code)).toEqual(bytes);
  });

  it('are a part of it', () => {
    const { 'bytes.appsscript.strings': strings = 0, 'bytes.appsscript.patterns': patterns = 0 } =
      measureScriptTexts();
    const whole = measureBytes()['bytes.appsscript'] ?? 0;
    expect(patterns).toBeGreaterThan(0);
    expect(strings).toBeGreaterThan(patterns);
    expect(strings + patterns).toBeLessThan(whole);
  });
});

it('the handler’s own work is measured on requests that are accepted', async () => {
  const rows = generateRows({ seed: 3, count: 2, unit: 'BT001' }).map(({ cells }) => cells);
  const works = await measureWork([
    { unit: 'BT001', rows },
    { unit: 'BT002', rows: rows.slice(1) },
  ]);
  expect(works).toHaveLength(2);
  for (const work of works) for (const ms of Object.values(work)) expect(ms).toBeGreaterThan(0);
});
