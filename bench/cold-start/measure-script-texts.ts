/** How much of the script is what no minifier shortens: texts and patterns. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type Token } from 'acorn';
import type { Figures } from '../figures.ts';
import { LAMBDAS_DIR } from '../stage/deployment.ts';

const SCRIPT_FILE = join(LAMBDAS_DIR, '../appsscript/Code.js');

/** Exact, in bytes of the file as the build wrote it. */
export function measureScriptTexts(): Figures {
  const { strings, patterns } = countTexts(readFileSync(SCRIPT_FILE, 'utf8'));
  return { 'bytes.appsscript.strings': strings, 'bytes.appsscript.patterns': patterns };
}

export type TextBytes = { readonly strings: number; readonly patterns: number };

/**
 * UTF-8 bytes of string literals and of templates' texts, and of regular expressions, as written and
 * without the quotes, grave accents, slashes and flags around them.
 *
 * @throws SyntaxError of acorn for what is no script
 */
export function countTexts(code: string): TextBytes {
  let strings = 0;
  let patterns = 0;
  // Parsed, as only a parser can always tell a pattern from a division.
  const onToken: Token[] = [];
  parse(code, { ecmaVersion: 2021, sourceType: 'script', onToken });
  for (const { type, start, end } of onToken) {
    const text = code.slice(start, end);
    if (type.label === 'string') strings += toBytes(text.slice(1, -1));
    if (type.label === 'template') strings += toBytes(text);
    if (type.label === 'regexp') patterns += toBytes(text.slice(1, text.lastIndexOf('/')));
  }
  return { strings, patterns };
}

function toBytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
