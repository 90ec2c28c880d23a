// The gate of the Apps Script bundle: its syntax and its globals.
import { describe, expect, it } from 'vitest';
import { assertRunsInAppsScript } from '../../scripts/assert-runs-in-apps-script.ts';

describe('syntax', () => {
  it.each([
    'a ||= 1; var a;',
    'var b = 1_000;',
    'var c = d?.e ?? 1; var d;',
    'async function f() { await g(); } function g() {}',
    'var h = /(?<year>\\d{4})/u;',
  ])('takes %s', (code) => {
    expect(() => assertRunsInAppsScript(code)).not.toThrow();
  });

  it.each([
    'class A { #a = 1; }',
    'class A { a = 1; }',
    'class A { static a = 1; }',
    'class A { static { f(); } }',
    'var a = /x/d;',
    'var a = await b;',
    'export const a = 1;',
  ])('refuses %s', (code) => {
    expect(() => assertRunsInAppsScript(code)).toThrow(/syntax above ECMAScript 2021/);
  });
});

describe('globals', () => {
  it.each([
    'SpreadsheetApp.getActive(); Utilities.getUuid(); console.log(1);',
    'var fetch = 1; fetch();',
    'function f(URL) { return new URL(); }',
    'function f({ a: [crypto, ...process] }, ...atob) { return [crypto, process, atob]; }',
    'try { f(); } catch (performance) { f(performance); } function f() {}',
    'var a = { fetch: 1, URL() {} }; a.fetch; a.URL; a?.crypto;',
    'for (const setTimeout of []) setTimeout;',
    'if (true) { var window = 1; } window;',
    'typeof navigator !== "undefined" && navigator.userAgent;',
    'process: for (;;) break process;',
    'const a = class URL { m() { return URL; } };',
    'function f() { return g; var g; }',
  ])('takes %s', (code) => {
    expect(() => assertRunsInAppsScript(code)).not.toThrow();
  });

  it.each([
    ['fetch("x")', 'fetch'],
    ['new URL("x")', 'URL'],
    ['setTimeout(() => crypto.randomUUID(), 1)', 'crypto, setTimeout'],
    ['var a = { process }', 'process'],
    ['var a = { [atob]: 1 }', 'atob'],
    ['a[performance]; var a;', 'performance'],
    ['{ let window = 1; } window;', 'window'],
    ['function f() { var document = 1; } document;', 'document'],
    ['(function TextEncoder() {}); TextEncoder;', 'TextEncoder'],
    ['function f(a = structuredClone) {}', 'structuredClone'],
    ['var { a = require } = {};', 'require'],
    ['f(`a`, Buffer); var f;', 'Buffer'],
  ])('refuses %s', (code, names) => {
    expect(() => assertRunsInAppsScript(code)).toThrow(
      `Code.js names globals missing in Apps Script: ${names}`,
    );
  });
});
