// Refuses a bundle that Apps Script could not load or that names globals missing there.
import { type Program, parse } from 'acorn';
import { findFreeNames } from './find-free-names.ts';

/** What a script of Apps Script may name without declaring it. */
const knownGlobals = new Set([
  ...languageGlobals(),
  // Services and what the platform adds.
  ...['console', 'Logger', 'SpreadsheetApp', 'UrlFetchApp', 'PropertiesService', 'LockService'],
  ...['CacheService', 'ScriptApp', 'Utilities', 'Session', 'HtmlService', 'Browser', 'DriveApp'],
]);

function languageGlobals(): readonly string[] {
  return [
    ...['undefined', 'NaN', 'Infinity', 'globalThis', 'arguments', 'eval'],
    ...['isNaN', 'isFinite', 'parseInt', 'parseFloat'],
    ...['encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent', 'escape', 'unescape'],
    ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'BigInt', 'Symbol', 'Date'],
    ...['Math', 'JSON', 'Reflect', 'Proxy', 'Promise', 'RegExp', 'Intl'],
    ...['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry'],
    ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'],
    ...['URIError', 'AggregateError', 'ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array'],
    ...['Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'],
    ...['Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ];
}

/** @throws Error naming the place of the syntax, or the globals, that do not exist there */
export function assertRunsInAppsScript(code: string): void {
  const missing = findFreeNames(parseScript(code)).filter((name) => !knownGlobals.has(name));
  if (missing.length > 0) {
    throw new Error(`Code.js names globals missing in Apps Script: ${missing.join(', ')}`);
  }
}

function parseScript(code: string): Program {
  try {
    return parse(code, { ecmaVersion: 2021, sourceType: 'script' });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Error(`Code.js uses syntax above ECMAScript 2021: ${error.message}`, {
      cause: error,
    });
  }
}
